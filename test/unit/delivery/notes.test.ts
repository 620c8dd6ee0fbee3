import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decision } from "#packages/domain/proposal.ts";
import { mayHoldBsn, noteText } from "#packages/domain/text.ts";

/** A number that passes the eleven-test, from its first eight digits; undefined where no ninth digit makes it pass. */
const bsnFrom = (eight: string): string | undefined => {
  const sum = [...eight].reduce((total, digit, index) => total + Number(digit) * (9 - index), 0);
  return sum % 11 === 10 ? undefined : `${eight}${sum % 11}`;
};

describe("notes of colleagues", () => {
  it.each([
    ["spreekt goed, bellen na 16 uur", false],
    ["bsn 111222333", true],
    ["111.222.333 volgens dossier", true],
    ["1112 22 333", true],
    ["111222334 haalt de elfproef niet", false],
    ["tel 06-12345678", false],
    ["tel +31 6 12345678", false],
    ["IBAN NL91ABNA0417164300", false],
    ["000000000", false],
  ])("%s: holds what may be a BSN: %s", (text, expected) => {
    expect(mayHoldBsn(text)).toBe(expected);
    expect(noteText.safeParse(text).success).toBe(!expected);
  });

  it("every number that passes the eleven-test is found, whatever stands around it", () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[1-9][0-9]{7}$/),
        fc.constantFrom("", "BSN ", "zie "),
        (eight, before) => {
          const bsn = bsnFrom(eight);
          fc.pre(bsn !== undefined);
          expect(mayHoldBsn(`${before}${bsn}, en verder`)).toBe(true);
        },
      ),
    );
  });

  it("a decision with such a note is refused at the note", () => {
    const { error } = Decision.safeParse({ decision: "accept", note: "BSN 111222333" });
    expect(error?.issues.map(({ path }) => path)).toEqual([["note"]]);
  });
});
