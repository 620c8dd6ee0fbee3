import type { MarketProfileId, VacancyId } from "#packages/domain/ids.ts";
import { scoreOf } from "../assess.ts";
import type { ProfileTerms, VacancyTerms } from "../terms.ts";
import type { World } from "../world.ts";
import { LiveShard } from "./live-shard.ts";
import { ProfileShard } from "./profile-shard.ts";
import { VacancyShard } from "./vacancy-shard.ts";

export type LiveProfiles = LiveShard<MarketProfileId, ProfileTerms, VacancyTerms>;
export type LiveVacancies = LiveShard<VacancyId, VacancyTerms, ProfileTerms>;

/** Profiles that can change, for vacancy → profiles. Of the same id the last one given counts. */
export const liveProfiles = (profiles: readonly ProfileTerms[], world: World): LiveProfiles =>
  new LiveShard<MarketProfileId, ProfileTerms, VacancyTerms>(
    {
      build: (documents) => new ProfileShard(documents, world),
      score: (profile, vacancy) => scoreOf(vacancy, profile, world),
    },
    profiles,
  );

/** Vacancies that can change, for profile → vacancies. Of the same id the last one given counts. */
export const liveVacancies = (vacancies: readonly VacancyTerms[], world: World): LiveVacancies =>
  new LiveShard<VacancyId, VacancyTerms, ProfileTerms>(
    {
      build: (documents) => new VacancyShard(documents, world),
      score: (vacancy, profile) => scoreOf(vacancy, profile, world),
    },
    vacancies,
  );
