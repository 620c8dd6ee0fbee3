import * as z from "zod";
import type { Language } from "../texts/texts.ts";
import type { ApiClient } from "./client.ts";

const ConceptName = z.object({
  uri: z.string(),
  label: z.string(),
  /** Of the label: another one than was asked where that has none. */
  language: z.enum(["nl", "en"]),
});
const OccupationName = ConceptName.extend({ id: z.string() });

const TransitionCompetency = ConceptName.extend({ kind: z.enum(["essential", "optional"]) });
export type TransitionCompetency = z.infer<typeof TransitionCompetency>;

const Transition = OccupationName.extend({
  /** Permille, 1 to 1000. */
  similarity: z.number().int(),
  shared: z.array(TransitionCompetency),
  missing: z.array(TransitionCompetency),
});
export type Transition = z.infer<typeof Transition>;

const Transitions = z.object({
  items: z.array(Transition),
  from: OccupationName,
  notice: z.string(),
  classification: z.string(),
});
export type Transitions = z.infer<typeof Transitions>;

type From = { readonly id: string; readonly language: Language; readonly limit: number };

/** Where somebody of the occupation can move to, most alike first. Throws ApiTrouble 404 for an id of none. */
export const findTransitions = async (
  api: ApiClient,
  { id, language, limit }: From,
): Promise<Transitions> => {
  const path = `/occupations/${encodeURIComponent(id)}/transitions` as const;
  return (await api.ask({ path, query: { language, limit } }, Transitions)).data;
};
