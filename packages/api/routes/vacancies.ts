import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import { EmployerContact, Vacancy, VacancyInput } from "#packages/domain/vacancy.ts";
import { TitleSuggestions } from "#packages/intake/concepts.ts";
import { allow } from "../access.ts";
import {
  BODY_TROUBLE,
  ById,
  body,
  IdempotencyHeader,
  IfNoneMatchHeader,
  ok,
  problems,
  TOKEN,
  WITH_ETAG,
  WITH_LOCATION,
} from "./parts.ts";

const VacancyDocument = VacancyInput.meta({ id: "VacancyInput" });

/** A vacancy as it is answered when it is written: without its contact, which is personal. */
export const VacancyWritten = Vacancy.extend({
  occupationSuggestions: z.array(TitleSuggestions),
}).meta({ id: "VacancyWritten" });

/** A vacancy as it is read; only its employer sees the contact. */
export const VacancyView = Vacancy.extend({ contact: EmployerContact.optional() }).meta({ id: "Vacancy" });

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
  responses: {
    200: ok(VacancyWritten, "Known by its reference: changed, or the same already", WITH_LOCATION),
    201: ok(VacancyWritten, "Registered", WITH_LOCATION),
    ...problems(...BODY_TROUBLE),
  },
});

export const findVacancyRoute = createRoute({
  ...shared,
  method: "get",
  path: "/vacancies/{id}",
  operationId: "findVacancy",
  summary: "Read a vacancy",
  middleware: allow("findVacancy"),
  request: { params: ById, headers: IfNoneMatchHeader },
  responses: { 200: ok(VacancyView, "The vacancy", WITH_ETAG), ...problems(400, 401, 403, 404) },
});
