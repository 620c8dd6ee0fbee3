import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Pc4, Postcode, PostcodeOrPc4, pc4Of } from "#packages/geography/postcode.ts";

const digits = fc.integer({ min: 1000, max: 9999 }).map(String);
const capital = fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZ");
const letters = fc
  .tuple(capital, capital)
  .map((pair) => pair.join(""))
  .filter((pair) => !["SA", "SD", "SS"].includes(pair));

describe("a postcode", () => {
  it.each(["1012 AB", "1012ab", "1012AB", " 1012 ab ", "1012aB"])("written as %j is 1012AB", (written) => {
    expect(Postcode.parse(written)).toBe("1012AB");
  });

  it.each([
    ["starts with 0", "0123AB"],
    ["has the letters SA", "1012SA"],
    ["has the letters sd", "1012 sd"],
    ["has the letters Ss", "1012Ss"],
    ["has three digits", "101AB"],
    ["has one letter", "1012A"],
    ["has three letters", "1012ABC"],
    ["has two spaces", "1012  AB"],
    ["has a letter with an accent", "1012ÄB"],
    ["is empty", ""],
    ["holds a NUL byte", "1012\u0000AB"],
  ])("that %s is refused", (_, written) => {
    expect(Postcode.safeParse(written).success).toBe(false);
    expect(PostcodeOrPc4.safeParse(written).success).toBe(false);
  });

  it("of which only four digits are known is taken where that is enough", () => {
    expect(PostcodeOrPc4.parse("1012")).toBe("1012");
    expect(PostcodeOrPc4.parse("1012 ab")).toBe("1012AB");
    expect(Postcode.safeParse("1012").success).toBe(false);
    expect(PostcodeOrPc4.safeParse("0999").success).toBe(false);
  });

  it("is refused with a reason that says what is expected", () => {
    expect(PostcodeOrPc4.safeParse("nowhere").error?.issues.map(({ message }) => message)).toEqual([
      'must be a Dutch postcode such as "1012 AB", or its four digits',
    ]);
  });

  it("normalises to the same text however often it is normalised", () => {
    fc.assert(
      fc.property(digits, letters, fc.boolean(), fc.boolean(), (area, pair, space, small) => {
        const written = `${area}${space ? " " : ""}${small ? pair.toLowerCase() : pair}`;
        const once = Postcode.parse(written);
        expect(once).toBe(`${area}${pair}`);
        expect(Postcode.parse(once)).toBe(once);
        expect(pc4Of(once)).toBe(area);
        expect(pc4Of(Pc4.parse(area))).toBe(area);
      }),
    );
  });
});
