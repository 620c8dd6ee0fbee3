import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import { RegionCode } from "#packages/domain/regions.ts";
import { Desk } from "#packages/domain/settings.ts";
import { ok, problems } from "./parts.ts";

/** Look-ups are for everybody: they touch nobody's data. */
const open = { security: [] };

export const Health = z.object({ status: z.literal("ok") }).meta({ id: "Health" });

export const healthRoute = createRoute({
  ...open,
  tags: ["service"],
  method: "get",
  path: "/health",
  operationId: "checkHealth",
  summary: "Whether the platform answers",
  responses: { 200: ok(Health, "It does"), ...problems() },
});

/** A region with its team's desk (D1: physical and digital, to be found by everybody). */
export const RegionView = z
  .object({
    code: RegionCode,
    name: z.string().max(200),
    aliases: z.array(z.string().max(200)),
    centre: z.object({ code: z.string().max(10), name: z.string().max(100) }),
    neighbours: z.array(RegionCode),
    startDate: z.iso.date().meta({ description: "G1: when the region's team starts or started" }),
    desk: Desk,
  })
  .meta({ id: "Region" });

export const listRegionsRoute = createRoute({
  ...open,
  tags: ["look-ups"],
  method: "get",
  path: "/regions",
  operationId: "listRegions",
  summary: "The 35 labour-market regions and their desks",
  responses: { 200: ok(z.object({ items: z.array(RegionView) }), "All regions"), ...problems() },
});

const Language = z.enum(["nl", "en"]).default("nl").meta({ description: "Language of the labels" });
const ConceptQuery = z
  .object({
    q: z.string().trim().min(1).max(200).optional().meta({ description: "Search as you type" }),
    uri: z.url().max(300).optional().meta({ description: "One concept, with all that is known of it" }),
    language: Language,
    limit: z.coerce.number().int().min(1).max(100).default(10).meta({ description: "At most this many" }),
  })
  .strict()
  .refine(({ q, uri }) => (q === undefined) !== (uri === undefined), {
    path: ["q"],
    message: "or uri is needed, one of the two",
  });

/** A concept as it is named elsewhere. */
const ConceptName = z
  .object({
    uri: z.string().max(300),
    label: z.string().max(500),
    language: z.enum(["nl", "en"]),
    marked: z.boolean().meta({ description: "The label stands in: there is none in the language asked" }),
  })
  .meta({ id: "ConceptName" });

const found = {
  ...ConceptName.shape,
  matchedAlternative: z.string().max(500).optional().meta({ description: "The label that was found" }),
  score: z.number().min(0).max(1).optional(),
  alternatives: z.array(z.string().max(500)).optional().meta({ description: "Other labels; by uri only" }),
};

const occupationKeys = {
  id: z.string().max(300).meta({ description: "Stands for the occupation in paths" }),
  code: z.string().max(20).optional(),
  iscoGroup: z.string().max(4).optional(),
};

/** An occupation of the classification in force. */
export const OccupationView = z
  .object({
    ...found,
    ...occupationKeys,
    essential: z.array(ConceptName).optional().meta({ description: "Competencies it asks; by uri only" }),
    optional: z.array(ConceptName).optional().meta({ description: "Competencies it may ask; by uri only" }),
  })
  .meta({ id: "Occupation" });

/** A competency of the classification in force. */
export const CompetencyView = z.object(found).meta({ id: "Competency" });

const answerOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    notice: z.string().max(500).meta({ description: "To be shown wherever the labels are" }),
    classification: z.string().max(100).meta({ description: "Version of the classification in force" }),
  });

export const findOccupationsRoute = createRoute({
  ...open,
  tags: ["look-ups"],
  method: "get",
  path: "/occupations",
  operationId: "findOccupations",
  summary: "Occupations by name or by URI",
  request: { query: ConceptQuery },
  responses: { 200: ok(answerOf(OccupationView), "Best first"), ...problems(400, 404) },
});

export const findCompetenciesRoute = createRoute({
  ...open,
  tags: ["look-ups"],
  method: "get",
  path: "/competencies",
  operationId: "findCompetencies",
  summary: "Competencies by name or by URI",
  request: { query: ConceptQuery },
  responses: { 200: ok(answerOf(CompetencyView), "Best first"), ...problems(400, 404) },
});

const OccupationName = z.object({ ...ConceptName.shape, ...occupationKeys }).meta({ id: "OccupationName" });
const TransitionCompetency = z
  .object({ ...ConceptName.shape, kind: z.enum(["essential", "optional"]) })
  .meta({ id: "TransitionCompetency" });

/** An occupation that somebody can move to from another one. */
export const TransitionView = z
  .object({
    ...OccupationName.shape,
    similarity: z.number().int().min(1).max(1000).meta({ description: "How alike the two are, in permille" }),
    shared: z.array(TransitionCompetency).meta({ description: "Asked there, and part of the work already" }),
    missing: z.array(TransitionCompetency).meta({ description: "Asked there, and to be learned" }),
  })
  .meta({ id: "Transition" });

export const findTransitionsRoute = createRoute({
  ...open,
  tags: ["look-ups"],
  method: "get",
  path: "/occupations/{id}/transitions",
  operationId: "findTransitions",
  summary: "Where somebody of an occupation can move to",
  description:
    "Occupations that are like it, with the competencies that carry over and those that are missing. What competencies say is not all: licences and diplomas that a law asks for are not in it.",
  request: {
    params: z.object({
      id: z.string().min(1).max(300).meta({ description: "`id` of an occupation, as look-ups give it" }),
    }),
    query: z
      .object({
        language: Language,
        limit: z.coerce.number().int().min(1).max(100).default(20).meta({ description: "At most this many" }),
      })
      .strict(),
  },
  responses: {
    200: ok(answerOf(TransitionView).extend({ from: OccupationName }), "Most alike first"),
    ...problems(400, 404),
  },
});

export const openApiRoute = createRoute({
  ...open,
  tags: ["service"],
  method: "get",
  path: "/openapi.json",
  operationId: "readOpenApi",
  summary: "This description of the API",
  responses: { 200: ok(z.looseObject({ openapi: z.string() }), "OpenAPI 3.1"), ...problems() },
});
