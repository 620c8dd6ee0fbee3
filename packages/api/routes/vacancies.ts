import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import { KvkNumber } from "#packages/domain/ids.ts";
import { RegionCode } from "#packages/domain/regions.ts";
import { EmployerContact, Vacancy, VacancyInput } from "#packages/domain/vacancy.ts";
import { suggestionMembers } from "#packages/intake/concepts.ts";
import { allow } from "../access.ts";
import { pageOf, pageQuery } from "../cursors.ts";
import { VACANCY_EXAMPLE } from "./input-examples.ts";
import {
  ById,
  body,
  changed,
  found,
  IdempotencyHeader,
  IfMatchHeader,
  IfNoneMatchHeader,
  listed,
  ok,
  patchBody,
  problems,
  registered,
  TOKEN,
  WITH_ETAG,
  withdrawn,
} from "./parts.ts";
import { Withdrawal } from "./withdrawal.ts";

const VacancyDocument = VacancyInput.meta({ id: "VacancyInput", example: VACANCY_EXAMPLE });

/** A vacancy as it is answered when it is written: without its contact, which is personal. */
export const VacancyWritten = Vacancy.extend({
  ...suggestionMembers,
}).meta({ id: "VacancyWritten" });

/** A vacancy as it is read; only its employer sees the contact. */
export const VacancyView = Vacancy.extend({ contact: EmployerContact.optional() }).meta({ id: "Vacancy" });

/** How many proposals a vacancy has, never for whom: employers see counts (M4, S4). */
export const ProposalCounts = z
  .object({
    open: z.number().int().min(0).meta({ description: "Proposals that lie with teams" }),
    takenUp: z.number().int().min(0).meta({ description: "Of these, taken up by a team" }),
    filledPositions: z.number().int().min(0),
  })
  .meta({ id: "ProposalCounts" });

const shared = { tags: ["vacancies"], security: TOKEN };

export const registerVacancyRoute = createRoute({
  ...shared,
  method: "post",
  path: "/vacancies",
  operationId: "registerVacancy",
  summary: "Post a vacancy",
  description:
    "A vacancy with a reference that the employer used before changes that vacancy (200) instead of adding one (201).",
  middleware: allow("registerVacancy"),
  request: { headers: IdempotencyHeader, body: body(VacancyDocument) },
  responses: registered(VacancyWritten),
});

export const listVacanciesRoute = createRoute({
  ...shared,
  method: "get",
  path: "/vacancies",
  operationId: "listVacancies",
  summary: "List vacancies",
  description:
    "An employer's own, oldest first; a team's: those of its region that have open positions. Others name an employer or a region.",
  middleware: allow("listVacancies"),
  request: {
    query: z.object({ ...pageQuery, employer: KvkNumber.optional(), region: RegionCode.optional() }).strict(),
  },
  responses: listed(pageOf(Vacancy), "A page of vacancies"),
});

export const findVacancyRoute = createRoute({
  ...shared,
  method: "get",
  path: "/vacancies/{id}",
  operationId: "findVacancy",
  summary: "Read a vacancy",
  middleware: allow("findVacancy"),
  request: { params: ById, headers: IfNoneMatchHeader },
  responses: found(VacancyView, "The vacancy"),
});

export const changeVacancyRoute = createRoute({
  ...shared,
  method: "patch",
  path: "/vacancies/{id}",
  operationId: "changeVacancy",
  summary: "Change a vacancy",
  description:
    "New places keep the positions that are held or filled there; fewer positions than are filled is refused (409).",
  middleware: allow("changeVacancy"),
  request: { params: ById, headers: IfMatchHeader, body: patchBody("Vacancy") },
  responses: changed(VacancyWritten),
});

export const withdrawVacancyRoute = createRoute({
  ...shared,
  method: "post",
  path: "/vacancies/{id}/withdrawal",
  operationId: "withdrawVacancy",
  summary: "Withdraw a vacancy",
  description: "Its open proposals end everywhere. Withdrawing what is withdrawn changes nothing.",
  middleware: allow("withdrawVacancy"),
  request: { params: ById, headers: IdempotencyHeader, body: body(Withdrawal) },
  responses: withdrawn(VacancyWritten),
});

export const confirmVacancyRoute = createRoute({
  ...shared,
  method: "put",
  path: "/vacancies/{id}/confirmation",
  operationId: "confirmVacancy",
  summary: "Say that a vacancy is still open",
  description:
    "Kept as confirmedAt until the vacancy is changed. Nothing of the demand changes: nobody is told, and nothing is matched anew. Again on the same day changes nothing.",
  middleware: allow("confirmVacancy"),
  request: { params: ById },
  responses: {
    200: ok(VacancyWritten, "As it is now", WITH_ETAG),
    ...problems(400, 401, 403, 404, 409),
  },
});

export const countProposalsRoute = createRoute({
  ...shared,
  method: "get",
  path: "/vacancies/{id}/proposal-counts",
  operationId: "countProposals",
  summary: "How many proposals a vacancy has",
  middleware: allow("countProposals"),
  request: { params: ById },
  responses: { 200: ok(ProposalCounts, "Counts, never people"), ...problems(400, 401, 403, 404) },
});
