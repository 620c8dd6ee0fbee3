/** Numbers for texts, from 0 in the order in which they first come. */
export class Numbering {
  readonly #numbers: Map<string, number>;

  /** Starts with these texts, each of them once. */
  constructor(texts: readonly string[] = []) {
    this.#numbers = new Map(texts.map((text, number) => [text, number]));
  }

  /** All texts, in the order of their numbers. */
  texts(): string[] {
    return [...this.#numbers.keys()];
  }

  get size(): number {
    return this.#numbers.size;
  }

  /** The number of a text, a new one when it is new. */
  of(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#numbers.size);
    return this.#numbers.size - 1;
  }

  /** The number of a text, or undefined when it never came. */
  find(text: string): number | undefined {
    return this.#numbers.get(text);
  }
}

/** Rows hold numbers of 16 bits: below this. */
export const ROW_LIMIT = 65_536;

/** A classification, or a shard's wishes, has more than 65,536 things where rows of 16 bits are kept. */
export class TooManyNumbers extends Error {
  override readonly name = "TooManyNumbers";
}

/** Lists one after the other, as `Rows` has them. Throws `TooManyNumbers`. */
export const rowsOf = (
  lists: readonly (readonly number[])[],
): { starts: Uint32Array; values: Uint16Array } => {
  const starts = new Uint32Array(lists.length + 1);
  for (const [index, list] of lists.entries()) starts[index + 1] = (starts[index] ?? 0) + list.length;
  const values = new Uint16Array(starts[lists.length] ?? 0);
  for (const [index, list] of lists.entries()) {
    if (list.some((value) => value >= ROW_LIMIT))
      throw new TooManyNumbers(`a row has a number above ${ROW_LIMIT}`);
    values.set(list, starts[index]);
  }
  return { starts, values };
};
