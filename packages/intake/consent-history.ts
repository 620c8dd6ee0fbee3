import { isDeepStrictEqual } from "node:util";
import type { Consent } from "#packages/domain/consent.ts";
import { NotPossibleNow } from "#packages/domain/errors.ts";
import type { Fault } from "./invalid-input.ts";

const MOST_CONSENTS = 50;

/** Takes out the oldest that ended when there are too many; throws NotPossibleNow when all of them stand. */
export const room = (consents: readonly Consent[]): Consent[] => {
  const kept = [...consents];
  while (kept.length > MOST_CONSENTS) {
    const oldest = kept.findIndex(({ withdrawnAt }) => withdrawnAt !== undefined);
    if (oldest < 0) throw new NotPossibleNow(`More than ${MOST_CONSENTS} consents cannot stand at once.`);
    kept.splice(oldest, 1);
  }
  return kept;
};

/** Clocks of others may run ahead a little. */
const AHEAD_MS = 300_000;

/** A fault when a consent is said to have been given at a moment that is still to come. */
export const givenFaults = (givenAt: string, pointer: string, now: Date): Fault[] =>
  Date.parse(givenAt) <= now.getTime() + AHEAD_MS ? [] : [{ pointer, detail: "is still to come" }];

const sameFor = (a: Consent, b: Consent): boolean => a.purpose === b.purpose && a.receiver === b.receiver;
const isGiven = (one: Consent): boolean => one.withdrawnAt === undefined;

/** One that is replaced ended when the next was given; one that is simply no longer told ends now. */
const endOf = (one: Consent, told: readonly Consent[], now: string): string =>
  told.find((other) => isGiven(other) && sameFor(one, other))?.givenAt ?? now;

/** What was known, ended where the new list no longer has it. */
const history = (known: readonly Consent[], told: readonly Consent[], now: string): Consent[] =>
  known
    .filter((one) => !told.some((other) => isDeepStrictEqual(one, other)))
    .map((one) => (isGiven(one) ? { ...one, withdrawnAt: endOf(one, told, now) } : one));

/** Whether a consent was withdrawn after the moment at which this one is said to have been given. */
export const isOutdated = (
  one: Pick<Consent, "purpose" | "receiver" | "givenAt">,
  known: readonly Consent[],
): boolean =>
  known.some(
    ({ purpose, receiver, withdrawnAt }) =>
      purpose === one.purpose &&
      receiver === one.receiver &&
      withdrawnAt !== undefined &&
      Date.parse(one.givenAt) < Date.parse(withdrawnAt),
  );

/**
 * Consents after a profile was posted again with a whole list of them. Those that are no longer in the list end now
 * (S4: unknown means no). One that was withdrawn after it had been given stays withdrawn, however often an older file
 * still has it: only a consent given later stands again.
 */
export const settleConsents = (
  known: readonly Consent[],
  told: readonly Consent[],
  now: string,
): Consent[] => {
  const all = [...known, ...told];
  const standing = told.filter((one) => !(isGiven(one) && isOutdated(one, all)));
  return room([...history(known, standing, now), ...standing]);
};
