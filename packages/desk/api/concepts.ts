import * as z from "zod";
import type { LabelledConcept } from "../components/concept.tsx";
import type { Language } from "../texts/texts.ts";
import type { ApiClient } from "./client.ts";
import { attempt } from "./trouble.ts";

const ConceptName = z.object({
  uri: z.string(),
  label: z.string(),
  /** Of the label: another one than was asked where that has none. */
  language: z.enum(["nl", "en"]),
});
export type ConceptName = z.infer<typeof ConceptName>;

const Occupation = z.object({
  ...ConceptName.shape,
  id: z.string(),
  /** The other name that was found. */
  matchedAlternative: z.string().optional(),
  essential: z.array(ConceptName).default([]),
  optional: z.array(ConceptName).default([]),
});
export type Occupation = z.infer<typeof Occupation>;

const answerOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), notice: z.string(), classification: z.string() });
const Occupations = answerOf(Occupation);
export type OccupationsFound = z.infer<typeof Occupations>;
const Competencies = answerOf(ConceptName);

type Search = { readonly q: string; readonly language: Language; readonly limit?: number };
/** The longest search that the API takes, in characters. */
const LONGEST = 200;

/** Occupations that a text may mean, best first. `notice` belongs with their labels. */
export const searchOccupations = async (api: ApiClient, { q, language, limit = 8 }: Search) =>
  (await api.ask({ path: "/occupations", query: { q: q.slice(0, LONGEST), language, limit } }, Occupations))
    .data;

export const searchCompetencies = async (api: ApiClient, { q, language, limit = 8 }: Search) =>
  (await api.ask({ path: "/competencies", query: { q: q.slice(0, LONGEST), language, limit } }, Competencies))
    .data;

/** One occupation with the competencies it asks; undefined when the classification in force does not have it. */
export const findOccupation = async (
  api: ApiClient,
  uri: string,
  language: Language,
): Promise<Occupation | undefined> => {
  const found = await attempt(
    api.ask({ path: "/occupations", query: { uri, language } }, Occupations),
    [400, 404],
  );
  return found.kind === "done" ? found.value.data.items[0] : undefined;
};

const nameOf = async (
  api: ApiClient,
  kind: "occupations" | "competencies",
  uri: string,
  language: Language,
) => {
  const asked = api.ask({ path: `/${kind}`, query: { uri, language } }, answerOf(ConceptName));
  const found = await attempt(asked, [400, 404]);
  return found.kind === "done" ? found.value.data.items[0] : undefined;
};

/** Names never change within a version of the classification, so a warm function asks for each of them once. */
const known = new Map<string, ConceptName>();
const MOST_KNOWN = 20_000;
/** Questions at the same time: each one more may start a copy of the function that answers, which reads the classification first. */
const AT_ONCE = 2;

/** Concepts by their URIs. */
export type Names = ReadonlyMap<string, ConceptName>;

/** The concept of a URI; one that the classification does not know any more has no label. */
export const named = (names: Names, uri: string): LabelledConcept => names.get(uri) ?? { uri };

/** How concepts are called in this language; a concept that is not known any more is not among them. */
export const namesOf = async (
  api: ApiClient,
  kind: "occupations" | "competencies",
  uris: readonly string[],
  language: Language,
): Promise<Names> => {
  if (known.size > MOST_KNOWN) known.clear();
  const found = new Map<string, ConceptName>();
  const waiting = [...new Set(uris)];
  const take = async (): Promise<void> => {
    for (let uri = waiting.pop(); uri !== undefined; uri = waiting.pop()) {
      const key = `${language} ${uri}`;
      const name = known.get(key) ?? (await nameOf(api, kind, uri, language));
      if (name === undefined) continue;
      known.set(key, name);
      found.set(uri, name);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, take));
  return found;
};
