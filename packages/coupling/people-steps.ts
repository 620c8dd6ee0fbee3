import type { Coupling } from "#packages/domain/coupling.ts";
import { NotPossibleNow } from "#packages/domain/errors.ts";
import { advance, type Doing } from "./coupling-steps.ts";

/** Throws NotPossibleNow unless the coupling is agreed and not over. */
export const checkAgreed = ({ state }: Coupling): void => {
  if (state !== "agreed" && state !== "transition")
    throw new NotPossibleNow(
      `The coupling is ${state}: people are invited once it is agreed, until it ends.`,
    );
};

/** How many people can still get a code. */
export const stillToInvite = (coupling: Coupling): number =>
  coupling.state === "agreed" || coupling.state === "transition"
    ? Math.max(0, (coupling.agreed ?? 0) - coupling.invited)
    : 0;

/** So many more people get a code. Throws NotPossibleNow when that are more than were agreed. */
export const invite = (before: Coupling, people: number, doing: Doing): Coupling => {
  checkAgreed(before);
  const left = stillToInvite(before);
  if (people > left)
    throw new NotPossibleNow(
      `${before.agreed} people were agreed and ${before.invited} have a code: ${left} more can get one. A code that expired can be given anew.`,
    );
  return advance(before, doing, { what: "invited", people }, { invited: before.invited + people });
};

/** A code is withdrawn: somebody else can get one. */
export const uninvite = (before: Coupling, doing: Doing): Coupling =>
  advance(
    before,
    doing,
    { what: "invited", people: 0, reason: "code-withdrawn" },
    { invited: Math.max(0, before.invited - 1) },
  );

/**
 * Somebody comes with a profile: from now on a person and no longer a head. It may be somebody who counts for the group
 * again, having fallen back or since the coupling is over, so that the group must have that head left when it is
 * written. Throws NotPossibleNow.
 */
export const join = (before: Coupling, doing: Doing): Coupling => {
  if (before.agreed === undefined) checkAgreed(before);
  if (before.joined >= (before.agreed ?? 0))
    throw new NotPossibleNow("As many people as were agreed have come with a profile.");
  return advance(before, doing, { what: "joined", people: 1 }, { joined: before.joined + 1 });
};

/** A profile is withdrawn: the person is a head again, and somebody can get a code in the place. */
export const leave = (before: Coupling, doing: Doing): Coupling =>
  advance(
    before,
    doing,
    { what: "left", people: 1 },
    { joined: before.joined - 1, invited: Math.max(0, before.invited - 1) },
  );
