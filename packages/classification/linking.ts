import type { OccupationUri } from "#packages/domain/ids.ts";
import type { Sections } from "./compact/sections.ts";
import { type Fit, LinkingIndex } from "./linking-rank.ts";
import { titleWords } from "./title-grams.ts";
import { withoutNoise } from "./title-noise.ts";

/** An occupation for a title. `confidence` 0 to 1, in thousandths; see `confidenceOf`. */
export type TitleCandidate = { occupation: OccupationUri; index: number; label: string; confidence: number };

/** One occupation when the title says clearly which; otherwise what it may be, best first, possibly nothing. */
export type TitleLink =
  | ({ kind: "linked" } & TitleCandidate)
  | { kind: "suggestions"; suggestions: TitleCandidate[] };

export type LinkOptions = {
  /** Names that the caller knows to be no part of the work: the place, the employer. */
  without?: readonly string[];
};

/** From this confidence on a title is linked; below it, suggested. */
export const LINK_FROM = 0.7;
/** Below this, an occupation is not even suggested: it shares a few letters with the title. */
export const SUGGEST_FROM = 0.2;
const MOST_SUGGESTIONS = 5;
// A lead of this share of the score over the next occupation leaves no doubt between the two.
const CLEAR_LEAD = 0.15;
// A word was left out because it looks like a name: it may have been the word that mattered.
const AFTER_A_GUESS = 0.85;
const MAX_TITLE = 300;

// Words that name no occupation by themselves, although a classification may have one of them as a label.
const SAYS_NOTHING = new Set(
  `medewerker medewerkster werknemer assistent assistente hulp hulpkracht kracht collega personeel stagiair leerling
  trainee starter manager leidinggevende teamleider beheerder operator technicus specialist adviseur coordinator
  ontwikkelaar expert professional employee worker assistant staff colleague developer engineer officer consultant
  intern lead`.split(/\s+/),
);

// A synonym is less sure than the word itself.
const BY_SYNONYM = 0.75;

/**
 * How sure: the cosine with the best label (of a title with a synonym: three quarters of it), halved when another occupation fits as well, whole when the lead is
 * clear. 1 for a title that is a label of one occupation and of no other.
 */
const confidenceOf = (fit: Fit, rival: Fit | undefined): number => {
  const lead = Math.max(0, (fit.score - (rival?.score ?? 0)) / fit.score);
  return (
    Math.min(1, Math.max(fit.best, BY_SYNONYM * fit.synonym)) * (0.5 + 0.5 * Math.min(1, lead / CLEAR_LEAD))
  );
};

/** Confidences of fits in their order, never rising; the second and later ones have the first as their rival. */
const confidences = (fits: readonly Fit[]): number[] => {
  let before = 1;
  return fits.map((fit, place) => {
    before = Math.min(before, confidenceOf(fit, place === 0 ? fits[1] : fits[0]));
    return before;
  });
};

type Words = { words: string[]; guessed: boolean };

const CAPITAL = /^\p{Lu}\p{Ll}/u;

/**
 * The words to compare. Left out: noise, names that the caller gave, words that look like no label at all, and, as a
 * guess, words with a capital after the first word that no label has. Never all of them.
 */
const wordsToCompare = (index: LinkingIndex, title: string, without: readonly string[]): Words => {
  const given = new Set(without.flatMap(titleWords));
  const parts = withoutNoise(title.slice(0, MAX_TITLE)).split(/\s+/);
  const all = parts.flatMap((part, place) =>
    titleWords(part).map((word) => ({
      word,
      isName: place > 0 && CAPITAL.test(part) && !index.hasWord(word),
    })),
  );
  const meant = all.filter(({ word }) => !given.has(word) && !index.isForeign(word));
  const unnamed = meant.filter(({ isName }) => !isName);
  const chosen = [unnamed, meant, all].find((words) => words.length > 0) ?? [];
  return {
    words: chosen.map(({ word }) => word),
    guessed: chosen === unnamed && unnamed.length < meant.length,
  };
};

export type LinkingInput = {
  sections: Sections;
  uriOf(occupation: number): OccupationUri;
  labelOf(occupation: number): string | undefined;
};

/**
 * Linking of job titles: per occupation and language the sum of `linking-rank.ts`, the better language counts. Noise
 * (hours, m/v, places …) is taken out first.
 */
export const titleLinker = ({ sections, uriOf, labelOf }: LinkingInput) => {
  const index = new LinkingIndex(sections);
  return (title: string, { without = [] }: LinkOptions = {}): TitleLink => {
    const { words, guessed } = wordsToCompare(index, title, without);
    const fits = index.rank(words).slice(0, MOST_SUGGESTIONS);
    const factor = guessed ? AFTER_A_GUESS : 1;
    const sure = confidences(fits).map((confidence) => Math.round(1000 * factor * confidence) / 1000);
    const suggestions = fits.flatMap((fit, place): TitleCandidate[] => {
      const [label, confidence = 0] = [labelOf(fit.subject), sure[place]];
      if (label === undefined || confidence < SUGGEST_FROM) return [];
      return [{ occupation: uriOf(fit.subject), index: fit.subject, label, confidence }];
    });
    const [first] = suggestions;
    const says = words.some((word) => !SAYS_NOTHING.has(word));
    if (first !== undefined && says && first.confidence >= LINK_FROM) return { kind: "linked", ...first };
    return { kind: "suggestions", suggestions };
  };
};
