import * as z from "zod";
import type { Language } from "../texts/texts.ts";
import type { ApiClient } from "./client.ts";

const ConceptName = z.object({
  uri: z.string(),
  label: z.string(),
  /** Of the label: another one than the page's where that has no label. */
  language: z.enum(["nl", "en"]),
});
export type ConceptName = z.infer<typeof ConceptName>;

const OccupationName = ConceptName.extend({ id: z.string() });
export type OccupationName = z.infer<typeof OccupationName>;

const OccupationFound = OccupationName.extend({ matchedAlternative: z.string().optional() });
export type OccupationFound = z.infer<typeof OccupationFound>;

const TransitionCompetency = ConceptName.extend({ kind: z.enum(["essential", "optional"]) });
export type TransitionCompetency = z.infer<typeof TransitionCompetency>;

const Transition = OccupationName.extend({
  /** Permille, 1 to 1000. */
  similarity: z.number().int(),
  shared: z.array(TransitionCompetency),
  missing: z.array(TransitionCompetency),
});
export type Transition = z.infer<typeof Transition>;

const classified = { notice: z.string(), classification: z.string() };
const Found = z.object({ items: z.array(OccupationFound), ...classified });
export type OccupationsFound = z.infer<typeof Found>;
const Transitions = z.object({ items: z.array(Transition), from: OccupationName, ...classified });
export type Transitions = z.infer<typeof Transitions>;

type Search = { readonly q: string; readonly language: Language; readonly limit: number };

/** The longest search that the API takes, in characters. */
export const LONGEST_SEARCH = 200;

/** Occupations whose name or other name is like `q`, best first. */
export const searchOccupations = async (
  api: ApiClient,
  { q, language, limit }: Search,
): Promise<OccupationsFound> =>
  (await api.ask({ path: "/occupations", query: { q: q.slice(0, LONGEST_SEARCH), language, limit } }, Found))
    .data;

type From = { readonly id: string; readonly language: Language; readonly limit: number };

/** Where somebody of the occupation can move to, most alike first. Throws ApiTrouble 404 for an id of none. */
export const findTransitions = async (
  api: ApiClient,
  { id, language, limit }: From,
): Promise<Transitions> => {
  const path = `/occupations/${encodeURIComponent(id)}/transitions` as const;
  return (await api.ask({ path, query: { language, limit } }, Transitions)).data;
};
