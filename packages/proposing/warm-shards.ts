import type { RegionCode } from "#packages/domain/regions.ts";
import type { Side } from "#packages/store/keys.ts";
import { changesSince } from "#packages/store/log-entries.ts";
import type { Table } from "#packages/store/platform-table.ts";
import { readFromShard, readShard, type ShardDocument } from "#packages/store/shards.ts";

/**
 * How far before its cursor a shard reads again: clocks of writers differ by a little, and an entry carries the time
 * at which its write began, not that at which it was committed.
 */
const OVERLAP_MS = 5_000;
/** A shard that was not used for longer is read anew: cheaper than going through the log. */
const STALE_AFTER_MS = 2 * 3_600_000;

type Held<T> = {
  readonly terms: Map<string, T>;
  /** Newest version seen by id, also of what has been taken out. */
  readonly versions: Map<string, number>;
  cursor: Date;
};

export type WarmShards<T> = {
  /** All that is to be matched in these regions: every write that was committed before `asOf` is seen. */
  read(regions: readonly RegionCode[], asOf: Date): Promise<T[]>;
};

type Options<T> = {
  readonly side: Side;
  readonly decode: (terms: string) => T;
  readonly now: () => Date;
};

const load = async <T>(
  table: Table,
  region: RegionCode,
  { side, decode, now }: Options<T>,
): Promise<Held<T>> => {
  const cursor = now();
  const documents = await readShard(table, { side, region });
  return {
    terms: new Map(documents.map(({ id, terms }) => [id, decode(terms)])),
    versions: new Map(documents.map(({ id, version }) => [id, version])),
    cursor,
  };
};

const take = <T>(
  held: Held<T>,
  id: string,
  document: ShardDocument | undefined,
  decode: (terms: string) => T,
) => {
  if (document === undefined) held.terms.delete(id);
  else held.terms.set(id, decode(document.terms));
};

const refresh = async <T>(
  table: Table,
  region: RegionCode,
  held: Held<T>,
  options: Options<T>,
): Promise<void> => {
  const { side, decode, now } = options;
  const until = now();
  const since = new Date(held.cursor.getTime() - OVERLAP_MS);
  const changed = [...(await changesSince(table, { side, region }, { since, until }))].filter(
    ([id, version]) => (held.versions.get(id) ?? 0) < version,
  );
  await Promise.all(
    changed.map(async ([id, version]) => {
      const document = await readFromShard(table, { side, region }, id);
      take(held, id, document, decode);
      held.versions.set(id, Math.max(version, document?.version ?? 0));
    }),
  );
  held.cursor = until;
};

/**
 * Shards of regions as a warm function keeps them: read once, then kept up to date from the change log. Two reads at
 * the same time share the work.
 */
export const warmShards = <T>(table: Table, options: Options<T>): WarmShards<T> => {
  const shards = new Map<RegionCode, Promise<Held<T>>>();

  const current = async (region: RegionCode, asOf: Date): Promise<Held<T>> => {
    const held = await shards.get(region);
    if (held !== undefined && held.cursor >= asOf) return held;
    if (held === undefined || options.now().getTime() - held.cursor.getTime() > STALE_AFTER_MS)
      return load(table, region, options);
    await refresh(table, region, held, options);
    return held;
  };

  return {
    async read(regions, asOf) {
      const held = await Promise.all(
        regions.map((region) => {
          const reading = current(region, asOf);
          shards.set(region, reading);
          // A reading that failed is forgotten, so that the next call starts afresh.
          reading.catch(() => shards.delete(region));
          return reading;
        }),
      );
      return held.flatMap(({ terms }) => [...terms.values()]);
    },
  };
};
