import { parse } from "csv-parse/sync";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvCell, csvLine } from "#packages/domain/csv-cell.ts";
import { findingLine } from "#packages/intake/imports/findings.ts";

describe("CSV that the platform gives out", () => {
  it.each(["=1+1", "+31 6", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", '=HYPERLINK("x")'])(
    "%j is a text in a spreadsheet, not a formula",
    (text) => {
      expect(csvCell(text).replace(/^"/, "")).toMatch(/^'/);
    },
  );

  it("numbers stay numbers, plain texts stay as they are", () => {
    expect(csvLine([-3, 0.5, "kok", undefined, true])).toBe("-3,0.5,kok,,true\r\n");
  });

  it("whatever is in a text, it comes back as one cell, at most with an apostrophe before it", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" }), { minLength: 1, maxLength: 4 }), (texts) => {
        const [cells = []] = parse(csvLine(["x", ...texts]), { relax_column_count: true }) as string[][];
        expect(
          cells.slice(1).map((cell, index) => cell === texts[index] || cell === `'${texts[index]}`),
        ).toEqual(texts.map(() => true));
        for (const cell of cells) expect(cell).not.toMatch(/^\s*[=+\-@]/);
      }),
    );
  });

  it("findings of an import are written so", () => {
    const finding = { file: 1, line: 2, field: "=cmd", reason: "is no date" };
    expect(findingLine(finding)).toBe(`1,2,"'=cmd",is no date\r\n`);
  });
});
