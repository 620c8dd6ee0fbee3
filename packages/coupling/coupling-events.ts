import { CouplingAgreedV1 } from "#events/coupling-agreed.v1.ts";
import { CouplingDeclinedV1 } from "#events/coupling-declined.v1.ts";
import { CouplingEndedV1 } from "#events/coupling-ended.v1.ts";
import { CouplingExpiredV1 } from "#events/coupling-expired.v1.ts";
import { CouplingProposedV1 } from "#events/coupling-proposed.v1.ts";
import { CouplingRemindedV1 } from "#events/coupling-reminded.v1.ts";
import type { PlatformEvent } from "#events/index.ts";
import { type Coupling, isLive } from "#packages/domain/coupling.ts";
import type { RegionCode } from "#packages/domain/regions.ts";

const factsOf = (coupling: Coupling) => ({
  couplingId: coupling.id,
  version: coupling.version,
  noticeId: coupling.noticeId,
  surplusId: coupling.surplusId,
  vacancyId: coupling.vacancyId,
  fromRegion: coupling.fromRegion,
  toRegion: coupling.toRegion,
  people: coupling.agreed ?? coupling.people,
});

const causeOf = (coupling: Coupling, traceparent: string | undefined) => ({
  subject: coupling.id,
  at: new Date(coupling.changedAt),
  idFrom: [coupling.id, String(coupling.version)],
  dataref: `/v1/couplings/${coupling.id}`,
  traceparent,
});

const eventOf = (coupling: Coupling, traceparent: string | undefined): PlatformEvent | undefined => {
  const { state, explanation, holdEndsAt, declined, endReason } = coupling;
  const facts = factsOf(coupling);
  const cause = causeOf(coupling, traceparent);
  switch (state) {
    case "proposed":
      return CouplingProposedV1.make(
        { ...facts, score: explanation.score, holdEndsAt, rules: explanation.rules },
        cause,
      );
    case "agreed":
    case "transition":
      return CouplingAgreedV1.make(facts, cause);
    case "declined":
      return (
        declined && CouplingDeclinedV1.make({ ...facts, by: declined.party, reason: declined.reason }, cause)
      );
    case "expired":
      return CouplingExpiredV1.make(facts, cause);
    case "ended":
      return endReason && CouplingEndedV1.make({ ...facts, reason: endReason }, cause);
  }
};

type Again = { readonly id: string; readonly region: RegionCode };

/**
 * A coupling as a redelivery tells it again, to the team that asked and to no other: what it now is, under an id of that
 * redelivery. Undefined when it is over.
 */
export const redeliveredCoupling = (
  coupling: Coupling,
  { id: redeliveryId, region: addressee }: Again,
  { at, traceparent }: { readonly at: Date; readonly traceparent?: string | undefined },
): PlatformEvent | undefined => {
  const { state, explanation, holdEndsAt } = coupling;
  if (!isLive(state)) return undefined;
  const facts = { ...factsOf(coupling), redeliveryId, addressee };
  const idFrom = [redeliveryId, coupling.id, String(coupling.version)];
  const cause = { ...causeOf(coupling, traceparent), at, idFrom };
  return state === "proposed"
    ? CouplingProposedV1.make(
        { ...facts, score: explanation.score, holdEndsAt, rules: explanation.rules },
        cause,
      )
    : CouplingAgreedV1.make(facts, cause);
};

/**
 * A transition that goes on tells nothing new; nor does an answer before the last. A proposal that was revised is told
 * whatever it was, for teams answer to the version that they know.
 */
const tells = (before: Coupling | undefined, after: Coupling): boolean =>
  before === undefined ||
  (before.state !== after.state && after.state !== "transition") ||
  before.people !== after.people ||
  before.agreed !== after.agreed ||
  after.history.at(-1)?.what === "resized";

const isReminder = ({ history }: Coupling): boolean => history.at(-1)?.what === "reminded";

/** What is told of the next version of a coupling, to both teams. */
export const eventsOfStep = (
  before: Coupling | undefined,
  after: Coupling,
  traceparent?: string,
): PlatformEvent[] => {
  if (isReminder(after) && after.remindAt !== undefined)
    return [
      CouplingRemindedV1.make({ ...factsOf(after), remindAt: after.remindAt }, causeOf(after, traceparent)),
    ];
  if (!tells(before, after)) return [];
  const event = eventOf(after, traceparent);
  return event === undefined ? [] : [event];
};
