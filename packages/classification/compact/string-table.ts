import type { Section, Sections } from "./sections.ts";

/** Collects strings while compiling; each gets a number, the same one when it comes again. Number 0 is the empty one. */
export class StringTableBuilder {
  readonly #numbers = new Map<string, number>([["", 0]]);

  /** The number of a string; absent counts as empty. */
  add(text: string | undefined): number {
    const key = text ?? "";
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(key, number);
    return number;
  }

  sections(): Map<string, Section> {
    const bytes = Buffer.from([...this.#numbers.keys()].join(""), "utf8");
    const offsets = new Uint32Array(this.#numbers.size + 1);
    let end = 0;
    let number = 0;
    for (const text of this.#numbers.keys()) {
      end += Buffer.byteLength(text, "utf8");
      number += 1;
      offsets[number] = end;
    }
    return new Map<string, Section>([
      ["strings.bytes", new Uint8Array(bytes)],
      ["strings.offsets", offsets],
    ]);
  }
}

/** Reads strings by number, decoded when asked for: most are never shown. */
export type StringTable = (number: number) => string;

export const openStringTable = (sections: Sections): StringTable => {
  const bytes = sections.u8("strings.bytes");
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const offsets = sections.u32("strings.offsets");
  return (number) => buffer.toString("utf8", offsets[number] ?? 0, offsets[number + 1] ?? 0);
};
