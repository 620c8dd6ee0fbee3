import type { Consent } from "#packages/domain/consent.ts";

const isFor = (one: Consent, other: Consent) =>
  one.purpose === other.purpose && one.receiver === other.receiver;

/** Whether a consent that a file tells of is news: none like it stands, and the last withdrawal was before it. */
const isNews = (kept: readonly Consent[], told: Consent): boolean =>
  kept
    .filter((one) => isFor(one, told))
    .every(
      ({ withdrawnAt }) => withdrawnAt !== undefined && Date.parse(withdrawnAt) < Date.parse(told.givenAt),
    );

/**
 * S4: consents after a file was sent (again). A file is a copy of what was so when it was made: it adds a consent that
 * was given later than the last withdrawal, and never undoes a withdrawal or takes a consent away.
 */
export const mergeConsents = (kept: readonly Consent[], told: readonly Consent[]): Consent[] => {
  const all = [...kept];
  for (const one of told) if (isNews(all, one)) all.push(one);
  return all;
};
