import * as fc from "fast-check";
import type { TransportProblem } from "#packages/brokerage/transport.ts";
import { UNLIMITED } from "#packages/brokerage/transport.ts";

export type PlainArc = {
  readonly group: number;
  readonly place: number;
  readonly value: number;
  readonly limit?: number;
};
export type PlainProblem = {
  readonly heads: readonly number[];
  readonly places: readonly { readonly vacancy: number; readonly open: number }[];
  /** Per vacancy; absent: what its places have together. */
  readonly totals: readonly number[];
  readonly arcs: readonly PlainArc[];
};

export const problemOf = ({ heads, places, totals, arcs }: PlainProblem): TransportProblem => {
  const sorted = [...arcs].sort((a, b) => a.group - b.group || a.place - b.place || a.value - b.value);
  return {
    heads: Int32Array.from(heads),
    placeOpen: Int32Array.from(places, ({ open }) => open),
    placeVacancy: Int32Array.from(places, ({ vacancy }) => vacancy),
    vacancyTotal: Int32Array.from(totals),
    arcGroup: Int32Array.from(sorted, ({ group }) => group),
    arcPlace: Int32Array.from(sorted, ({ place }) => place),
    arcValue: Int32Array.from(sorted, ({ value }) => value),
    arcLimit: Int32Array.from(sorted, ({ limit }) => limit ?? UNLIMITED),
  };
};

/** What is left at some moment of the enumeration. */
type Left = {
  readonly open: readonly number[];
  readonly total: readonly number[];
  readonly arc: readonly number[];
};

const less = (list: readonly number[], which: number): number[] =>
  list.map((one, index) => (index === which ? one - 1 : one));

/** The most points by trying everything: person by person, each to every arc or nowhere, remembering what room is left. */
export const bestByEnumeration = ({ heads, places, totals, arcs }: PlainProblem): number => {
  const persons = heads.flatMap((count, group) => Array.from({ length: count }, () => group));
  const known = new Map<string, number>();
  const vacancyOf = (place: number): number => places[place]?.vacancy ?? 0;
  const fits = ({ place }: PlainArc, index: number, { open, total, arc }: Left): boolean =>
    Math.min(open[place] ?? 0, total[vacancyOf(place)] ?? 0, arc[index] ?? 0) > 0;
  const take = ({ place }: PlainArc, index: number, { open, total, arc }: Left): Left => ({
    open: less(open, place),
    total: less(total, vacancyOf(place)),
    arc: less(arc, index),
  });
  const remembered = (at: number, left: Left): number => {
    const key = JSON.stringify([at, left]);
    const points = known.get(key) ?? best(at, left);
    known.set(key, points);
    return points;
  };
  const best = (at: number, left: Left): number => {
    if (at === persons.length) return 0;
    const ways = arcs.map((arc, index) =>
      arc.group === persons[at] && fits(arc, index, left)
        ? arc.value + remembered(at + 1, take(arc, index, left))
        : 0,
    );
    return Math.max(remembered(at + 1, left), ...ways);
  };
  const plenty = persons.length + 1;
  return best(0, {
    open: places.map(({ open }) => open),
    total: totals,
    arc: arcs.map(({ limit }) => limit ?? plenty),
  });
};

/** Small problems with everything in them: several places of a vacancy, totals below their sum, limits, zeros, ties. */
export const anySmallProblem: fc.Arbitrary<PlainProblem> = fc
  .record({
    heads: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 3 }),
    totals: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 3 }),
    places: fc.array(fc.record({ vacancy: fc.nat(100), open: fc.integer({ min: 0, max: 3 }) }), {
      minLength: 1,
      maxLength: 4,
    }),
    arcs: fc.array(
      fc.record({
        group: fc.nat(100),
        place: fc.nat(100),
        value: fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 1_000_000 })),
        limit: fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined }),
      }),
      { maxLength: 10 },
    ),
  })
  .map(({ heads, totals, places, arcs }) => ({
    heads,
    totals,
    places: places.map(({ vacancy, open }) => ({ vacancy: vacancy % totals.length, open })),
    arcs: arcs.map(({ group, place, value, limit }) => ({
      group: group % heads.length,
      place: place % places.length,
      value,
      ...(limit === undefined ? {} : { limit }),
    })),
  }));

/** A generator of whole numbers from 0 up to 2^32 that gives the same row for the same seed (Mulberry32, T. Ettinger). */
export const seeded = (seed: number): ((below: number) => number) => {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
};

/** A region by chance, for comparing solvers: `density` is the share of pairs that are feasible, in percent. */
export const seededProblem = (
  seed: number,
  { groups, vacancies, density }: { groups: number; vacancies: number; density: number },
): PlainProblem => {
  const below = seeded(seed);
  const heads = Array.from({ length: groups }, () => 1 + below(40));
  const places = Array.from({ length: vacancies }, (_, vacancy) =>
    Array.from({ length: below(10) === 0 ? 3 : 1 }, () => ({ vacancy, open: 1 + below(below(20) + 1) })),
  ).flat();
  const totals = Array.from({ length: vacancies }, (_, vacancy) => {
    const open = places
      .filter((place) => place.vacancy === vacancy)
      .reduce((sum, place) => sum + place.open, 0);
    return Math.max(1, open - below(2));
  });
  const arcs = heads.flatMap((_, group) =>
    places.flatMap((_place, place) => {
      if (below(100) >= density) return [];
      const value = 1_000_000 + below(1_000_000);
      const plain = { group, place, value };
      return below(20) === 0 ? [plain, { ...plain, value: value + 20_000, limit: 1 + below(5) }] : [plain];
    }),
  );
  return { heads, places, totals, arcs };
};
