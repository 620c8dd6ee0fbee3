import * as z from "zod";
import type { Classification } from "#packages/classification/classification.ts";
import { Explanation, RequirementOutcome } from "#packages/domain/explanation.ts";
import { CompetencyUri, OccupationUri } from "#packages/domain/ids.ts";

const concept = <T extends z.ZodType>(uri: T) =>
  z.object({
    uri,
    label: z.string().max(500).optional(),
    language: z.enum(["nl", "en"]).optional().meta({
      description: "Language of the label: another one than was asked where that has no label",
    }),
  });
export const Competency = concept(CompetencyUri);
export const Occupation = concept(OccupationUri);

const RequirementView = RequirementOutcome.extend({ competency: Competency, by: Competency.optional() });

/** Why a score is what it is, in words of the classification; the parts add up to it. */
export const ExplanationView = z.object({
  ...Explanation.shape,
  requirements: z.array(RequirementView),
  lift: z.array(z.object({ competency: Competency, gain: z.number().int().min(0) })),
});
export type ExplanationView = z.infer<typeof ExplanationView>;

export type Language = "nl" | "en";
type Concepts = Pick<Classification, "occupationIndex" | "competencyIndex" | "label">;

/** Shows a concept with its label. */
export const labelled =
  <T extends string>(concepts: Concepts, kind: "occupation" | "competency", language: Language) =>
  (uri: T) => {
    const index = kind === "occupation" ? concepts.occupationIndex(uri) : concepts.competencyIndex(uri);
    const shown = index === undefined ? undefined : concepts.label(kind, index, language);
    return { uri, label: shown?.text, language: shown?.language };
  };

/** An explanation with labels in the reader's language. */
export const explanationOf = (
  explanation: Explanation,
  concepts: Concepts,
  language: Language,
): ExplanationView => {
  const shown = labelled<CompetencyUri>(concepts, "competency", language);
  return {
    ...explanation,
    requirements: explanation.requirements.map(({ competency, by, ...outcome }) => ({
      ...outcome,
      competency: shown(competency),
      by: by === undefined ? undefined : shown(by),
    })),
    lift: explanation.lift.map(({ competency, gain }) => ({ competency: shown(competency), gain })),
  };
};
