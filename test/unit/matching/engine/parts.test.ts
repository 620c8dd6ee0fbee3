import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Best } from "#packages/matching/engine/best.ts";
import { hilbertIndex } from "#packages/matching/engine/hilbert.ts";
import { RequirementMarks } from "#packages/matching/engine/marks.ts";
import { rowsOf, TooManyNumbers } from "#packages/matching/engine/numbering.ts";
import { Postings, type Words } from "#packages/matching/engine/postings.ts";
import { Spans } from "#packages/matching/engine/spans.ts";
import { nearPoints } from "#packages/matching/requirements.ts";

const bitsOf = (words: Int32Array): number[] =>
  [...words].flatMap((word, index) =>
    Array.from({ length: 32 }, (_, bit) => (((word >>> bit) & 1) === 1 ? 32 * index + bit : -1)).filter(
      (one) => one >= 0,
    ),
  );
/** The documents of a term in some words of a chunk, counted from its first, looked up between two others. */
const locatedOf = (postings: Postings, term: number, words: Words): number[] => {
  const spans = new Spans();
  const base = postings.firstWord(words.chunk);
  spans.locate(postings.all, Uint16Array.of(term + 1, term, 13), 3, { ...words, base });
  const start = spans.starts[1] ?? 0;
  const before = words.first - base;
  return start >= 0
    ? [...postings.all.lists.slice(spans.from[1], spans.to[1])]
    : bitsOf(postings.all.bitmaps.slice(~start + before, ~start + before + words.end - words.first)).map(
        (one) => one + 32 * before,
      );
};
/** The documents of a term, from every chunk; a second time from its middle third. */
const documentsOf = (postings: Postings, term: number, words: number): number[] => {
  const size = 2 ** postings.wordBits;
  const known = new Int32Array(words);
  for (let chunk = 0; chunk * size < words; chunk++) {
    const [first, end] = [chunk * size, Math.min(words, (chunk + 1) * size)];
    postings.addTo(known, term, { chunk, first, end });
    const third = Math.floor((end - first) / 3);
    const part = new Int32Array(words);
    postings.addTo(part, term, { chunk, first: first + third, end: end - third });
    const within = (bits: Int32Array) => bits.subarray(first + third, end - third);
    expect(within(part)).toEqual(within(known));
    const own = bitsOf(known.subarray(first, end));
    expect(locatedOf(postings, term, { chunk, first, end })).toEqual(own);
    const inPart = locatedOf(postings, term, { chunk, first: first + third, end: end - third });
    expect(inPart).toEqual(own.filter((one) => one >= 32 * third && one < 32 * (end - first - third)));
  }
  return bitsOf(known);
};

describe("postings", () => {
  it("have exactly the documents of a term, whatever the chunks", () => {
    const lists = fc.array(fc.uniqueArray(fc.nat({ max: 12 }), { maxLength: 6 }), {
      minLength: 1,
      maxLength: 300,
      size: "max",
    });
    fc.assert(
      fc.property(lists, fc.constantFrom(5, 6, 16), (rows, chunkBits) => {
        const words = Math.ceil(rows.length / 32);
        const postings = new Postings(rowsOf(rows.map((row) => row.toSorted((x, y) => x - y))), chunkBits);
        for (let term = 0; term < 14; term++) {
          const expected = [...rows.keys()].filter((document) => rows[document]?.includes(term));
          expect(documentsOf(postings, term, words)).toEqual(expected);
        }
      }),
    );
  });

  it("are looked up for many terms at once", () => {
    const terms = Uint16Array.from({ length: 900 }, (_, term) => term);
    // Of 4,000 documents each term has those that it divides; the first 31 have so many that they get a bitmap.
    const rows = Array.from({ length: 4_000 }, (_, document) =>
      [...terms].filter((term) => document % (term + 1) === 0),
    );
    const postings = new Postings(rowsOf(rows), 12);
    const spans = new Spans();
    spans.locate(postings.all, terms, terms.length, { chunk: 0, base: 0, first: 10, end: 100 });
    for (const term of terms) {
      const own = [...postings.all.lists.slice(spans.from[term], spans.to[term])];
      const inWords = [...rows.keys()].filter((one) => one >= 320 && one < 3_200 && one % (term + 1) === 0);
      expect(own).toEqual((spans.starts[term] ?? 0) < 0 ? [] : inWords);
    }
    expect([...terms].filter((term) => (spans.starts[term] ?? 0) < 0)).toHaveLength(31);
  });

  it("know documents past the first 65,536", () => {
    const lists = Array.from({ length: 70_000 }, (_, document) =>
      document % 7_000 === 0 ? [1] : document % 2 === 0 ? [3] : [],
    );
    const postings = new Postings(rowsOf(lists));
    const words = Math.ceil(lists.length / 32);
    expect(documentsOf(postings, 1, words)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((one) => one * 7_000));
    expect(documentsOf(postings, 3, words)).toHaveLength(34_990);
    expect(postings.bytes).toBeLessThan(100_000);
  });
});

describe("marks", () => {
  it("give the points of the definition, for up to 120 requirements", () => {
    const near = (competency: number) =>
      Uint32Array.from([competency - 1, competency + 1].filter((one) => one >= 0 && one < 200));
    const asked = fc.uniqueArray(fc.nat({ max: 199 }), { maxLength: 120, size: "max" });
    const own = fc.uniqueArray(fc.nat({ max: 199 }), { maxLength: 60, size: "max" });
    const marks = new RequirementMarks();
    fc.assert(
      fc.property(asked, own, (wanted, has) => {
        const requirements = wanted.map((competency, index) => ({
          competency,
          importance: "nice" as const,
          borrowed: false,
          worth: 1_000 + 37 * index,
        }));
        marks.set(requirements, near);
        const pointsOf = ({ competency, worth }: { competency: number; worth: number }): number => {
          if (has.includes(competency)) return worth;
          return near(competency).some((one) => has.includes(one)) ? nearPoints(worth) : 0;
        };
        const expected = requirements.reduce((sum, one) => sum + pointsOf(one), 0);
        expect(marks.points(Uint16Array.from(has), 0, has.length)).toBe(expected);
      }),
    );
  });
});

describe("requirement marks of many competencies", () => {
  it("have room for all that is near", () => {
    const marks = new RequirementMarks();
    const requirements = Array.from({ length: 40 }, (_, index) => ({
      competency: index,
      importance: "nice" as const,
      borrowed: false,
      worth: 100 + index,
    }));
    // Each is near to 30 competencies of its own.
    marks.set(requirements, (one) =>
      Uint32Array.from({ length: 30 }, (_, other) => 1_000 + 30 * one + other),
    );
    const { count, competencies, masks } = marks.choose(1, -1);
    expect(count).toBe(8 * 31);
    expect([competencies[0], masks[0]]).toEqual([32, 1]);
    expect([competencies[count - 1], masks[count - 1]]).toEqual([1_000 + 30 * 39 + 29, 1 << 7]);
    expect(marks.points(Uint16Array.of(3, 1_000 + 30 * 39 + 29, 9_999), 0, 3)).toBe(103 + 69);
  });
});

describe("the best", () => {
  it("are those of a full sort, the same score by rank", () => {
    const offers = fc.uniqueArray(
      fc.record({ score: fc.integer({ min: 0, max: 20 }), rank: fc.nat({ max: 4_294_967_295 }) }),
      { maxLength: 80, selector: ({ rank }) => rank },
    );
    fc.assert(
      fc.property(offers, fc.nat({ max: 12 }), fc.nat({ max: 12 }), (list, limit, atLeast) => {
        const best = new Best(limit, atLeast);
        for (const { score, rank } of list) best.offer(score, rank);
        const expected = list
          .filter(({ score }) => score >= atLeast)
          .sort((a, b) => b.score - a.score || a.rank - b.rank)
          .slice(0, limit);
        expect(best.ranked()).toEqual(expected);
      }),
    );
  });
});

describe("numbers", () => {
  it("rows refuse what 16 bits cannot hold", () => {
    expect(() => rowsOf([[1], [65_536]])).toThrow(TooManyNumbers);
  });
});

describe("Hilbert's curve", () => {
  it("goes through every square once, from each to one beside it", () => {
    const side = 32_768;
    const squares = Array.from({ length: 64 }, (_, index) => {
      const [x, y] = [index % 8, Math.floor(index / 8)];
      return { x, y, at: hilbertIndex((x * side) / 8, (y * side) / 8) };
    }).sort((a, b) => a.at - b.at);
    expect(new Set(squares.map(({ at }) => Math.floor(at / (side / 8) ** 2))).size).toBe(64);
    for (const [index, { x, y }] of squares.entries()) {
      const next = squares[index + 1];
      if (next !== undefined) expect(Math.abs(next.x - x) + Math.abs(next.y - y)).toBe(1);
    }
  });
});
