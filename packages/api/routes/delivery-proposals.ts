import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import { WITHDRAWABLE_MINUTES } from "#packages/delivery/withdraw.ts";
import { distinct } from "#packages/domain/conditions.ts";
import { ProposalId, VacancyId } from "#packages/domain/ids.ts";
import { Contact, Decision, PROPOSAL_STATES, RejectionReason } from "#packages/domain/proposal.ts";
import { RegionCode } from "#packages/domain/regions.ts";
import { noteText, plainText } from "#packages/domain/text.ts";
import { allow } from "../access.ts";
import { pageOf, pageQuery } from "../cursors.ts";
import { ProposalDetail, ProposalSummary } from "./delivery-views.ts";
import { ManyOutcomes } from "./many-views.ts";
import {
  BODY_TROUBLE,
  ById,
  body,
  IdempotencyHeader,
  MaybeIfMatchHeader,
  ok,
  problems,
  TOKEN,
  WITH_ETAG,
} from "./parts.ts";

const shared = { tags: ["proposals"], security: TOKEN };
const SEEN = [400, 401, 403, 404, 410] as const;
const DONE = [...BODY_TROUBLE, 404, 410, 412] as const;

export const ByRegion = z.object({ code: RegionCode.meta({ description: "CBS code of the region" }) });

/** Query members are texts; a number in one is told like other faults. */
const whole = (max: number) => z.coerce.number().int().min(0).max(max);

export const ProposalFilters = z.object({
  state: z
    .enum(["open", "ended", ...PROPOSAL_STATES])
    .default("open")
    .meta({ description: "One state, or all open or all ended ones" }),
  vacancyId: VacancyId.optional(),
  claimed: z.enum(["mine", "assigned", "unassigned"]).optional(),
  overdue: z.enum(["true", "false"]).optional().meta({ description: "Whether the term has passed" }),
  minimumScore: whole(1_000_000).optional(),
  ...pageQuery,
});
export type ProposalFilters = z.infer<typeof ProposalFilters>;

export const listProposalsRoute = createRoute({
  ...shared,
  method: "get",
  path: "/regions/{code}/proposals",
  operationId: "listProposals",
  summary: "Read a team's proposals, oldest term first",
  description:
    "A page may hold fewer than `limit` and still have a nextCursor: a filter that few pass is looked for in steps.",
  middleware: allow("listProposals"),
  request: { params: ByRegion, query: ProposalFilters },
  responses: {
    200: ok(pageOf(ProposalSummary), "A page of proposals, also of those that another team offers"),
    ...problems(400, 401, 403),
  },
});

export const findProposalRoute = createRoute({
  ...shared,
  method: "get",
  path: "/proposals/{id}",
  operationId: "findProposal",
  summary: "Read a proposal with its reasons and its history",
  description:
    "Labels are Dutch, or English by Accept-Language; where a label is missing, the other one stands in.",
  middleware: allow("findProposal"),
  request: { params: ById },
  responses: { 200: ok(ProposalDetail, "The proposal", WITH_ETAG), ...problems(...SEEN) },
});

export const claimProposalRoute = createRoute({
  ...shared,
  method: "put",
  path: "/proposals/{id}/claim",
  operationId: "claimProposal",
  summary: "Claim a proposal",
  description:
    "Again by the same caller changes nothing; by another one the answer (409) says who has it since when.",
  middleware: allow("claimProposal"),
  request: { params: ById, headers: MaybeIfMatchHeader },
  responses: { 200: ok(ProposalSummary, "Claimed", WITH_ETAG), ...problems(...SEEN, 409, 412) },
});

export const releaseProposalRoute = createRoute({
  ...shared,
  method: "delete",
  path: "/proposals/{id}/claim",
  operationId: "releaseProposal",
  summary: "Give up a claim",
  description: "By whoever has it, or by an administrator.",
  middleware: allow("releaseProposal"),
  request: { params: ById, headers: MaybeIfMatchHeader },
  responses: { 200: ok(ProposalSummary, "Free for a colleague", WITH_ETAG), ...problems(...SEEN, 409, 412) },
});

export const decideProposalRoute = createRoute({
  ...shared,
  method: "post",
  path: "/proposals/{id}/decisions",
  operationId: "decideProposal",
  summary: "Decide on a claimed proposal",
  middleware: allow("decideProposal"),
  request: {
    params: ById,
    headers: IdempotencyHeader.extend(MaybeIfMatchHeader.shape),
    body: body(Decision.meta({ id: "Decision" })),
  },
  responses: { 200: ok(ProposalSummary, "Decided", WITH_ETAG), ...problems(...DONE) },
});

const Offer = z.object({ to: RegionCode, note: noteText.optional() }).strict().meta({ id: "HandOverOffer" });

export const offerHandOverRoute = createRoute({
  ...shared,
  method: "post",
  path: "/proposals/{id}/hand-overs",
  operationId: "offerHandOver",
  summary: "Offer a proposal to another region's team",
  description:
    "The term travels along. Until the other team answers, both see the proposal and it stays where it is.",
  middleware: allow("offerHandOver"),
  request: { params: ById, headers: IdempotencyHeader.extend(MaybeIfMatchHeader.shape), body: body(Offer) },
  responses: { 200: ok(ProposalSummary, "Offered", WITH_ETAG), ...problems(...DONE) },
});

const HandOverAnswer = z
  .object({ answer: z.enum(["accepted", "returned"]), note: noteText.optional() })
  .strict()
  .meta({ id: "HandOverAnswer" });

export const answerHandOverRoute = createRoute({
  ...shared,
  method: "put",
  path: "/proposals/{id}/hand-overs/current",
  operationId: "answerHandOver",
  summary: "Accept or return what another team offers",
  description:
    "Whoever accepts has claimed it. The team that offered may take its offer back with `returned`.",
  middleware: allow("answerHandOver"),
  request: { params: ById, headers: MaybeIfMatchHeader, body: body(HandOverAnswer) },
  responses: { 200: ok(ProposalSummary, "Answered", WITH_ETAG), ...problems(...DONE) },
});

const Assignment = z
  .object({ to: plainText(200).meta({ description: "Subject of the colleague" }), note: noteText.optional() })
  .strict()
  .meta({ id: "Assignment" });

export const assignProposalRoute = createRoute({
  ...shared,
  method: "put",
  path: "/proposals/{id}/assignment",
  operationId: "assignProposal",
  summary: "Give a proposal to a colleague of the same team",
  description:
    "One that nobody has by anybody, a claimed one by its claimer, any by the coordinator. The colleague must have worked for the team before.",
  middleware: allow("assignProposal"),
  request: { params: ById, headers: MaybeIfMatchHeader, body: body(Assignment) },
  responses: { 200: ok(ProposalSummary, "Assigned", WITH_ETAG), ...problems(...DONE) },
});

export const withdrawDecisionRoute = createRoute({
  ...shared,
  method: "delete",
  path: "/proposals/{id}/decisions/latest",
  operationId: "withdrawDecision",
  summary: "Take back your own last decision",
  description: `Within ${WITHDRAWABLE_MINUTES} minutes, and not once the employer has been told (introduce, place). Both stand in the history.`,
  middleware: allow("withdrawDecision"),
  request: { params: ById, headers: MaybeIfMatchHeader },
  responses: { 200: ok(ProposalSummary, "As it was", WITH_ETAG), ...problems(...SEEN, 409, 412) },
});

const ContactInput = Contact.extend({ note: noteText.optional() })
  .strict()
  .meta({ id: "ContactInput", example: { party: "person", channel: "phone", outcome: "reached" } });

export const logContactRoute = createRoute({
  ...shared,
  method: "post",
  path: "/proposals/{id}/contacts",
  operationId: "logContact",
  summary: "Note a contact with the person, the employer or another party",
  description: "No medical data and no BSN in the note; what may be a BSN is refused.",
  middleware: allow("logContact"),
  request: {
    params: ById,
    headers: IdempotencyHeader.extend(MaybeIfMatchHeader.shape),
    body: body(ContactInput),
  },
  responses: { 200: ok(ProposalSummary, "Noted", WITH_ETAG), ...problems(...DONE) },
});

const note = noteText.optional();
/** A deed that can be done to many proposals at once. */
export const ManyDeed = z.discriminatedUnion("what", [
  z.object({ what: z.literal("claim") }).strict(),
  z.object({ what: z.literal("release") }).strict(),
  z.object({ what: z.literal("assign"), to: plainText(200), note }).strict(),
  z.object({ what: z.literal("reject"), reason: RejectionReason, note }).strict(),
  z.object({ what: z.literal("hand-over"), to: RegionCode, note }).strict(),
]);
export type ManyDeed = z.infer<typeof ManyDeed>;

const ManyInput = z
  .object({
    deed: ManyDeed,
    ids: distinct(ProposalId, 100).min(1),
    preview: z.boolean().default(false).meta({ description: "Only tell what would happen" }),
  })
  .strict()
  .meta({
    id: "ProposalDeedsInput",
    example: { deed: { what: "claim" }, ids: ["0b8e2f0e-5c5e-4d4e-8d43-0f4e3c1a2b3d"], preview: true },
  });

export const doToManyRoute = createRoute({
  ...shared,
  method: "post",
  path: "/regions/{code}/proposal-deeds",
  operationId: "doToMany",
  summary: "Claim, release, assign, reject or hand over many proposals, each by itself",
  description:
    "Each is done or refused on its own, and the answer says which and why. With preview nothing is written. Rejecting takes the token of a person who has signed in (M4).",
  middleware: allow("doToMany"),
  request: { params: ByRegion, headers: IdempotencyHeader, body: body(ManyInput) },
  responses: { 200: ok(ManyOutcomes, "What happened to each"), ...problems(...BODY_TROUBLE) },
});
