import type { MarketProfileId, VacancyId } from "#packages/domain/ids.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import type { LiveShard } from "#packages/matching/engine/live-shard.ts";
import {
  liveProfiles,
  liveVacancies,
  profilesFromSnapshot,
  snapshotProfiles,
  snapshotVacancies,
  vacanciesFromSnapshot,
} from "#packages/matching/engine/live-shards.ts";
import { BadSnapshot } from "#packages/matching/engine/varint.ts";
import type { ProfileTerms, VacancyTerms } from "#packages/matching/terms.ts";
import { decodeProfileTerms, decodeVacancyTerms } from "#packages/matching/terms-codec.ts";
import type { World } from "#packages/matching/world.ts";
import { describeError } from "#packages/runtime/describe-error.ts";
import type { Log } from "#packages/runtime/log.ts";
import type { Side } from "#packages/store/keys.ts";
import { changesSince } from "#packages/store/log-entries.ts";
import type { Table } from "#packages/store/platform-table.ts";
import { readFromShard, readShard } from "#packages/store/shards.ts";
import { findSnapshot, readSnapshotParts, SNAPSHOT_PART_BYTES } from "#packages/store/snapshots.ts";

/**
 * How far before its cursor a shard reads again: clocks of writers differ by a little, and an entry carries the time
 * at which its write began, not that at which it was committed.
 */
const OVERLAP_MS = 5_000;
/** A shard that was not used for longer is read anew: cheaper than going through the log. */
const STALE_AFTER_MS = 2 * 3_600_000;

const isStale = (cursor: Date, now: Date): boolean => now.getTime() - cursor.getTime() > STALE_AFTER_MS;

/** What warm shards need to know of one side: how kept terms are read, and the engine that is asked from the other side. */
type Kind<Id extends string, Terms extends { readonly id: Id }, Query> = {
  readonly side: Side;
  readonly decode: (terms: string) => Terms;
  readonly live: (documents: readonly Terms[]) => LiveShard<Id, Terms, Query>;
  /** A shard from the parts of its snapshot. Throws BadSnapshot. */
  readonly start: (parts: readonly Uint8Array[]) => LiveShard<Id, Terms, Query>;
  readonly write: (live: LiveShard<Id, Terms, Query>, asOf: Date) => Uint8Array[];
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
  /** The shard of a region in parts for a snapshot, with every change that was committed before `asOf`. */
  snapshot(region: RegionCode): Promise<{ readonly asOf: Date; readonly parts: Uint8Array[] }>;
};
export type WarmProfiles = WarmShards<MarketProfileId, ProfileTerms, VacancyTerms>;
export type WarmVacancies = WarmShards<VacancyId, VacancyTerms, ProfileTerms>;

type Now = () => Date;

/** What a shard is kept by: the table, what kind of thing is in it, and the clock. */
type Source<Id extends string, Terms extends { readonly id: Id }, Query> = {
  readonly table: Table;
  readonly kind: Kind<Id, Terms, Query>;
  readonly now: Now;
  /** Version of the rules in force: a snapshot of others is not used. */
  readonly rules: string;
  readonly log: Log;
};

/** How a shard came to be held, for the log. */
type Loaded<Id extends string, Terms extends { readonly id: Id }, Query> = {
  readonly held: Held<Id, Terms, Query>;
  readonly from: "snapshot" | "table";
};

const fromTable = async <Id extends string, Terms extends { readonly id: Id }, Query>(
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

/** The newest snapshot; undefined when there is none, or none that fits: of other rules, too old, or with parts missing. */
const fromSnapshot = async <Id extends string, Terms extends { readonly id: Id }, Query>(
  { table, kind: { side, start }, now, rules, log }: Source<Id, Terms, Query>,
  region: RegionCode,
): Promise<Held<Id, Terms, Query> | undefined> => {
  const manifest = await findSnapshot(table, { side, region }, now());
  if (manifest === undefined) return undefined;
  const cursor = new Date(manifest.asOf);
  if (manifest.rules !== rules || isStale(cursor, now())) {
    log.warn("snapshot does not fit", { side, region, rules: manifest.rules, asOf: manifest.asOf });
    return undefined;
  }
  try {
    const live = start(await readSnapshotParts(table, { side, region }, manifest));
    return { live, versions: live.versions(), cursor };
  } catch (error) {
    if (!(error instanceof BadSnapshot)) throw error;
    log.warn("snapshot cannot be read", { side, region, asOf: manifest.asOf, ...describeError(error) });
    return undefined;
  }
};

/** A shard that is not held: from its snapshot, which changes of the log are to follow; without one from the table. */
const load = async <Id extends string, Terms extends { readonly id: Id }, Query>(
  source: Source<Id, Terms, Query>,
  region: RegionCode,
): Promise<Loaded<Id, Terms, Query>> => {
  const kept = await fromSnapshot(source, region);
  if (kept !== undefined) return { held: kept, from: "snapshot" };
  return { held: await fromTable(source, region), from: "table" };
};

type Asked<Id extends string, Terms extends { readonly id: Id }, Query> = {
  readonly region: RegionCode;
  /** The shard as it was last read, if it was. */
  readonly held: Held<Id, Terms, Query> | undefined;
};

type Behind<Id extends string, Terms extends { readonly id: Id }, Query> = {
  readonly region: RegionCode;
  readonly held: Held<Id, Terms, Query>;
};

/** Reads what changed in a shard since, and puts it in its place. */
const follow = async <Id extends string, Terms extends { readonly id: Id }, Query>(
  { table, kind: { side, decode } }: Source<Id, Terms, Query>,
  { region, held }: Behind<Id, Terms, Query>,
  changes: ReadonlyMap<string, number>,
): Promise<void> => {
  const changed = [...changes].filter(([id, version]) => (held.versions.get(id) ?? 0) < version);
  const documents = await readFromShard(
    table,
    { side, region },
    changed.map(([id]) => id),
  );
  for (const [index, [id, version]] of changed.entries()) {
    const document = documents[index];
    if (document === undefined) held.live.remove(id);
    else held.live.put(decode(document.terms));
    held.versions.set(id, Math.max(version, document?.version ?? 0));
  }
};

/** Brings shards up to date together: one look at the log serves them all. */
const refresh = async <Id extends string, Terms extends { readonly id: Id }, Query>(
  source: Source<Id, Terms, Query>,
  behind: readonly Behind<Id, Terms, Query>[],
): Promise<void> => {
  if (behind.length === 0) return;
  const until = source.now();
  const oldest = Math.min(...behind.map(({ held }) => held.cursor.getTime()));
  const where = { side: source.kind.side, regions: behind.map(({ region }) => region) };
  const changes = await changesSince(source.table, where, { since: new Date(oldest - OVERLAP_MS), until });
  await Promise.all(behind.map((one) => follow(source, one, changes.get(one.region) ?? new Map())));
  for (const { held } of behind) held.cursor = until;
};

type Shards<Id extends string, Terms extends { readonly id: Id }, Query> = Held<Id, Terms, Query>[];

/** Shards as of a moment: those that were never read, or not for long, are read; those that are behind follow the log. */
const bringUp = async <Id extends string, Terms extends { readonly id: Id }, Query>(
  source: Source<Id, Terms, Query>,
  asked: readonly Asked<Id, Terms, Query>[],
  asOf: Date,
): Promise<Shards<Id, Terms, Query>> => {
  const read = { snapshot: 0, table: 0 };
  const shards = await Promise.all(
    asked.map(async ({ region, held }) => {
      if (held !== undefined && !isStale(held.cursor, source.now())) return held;
      const loaded = await load(source, region);
      read[loaded.from] += 1;
      return loaded.held;
    }),
  );
  if (read.snapshot + read.table > 0)
    source.log.info("shards read", {
      side: source.kind.side,
      fromSnapshots: read.snapshot,
      fromTable: read.table,
    });
  const behind = asked.flatMap(({ region }, index) => {
    const held = shards[index];
    return held !== undefined && held.cursor < asOf ? [{ region, held }] : [];
  });
  await refresh(source, behind);
  return shards;
};

/**
 * Shards of regions as a warm function keeps them: read once, then kept up to date from the change log. Two reads at
 * the same time share the work.
 */
const warmShards = <Id extends string, Terms extends { readonly id: Id }, Query>(
  source: Source<Id, Terms, Query>,
): WarmShards<Id, Terms, Query> => {
  type Shard = Held<Id, Terms, Query>;
  /** What is held, or will be once the reading under way has ended; a first reading that failed leaves nothing. */
  const shards = new Map<RegionCode, Promise<Shard | undefined>>();

  const heldIn = ({ regions, asOf }: Where): Promise<Shard[]> => {
    const before = regions.map((region) => shards.get(region));
    const reading = Promise.all(before).then((held) =>
      bringUp(
        source,
        regions.map((region, index) => ({ region, held: held[index] })),
        asOf,
      ),
    );
    for (const [index, region] of regions.entries())
      shards.set(
        region,
        // What was held is as good as before when following failed: the next call follows from its cursor.
        reading.then((read) => read[index]).catch(() => before[index]),
      );
    return reading;
  };

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
    async snapshot(region) {
      const [held] = await heldIn({ regions: [region], asOf: source.now() });
      if (held === undefined) throw new RangeError(`no shard of ${region}`);
      return { asOf: held.cursor, parts: source.kind.write(held.live, held.cursor) };
    },
  };
};

/** With what shards are kept beside the table. */
export type Keeping = { readonly world: World; readonly now: Now; readonly log: Log };

/** Profiles by region, asked by vacancies. */
export const warmProfiles = (table: Table, { world, now, log }: Keeping): WarmProfiles =>
  warmShards<MarketProfileId, ProfileTerms, VacancyTerms>({
    table,
    now,
    log,
    rules: world.rules,
    kind: {
      side: "PROFILE",
      decode: decodeProfileTerms,
      live: (documents) => liveProfiles(documents, world),
      start: (parts) => profilesFromSnapshot(parts, world).live,
      write: (live, asOf) => snapshotProfiles(live, world, { asOf, partBytes: SNAPSHOT_PART_BYTES }),
    },
  });

/** Vacancies by the regions of their places, asked by profiles. */
export const warmVacancies = (table: Table, { world, now, log }: Keeping): WarmVacancies =>
  warmShards<VacancyId, VacancyTerms, ProfileTerms>({
    table,
    now,
    log,
    rules: world.rules,
    kind: {
      side: "VACANCY",
      decode: decodeVacancyTerms,
      live: (documents) => liveVacancies(documents, world),
      start: (parts) => vacanciesFromSnapshot(parts, world).live,
      write: (live, asOf) => snapshotVacancies(live, world, { asOf, partBytes: SNAPSHOT_PART_BYTES }),
    },
  });
