import type { Classification } from "#packages/classification/classification.ts";

export type Kind = Parameters<Classification["label"]>[0];
export type Language = "nl" | "en";

/** What stands for an occupation in a path: the last part of its URI, which for ESCO is a UUID. */
const idIn = (uri: string): string => uri.slice(uri.lastIndexOf("/") + 1);

/** How a concept is named; undefined for one without a label in any language, which is never shown. */
export const nameOf = (classification: Classification, kind: Kind, index: number, language: Language) => {
  const label = classification.label(kind, index, language);
  if (label === undefined) return undefined;
  const uri =
    kind === "occupation" ? classification.occupationUri(index) : classification.competencyUri(index);
  return { uri, label: label.text, language: label.language, marked: label.marked };
};

/** An occupation by what identifies it to people and to programs. */
export const occupationKeys = (classification: Classification, index: number) => ({
  id: idIn(classification.occupationUri(index)),
  code: classification.code(index),
  iscoGroup: classification.iscoGroup(index),
});

/** Occupations by the id that stands in a path. */
export const occupationsById = (classification: Classification): ReadonlyMap<string, number> =>
  new Map(
    Array.from({ length: classification.counts.occupations }, (_, index) => [
      idIn(classification.occupationUri(index)),
      index,
    ]),
  );
