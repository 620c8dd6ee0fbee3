import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fileText } from "#packages/intake/imports/file-text.ts";
import { detectDelimiter, readCsv } from "#packages/intake/imports/read-csv.ts";
import { readJsonLines } from "#packages/intake/imports/read-json-lines.ts";
import { RefusedFile } from "#packages/intake/imports/refused-file.ts";
import { chunksOf } from "#packages/intake/imports/rows.ts";

const HEAD = "reference;title;employerName;postcode";
const read = (text: string) => readCsv(fileText(new TextEncoder().encode(text)), "vacancies");
const rowsOf = (text: string) =>
  read(text).rows.map((row) =>
    "broken" in row ? [row.line, "broken"] : "cells" in row ? [row.line, ...row.cells] : [],
  );
const refusal = (work: () => unknown): readonly string[] => {
  try {
    work();
  } catch (error) {
    if (error instanceof RefusedFile) return error.details;
    throw error;
  }
  return [];
};

describe("rows of a CSV file come back with the line on which they begin", () => {
  it.each([
    [
      "a row a line",
      `${HEAD}\n1;a;b;c\n2;d;e;f\n`,
      [
        [2, "1", "a", "b", "c"],
        [3, "2", "d", "e", "f"],
      ],
    ],
    ["no line end at the end", `${HEAD}\n1;a;b;c`, [[2, "1", "a", "b", "c"]]],
    [
      "Windows line ends",
      `${HEAD}\r\n1;a;b;c\r\n2;d;e;f\r\n`,
      [
        [2, "1", "a", "b", "c"],
        [3, "2", "d", "e", "f"],
      ],
    ],
    [
      "line ends of an old Mac",
      `${HEAD}\r1;a;b;c\r2;d;e;f`,
      [
        [2, "1", "a", "b", "c"],
        [3, "2", "d", "e", "f"],
      ],
    ],
    ["a byte order mark", `\uFEFF${HEAD}\n1;a;b;c\n`, [[2, "1", "a", "b", "c"]]],
    [
      "a cell of several lines",
      `${HEAD}\r\n1;"a\r\n\r\nz";b;c\r\n2;d;e;f`,
      [
        [2, "1", "a\n\nz", "b", "c"],
        [5, "2", "d", "e", "f"],
      ],
    ],
    [
      "empty lines and rows of empty cells",
      `${HEAD}\n\n1;a;b;c\n;;;\n\n2;d;e;f`,
      [
        [3, "1", "a", "b", "c"],
        [6, "2", "d", "e", "f"],
      ],
    ],
    ["the delimiter and quotes in quotes", `${HEAD}\n1;"a;""z""";b;c`, [[2, "1", 'a;"z"', "b", "c"]]],
    ["spaces around cells", `${HEAD}\n 1 ; a ;b ;c`, [[2, "1", "a", "b", "c"]]],
    [
      "text behind a closing quote",
      `${HEAD}\n1;"a"z;b;c\n2;d;e;f`,
      [
        [2, "broken"],
        [3, "2", "d", "e", "f"],
      ],
    ],
    [
      "a quote inside a bare cell",
      `${HEAD}\n1;a"z;b;c\n2;d;e;f`,
      [
        [2, "broken"],
        [3, "2", "d", "e", "f"],
      ],
    ],
    [
      "a quote that is never closed",
      `${HEAD}\n1;a;b;c\n2;"d;e;f\n3;g;h;i`,
      [
        [2, "1", "a", "b", "c"],
        [3, "broken"],
        [4, "3", "g", "h", "i"],
      ],
    ],
    [
      "broken quotes twice",
      `${HEAD}\n1;"a"z;b;c\n2;d;e;f\n3;"g"z;h;i\n4;j;k;l`,
      [
        [2, "broken"],
        [3, "2", "d", "e", "f"],
        [4, "broken"],
        [5, "4", "j", "k", "l"],
      ],
    ],
    [
      "too few cells",
      `${HEAD}\n1;a;b\n2;d;e;f`,
      [
        [2, "broken"],
        [3, "2", "d", "e", "f"],
      ],
    ],
    ["too many cells", `${HEAD}\n1;a;b;c;d\n`, [[2, "broken"]]],
  ])("%s", (_what, text, rows) => {
    expect(rowsOf(text)).toEqual(rows);
  });

  it("never loses or moves a row, whatever is in its cells", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", " ", ";", '"', "\n", "é", "1"), maxLength: 8 });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 12 }), (pairs) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const lines = pairs.map(([a, b], n) => `r${n};${quoted(a)};${quoted(b)};c`);
        let line = 2;
        const expected = pairs.map(([a, b], n) => {
          const row = [line, `r${n}`, a, b, "c"];
          line += (lines[n] ?? "").split("\n").length;
          return row;
        });
        const got = rowsOf([HEAD, ...lines].join("\n"));
        expect(got.map((row) => row.map((part) => (typeof part === "string" ? part.trim() : part)))).toEqual(
          expected.map((row) => row.map((part) => (typeof part === "string" ? part.trim() : part))),
        );
      }),
      { numRuns: 300 },
    );
  });
});

it.each([
  ["a;b;c", ";"],
  ["a,b,c", ","],
  ["a\tb\tc", "\t"],
  ["a", ","],
  ['"a,b,c";d;e', ";"],
])("the header %j is separated by %j", (header, delimiter) => {
  expect(detectDelimiter(header)).toBe(delimiter);
});

describe("a file that cannot be taken says why", () => {
  const bytes =
    (...values: number[]) =>
    () =>
      fileText(new Uint8Array(values));
  it.each([
    ["empty", () => fileText(new Uint8Array()), "it is empty"],
    ["only white space", () => fileText(new TextEncoder().encode(" \r\n\n")), "it is empty"],
    ["Windows-1252", bytes(0x63, 0x61, 0x66, 0xe9), "it is not UTF-8"],
    ["UTF-16", bytes(0xff, 0xfe, 0x61, 0x00), "it is UTF-16"],
    ["an Excel workbook", bytes(0x50, 0x4b, 0x03, 0x04), "it is a ZIP archive"],
    [
      "an unknown charset",
      () => fileText(new Uint8Array([65]), "klingon"),
      "the charset klingon is not known",
    ],
    ["larger than 4 MB", () => fileText(new Uint8Array(4 * 1024 * 1024 + 1)), "it is larger than 4 MB"],
    ["no rows", () => read(`${HEAD}\n\n`), "it has a header and no rows"],
    ["an unknown column", () => read(`${HEAD};salary\n1;a;b;c;d`), 'the column "salary" is not known'],
    [
      "a missing column",
      () => read("reference;title;postcode\n1;a;b"),
      'the column "employerName" is missing',
    ],
    ["a column twice", () => read(`${HEAD};Title\n1;a;b;c;d`), 'the column "title" is there twice'],
    ["a column without a name", () => read(`${HEAD};\n1;a;b;c;`), "a column has no name"],
    ["a broken header", () => read(`reference;"title"x;a\n1;b;c`), "its first line"],
    ["a JSON array", () => readJsonLines('[{"a":1}]'), "it is a JSON array"],
    [
      "quotes broken everywhere",
      () => read(`${HEAD}\n${'1;"a"z;b;c\n'.repeat(600)}`),
      "more than 500 of its rows",
    ],
  ])("%s", (_what, work, reason) => {
    expect(refusal(work).join()).toContain(reason);
  });

  it("names every column that is wrong at once", () => {
    expect(refusal(() => read("reference;salary;leeftijd\n1;a;b"))).toHaveLength(5);
  });

  it("reads Windows-1252 when the sender says so", () => {
    expect(fileText(new Uint8Array([0x63, 0x61, 0x66, 0xe9]), "windows-1252")).toBe("café");
  });
});

it("lines of JSON keep their number past empty lines", () => {
  expect(readJsonLines('{"a":1}\n\n  {"b":2}\n').rows).toEqual([
    { line: 1, text: '{"a":1}' },
    { line: 3, text: '{"b":2}' },
  ]);
});

it("a row that is longer than 64 KB is reported and not kept", () => {
  expect(readJsonLines(`{"a":"${"x".repeat(70_000)}"}`).rows).toEqual([
    { line: 1, broken: "is longer than 64 KB" },
  ]);
});

it("chunks hold at most 100 rows and 250,000 characters, and no row is lost", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 60_000 }), { minLength: 1, maxLength: 250 }), (sizes) => {
      const rows = sizes.map((size, n) => ({ line: n + 1, text: "x".repeat(size) }));
      const chunks = chunksOf({ format: "json-lines", header: [], rows });
      expect(chunks.flatMap((chunk) => chunk.rows.map(({ line }) => line))).toEqual(
        rows.map(({ line }) => line),
      );
      for (const chunk of chunks) {
        expect(chunk.rows.length).toBeLessThanOrEqual(100);
        const length = chunk.rows.reduce((sum, row) => sum + ("text" in row ? row.text.length : 0), 0);
        expect(length <= 250_000 || chunk.rows.length === 1).toBe(true);
      }
    }),
    { numRuns: 30 },
  );
});
