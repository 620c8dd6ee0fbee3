import type { PlatformEvent } from "#events/index.ts";
import type { CouplingId, MarketProfileId, SurplusNoticeId, VacancyId } from "#packages/domain/ids.ts";
import { REGIONS, type RegionCode } from "#packages/domain/regions.ts";

/** What an event asks of brokerage: to look whether couplings still fit a side, and to couple regions anew. */
export type Work = {
  readonly notice?: SurplusNoticeId;
  readonly vacancy?: VacancyId;
  readonly regions: readonly RegionCode[];
  /** A profile that was linked to the group of a coupling is withdrawn. */
  readonly left?: { readonly couplingId: CouplingId; readonly profileId: MarketProfileId };
  /** Somebody whose profile is withdrawn, and who is on no waiting list any more (D4). */
  readonly gone?: MarketProfileId;
  /** Besides: the regions that the demand of `vacancy` reaches. */
  readonly withinReach?: true;
};

const NOTHING: Work = { regions: [] };

/** The heads of one that gave way to a better coupling were placed anew in that same coupling. */
const regionsAfterEnd = (reason: string, region: RegionCode): RegionCode[] =>
  reason === "better-coupling" ? [] : [region];

/**
 * What an event asks. When a vacancy or a notice is gone nothing is coupled at once: the couplings that end by it send
 * messages of their own, as do the positions that come free.
 */
export const workOf = (event: PlatformEvent): Work => {
  switch (event.type) {
    case "nl.arbeidsmarkt.surplus-notice-registered.v1":
    case "nl.arbeidsmarkt.surplus-notice-changed.v1":
      return { notice: event.data.noticeId, regions: event.data.regions };
    case "nl.arbeidsmarkt.surplus-notice-withdrawn.v1":
      return { notice: event.data.noticeId, regions: [] };
    case "nl.arbeidsmarkt.vacancy-registered.v1":
    case "nl.arbeidsmarkt.vacancy-changed.v1":
      // D4: open hiring is never coupled; its waiting list is brought in step.
      return event.data.kind === "open-hiring"
        ? { vacancy: event.data.vacancyId, regions: [] }
        : { vacancy: event.data.vacancyId, regions: [], withinReach: true };
    case "nl.arbeidsmarkt.vacancy-withdrawn.v1":
      return { vacancy: event.data.vacancyId, regions: [] };
    case "nl.arbeidsmarkt.coupling-declined.v1":
    case "nl.arbeidsmarkt.coupling-expired.v1":
      return { regions: [event.data.fromRegion] };
    case "nl.arbeidsmarkt.coupling-ended.v1":
      return { regions: regionsAfterEnd(event.data.reason, event.data.fromRegion) };
    case "nl.arbeidsmarkt.market-profile-withdrawn.v1":
      return {
        gone: event.data.profileId,
        regions: [],
        ...(event.data.couplingId === undefined
          ? {}
          : { left: { couplingId: event.data.couplingId, profileId: event.data.profileId } }),
      };
    case "nl.arbeidsmarkt.import-settled.v1":
      return { regions: REGIONS };
    case "nl.arbeidsmarkt.recoupling-requested.v1":
      return { regions: event.data.regions };
    default:
      return NOTHING;
  }
};
