/**
 * The parts of Dutch words: compounds taken apart with the words of the classification's own labels, and endings of
 * number and gender taken off, so that `magazijnmedewerkster` meets `medewerker magazijn`. Own, short rules; light on
 * purpose, since the character grams beside them catch the rest.
 */

/** In how many labels a word is by itself; 0 for one that no label has. */
export type Lexicon = (word: string) => number;

const SHORTEST_TO_SPLIT = 8;
const SHORTEST_LAST = 4;
const SHORTEST_FIRST = 3;
// A word of one label only may be a slip of the pen.
const KNOWN_FROM = 2;
const MOST_LETTERS = 60;
const LINKS = ["", "s", "en", "e", "n"] as const;
const LINKED = 0.9;

const SMALL_WORDS = new Set(
  "de het een van in op voor en of met bij tot te aan uit door naar om als die dat ten ter der den over zonder".split(
    " ",
  ),
);

type Split = { parts: string[]; frequency: number };

/** Ways to see the first part: without a linking letter or with one, known as it is or itself a compound. */
const firstParts = (first: string, lexicon: Lexicon): Split[] =>
  LINKS.flatMap((link): Split[] => {
    const bare = first.endsWith(link) ? first.slice(0, first.length - link.length) : "";
    if (bare.length < SHORTEST_FIRST) return [];
    const known = lexicon(bare);
    const worth = link === "" ? 1 : LINKED;
    if (known >= KNOWN_FROM) return [{ parts: [bare], frequency: known * worth }];
    const parts = splitCompound(bare, lexicon);
    return parts.length > 1 ? [{ parts, frequency: worth }] : [];
  });

/** The best split into a first part, or first parts, and one last part that is known. */
const bestSplit = (word: string, lexicon: Lexicon): Split => {
  let best: Split = { parts: [word], frequency: 0 };
  for (let at = SHORTEST_LAST; at <= word.length - SHORTEST_LAST; at++) {
    const last = word.slice(at);
    const known = lexicon(last);
    if (known < KNOWN_FROM) continue;
    for (const first of firstParts(word.slice(0, at), lexicon)) {
      const frequency = Math.min(first.frequency, known);
      if (frequency > best.frequency) best = { parts: [...first.parts, last], frequency };
    }
  }
  return best;
};

/** The parts of a compound, the word itself when it is none: the split whose rarer part is most common. */
export const splitCompound = (word: string, lexicon: Lexicon): string[] => {
  if (word.length < SHORTEST_TO_SPLIT || word.length > MOST_LETTERS) return [word];
  const { parts, frequency } = bestSplit(word, lexicon);
  const last = parts.at(-1);
  if (frequency === 0 || last === undefined) return [word];
  return [...parts.slice(0, -1), ...splitCompound(last, lexicon)];
};

const FEMININE: readonly (readonly [ending: string, instead: string])[] = [
  ["trice", "tor"],
  ["euse", "eur"],
  ["ster", ""],
  ["iste", "ist"],
  ["ente", "ent"],
  ["ante", "ant"],
  ["kundige", "kundig"],
  ["ere", "er"],
];
const FINAL: Readonly<Record<string, string>> = { v: "f", z: "s", d: "t" };
const SHORTEST_STEM = 3;

const withoutPlural = (word: string): string => {
  if (word.endsWith("en") && word.length > 5 && !word.endsWith("een")) return word.slice(0, -2);
  return word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
};

const withoutGender = (word: string): string => {
  const found = FEMININE.find(
    ([ending]) => word.endsWith(ending) && word.length - ending.length >= SHORTEST_STEM,
  );
  return found === undefined ? word : word.slice(0, -found[0].length) + found[1];
};

const withoutEnding = (word: string): string => {
  if (word.endsWith("er") && word.length >= 6) return word.slice(0, -2);
  return word.endsWith("e") && word.length >= 5 ? word.slice(0, -1) : word;
};

/** One spelling for several: `c` and `k`, `th` and `t`, one letter for two, the last letter without voice. */
const oneSpelling = (word: string): string =>
  word
    .replaceAll("ph", "f")
    .replaceAll("th", "t")
    .replaceAll("x", "ks")
    .replaceAll("qu", "kw")
    .replaceAll("y", "i")
    .replace(/c(?!h)/gu, "k")
    .replace(/(.)\1/gu, "$1")
    .replace(/[vzd]$/u, (letter) => FINAL[letter] ?? letter);

/** The stem of a folded word; not a word that anybody writes. */
export const stemOf = (word: string): string =>
  oneSpelling(word.length < 5 ? word : withoutEnding(withoutGender(withoutPlural(word))));

/** The stems of the parts of words, small words left out. */
export const partsOf = (words: readonly string[], lexicon: Lexicon): string[] =>
  words.flatMap((word) => (SMALL_WORDS.has(word) ? [] : splitCompound(word, lexicon).map(stemOf)));
