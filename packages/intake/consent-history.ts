import { isDeepStrictEqual } from "node:util";
import type { Consent } from "#packages/domain/consent.ts";
import { NotPossibleNow } from "#packages/domain/errors.ts";

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

const sameFor = (a: Consent, b: Consent): boolean => a.purpose === b.purpose && a.receiver === b.receiver;
const isGiven = (one: Consent): boolean => one.withdrawnAt === undefined;

/** What was known, ended now where the new list no longer has it. */
const history = (known: readonly Consent[], told: readonly Consent[], now: string): Consent[] =>
  known
    .filter((one) => !told.some((other) => isDeepStrictEqual(one, other)))
    .map((one) => (isGiven(one) ? { ...one, withdrawnAt: now } : one));

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
  const ended = known.filter((one) => !isGiven(one));
  const isOutdated = (one: Consent): boolean =>
    isGiven(one) &&
    ended.some((end) => sameFor(one, end) && end.withdrawnAt !== undefined && one.givenAt <= end.withdrawnAt);
  const standing = told.filter((one) => !isOutdated(one));
  return room([...history(known, standing, now), ...standing]);
};
