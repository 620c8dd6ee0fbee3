import type { Caller } from "#packages/api/caller.ts";
import type { createApi } from "#packages/api/create-api.ts";
import { type Doing, idempotently, jsonAnswer } from "#packages/api/idempotently.ts";
import { Problem } from "#packages/api/problem.ts";
import {
  changeVacancyRoute,
  countProposalsRoute,
  findVacancyRoute,
  registerVacancyRoute,
  withdrawVacancyRoute,
} from "#packages/api/routes/vacancies.ts";
import { answerVersion, checkIfMatch, etagOf, needIfMatch } from "#packages/api/versions.ts";
import { isOfTeam } from "#packages/domain/actor.ts";
import { NotFound } from "#packages/domain/errors.ts";
import { VacancyId } from "#packages/domain/ids.ts";
import { regionsOf, type Vacancy, type VacancyInput } from "#packages/domain/vacancy.ts";
import { patchVacancy, replaceVacancy, withdrawVacancy } from "#packages/intake/change-vacancy.ts";
import { type TitleSuggestions, tellSuggestions } from "#packages/intake/concepts.ts";
import type { Origin } from "#packages/intake/origin.ts";
import { registerVacancy, type VacancyChange } from "#packages/intake/register-vacancy.ts";
import { find } from "#packages/store/documents.ts";
import { vacancies } from "#packages/store/kinds.ts";
import { readOpenProposals } from "#packages/store/open-proposals.ts";
import { findContact } from "#packages/store/persons-table.ts";
import { findByReference } from "#packages/store/references.ts";
import { vacancyWrites } from "#packages/store/write-vacancy.ts";
import { commitChange } from "./changing.ts";
import { type Deps, originOf } from "./deps.ts";
import { serveVacancyLists } from "./vacancy-lists.ts";

/** Whether the caller may see that the vacancy exists. */
const sees = ({ actor, kvkNumber }: Caller, vacancy: Vacancy): boolean => {
  if (actor.role === "employer") return vacancy.employer.kvkNumber === kvkNumber;
  return !isOfTeam(actor.role) || (actor.region !== undefined && regionsOf(vacancy).includes(actor.region));
};

const checkOwn = ({ kvkNumber }: Caller, { employer }: VacancyInput): void => {
  if (employer.kvkNumber !== kvkNumber)
    throw new Problem("not-allowed", "The token is for another KvK number.", {
      errors: [{ pointer: "/employer/kvkNumber", detail: "must be the number of the token" }],
    });
};

/** What is answered of a write: never the contact, for the answer is kept. */
const written = (status: number, vacancy: Vacancy, suggestions: readonly TitleSuggestions[] = []) =>
  jsonAnswer(
    status,
    { ...vacancy, ...tellSuggestions(suggestions) },
    { etag: etagOf(vacancy.version), location: `/v1/vacancies/${vacancy.id}` },
  );

const seenVacancy = async ({ tables }: Deps, caller: Caller, id: string): Promise<Vacancy> => {
  const vacancy = await find(tables.platform, vacancies, id);
  if (vacancy === undefined || !sees(caller, vacancy)) throw new NotFound(id);
  return vacancy;
};

const withContact = async ({ tables }: Deps, vacancy: Vacancy) => ({
  vacancy,
  contact: await findContact(tables.persons, "VACANCY", vacancy.id),
});

const doing = ({ tables }: Deps, status: number, change: VacancyChange): Doing => ({
  writes: vacancyWrites(tables, change),
  answer: written(status, change.vacancy, change.suggestions),
});

/** The vacancy that the employer's own reference names; a reference whose vacancy is gone names nothing. */
const knownByReference = async ({ tables }: Deps, { employer, reference }: VacancyInput) => {
  if (reference === undefined) return undefined;
  const id = await findByReference(tables.platform, {
    kind: "vacancy",
    owner: employer.kvkNumber,
    reference,
  });
  return id === undefined ? undefined : find(tables.platform, vacancies, id);
};

const post = async (deps: Deps, input: VacancyInput, origin: Origin): Promise<Doing> => {
  const before = await knownByReference(deps, input);
  if (before === undefined)
    return doing(deps, 201, registerVacancy(input, VacancyId.parse(deps.newId()), origin, deps.known));
  const change = replaceVacancy(await withContact(deps, before), input, origin, deps.known);
  return change === undefined ? { writes: [], answer: written(200, before) } : doing(deps, 200, change);
};

/** Vacancies: demand of employers (D1 to D4). */
export const serveVacancies = (api: ReturnType<typeof createApi>, deps: Deps): void => {
  const once = { table: deps.tables.persons, now: deps.now };

  api.openapi(registerVacancyRoute, (c) => {
    const input = c.req.valid("json");
    checkOwn(c.var.caller, input);
    return idempotently(c, once, () => post(deps, input, originOf(c, deps)));
  });

  serveVacancyLists(api, deps);

  api.openapi(findVacancyRoute, async (c) => {
    const { caller } = c.var;
    const vacancy = await seenVacancy(deps, caller, c.req.valid("param").id);
    if (caller.actor.role !== "employer") return answerVersion(c, vacancy.version, vacancy);
    const { contact } = await withContact(deps, vacancy);
    return answerVersion(c, vacancy.version, { ...vacancy, contact });
  });

  api.openapi(changeVacancyRoute, async (c) => {
    const before = await seenVacancy(deps, c.var.caller, c.req.valid("param").id);
    needIfMatch(c, before.version);
    const patch = c.req.valid("json");
    const change = patchVacancy(await withContact(deps, before), patch, originOf(c, deps), deps.known);
    if (change !== undefined) await commitChange(deps, vacancyWrites(deps.tables, change));
    const { body, ...init } = written(200, change?.vacancy ?? before, change?.suggestions);
    return new Response(body, init);
  });

  api.openapi(withdrawVacancyRoute, (c) =>
    idempotently(c, once, async () => {
      const before = await seenVacancy(deps, c.var.caller, c.req.valid("param").id);
      checkIfMatch(c, before.version);
      const change = withdrawVacancy(before, c.req.valid("json").reason, originOf(c, deps));
      return change === undefined ? { writes: [], answer: written(200, before) } : doing(deps, 200, change);
    }),
  );

  api.openapi(countProposalsRoute, async (c) => {
    const { id, places } = await seenVacancy(deps, c.var.caller, c.req.valid("param").id);
    const { entries } = await readOpenProposals(deps.tables.platform, "VACANCY", id);
    return c.json({
      open: entries.length,
      takenUp: entries.filter(({ standing }) => standing).length,
      filledPositions: places.reduce((sum, { filled }) => sum + filled, 0),
    });
  });
};
