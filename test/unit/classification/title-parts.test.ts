import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Lexicon, partsOf, splitCompound, stemOf } from "#packages/classification/title-parts.ts";
import { variantsOf } from "#packages/classification/title-synonyms.ts";

const COUNTS: Record<string, number> = {
  magazijn: 9,
  medewerker: 80,
  vracht: 5,
  wagen: 6,
  vrachtwagen: 20,
  chauffeur: 30,
  verzekering: 12,
  adviseur: 40,
  eenmalig: 1,
  winkel: 20,
  verkoper: 60,
};
const lexicon: Lexicon = (word) => COUNTS[word] ?? 0;

describe("parts of Dutch words", () => {
  it.each([
    ["magazijnmedewerker", ["magazijn", "medewerker"]],
    ["vrachtwagenchauffeur", ["vrachtwagen", "chauffeur"]],
    ["verzekeringsadviseur", ["verzekering", "adviseur"]],
    ["vrachtwagenmagazijnmedewerker", ["vrachtwagen", "magazijn", "medewerker"]],
    ["medewerker", ["medewerker"]],
    ["eenmaligchauffeur", ["eenmaligchauffeur"]],
    ["kok", ["kok"]],
  ])("%s is %j", (word, parts) => {
    expect(splitCompound(word, lexicon)).toEqual(parts);
  });

  it("a compound loses nothing but linking letters, whatever the lexicon", () => {
    const words = fc.array(fc.constantFrom(...Object.keys(COUNTS), "s", "xyz"), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(words, (chosen) => {
        const word = chosen.join("");
        const parts = splitCompound(word, lexicon);
        let at = 0;
        for (const part of parts) {
          const found = word.indexOf(part, at);
          expect(found).toBeGreaterThanOrEqual(at);
          expect(["", "s", "en", "e", "n"]).toContain(word.slice(at, found));
          at = found + part.length;
        }
        expect(at).toBe(word.length);
      }),
    );
  });

  it.each([
    ["verkoper", "verkoopster", "verkopers"],
    ["directeur", "directeurs"],
    ["receptionist", "receptioniste", "receptionisten"],
    ["assistent", "assistente", "assistenten"],
    ["coiffeur", "koiffeur", "coiffeuse"],
    ["apotheker", "apoteker"],
  ])("%s and its other forms and spellings are one stem", (...forms) => {
    expect(new Set(forms.map(stemOf)).size).toBe(1);
  });

  it("leaves small words out", () => {
    expect(partsOf(["medewerker", "van", "de", "winkel"], lexicon)).toEqual(
      ["medewerker", "winkel"].map(stemOf),
    );
  });
});

describe("everyday synonyms", () => {
  it("replace one word at a time, at most four times", () => {
    const variants = variantsOf(["beenhouwer"], lexicon);
    expect(variants).toEqual([["slager"]]);
    const many = variantsOf(["zaakvoerder", "verantwoordelijke"], lexicon);
    expect(many.length).toBe(4);
    expect(many.every((words) => words.length === 2)).toBe(true);
  });

  it("replace the last part of a compound", () => {
    expect(variantsOf(["magazijnmedewerker"], lexicon).flat()).toContain("magazijnier");
    expect(variantsOf(["vrachtwagenverkoper"], lexicon).flat()).toContain("vrachtwagenwinkelbediende");
  });

  it("have nothing to say about other words", () => {
    expect(variantsOf(["qqqq", ""], lexicon)).toEqual([]);
  });
});
