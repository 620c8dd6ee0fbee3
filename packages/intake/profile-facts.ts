import type { PlatformEvent } from "#events/index.ts";
import { MarketProfileChangedV1 } from "#events/market-profile-changed.v1.ts";
import { MarketProfileRegisteredV1 } from "#events/market-profile-registered.v1.ts";
import { MarketProfileWithdrawnV1 } from "#events/market-profile-withdrawn.v1.ts";
import type { MarketProfile } from "#packages/domain/market-profile.ts";
import { termsOfProfile } from "#packages/matching/terms.ts";
import type { Origin } from "./origin.ts";

const causeOf = ({ id, version }: MarketProfile, { now, traceparent }: Origin) => ({
  subject: id,
  at: now,
  idFrom: [id, String(version)],
  traceparent,
  dataref: `/v1/market-profiles/${id}`,
});

/** The event of a profile that is new or has changed. It says that the profile is there and where, not what it says. */
export const toldOfProfile = (profile: MarketProfile, origin: Origin): PlatformEvent => {
  const event = profile.version === 1 ? MarketProfileRegisteredV1 : MarketProfileChangedV1;
  return event.make(
    {
      profileId: profile.id,
      version: profile.version,
      region: profile.region,
      visible: termsOfProfile(profile) !== undefined,
      importId: origin.importId,
    },
    causeOf(profile, origin),
  );
};

/** The event of a profile that is no longer there to be matched. */
export const toldProfileWithdrawn = (profile: MarketProfile, origin: Origin): PlatformEvent =>
  MarketProfileWithdrawnV1.make(
    {
      profileId: profile.id,
      version: profile.version,
      region: profile.region,
      couplingId: profile.linked?.couplingId,
    },
    causeOf(profile, origin),
  );
