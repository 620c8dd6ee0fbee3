import * as z from "zod";
import type { LocalDate } from "#packages/domain/dates.ts";
import { KvkNumber, VacancyId } from "#packages/domain/ids.ts";
import { assess } from "#packages/matching/assess.ts";
import { ProfileShard } from "#packages/matching/engine/profile-shard.ts";
import type { World } from "#packages/matching/world.ts";
import type { CouplingSettings } from "./coupling-settings.ts";
import type { Demand, DemandPlace } from "./demand.ts";
import { priorityOf, type Surplus, SurplusGroupId } from "./surplus.ts";

/** What must not be coupled: a group and a vacancy that a side has declined, or two firms that are not to be brought together. */
export const Ban = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("pair"), groupId: SurplusGroupId, vacancyId: VacancyId }),
  z.strictObject({ kind: z.literal("firms"), from: KvkNumber, to: KvkNumber }),
]);
export type Ban = z.infer<typeof Ban>;

export type Sides = {
  readonly surplus: readonly Surplus[];
  readonly demands: readonly Demand[];
  readonly bans: readonly Ban[];
  readonly today: LocalDate;
};

/**
 * Every feasible pair of a group and a place, in order of group and place, both of which are in order of their ids.
 * Nothing is pruned: keeping only the best vacancies of each group loses points (see the README of this folder).
 */
export type Pairs = {
  readonly surplus: readonly Surplus[];
  readonly demands: readonly Demand[];
  /** The places of all demands, in order. */
  readonly places: readonly DemandPlace[];
  /** Per place: index in `demands`. */
  readonly placeDemand: Int32Array;
  readonly group: Int32Array;
  readonly place: Int32Array;
  /** Points of matching. */
  readonly score: Int32Array;
  /** Points of a person placed: base, score, priority, and those of the own region. */
  readonly value: Int32Array;
};

const byId =
  <T>(idOf: (one: T) => string) =>
  (a: T, b: T): number =>
    Number(idOf(a) > idOf(b)) - Number(idOf(a) < idOf(b));

/** Whether two sides must not be coupled. A firm never receives its own staff: that is its own affair, not brokerage. */
const bannedBy = (bans: readonly Ban[]) => {
  const known = new Set(
    bans.map((ban) => (ban.kind === "pair" ? `${ban.groupId} ${ban.vacancyId}` : `${ban.from} ${ban.to}`)),
  );
  return (group: Surplus, { employer, vacancyId }: Demand): boolean =>
    group.employer === employer ||
    (known.size > 0 && (known.has(`${group.id} ${vacancyId}`) || known.has(`${group.employer} ${employer}`)));
};

/** A group that suits, by the id of its terms. */
type Hit = { readonly id: string; readonly score: number };
/** Groups that suit a place and score at least the minimum. */
type Finder = (place: DemandPlace) => readonly Hit[];

/** By the definition of matching, pair by pair: plainly right, and the oracle of `inBulk`. */
export const oneByOne =
  (surplus: readonly Surplus[], world: World, { minimumScore }: CouplingSettings): Finder =>
  ({ terms }) =>
    surplus.flatMap(({ id, terms: own }) => {
      const assessment = assess(terms, own, world);
      if (assessment.kind === "no-match" || assessment.explanation.score < minimumScore) return [];
      return [{ id, score: assessment.explanation.score }];
    });

/** By the engine of matching, which gives the same for every pair without looking at most. */
export const inBulk = (
  surplus: readonly Surplus[],
  world: World,
  { minimumScore }: CouplingSettings,
): Finder => {
  const shard = new ProfileShard(
    surplus.map(({ terms }) => terms),
    world,
  );
  return ({ terms }) => shard.search(terms, { limit: surplus.length, atLeast: minimumScore });
};

/** Numbers that come one by one, millions of them: four bytes each, where an ordinary array takes eight and more. */
class Column {
  #numbers = new Int32Array(1024);
  length = 0;

  push(number: number): void {
    if (this.length === this.#numbers.length) {
      const larger = new Int32Array(2 * this.length);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[this.length] = number;
    this.length += 1;
  }

  at(index: number): number {
    return this.#numbers[index] ?? 0;
  }
}

type Found = { readonly group: Column; readonly place: Column; readonly score: Column };

/** The same pairs in order of group; those of a group stay in order of place. */
const inOrderOfGroup = ({ group, place, score }: Found, groups: number) => {
  const next = new Int32Array(groups + 1);
  for (let from = 0; from < group.length; from++) {
    const one = group.at(from) + 1;
    next[one] = (next[one] ?? 0) + 1;
  }
  for (let at = 0; at < groups; at++) next[at + 1] = (next[at + 1] ?? 0) + (next[at] ?? 0);
  const sorted = {
    group: new Int32Array(group.length),
    place: new Int32Array(group.length),
    score: new Int32Array(group.length),
  };
  for (let from = 0; from < group.length; from++) {
    const one = group.at(from);
    const to = next[one] ?? 0;
    next[one] = to + 1;
    sorted.group[to] = one;
    sorted.place[to] = place.at(from);
    sorted.score[to] = score.at(from);
  }
  return sorted;
};

/** The region of a place: its terms have this place alone. */
const regionOf = (place: DemandPlace | undefined): string | undefined => place?.terms.places[0]?.region;

export type PairsOptions = {
  /** In force where a group's region has no settings of its own. */
  readonly settings: CouplingSettings;
  readonly byRegion?: ReadonlyMap<string, CouplingSettings> | undefined;
  readonly find?: typeof inBulk;
};

/** The settings by which each group is coupled: those of its own region. */
export const settingsOfGroups = (
  surplus: readonly Pick<Surplus, "region">[],
  { settings, byRegion }: Pick<PairsOptions, "settings" | "byRegion">,
): CouplingSettings[] => surplus.map(({ region }) => byRegion?.get(region) ?? settings);

/** What anybody asks at least: the engine looks for that, and each group's own minimum is looked at after it. */
const leastOf = (all: readonly CouplingSettings[], { minimumScore }: CouplingSettings): number =>
  all.reduce((least, one) => Math.min(least, one.minimumScore), all[0]?.minimumScore ?? minimumScore);

/** All feasible pairs. Sides come in any order; each id once. Throws what `world.distanceHm` throws. */
export const feasiblePairs = (
  { surplus: groups, demands: asked, bans, today }: Sides,
  world: World,
  { settings, byRegion, find = inBulk }: PairsOptions,
): Pairs => {
  const surplus = groups.filter(({ heads }) => heads > 0).sort(byId(({ id }) => id));
  const demands = asked.toSorted(byId(({ vacancyId }) => vacancyId));
  const isBanned = bannedBy(bans);
  const own = settingsOfGroups(surplus, { settings, byRegion });
  const finder = find(surplus, world, { ...settings, minimumScore: leastOf(own, settings) });
  const indexes = new Map<string, number>(surplus.map(({ id }, index) => [id, index]));
  const found: Found = { group: new Column(), place: new Column(), score: new Column() };
  const places: DemandPlace[] = [];
  const placeDemand: number[] = [];
  const look = (demand: Demand, place: DemandPlace): void => {
    for (const { id, score } of finder(place)) {
      const group = indexes.get(id) ?? -1;
      const one = surplus[group];
      if (one === undefined || score < (own[group]?.minimumScore ?? 0) || isBanned(one, demand)) continue;
      found.group.push(group);
      found.place.push(places.length);
      found.score.push(score);
    }
  };
  for (const [index, demand] of demands.entries())
    for (const place of demand.places) {
      look(demand, place);
      places.push(place);
      placeDemand.push(index);
    }
  const sorted = inOrderOfGroup(found, surplus.length);
  const extra = surplus.map((one, group) => {
    const weights = own[group] ?? settings;
    return weights.basePoints + priorityOf(one, today, weights);
  });
  const value = sorted.score.map((score, pair) => {
    const group = sorted.group[pair] ?? 0;
    const near = regionOf(places[sorted.place[pair] ?? 0]) === surplus[group]?.region;
    return score + (extra[group] ?? 0) + (near ? (own[group] ?? settings).ownRegionPoints : 0);
  });
  return { surplus, demands, places, placeDemand: Int32Array.from(placeDemand), ...sorted, value };
};
