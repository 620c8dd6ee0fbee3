import { scaleQuantile } from "d3-scale";
import type { RegionCode } from "#packages/domain/regions.ts";
import { dotMap } from "#packages/geography/map-dots.ts";

/** Steps of dark, each a class of the style sheet: figures have no colours of their own. */
const NOTHING = "desk-map__region desk-map__region--1";
const STEPS = [
  "desk-map__region desk-map__region--2",
  "desk-map__region desk-map__region--3",
  "desk-map__region desk-map__region--4",
  "desk-map__region desk-map__region--5",
] as const;
const HIDDEN = "desk-map__region desk-map__region--0";

export type MapValue = { readonly region: RegionCode; readonly name: string; readonly value: number | null };

/** A range of values with how it is drawn. */
export type Step = { readonly from: number; readonly to: number; readonly className: string };

type Classed = (value: number) => string;

/** Nothing is the lightest; the others fall in four groups of about as many regions. */
const classesOf = (values: readonly MapValue[]): Classed => {
  const some = values.flatMap(({ value }) => (value === null || value === 0 ? [] : [value]));
  const group = scaleQuantile<number>(some, [0, 1, 2, 3]);
  return (value) => (value === 0 ? NOTHING : (STEPS[group(value)] ?? HIDDEN));
};

/** What the steps stand for, from light to dark; only those in which a region falls. */
export const stepsOf = (values: readonly MapValue[]): Step[] => {
  const classOf = classesOf(values);
  const known = values.flatMap(({ value }) => (value === null ? [] : [value]));
  return [NOTHING, ...STEPS].flatMap((className) => {
    const own = known.filter((value) => classOf(value) === className);
    return own.length === 0 ? [] : [{ from: Math.min(...own), to: Math.max(...own), className }];
  });
};

export const HIDDEN_STEP = HIDDEN;

/** Dots as one path: lines of no length with round ends. Steps from dot to dot keep it short. */
const pathOf = (dots: readonly (readonly [number, number])[]): string => {
  let [x, y] = [0, 0];
  return dots
    .map(([column, row]) => {
      const step = `m${column - x} ${row - y}h0`;
      [x, y] = [column, row];
      return step;
    })
    .join("");
};

let paths: ReadonlyMap<RegionCode, string> | undefined;
const pathsOf = (): ReadonlyMap<RegionCode, string> => {
  paths ??= new Map([...dotMap().regions].map(([region, dots]) => [region, pathOf(dots)]));
  return paths;
};

type RegionMapProps = { readonly title: string; readonly values: readonly MapValue[] };

/** The country in dots, one path a region; the table beside it says the same in figures. */
export const RegionMap = ({ title, values }: RegionMapProps) => {
  const { columns, rows } = dotMap();
  const classOf = classesOf(values);
  return (
    <svg class="desk-map" viewBox={`-1 -1 ${columns + 1} ${rows + 1}`} role="img" aria-label={title}>
      {values.map(({ region, name, value }) => (
        <path class={value === null ? HIDDEN : classOf(value)} d={pathsOf().get(region)}>
          <title>{value === null ? name : `${name}: ${value}`}</title>
        </path>
      ))}
    </svg>
  );
};
