import type { createApi } from "#packages/api/create-api.ts";
import { findCompetenciesRoute, findOccupationsRoute } from "#packages/api/routes/look-ups.ts";
import type { Classification } from "#packages/classification/classification.ts";
import { NotFound } from "#packages/domain/errors.ts";
import { type Language, nameOf, occupationKeys } from "./concept-names.ts";
import type { Deps } from "./deps.ts";

const occupation = (classification: Classification, uri: string, language: Language) => {
  const index = classification.occupationIndex(uri);
  const name = index === undefined ? undefined : nameOf(classification, "occupation", index, language);
  if (index === undefined || name === undefined) throw new NotFound("occupation");
  const names = (competencies: Uint32Array) =>
    [...competencies].flatMap((one) => nameOf(classification, "competency", one, language) ?? []);
  return {
    ...name,
    alternatives: classification.alternatives("occupation", index, language),
    ...occupationKeys(classification, index),
    essential: names(classification.essential(index)),
    optional: names(classification.optional(index)),
  };
};

const competency = (classification: Classification, uri: string, language: Language) => {
  const index = classification.competencyIndex(uri);
  const name = index === undefined ? undefined : nameOf(classification, "competency", index, language);
  if (index === undefined || name === undefined) throw new NotFound("competency");
  return { ...name, alternatives: classification.alternatives("competency", index, language) };
};

/** Occupations and competencies, as one types or by URI, with the notice that goes with them. */
export const serveConcepts = (api: ReturnType<typeof createApi>, { classification }: Deps): void => {
  const answer = (items: readonly unknown[], language: Language) => ({
    items,
    notice: classification.notice[language],
    classification: classification.version,
  });

  api.openapi(findOccupationsRoute, (c) => {
    const { q, uri, language, limit } = c.req.valid("query");
    if (uri !== undefined) return c.json(answer([occupation(classification, uri, language)], language));
    const hits = classification.searchOccupations(q ?? "", { language, limit });
    const items = hits.map(({ index, ...hit }) => ({
      ...hit,
      ...occupationKeys(classification, index),
    }));
    return c.json(answer(items, language));
  });

  api.openapi(findCompetenciesRoute, (c) => {
    const { q, uri, language, limit } = c.req.valid("query");
    if (uri !== undefined) return c.json(answer([competency(classification, uri, language)], language));
    const hits = classification.searchCompetencies(q ?? "", { language, limit });
    return c.json(
      answer(
        hits.map(({ index: _ofThisVersion, ...hit }) => hit),
        language,
      ),
    );
  });
};
