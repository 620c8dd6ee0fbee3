/** Fewer people than this are not shown: who knows a region may know who they are. Nobody at all is shown as 0. */
export const SMALLEST_SHOWN = 5;

/** A number of people, or null where it is not shown. */
export type Shown = number | null;

const isSmall = (value: number): boolean => value > 0 && value < SMALLEST_SHOWN;

/** One number of people that stands by itself. */
export const shownAlone = (value: number): Shown => (isSmall(value) ? null : value);

/** Where the smallest number stands that is shown and not nothing; -1 when there is none. */
const smallestShown = (shown: readonly Shown[]): number =>
  shown.reduce<number>((best, value, index) => {
    if (value === null || value === 0) return best;
    const smallest = best < 0 ? undefined : shown[best];
    return smallest === undefined || smallest === null || value < smallest ? index : best;
  }, -1);

/**
 * Numbers of people beside their total: a single one that is left out would follow from the total, so the next smallest
 * is left out with it. Where there is none, the others are all nothing, and the total is left out too.
 */
export const shownBesideTotal = (values: readonly number[]): { parts: Shown[]; total: Shown } => {
  const parts = values.map(shownAlone);
  const total = values.reduce((sum, value) => sum + value, 0);
  if (parts.filter((value) => value === null).length !== 1) {
    const hidden = values.filter(isSmall).reduce((sum, value) => sum + value, 0);
    return { parts, total: hidden === total ? shownAlone(total) : total };
  }
  const next = smallestShown(parts);
  if (next < 0) return { parts, total: null };
  return { parts: parts.map((value, index) => (index === next ? null : value)), total };
};
