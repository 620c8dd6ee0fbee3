import * as z from "zod";
import { CouplingHolder } from "#packages/api/routes/coupling-claim-views.ts";
import {
  Coupling,
  CouplingAnswer,
  type CouplingDeclineReason,
  CouplingParty,
  type CouplingState,
  type Transition,
} from "#packages/domain/coupling.ts";
import type { Answered, ApiClient } from "./client.ts";
import { type Page, type PageAsked, pageOf } from "./paging.ts";

/** A coupling of firms (B1) as a list shows it. */
const Summary = Coupling.omit({
  history: true,
  explanation: true,
  fingerprint: true,
  answers: true,
  claim: true,
}).extend({
  answers: z.array(CouplingAnswer.omit({ by: true }).extend({ party: CouplingParty })),
  score: z.number().int(),
  yourParty: CouplingParty.optional(),
  fromName: z.string().optional(),
  toName: z.string().optional(),
});
export type CouplingSummary = z.infer<typeof Summary>;

const Learning = z.object({
  toLearn: z.array(z.object({ competency: z.string(), known: z.enum(["missing", "near"]) })),
  weeks: z.number(),
  canBeMadeSuitable: z.boolean(),
});

const Detail = Summary.extend({
  explanation: Coupling.shape.explanation,
  learning: Learning,
  history: Coupling.shape.history.optional(),
  /** For the team where the staff is. */
  ...CouplingHolder.pick({ claim: true }).shape,
  deeds: CouplingHolder.shape.deeds.optional(),
});
export type CouplingDetail = z.infer<typeof Detail>;

export const listCouplings = async (
  api: ApiClient,
  query: PageAsked & { readonly state?: CouplingState | undefined },
): Promise<Page<CouplingSummary>> => (await api.ask({ path: "/couplings", query }, pageOf(Summary))).data;

export const findCoupling = (api: ApiClient, id: string): Promise<Answered<CouplingDetail>> =>
  api.ask({ path: `/couplings/${encodeURIComponent(id)}` }, Detail);

type Note = { readonly note?: string };
export type CouplingAnswerBody =
  | ({ readonly answer: "agree"; readonly people: number } & Note)
  | ({ readonly answer: "decline"; readonly reason: CouplingDeclineReason } & Note);

type Sending = { readonly id: string; readonly etag: string; readonly key: string };

export const answerCoupling = (api: ApiClient, { id, etag, key }: Sending, body: CouplingAnswerBody) =>
  api.ask(
    { method: "POST", path: `/couplings/${id}/answers`, body, ifMatch: etag, idempotencyKey: key },
    Summary,
  );

export const reportTransition = (
  api: ApiClient,
  { id, etag, key }: Sending,
  body: Transition & { readonly complete: boolean },
) =>
  api.ask(
    { method: "POST", path: `/couplings/${id}/transitions`, body, ifMatch: etag, idempotencyKey: key },
    Summary,
  );
