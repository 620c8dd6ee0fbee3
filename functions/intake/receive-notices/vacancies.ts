import type { Caller } from "#packages/api/caller.ts";
import type { createApi } from "#packages/api/create-api.ts";
import { idempotently, jsonAnswer } from "#packages/api/idempotently.ts";
import { Problem } from "#packages/api/problem.ts";
import { findVacancyRoute, registerVacancyRoute } from "#packages/api/routes/vacancies.ts";
import { answerVersion, etagOf } from "#packages/api/versions.ts";
import { NotFound } from "#packages/domain/errors.ts";
import { VacancyId } from "#packages/domain/ids.ts";
import { regionsOf, type Vacancy, type VacancyInput } from "#packages/domain/vacancy.ts";
import { registerVacancy, type VacancyChange } from "#packages/intake/register-vacancy.ts";
import { find } from "#packages/store/documents.ts";
import { vacancies } from "#packages/store/kinds.ts";
import { findContact } from "#packages/store/persons-table.ts";
import { vacancyWrites } from "#packages/store/write-vacancy.ts";
import { type Deps, originOf } from "./deps.ts";

/** Whether the caller may see that the vacancy exists. */
const sees = ({ actor, kvkNumber }: Caller, vacancy: Vacancy): boolean => {
  if (actor.role === "employer") return vacancy.employer.kvkNumber === kvkNumber;
  return actor.role !== "team" || (actor.region !== undefined && regionsOf(vacancy).includes(actor.region));
};

const checkOwn = ({ kvkNumber }: Caller, { employer }: VacancyInput): void => {
  if (employer.kvkNumber !== kvkNumber)
    throw new Problem("not-allowed", "The token is for another KvK number.", {
      errors: [{ pointer: "/employer/kvkNumber", detail: "must be the number of the token" }],
    });
};

const written = (status: number, { vacancy, suggestions }: VacancyChange) =>
  jsonAnswer(
    status,
    { ...vacancy, occupationSuggestions: suggestions },
    { etag: etagOf(vacancy.version), location: `/v1/vacancies/${vacancy.id}` },
  );

/** Vacancies: demand of employers (D1 to D4). */
export const serveVacancies = (api: ReturnType<typeof createApi>, deps: Deps): void => {
  const { tables, known } = deps;
  const once = { table: tables.persons, now: deps.now };

  api.openapi(registerVacancyRoute, (c) => {
    const input = c.req.valid("json");
    checkOwn(c.var.caller, input);
    return idempotently(c, once, async () => {
      const change = registerVacancy(input, VacancyId.parse(deps.newId()), originOf(c, deps), known);
      return { writes: vacancyWrites(tables, change), answer: written(201, change) };
    });
  });

  api.openapi(findVacancyRoute, async (c) => {
    const { id } = c.req.valid("param");
    const vacancy = await find(tables.platform, vacancies, id);
    if (vacancy === undefined || !sees(c.var.caller, vacancy)) throw new NotFound(id);
    const contact =
      c.var.caller.actor.role === "employer" ? await findContact(tables.persons, "VACANCY", id) : undefined;
    return answerVersion(c, vacancy.version, { ...vacancy, contact });
  });
};
