import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import { Moment } from "#packages/domain/dates.ts";
import { allow } from "../access.ts";
import { ById, body, empty, ok, PERSONAL, problems, TOKEN } from "./parts.ts";

const shared = { tags: ["personal-access"] };
const Secret = z
  .string()
  .min(20)
  .max(200)
  .regex(/^[A-Za-z0-9_-]+$/, "is no such token");

const PersonalLink = z
  .object({
    token: Secret.meta({ description: "To be handed to the job seeker, and to nobody else" }),
    expiresAt: Moment,
  })
  .meta({ id: "PersonalLink" });

export const makePersonalLinkRoute = createRoute({
  ...shared,
  security: TOKEN,
  method: "post",
  path: "/market-profiles/{id}/personal-links",
  operationId: "makePersonalLink",
  summary: "Make a link by which a job seeker gets at the own data",
  description:
    "By the responsible party, or by a team that has taken up a proposal for the person. The token is good for fifteen minutes and one use. Made again, the one before is void; so no Idempotency-Key is asked, and the answer is kept nowhere. Put the token behind the `#` of an address, which no server gets to see.",
  middleware: allow("makePersonalLink"),
  request: { params: ById },
  responses: { 201: ok(PersonalLink, "The link"), ...problems(400, 401, 403, 404, 409) },
});

export const revokePersonalAccessRoute = createRoute({
  ...shared,
  security: TOKEN,
  method: "delete",
  path: "/market-profiles/{id}/personal-links",
  operationId: "revokePersonalAccess",
  summary: "End a job seeker's open link and sessions",
  description: "When a link went to somebody else. Doing it twice changes nothing.",
  middleware: allow("revokePersonalAccess"),
  request: { params: ById },
  responses: { 204: empty("Nothing opens the data any more"), ...problems(400, 401, 403, 404) },
});

const SessionInput = z
  .object({ token: Secret.meta({ description: "Of the personal link" }) })
  .strict()
  .meta({ id: "PersonalSessionInput", example: { token: "dGhpcy1pcy1hbi1leGFtcGxlLXRva2VuLW9mLWEtbGluaw" } });
const Session = z
  .object({
    token: Secret.meta({ description: "Bearer token for all paths under /me" }),
    expiresAt: Moment.meta({ description: "Later with every use; eight hours from now at the latest" }),
  })
  .meta({ id: "PersonalSession" });

export const openSessionRoute = createRoute({
  tags: ["personal-sessions"],
  method: "post",
  path: "/personal-sessions",
  operationId: "openPersonalSession",
  summary: "Open a session with the token of a personal link",
  description:
    "A link opens one session. One that was used, is older than fifteen minutes or was replaced is told as 404.",
  request: { body: body(SessionInput) },
  responses: { 201: ok(Session, "The session"), ...problems(400, 404, 413, 415) },
});

export const closeSessionRoute = createRoute({
  tags: ["personal-sessions"],
  security: PERSONAL,
  method: "delete",
  path: "/personal-sessions/current",
  operationId: "closePersonalSession",
  summary: "Close the session that the token is of",
  responses: { 204: empty("The token opens nothing any more"), ...problems(401) },
});

const PURPOSES = ["contact", "mediation", "introduction"] as const;
const PersonShown = z
  .object({
    profileId: z.uuid(),
    givenName: z.string().max(100),
    familyName: z.string().max(100),
    postcode: z.string().max(6),
    email: z.string().max(254).optional(),
    phone: z.string().max(30).optional(),
  })
  .meta({ id: "PersonOfProposal" });

export const showPersonRoute = createRoute({
  tags: ["persons"],
  security: TOKEN,
  method: "get",
  path: "/proposals/{id}/person",
  operationId: "showPerson",
  summary: "Read who the person of a claimed proposal is",
  description:
    "For whoever has claimed it, while it is open or placed, and only with a purpose: each reading is logged with it, and the job seeker sees who looked and why. Age and situation are not among it.",
  middleware: allow("showPerson"),
  request: {
    params: ById,
    query: z.object({ purpose: z.enum(PURPOSES).meta({ description: "What for" }) }).strict(),
  },
  responses: { 200: ok(PersonShown, "The person"), ...problems(400, 401, 403, 404, 409, 410) },
});
