import type { Classification } from "#packages/classification/classification.ts";
import { fold } from "#packages/classification/text.ts";

/** Competencies by the words of the classification. */
export type Terms = {
  /** The URI of the one competency with that label; undefined when none has it, or several have. */
  competency(term: string): string | undefined;
};

const URI = /^https?:\/\//;
/** Terms kept by a warm function: a sender uses the same few hundred again and again. */
const MOST_KEPT = 20_000;

const find = (known: Pick<Classification, "searchCompetencies">, term: string): string | undefined => {
  const wanted = fold(term.trim());
  const hits = known
    .searchCompetencies(term, { limit: 20 })
    .filter(({ label, matchedAlternative }) => fold(matchedAlternative ?? label) === wanted);
  const preferred = hits.filter(({ matchedAlternative }) => matchedAlternative === undefined);
  const [only, ...others] = preferred.length > 0 ? preferred : hits;
  return others.length === 0 ? only?.uri : undefined;
};

/** Looks terms up by their label, preferred ones first, accents and capitals aside; a URI stands for itself. */
export const termsOf = (known: Pick<Classification, "searchCompetencies">): Terms => {
  const kept = new Map<string, string | undefined>();
  return {
    competency(term) {
      if (URI.test(term)) return term;
      if (!kept.has(term)) {
        if (kept.size >= MOST_KEPT) kept.clear();
        kept.set(term, find(known, term));
      }
      return kept.get(term);
    },
  };
};
