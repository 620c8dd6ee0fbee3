import * as z from "zod";
import { NOTICE } from "#packages/classification/notice.ts";
import { OccupationUri } from "#packages/domain/ids.ts";
import type { Fault } from "./invalid-input.ts";
import type { KnownConcepts } from "./origin.ts";

/** An occupation that a title may mean. `confidence` 0 to 1. */
export const OccupationSuggestion = z
  .object({ occupation: OccupationUri, label: z.string(), confidence: z.number().min(0).max(1) })
  .meta({ id: "OccupationSuggestion" });
/** What the title at that place in the input may mean, when the platform is not sure enough to choose. */
export const TitleSuggestions = z
  .object({ pointer: z.string(), suggestions: z.array(OccupationSuggestion) })
  .meta({ id: "TitleSuggestions" });
export type TitleSuggestions = z.infer<typeof TitleSuggestions>;

/** Members of an answer that tell what titles may mean; the notice goes with the labels of the classification. */
export const suggestionMembers = {
  occupationSuggestions: z.array(TitleSuggestions),
  notice: z.string().max(500).optional().meta({
    description: "Of the classification, to be shown with the labels of the suggestions",
  }),
};
/** What `suggestionMembers` describes. */
export const tellSuggestions = (suggestions: readonly TitleSuggestions[]) =>
  suggestions.length === 0
    ? { occupationSuggestions: suggestions }
    : { occupationSuggestions: suggestions, notice: NOTICE.nl };

export type LinkedTitle =
  | { readonly kind: "linked"; readonly occupation: OccupationUri; readonly confidence: number }
  | { readonly kind: "unsure"; readonly told: TitleSuggestions };

/** The occupation of a title, or what it may mean; the platform asks rather than guesses. */
export const linkTitle = (title: string, pointer: string, known: KnownConcepts): LinkedTitle => {
  const link = known.linkTitle(title);
  if (link.kind === "linked")
    return { kind: "linked", occupation: link.occupation, confidence: link.confidence };
  const suggestions = link.suggestions.map(({ occupation, label, confidence }) => ({
    occupation,
    label,
    confidence,
  }));
  return { kind: "unsure", told: { pointer, suggestions } };
};

/** A fault when the classification in force does not know the occupation. */
export const occupationFaults = (
  uri: string | undefined,
  pointer: string,
  known: Pick<KnownConcepts, "occupationIndex">,
): Fault[] =>
  uri === undefined || known.occupationIndex(uri) !== undefined
    ? []
    : [{ pointer, detail: "is not an occupation of the classification in force" }];

/** A fault for every competency that the classification in force does not know; `pointerOf` says where it stands. */
export const competencyFaults = (
  uris: readonly string[],
  pointerOf: (index: number) => string,
  known: Pick<KnownConcepts, "competencyIndex">,
): Fault[] =>
  uris.flatMap((uri, index) =>
    known.competencyIndex(uri) === undefined
      ? [{ pointer: pointerOf(index), detail: "is not a competency of the classification in force" }]
      : [],
  );
