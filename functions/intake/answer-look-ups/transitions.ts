import type { createApi } from "#packages/api/create-api.ts";
import { findTransitionsRoute } from "#packages/api/routes/look-ups.ts";
import type { Classification } from "#packages/classification/classification.ts";
import { type TransitionCompetency, transitionsFrom } from "#packages/classification/transitions.ts";
import { NotFound } from "#packages/domain/errors.ts";
import { type Language, nameOf, occupationKeys, occupationsById } from "./concept-names.ts";
import type { Deps } from "./deps.ts";

/** An occupation without a label is matched and never shown. */
const shown = (classification: Classification, occupation: number, language: Language) => {
  const name = nameOf(classification, "occupation", occupation, language);
  return name === undefined ? undefined : { ...occupationKeys(classification, occupation), ...name };
};

const competencies = (
  classification: Classification,
  found: readonly TransitionCompetency[],
  language: Language,
) =>
  found.flatMap(({ competency, kind }) => {
    const name = nameOf(classification, "competency", competency, language);
    return name === undefined ? [] : [{ ...name, kind }];
  });

/** Where somebody of an occupation can move to: what carries over, and what is to be learned (D2, M2). */
export const serveTransitions = (api: ReturnType<typeof createApi>, { classification }: Deps): void => {
  const byId = occupationsById(classification);

  api.openapi(findTransitionsRoute, (c) => {
    const { language, limit } = c.req.valid("query");
    const index = byId.get(c.req.valid("param").id);
    const from = index === undefined ? undefined : shown(classification, index, language);
    if (index === undefined || from === undefined) throw new NotFound("occupation");
    const items = transitionsFrom(classification, index, { limit }).flatMap((transition) => {
      const to = shown(classification, transition.occupation, language);
      if (to === undefined) return [];
      const { similarity, shared, missing } = transition;
      return [
        {
          ...to,
          similarity,
          shared: competencies(classification, shared, language),
          missing: competencies(classification, missing, language),
        },
      ];
    });
    return c.json({
      from,
      items,
      notice: classification.notice[language],
      classification: classification.version,
    });
  });
};
