import type { MarketProfileId, VacancyId } from "#packages/domain/ids.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import type { LiveShard } from "#packages/matching/engine/live-shard.ts";
import { liveProfiles, liveVacancies } from "#packages/matching/engine/live-shards.ts";
import type { ProfileTerms, VacancyTerms } from "#packages/matching/terms.ts";
import { decodeProfileTerms, decodeVacancyTerms } from "#packages/matching/terms-codec.ts";
import type { World } from "#packages/matching/world.ts";
import type { Side } from "#packages/store/keys.ts";
import { changesSince } from "#packages/store/log-entries.ts";
import type { Table } from "#packages/store/platform-table.ts";
import { readFromShard, readShard } from "#packages/store/shards.ts";

/**
 * How far before its cursor a shard reads again: clocks of writers differ by a little, and an entry carries the time
 * at which its write began, not that at which it was committed.
 */
const OVERLAP_MS = 5_000;
/** A shard that was not used for longer is read anew: cheaper than going through the log. */
const STALE_AFTER_MS = 2 * 3_600_000;

/** What warm shards need to know of one side: how kept terms are read, and the engine that is asked from the other side. */
type Kind<Id extends string, Terms extends { readonly id: Id }, Query> = {
  readonly side: Side;
  readonly decode: (terms: string) => Terms;
  readonly live: (documents: readonly Terms[]) => LiveShard<Id, Terms, Query>;
};

type Held<Id extends string, Terms extends { readonly id: Id }, Query> = {
  readonly live: LiveShard<Id, Terms, Query>;
  /** Newest version seen by id, also of what has been taken out. */
  readonly versions: Map<string, number>;
  cursor: Date;
};

/** Where to look, as of when. */
export type Where = { readonly regions: readonly RegionCode[]; readonly asOf: Date };

/** Those that suit the query and score at least so much, and these whatever they score. */
export type Wanted<Id, Query> = {
  readonly query: Query;
  readonly atLeast: number;
  readonly also: Iterable<Id>;
};

export type WarmShards<Id extends string, Terms extends { readonly id: Id }, Query> = {
  /** All that is to be matched in these regions: every write that was committed before `asOf` is seen. */
  read(where: Where): Promise<Terms[]>;
  /** The same, narrowed by the engine to what is wanted; each comes once. Nothing that is wanted is left out. */
  select(where: Where, wanted: Wanted<Id, Query>): Promise<Terms[]>;
};
export type WarmProfiles = WarmShards<MarketProfileId, ProfileTerms, VacancyTerms>;
export type WarmVacancies = WarmShards<VacancyId, VacancyTerms, ProfileTerms>;

type Now = () => Date;

/** What a shard is kept by: the table, what kind of thing is in it, and the clock. */
type Source<Id extends string, Terms extends { readonly id: Id }, Query> = {
  readonly table: Table;
  readonly kind: Kind<Id, Terms, Query>;
  readonly now: Now;
};

const load = async <Id extends string, Terms extends { readonly id: Id }, Query>(
  { table, kind: { side, decode, live }, now }: Source<Id, Terms, Query>,
  region: RegionCode,
): Promise<Held<Id, Terms, Query>> => {
  const cursor = now();
  const documents = await readShard(table, { side, region });
  return {
    live: live(documents.map(({ terms }) => decode(terms))),
    versions: new Map(documents.map(({ id, version }) => [id, version])),
    cursor,
  };
};

const refresh = async <Id extends string, Terms extends { readonly id: Id }, Query>(
  { table, kind: { side, decode }, now }: Source<Id, Terms, Query>,
  region: RegionCode,
  held: Held<Id, Terms, Query>,
): Promise<void> => {
  const until = now();
  const since = new Date(held.cursor.getTime() - OVERLAP_MS);
  const changed = [...(await changesSince(table, { side, region }, { since, until }))].filter(
    ([id, version]) => (held.versions.get(id) ?? 0) < version,
  );
  await Promise.all(
    changed.map(async ([id, version]) => {
      const document = await readFromShard(table, { side, region }, id);
      if (document === undefined) held.live.remove(id);
      else held.live.put(decode(document.terms));
      held.versions.set(id, Math.max(version, document?.version ?? 0));
    }),
  );
  held.cursor = until;
};

/**
 * Shards of regions as a warm function keeps them: read once, then kept up to date from the change log. Two reads at
 * the same time share the work.
 */
const warmShards = <Id extends string, Terms extends { readonly id: Id }, Query>(
  source: Source<Id, Terms, Query>,
): WarmShards<Id, Terms, Query> => {
  const shards = new Map<RegionCode, Promise<Held<Id, Terms, Query>>>();

  const current = async (region: RegionCode, asOf: Date): Promise<Held<Id, Terms, Query>> => {
    const held = await shards.get(region);
    if (held !== undefined && held.cursor >= asOf) return held;
    if (held === undefined || source.now().getTime() - held.cursor.getTime() > STALE_AFTER_MS)
      return load(source, region);
    await refresh(source, region, held);
    return held;
  };

  const heldIn = ({ regions, asOf }: Where): Promise<Held<Id, Terms, Query>[]> =>
    Promise.all(
      regions.map((region) => {
        const reading = current(region, asOf);
        shards.set(region, reading);
        // A reading that failed is forgotten, so that the next call starts afresh.
        reading.catch(() => shards.delete(region));
        return reading;
      }),
    );

  return {
    async read(where) {
      return (await heldIn(where)).flatMap(({ live }) => live.all());
    },
    async select(where, { query, atLeast, also }) {
      // What is in the shards of several regions comes once.
      const found = new Map<Id, Terms>();
      const ids = [...also];
      for (const { live } of await heldIn(where)) {
        for (const one of live.select(query, { limit: Number.POSITIVE_INFINITY, atLeast }))
          found.set(one.id, one);
        for (const one of ids.flatMap((id) => live.find(id) ?? [])) found.set(one.id, one);
      }
      return [...found.values()];
    },
  };
};

/** Profiles by region, asked by vacancies. */
export const warmProfiles = (table: Table, { world, now }: { world: World; now: Now }): WarmProfiles =>
  warmShards<MarketProfileId, ProfileTerms, VacancyTerms>({
    table,
    now,
    kind: {
      side: "PROFILE",
      decode: decodeProfileTerms,
      live: (documents) => liveProfiles(documents, world),
    },
  });

/** Vacancies by the regions of their places, asked by profiles. */
export const warmVacancies = (table: Table, { world, now }: { world: World; now: Now }): WarmVacancies =>
  warmShards<VacancyId, VacancyTerms, ProfileTerms>({
    table,
    now,
    kind: {
      side: "VACANCY",
      decode: decodeVacancyTerms,
      live: (documents) => liveVacancies(documents, world),
    },
  });
