import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import {
  COUPLING_STATES,
  Coupling,
  CouplingAnswer,
  CouplingDeclineReason,
  CouplingParty,
  Transition,
} from "#packages/domain/coupling.ts";
import { CompetencyUri, VacancyId } from "#packages/domain/ids.ts";
import { noteText } from "#packages/domain/text.ts";
import { LearningTrack } from "#packages/domain/vacancy.ts";
import { allow } from "../access.ts";
import { pageOf, pageQuery } from "../cursors.ts";
import { couplingHolder } from "./coupling-claim-views.ts";
import { BODY_TROUBLE, ById, body, IdempotencyHeader, ok, problems, TOKEN, WITH_ETAG } from "./parts.ts";

const shared = { tags: ["couplings"], security: TOKEN };
const DONE = [...BODY_TROUBLE, 404, 412] as const;

/** A coupling as a list shows it. */
export const CouplingSummary = Coupling.omit({
  history: true,
  explanation: true,
  fingerprint: true,
  answers: true,
  claim: true,
})
  .extend({
    answers: z.array(CouplingAnswer.omit({ by: true }).extend({ party: CouplingParty })),
    score: z.number().int().min(0).max(1_000_000),
    yourParty: CouplingParty.optional().meta({ description: "As which party the caller may answer" }),
    fromName: z.string().optional().meta({ description: "Name of the firm whose staff it is" }),
    toName: z.string().optional().meta({ description: "Name of the firm whose vacancy it is" }),
  })
  .meta({ id: "CouplingSummary" });
export type CouplingSummary = z.infer<typeof CouplingSummary>;

const Route = z.object({
  kind: z.enum(["course", "practice-statement", "certificate", "diploma"]),
  way: z.enum(["practice", "school"]),
  weeks: z.number().int().min(0),
  fits: z.boolean(),
  doubts: z.array(z.string()),
});

/** What the people have to learn, and by which route (D2, D3). */
export const LearningView = z.object({
  toLearn: z.array(
    z.object({
      competency: CompetencyUri,
      known: z.enum(["missing", "near"]),
      importance: z.enum(["must", "nice"]),
      gain: z.number().int().min(0),
    }),
  ),
  weeks: z.number().int().min(0),
  canBeMadeSuitable: z.boolean(),
  recognisedTrainingCompany: z.enum(["yes", "no", "unknown"]),
  offered: LearningTrack.optional(),
  routes: z.array(Route),
  source: z.literal("own-estimate").meta({
    description:
      "Weeks are an estimate of this platform, to start a talk with: no source gives them. A setting.",
  }),
  settingsVersion: z.number().int().min(0),
});
export type LearningView = z.infer<typeof LearningView>;

export const CouplingDetail = CouplingSummary.extend({
  explanation: Coupling.shape.explanation,
  learning: LearningView,
  history: Coupling.shape.history.optional().meta({ description: "For the teams" }),
  claim: couplingHolder.claim.meta({ description: "For the team where the staff is: who of it has this" }),
  deeds: couplingHolder.deeds.optional(),
}).meta({ id: "Coupling" });
export type CouplingDetail = z.infer<typeof CouplingDetail>;

const Placing = z.object({ vacancyId: VacancyId, place: z.number().int().min(0) }).optional();

/** More, or fewer, people placed and points in the group's region. */
const Consequence = z.object({ people: z.number().int(), points: z.number().int() });

/** What the region would lose without this coupling, exactly, and how it would then look at best. */
export const CouplingAlternative = z
  .object({
    loss: z.number().int(),
    oneMorePosition: Consequence.meta({
      description: "What one position more in this place would bring, by coupling anew",
    }),
    oneMoreHead: Consequence.meta({
      description: "What one person more in this group would bring, likewise",
    }),
    ifTrained: z
      .array(z.object({ vacancyId: VacancyId, learning: LearningView }))
      .max(5)
      .meta({
        description:
          "Vacancies in reach that do not suit for want of competencies which can be learnt within nine months, the shortest first",
      }),
    alternatives: z.array(
      z.object({
        people: z.number().int().min(1),
        lossPerPerson: z.number().int(),
        moves: z.array(z.object({ groupId: z.uuid(), from: Placing, to: Placing })),
      }),
    ),
  })
  .meta({ id: "CouplingAlternative" });

const note = noteText.optional();
export const AnswerInput = z
  .discriminatedUnion("answer", [
    z.object({ answer: z.literal("agree"), people: z.number().int().min(1).max(10_000), note }).strict(),
    z.object({ answer: z.literal("decline"), reason: CouplingDeclineReason, note }).strict(),
  ])
  .meta({ id: "CouplingAnswerInput", example: { answer: "agree", people: 3 } });
export type AnswerInput = z.infer<typeof AnswerInput>;

export const TransitionInput = Transition.safeExtend({
  complete: z
    .boolean()
    .default(false)
    .meta({ description: "Nobody else will start: what is held is open again" }),
}).meta({ id: "CouplingTransitionInput", example: { started: 3, stayed: 0, fellBack: 0 } });
export type TransitionInput = z.infer<typeof TransitionInput>;

export const listCouplingsRoute = createRoute({
  ...shared,
  method: "get",
  path: "/couplings",
  operationId: "listCouplings",
  summary: "List couplings of firms, oldest first",
  description:
    "Of the caller's own firm on either side, of the sector that the caller filed for (B4), or of the team's region on either side. A page may hold fewer than `limit` and still have a nextCursor.",
  middleware: allow("listCouplings"),
  request: { query: z.object({ ...pageQuery, state: z.enum(COUPLING_STATES).optional() }).strict() },
  responses: { 200: ok(pageOf(CouplingSummary), "A page of couplings"), ...problems(400, 401, 403) },
});

export const findCouplingRoute = createRoute({
  ...shared,
  method: "get",
  path: "/couplings/{id}",
  operationId: "findCoupling",
  summary: "Read a coupling with its reasons and what has to be learnt",
  description: "The parts of the explanation add up to the score (B1); routes of learning are D2 and D3.",
  middleware: allow("findCoupling"),
  request: { params: ById },
  responses: { 200: ok(CouplingDetail, "The coupling", WITH_ETAG), ...problems(400, 401, 403, 404) },
});

export const findCouplingAlternativeRoute = createRoute({
  ...shared,
  method: "get",
  path: "/couplings/{id}/alternative",
  operationId: "findCouplingAlternative",
  summary: "Work out the next best alternative and the exact loss",
  description:
    "With what one position or one person more would bring, and what the people could do after training. In points, over the group's whole region, worked out anew. Only as long as nobody has answered: what people took up is not weighed any more (409).",
  middleware: allow("findCouplingAlternative"),
  request: { params: ById },
  responses: {
    200: ok(CouplingAlternative, "The loss, and the chains of moves"),
    ...problems(400, 401, 403, 404, 409),
  },
});

export const answerCouplingRoute = createRoute({
  ...shared,
  method: "post",
  path: "/couplings/{id}/answers",
  operationId: "answerCoupling",
  summary: "Agree, wholly or in part, or decline with a reason",
  description:
    "By firm A (or who filed for it), firm B, and the team of firm A's region. When all three agree, the least of their numbers is agreed; positions beyond it are open again.",
  middleware: allow("answerCoupling"),
  request: { params: ById, headers: IdempotencyHeader, body: body(AnswerInput) },
  responses: { 200: ok(CouplingSummary, "As it is now", WITH_ETAG), ...problems(...DONE) },
});

export const reportTransitionRoute = createRoute({
  ...shared,
  method: "post",
  path: "/couplings/{id}/transitions",
  operationId: "reportTransition",
  summary: "Tell how the transition goes",
  description: "Totals, never additions: who started, of those who stayed, who fell back.",
  middleware: allow("reportTransition"),
  request: { params: ById, headers: IdempotencyHeader, body: body(TransitionInput) },
  responses: { 200: ok(CouplingSummary, "As it is now", WITH_ETAG), ...problems(...DONE) },
});
