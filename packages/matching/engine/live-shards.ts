import { MarketProfileId, VacancyId } from "#packages/domain/ids.ts";
import { scoreOf } from "../assess.ts";
import type { ProfileTerms, VacancyTerms } from "../terms.ts";
import {
  decodeProfileTerms,
  decodeVacancyTerms,
  encodeProfileTerms,
  encodeVacancyTerms,
} from "../terms-codec.ts";
import type { World } from "../world.ts";
import { Documents } from "./documents.ts";
import { type Direction, LiveShard } from "./live-shard.ts";
import { readLive, type SnapshotOptions, writeLive } from "./live-snapshot.ts";
import { ProfileShard } from "./profile-shard.ts";
import { VacancyShard } from "./vacancy-shard.ts";

export type LiveProfiles = LiveShard<MarketProfileId, ProfileTerms, VacancyTerms>;
export type LiveVacancies = LiveShard<VacancyId, VacancyTerms, ProfileTerms>;

const toProfiles = (world: World): Direction<MarketProfileId, ProfileTerms, VacancyTerms> => ({
  build: (documents) => new ProfileShard(documents, world),
  score: (profile, vacancy) => scoreOf(vacancy, profile, world),
  versionOf: ({ version }) => version,
});
const toVacancies = (world: World): Direction<VacancyId, VacancyTerms, ProfileTerms> => ({
  build: (documents) => new VacancyShard(documents, world),
  score: (vacancy, profile) => scoreOf(vacancy, profile, world),
  versionOf: ({ version }) => version,
});

const documentsOf = <Document extends ProfileTerms | VacancyTerms>(
  list: readonly Document[],
): Documents<Document> => {
  const documents = new Documents<Document>();
  for (const document of list) documents.put(document);
  return documents;
};

/** Profiles that can change, for vacancy → profiles. Of the same id the last one given counts. */
export const liveProfiles = (profiles: readonly ProfileTerms[], world: World): LiveProfiles =>
  new LiveShard(toProfiles(world), documentsOf(profiles));

/** Vacancies that can change, for profile → vacancies. Of the same id the last one given counts. */
export const liveVacancies = (vacancies: readonly VacancyTerms[], world: World): LiveVacancies =>
  new LiveShard(toVacancies(world), documentsOf(vacancies));

const PROFILES = {
  side: "profiles",
  written: { encode: encodeProfileTerms, decode: decodeProfileTerms },
  parseId: (text: string) => MarketProfileId.parse(text),
} as const;
const VACANCIES = {
  side: "vacancies",
  written: { encode: encodeVacancyTerms, decode: decodeVacancyTerms },
  parseId: (text: string) => VacancyId.parse(text),
} as const;

/** A live shard from a snapshot, and the moment from which on changes are not in it. */
export type Started<Live> = { readonly live: Live; readonly asOf: Date };

/** The shard as a file in parts, with all that it needs to start again and to follow changes from there. */
export const snapshotProfiles = (live: LiveProfiles, world: World, options: SnapshotOptions): Uint8Array[] =>
  writeLive(live, { ...PROFILES, classification: world.classification.version }, options);

/** As `snapshotProfiles`. */
export const snapshotVacancies = (
  live: LiveVacancies,
  world: World,
  options: SnapshotOptions,
): Uint8Array[] => writeLive(live, { ...VACANCIES, classification: world.classification.version }, options);

/**
 * Starts from the parts of a snapshot, in any order. One made with another version of the classification starts as
 * well: then the first search builds anew from the documents. Throws BadSnapshot.
 */
export const profilesFromSnapshot = (parts: Iterable<Uint8Array>, world: World): Started<LiveProfiles> => {
  const { stamp, archive, ids, built } = readLive(parts, PROFILES);
  const fits = stamp.classification === world.classification.version;
  const shard = fits ? ProfileShard.fromSnapshot(built, ids, world) : undefined;
  return {
    live: new LiveShard(toProfiles(world), new Documents(archive), shard),
    asOf: new Date(stamp.asOf),
  };
};

/** As `profilesFromSnapshot`. */
export const vacanciesFromSnapshot = (parts: Iterable<Uint8Array>, world: World): Started<LiveVacancies> => {
  const { stamp, archive, ids, built } = readLive(parts, VACANCIES);
  const fits = stamp.classification === world.classification.version;
  const shard = fits ? VacancyShard.fromSnapshot(built, ids, world) : undefined;
  return {
    live: new LiveShard(toVacancies(world), new Documents(archive), shard),
    asOf: new Date(stamp.asOf),
  };
};
