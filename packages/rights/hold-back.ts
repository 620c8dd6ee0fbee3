import type { MarketProfile, RestrictionGround } from "#packages/domain/market-profile.ts";
import { checkThere, nextOf } from "#packages/intake/change-profile.ts";
import type { Origin } from "#packages/intake/origin.ts";
import { toldOfProfile } from "#packages/intake/profile-facts.ts";
import type { ProfileChange } from "#packages/intake/register-profile.ts";

const changed = (before: MarketProfile, over: Partial<MarketProfile>, origin: Origin): ProfileChange => {
  const profile = nextOf(before, over, origin);
  return { profile, before, events: [toldOfProfile(profile, origin)], suggestions: [] };
};

/** GDPR 18: freezes the use of somebody's data. Undefined when it is frozen on that ground already. */
export const restrict = (
  before: MarketProfile,
  ground: RestrictionGround,
  origin: Origin,
): ProfileChange | undefined => {
  checkThere(before);
  if (before.restriction?.ground === ground) return undefined;
  return changed(before, { restriction: { ground, since: origin.now.toISOString() } }, origin);
};

/** The person lets the data be used again. Undefined when nothing is frozen. */
export const liftRestriction = (before: MarketProfile, origin: Origin): ProfileChange | undefined => {
  checkThere(before);
  return before.restriction === undefined ? undefined : changed(before, { restriction: undefined }, origin);
};

/** GDPR 21: no automatic matching any more; service goes on. Undefined when the objection stands already. */
export const object = (before: MarketProfile, origin: Origin): ProfileChange | undefined => {
  checkThere(before);
  if (before.objection !== undefined) return undefined;
  return changed(before, { objection: { since: origin.now.toISOString() } }, origin);
};

/** The objection is withdrawn. Undefined when there is none. */
export const withdrawObjection = (before: MarketProfile, origin: Origin): ProfileChange | undefined => {
  checkThere(before);
  return before.objection === undefined ? undefined : changed(before, { objection: undefined }, origin);
};

export type NotMatched = "no-consent" | "paused" | "placed" | "withdrawn" | "restricted" | "objected";

/** Why a profile is not compared with vacancies by itself; empty when it is. The same conditions as `termsOfProfile`. */
export const whyNotMatched = ({ status, consents, restriction, objection }: MarketProfile): NotMatched[] => {
  const consented = consents.some(
    ({ purpose, withdrawnAt }) => purpose === "matching" && withdrawnAt === undefined,
  );
  return [
    ...(status === "active" ? [] : [status]),
    ...(consented ? [] : (["no-consent"] as const)),
    ...(restriction === undefined ? [] : (["restricted"] as const)),
    ...(objection === undefined ? [] : (["objected"] as const)),
  ];
};
