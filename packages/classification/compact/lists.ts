import type { Section, Sections } from "./sections.ts";

/** Many short lists of integers as two arrays: all numbers in a row, and where each list begins. */
export const listSections = (name: string, lists: readonly (readonly number[])[]): [string, Section][] => {
  const starts = new Uint32Array(lists.length + 1);
  let total = 0;
  for (const [index, list] of lists.entries()) {
    total += list.length;
    starts[index + 1] = total;
  }
  const values = new Uint32Array(total);
  for (const [index, list] of lists.entries()) values.set(list, starts[index] ?? 0);
  return [
    [`${name}.starts`, starts],
    [`${name}.values`, values],
  ];
};

/** The list of one index, as a view. */
export type Lists = { readonly length: number; of(index: number): Uint32Array };

export const openLists = (sections: Sections, name: string): Lists => {
  const starts = sections.u32(`${name}.starts`);
  const values = sections.u32(`${name}.values`);
  return {
    length: starts.length - 1,
    of: (index) => values.subarray(starts[index] ?? 0, starts[index + 1] ?? 0),
  };
};

/** Sorted, without repeats. */
export const ascending = (numbers: Iterable<number>): number[] => [...new Set(numbers)].sort((a, b) => a - b);
