import type { PlatformEvent } from "#events/index.ts";
import type { MarketProfileId, VacancyId } from "#packages/domain/ids.ts";
import type { Subject } from "#packages/matching/open-list.ts";

const vacancy = (id: VacancyId): Subject => ({ kind: "vacancy", id });
const profile = (id: MarketProfileId): Subject => ({ kind: "profile", id });

/** Whose open proposals an event can change; those of other events are none. */
export const subjectsOf = (event: PlatformEvent): Subject[] => {
  switch (event.type) {
    case "nl.arbeidsmarkt.vacancy-registered.v1":
    case "nl.arbeidsmarkt.vacancy-changed.v1":
    case "nl.arbeidsmarkt.vacancy-withdrawn.v1":
    case "nl.arbeidsmarkt.coupling-declined.v1":
    case "nl.arbeidsmarkt.coupling-expired.v1":
    case "nl.arbeidsmarkt.coupling-ended.v1":
      return [vacancy(event.data.vacancyId)];
    case "nl.arbeidsmarkt.market-profile-registered.v1":
    case "nl.arbeidsmarkt.market-profile-changed.v1":
    case "nl.arbeidsmarkt.market-profile-withdrawn.v1":
      return [profile(event.data.profileId)];
    case "nl.arbeidsmarkt.match-rescored.v1":
    case "nl.arbeidsmarkt.match-ended.v1":
    case "nl.arbeidsmarkt.match-decided.v1":
      return [vacancy(event.data.vacancyId), profile(event.data.profileId)];
    default:
      return [];
  }
};
