/** Where a row stands: number of its file in the import, of its chunk in the file (from 0), and its line. */
export type RowPlace = { readonly file: number; readonly chunk: number; readonly line: number };
/** A row with what it names and a digest of all it says. */
export type RowName = RowPlace & { readonly reference: string; readonly digest: string };

/**
 * A row whose reference stands earlier in the import, at `ofFile`, `ofLine`. Only the first counts. `same`: it stands
 * in another file and says the same, as when a file was sent twice; that is no fault.
 */
export type Repeat = {
  readonly line: number;
  readonly ofFile: number;
  readonly ofLine: number;
  readonly same: boolean;
};

/** Key of a chunk in the result of `findRepeats`. */
const chunkName = ({ file, chunk }: Pick<RowPlace, "file" | "chunk">): string => `${file}/${chunk}`;

/**
 * Collects the rows of an import in the order in which they were sent, and tells per chunk which of them repeat an
 * earlier one. That makes what comes of an import depend on what was sent, and never on which chunk is worked first.
 */
export const repeatFinder = () => {
  const first = new Map<string, RowName>();
  const repeats = new Map<string, Repeat[]>();
  return {
    add(row: RowName): void {
      const earlier = first.get(row.reference);
      if (earlier === undefined) {
        first.set(row.reference, row);
        return;
      }
      const same = earlier.file !== row.file && earlier.digest === row.digest;
      const name = chunkName(row);
      const found = repeats.get(name) ?? [];
      found.push({ line: row.line, ofFile: earlier.file, ofLine: earlier.line, same });
      repeats.set(name, found);
    },
    of: (chunk: Pick<RowPlace, "file" | "chunk">): readonly Repeat[] => repeats.get(chunkName(chunk)) ?? [],
  };
};

/** What the sender reads of a repeated row that does not count. */
export const repeatReason = ({ ofFile, ofLine }: Repeat): string =>
  `stands earlier in this import, in file ${ofFile} on line ${ofLine}; that row counts`;
