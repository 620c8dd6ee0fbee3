import type { Mean } from "./region-figures.ts";
import { type Shown, shownAlone, shownBesideTotal } from "./suppress.ts";

/** How numbers of people are shown to somebody: all of them, or none that is small. */
export type Showing = {
  readonly one: (value: number) => Shown;
  /** Numbers whose sum is shown beside them. */
  readonly parts: (values: readonly number[]) => { parts: readonly Shown[]; total: Shown };
};

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** For the team whose own people they are: it sees each of them in its queue. */
export const EXACT: Showing = {
  one: (value) => value,
  parts: (values) => ({ parts: values, total: total(values) }),
};

/** For everybody else. */
export const SUPPRESSED: Showing = { one: shownAlone, parts: shownBesideTotal };

/** A mean of percentages, rounded down; null when there is nothing. */
export const percentOf = ({ sum, of }: Mean): number | null => (of === 0 ? null : Math.floor(sum / of));
