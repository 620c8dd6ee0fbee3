import { ROW_LIMIT, TooManyNumbers } from "./numbering.ts";
import type { Rows } from "./postings.ts";

/** Writes lists of numbers of 16 bits, one after the other. */
export class RowsWriter {
  readonly #starts: Uint32Array;
  #values: Uint16Array;
  #row = 0;
  #end = 0;

  /** For so many lists; `each` is how long they are about. */
  constructor(lists: number, each: number) {
    this.#starts = new Uint32Array(lists + 1);
    this.#values = new Uint16Array(Math.max(16, lists * each));
  }

  /** Adds a number to the list. Throws `TooManyNumbers` above 16 bits. */
  add(value: number): void {
    this.#room(value);
    this.#values[this.#end] = value;
    this.#end++;
  }

  /** Puts a number into its place in an ascending list, once. Throws `TooManyNumbers` above 16 bits. */
  insert(value: number): void {
    this.#room(value);
    const values = this.#values;
    const first = this.#starts[this.#row] ?? 0;
    let at = this.#end;
    while (at > first && (values[at - 1] ?? 0) > value) at--;
    if (at > first && values[at - 1] === value) return;
    values.copyWithin(at + 1, at, this.#end);
    values[at] = value;
    this.#end++;
  }

  /** The list is complete, and the next one begins. */
  close(): void {
    this.#row++;
    this.#starts[this.#row] = this.#end;
  }

  #room(value: number): void {
    if (value >= ROW_LIMIT) throw new TooManyNumbers(`a row has a number above ${ROW_LIMIT}`);
    if (this.#end < this.#values.length) return;
    const more = new Uint16Array(2 * this.#values.length);
    more.set(this.#values);
    this.#values = more;
  }

  rows(): Rows {
    return { starts: this.#starts, values: this.#values.slice(0, this.#end) };
  }
}
