import { isDeepStrictEqual } from "node:util";
import { Consent } from "#packages/domain/consent.ts";
import type { MarketProfile } from "#packages/domain/market-profile.ts";
import { checkThere, nextOf } from "./change-profile.ts";
import { givenFaults, isOutdated, room } from "./consent-history.ts";
import { type Fault, throwIfAny } from "./invalid-input.ts";
import type { Origin } from "./origin.ts";
import { toldOfProfile } from "./profile-facts.ts";
import type { ProfileChange } from "./register-profile.ts";

const withConsents = (
  before: MarketProfile,
  consents: Consent[],
  origin: Origin,
): ProfileChange | undefined => {
  if (isDeepStrictEqual(consents, before.consents)) return undefined;
  const profile = nextOf(before, { consents }, origin);
  return { profile, before, events: [toldOfProfile(profile, origin)], suggestions: [] };
};

type ConsentFor = Pick<Consent, "purpose" | "receiver">;
const stands = (one: Consent, { purpose, receiver }: ConsentFor): boolean =>
  one.purpose === purpose && one.receiver === receiver && one.withdrawnAt === undefined;

/** A late or repeated message must not undo a withdrawal (S4: unknown means no). */
const WITHDRAWN_SINCE: Fault = {
  pointer: "/givenAt",
  detail: "is before this consent was withdrawn: only one that was given after that stands again",
};

/**
 * S4: the person agrees, for one purpose and receiver. Undefined when that consent stands already under the same
 * wording; under another wording the old one ends. Those that ended are kept, as far back as there is room. Throws
 * InvalidInput for a moment that is still to come, or that lies before such a consent was withdrawn.
 */
export const giveConsent = (
  before: MarketProfile,
  given: Pick<Consent, "purpose" | "receiver" | "wording"> & { readonly givenAt?: string | undefined },
  origin: Origin,
): ProfileChange | undefined => {
  checkThere(before);
  const now = origin.now.toISOString();
  if (before.consents.some((one) => stands(one, given) && one.wording === given.wording)) return undefined;
  const { purpose, receiver, wording, givenAt = now } = given;
  const asked = { purpose, receiver, givenAt };
  throwIfAny([
    ...givenFaults(givenAt, "/givenAt", origin.now),
    ...(isOutdated(asked, before.consents) ? [WITHDRAWN_SINCE] : []),
  ]);
  // The old one ended when the new one was given: an end of today would make a consent of last week outdated.
  const kept = before.consents.map((one) => (stands(one, given) ? { ...one, withdrawnAt: givenAt } : one));
  return withConsents(
    before,
    room([...kept, Consent.parse({ purpose, receiver, wording, givenAt })]),
    origin,
  );
};

/** S4: the person no longer agrees. Undefined when no such consent stands. The profile's open proposals end by it. */
export const withdrawConsent = (
  before: MarketProfile,
  which: ConsentFor,
  origin: Origin,
): ProfileChange | undefined => {
  const withdrawnAt = origin.now.toISOString();
  return withConsents(
    before,
    before.consents.map((one) => (stands(one, which) ? { ...one, withdrawnAt } : one)),
    origin,
  );
};
