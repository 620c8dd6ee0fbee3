import type { LocalDate } from "#packages/domain/dates.ts";

/** What a series of samples depends on: with the same classification, the same options always give the same series. */
export type SampleOptions = {
  /** Another seed gives other firms, people and references. */
  readonly seed?: number | undefined;
  /** How many. A longer series begins with the shorter one of the same seed. */
  readonly count?: number | undefined;
  /** The day that the dates are told from; samples never look at the clock. */
  readonly today: LocalDate;
};

export type Sampling = { readonly seed: number; readonly today: LocalDate };

/** "00017" */
export const numbered = (index: number): string => String(index + 1).padStart(5, "0");

/** A series of `count` samples made one by one from their index. */
export const series = <T>(
  { seed = 1, count, today }: SampleOptions,
  usual: number,
  make: (index: number, sampling: Sampling) => T,
): T[] => Array.from({ length: count ?? usual }, (_, index) => make(index, { seed, today }));
