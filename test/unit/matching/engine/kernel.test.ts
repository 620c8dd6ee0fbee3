import { readFile } from "node:fs/promises";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compiledKernel } from "#packages/matching/engine/compiled-kernel.ts";
import type { Counted, Kernel } from "#packages/matching/engine/kernel.ts";
import { rowsOf } from "#packages/matching/engine/numbering.ts";
import { PlainKernel } from "#packages/matching/engine/plain-kernel.ts";
import { mostBytes, Postings } from "#packages/matching/engine/postings.ts";
import { BadKernel, compileKernel } from "#packages/matching/kernel/compile.ts";

const ENGINE = new URL("../../../../packages/matching/engine/", import.meta.url);
const TERMS = 20;
const DOCUMENTS = 3_000;
const WORDS = Math.ceil(DOCUMENTS / 32);
/** 4,096 documents, so that lists and bitmaps are both there. */
const CHUNK_BITS = 12;

/** Term 0 is everybody's, and every other one that of one in so many. */
const rows = rowsOf(
  Array.from({ length: DOCUMENTS }, (_, document) =>
    Array.from({ length: TERMS }, (_unused, term) => term).filter(
      (term) => document % (3 * term + 1) === term % 5,
    ),
  ),
);

const compiled = (postings = mostBytes(rows, CHUNK_BITS)): Kernel => {
  const kernel = compiledKernel({ documents: DOCUMENTS, postings });
  if (kernel === undefined) throw new Error("the compiled loops do not run here");
  return kernel;
};

const counting = (kernel: Kernel, bits: Int32Array) => {
  const postings = new Postings(rows, CHUNK_BITS, kernel);
  const counted: Counted = {
    masks: kernel.int32s(4_096),
    points: kernel.int32s(4_096),
    found: kernel.uint16s(4_096),
    known: kernel.int32s(128),
    count: 0,
  };
  kernel.use(postings.all, counted);
  const among = kernel.int32s(WORDS);
  among.set(bits);
  return { kernel, counted, among };
};

const words = fc.int32Array({ minLength: WORDS, maxLength: WORDS });
const range = fc.tuple(fc.nat({ max: WORDS }), fc.nat({ max: WORDS })).map(([one, other]) => ({
  first: Math.min(one, other),
  end: Math.max(one, other),
}));
const termLists = fc.uniqueArray(
  fc.record({
    competency: fc.nat({ max: TERMS + 3 }),
    mask: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
    above: fc.nat({ max: 300_000 }),
  }),
  { selector: ({ competency }) => competency, maxLength: TERMS },
);

describe("the kernel of the engine", () => {
  it("is what its source compiles to: npm run kernel", { timeout: 60_000 }, async () => {
    const source = await readFile(new URL("../kernel/search-loops.as", ENGINE), "utf8");
    expect(await readFile(new URL("kernel-bytes.ts", ENGINE), "utf8")).toBe(await compileKernel(source));
  });

  it("is not made of a source that does not compile, and says why", { timeout: 60_000 }, async () => {
    const compiling = compileKernel("export function leave(: i32 {}");
    await expect(compiling).rejects.toThrow(BadKernel);
    await expect(compiling).rejects.toThrow(/identifier expected/iu);
  });

  it("counts as the plain one does, and takes the same away", () => {
    let found = 0;
    fc.assert(
      fc.property(words, range, termLists, (bits, { first, end }, list) => {
        const terms = {
          count: list.length,
          competencies: Uint16Array.from(list, ({ competency }) => competency),
          masks: Int32Array.from(list, ({ mask }) => mask),
          above: Int32Array.from(list, ({ above }) => above),
        };
        // Who is outside of the words is nobody's to count.
        const within = bits.map((word, at) => (at < first || at >= end ? 0 : word));
        const outcomes = [new PlainKernel(), compiled()].map((one) => {
          const { kernel, counted, among } = counting(one, within);
          const where = { first, end, base: 0, chunk: 0, among };
          const read = [0, 1].map(() => kernel.countTerms(counted, terms, where));
          kernel.takeFound(counted, where);
          const { count, masks, points, known } = counted;
          return { read, count, masks, points, known, found: counted.found.slice(0, count), among };
        });
        found += outcomes[0]?.count ?? 0;
        expect(outcomes[1]).toEqual(outcomes[0]);
      }),
      { numRuns: 100 },
    );
    expect(found).toBeGreaterThan(10_000);
  });

  it("leaves who is in all bitmaps, in its memory or not, and nobody else's words", () => {
    fc.assert(
      fc.property(
        fc.array(words, { minLength: 1, maxLength: 10 }),
        range,
        fc.nat(),
        (lists, where, inside) => {
          const expected = lists.reduce((left, list) =>
            left.map((word, at) => (at < where.first || at >= where.end ? word : word & (list[at] ?? 0))),
          );
          for (const kernel of [new PlainKernel(), compiled()]) {
            const [bits = kernel.int32s(0), ...bitmaps] = lists.map((list, at) => {
              const isInside = at === 0 || ((inside >>> at) & 1) === 1;
              const own = isInside ? kernel.int32s(WORDS) : new Int32Array(WORDS);
              own.set(list);
              return own;
            });
            kernel.leave(bits, bitmaps, where);
            expect([...bits]).toEqual([...expected]);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it("has room for more bitmaps than fit its memory, and none for postings that do not", () => {
    const kernel = compiled();
    const bitmaps = Array.from({ length: 20_000 }, () => kernel.int32s(WORDS).fill(-1));
    expect(new Set(bitmaps.map(({ buffer }) => buffer)).size).toBeGreaterThan(1);
    expect(bitmaps.at(-1)?.buffer).not.toBe(bitmaps[0]?.buffer);
    expect(() => counting(kernel, new Int32Array(WORDS))).toThrow(RangeError);
  });

  it("is not there for a shard that needs more than 4 GiB", () => {
    expect(compiledKernel({ documents: 10, postings: 2 ** 32 })).toBeUndefined();
  });
});
