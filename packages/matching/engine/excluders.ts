import type { Rows } from "./postings.ts";

/**
 * Who excludes something: for each thing the documents, ascending, `documents[starts[thing]]` up to
 * `documents[starts[thing + 1]]`. Few people exclude anything, so that this takes less than a column would.
 */
export type Excluders = { readonly starts: Uint32Array; readonly documents: Uint32Array };

/** From what each document excludes: numbers below `things`. */
export const excludersOf = (rows: Rows, things: number): Excluders => {
  const starts = new Uint32Array(things + 1);
  for (const thing of rows.values) starts[thing + 1] = (starts[thing + 1] ?? 0) + 1;
  for (let thing = 0; thing < things; thing++)
    starts[thing + 1] = (starts[thing + 1] ?? 0) + (starts[thing] ?? 0);
  return { starts, documents: documentsOf(rows, starts) };
};

const documentsOf = ({ starts, values }: Rows, firsts: Uint32Array): Uint32Array => {
  const next = firsts.slice();
  const documents = new Uint32Array(values.length);
  for (let document = 0; document + 1 < starts.length; document++)
    for (const thing of values.subarray(starts[document], starts[document + 1])) {
      const place = next[thing] ?? 0;
      documents[place] = document;
      next[thing] = place + 1;
    }
  return documents;
};

/** Takes those who exclude a thing out of a bitmap. */
export const takeOut = (bits: Int32Array, { starts, documents }: Excluders, thing: number): void => {
  const end = starts[thing + 1] ?? 0;
  for (let at = starts[thing] ?? 0; at < end; at++) {
    const document = documents[at] ?? 0;
    bits[document >>> 5] = (bits[document >>> 5] ?? 0) & ~(1 << (document & 31));
  }
};
