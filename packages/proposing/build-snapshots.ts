import { REGIONS, type RegionCode } from "#packages/domain/regions.ts";
import type { Side } from "#packages/store/keys.ts";
import { changesSince } from "#packages/store/log-entries.ts";
import { findSnapshot, keepSnapshot, type Manifest } from "#packages/store/snapshots.ts";
import type { Matcher } from "./match-subject.ts";

/** A snapshot lives for six hours, and readers take none that is older than two. */
const OLDEST_MS = 80 * 60_000;
/** Log entries carry the time at which their write began; clocks differ by a little. */
const OVERLAP_MS = 5_000;

type Shard = { readonly side: Side; readonly region: RegionCode };
type Building = { readonly hasTime: () => boolean; readonly newId: () => string };

const isOld = ({ now, world }: Matcher, { rules, asOf }: Manifest): boolean =>
  rules !== world.rules || now().getTime() - Date.parse(asOf) > OLDEST_MS;

/** Whether a new snapshot would hold anything that the newest one does not, or that one will soon be of no use. */
const isDue = async (matcher: Matcher, { side, region }: Shard): Promise<boolean> => {
  const at = matcher.now();
  const manifest = await findSnapshot(matcher.table, { side, region }, at);
  if (manifest === undefined || isOld(matcher, manifest)) return true;
  const since = new Date(Date.parse(manifest.asOf) - OVERLAP_MS);
  const changes = await changesSince(matcher.table, { side, regions: [region] }, { since, until: at });
  return (changes.get(region)?.size ?? 0) > 0;
};

const build = async (matcher: Matcher, shard: Shard, { newId }: Building): Promise<void> => {
  const shards = shard.side === "PROFILE" ? matcher.profiles : matcher.vacancies;
  const { asOf, parts } = await shards.snapshot(shard.region);
  const manifest = {
    generation: newId(),
    parts: parts.length,
    asOf: asOf.toISOString(),
    rules: matcher.world.rules,
  };
  await keepSnapshot(matcher.table, shard, manifest, parts);
};

/** Keeps a snapshot of every shard for which one is due, as long as there is time. */
export const buildSnapshots = async (
  matcher: Matcher,
  building: Building,
): Promise<{ built: number; asTheyWere: number; left: number }> => {
  const shards = REGIONS.flatMap((region): Shard[] => [
    { side: "PROFILE", region },
    { side: "VACANCY", region },
  ]);
  const counts = { built: 0, asTheyWere: 0, left: 0 };
  for (const shard of shards) {
    if (!building.hasTime()) counts.left += 1;
    else if (await isDue(matcher, shard)) {
      await build(matcher, shard, building);
      counts.built += 1;
    } else counts.asTheyWere += 1;
  }
  return counts;
};
