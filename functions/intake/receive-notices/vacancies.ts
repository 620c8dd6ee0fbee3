import type { Context } from "hono";
import { mayAbout, seen } from "#packages/api/access.ts";
import type { ApiEnv } from "#packages/api/api-env.ts";
import type { createApi } from "#packages/api/create-api.ts";
import { type Doing, idempotently, jsonAnswer } from "#packages/api/idempotently.ts";
import { Problem } from "#packages/api/problem.ts";
import {
  changeVacancyRoute,
  confirmVacancyRoute,
  countProposalsRoute,
  findVacancyRoute,
  registerVacancyRoute,
  withdrawVacancyRoute,
} from "#packages/api/routes/vacancies.ts";
import { answerVersion, checkIfMatch, etagOf, needIfMatch } from "#packages/api/versions.ts";
import { TooBusy, VersionConflict } from "#packages/domain/errors.ts";
import { VacancyId } from "#packages/domain/ids.ts";
import type { Vacancy, VacancyInput } from "#packages/domain/vacancy.ts";
import {
  confirmVacancy,
  patchVacancy,
  replaceVacancy,
  withdrawVacancy,
} from "#packages/intake/change-vacancy.ts";
import { type TitleSuggestions, tellSuggestions } from "#packages/intake/concepts.ts";
import type { Origin } from "#packages/intake/origin.ts";
import { registerVacancy, type VacancyChange } from "#packages/intake/register-vacancy.ts";
import { mayRead } from "#packages/policy/parts.ts";
import { vacancyResource } from "#packages/policy/resources.ts";
import { find, put } from "#packages/store/documents.ts";
import { vacancies } from "#packages/store/kinds.ts";
import { readOpenProposals } from "#packages/store/open-proposals.ts";
import { findContact } from "#packages/store/persons-table.ts";
import { findByReference } from "#packages/store/references.ts";
import { vacancyWrites } from "#packages/store/write-vacancy.ts";
import { commitChange } from "./changing.ts";
import { type Deps, originOf } from "./deps.ts";
import { serveVacancyLists } from "./vacancy-lists.ts";

const checkOwn = (c: Context<ApiEnv>, { employer }: VacancyInput): void => {
  if (!mayAbout(c, { firms: [employer.kvkNumber] }))
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

const seenVacancy = async (c: Context<ApiEnv>, { tables }: Deps, id: string): Promise<Vacancy> =>
  seen(c, await find(tables.platform, vacancies, id), vacancyResource, id);

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

const TRIES = 5;

/** What is kept of it is the vacancy alone; matching and who follow it have nothing to do. Decided anew after a conflict. */
const confirm = async (c: Context<ApiEnv>, deps: Deps, id: string): Promise<Vacancy> => {
  const { platform } = deps.tables;
  for (let count = 0; count < TRIES; count += 1) {
    const before = await seenVacancy(c, deps, id);
    const confirmed = confirmVacancy(before, deps.now());
    if (confirmed === undefined) return before;
    try {
      await commitChange(deps, [put(platform, vacancies, confirmed)]);
      return confirmed;
    } catch (error) {
      if (!(error instanceof VersionConflict)) throw error;
    }
  }
  throw new TooBusy("the vacancy is being written by others");
};

/** Vacancies: demand of employers (D1 to D4). */
export const serveVacancies = (api: ReturnType<typeof createApi>, deps: Deps): void => {
  const once = { table: deps.tables.persons, now: deps.now };

  api.openapi(registerVacancyRoute, (c) => {
    const input = c.req.valid("json");
    checkOwn(c, input);
    return idempotently(c, once, () => post(deps, input, originOf(c, deps)));
  });

  serveVacancyLists(api, deps);

  api.openapi(findVacancyRoute, async (c) => {
    const vacancy = await seenVacancy(c, deps, c.req.valid("param").id);
    if (!mayRead("vacancy-contact", c.var.caller, vacancyResource(vacancy)))
      return answerVersion(c, vacancy.version, vacancy);
    const { contact } = await withContact(deps, vacancy);
    return answerVersion(c, vacancy.version, { ...vacancy, contact });
  });

  api.openapi(changeVacancyRoute, async (c) => {
    const before = await seenVacancy(c, deps, c.req.valid("param").id);
    needIfMatch(c, before.version);
    const patch = c.req.valid("json");
    const change = patchVacancy(await withContact(deps, before), patch, originOf(c, deps), deps.known);
    if (change !== undefined) await commitChange(deps, vacancyWrites(deps.tables, change));
    const { body, ...init } = written(200, change?.vacancy ?? before, change?.suggestions);
    return new Response(body, init);
  });

  api.openapi(withdrawVacancyRoute, (c) =>
    idempotently(c, once, async () => {
      const before = await seenVacancy(c, deps, c.req.valid("param").id);
      checkIfMatch(c, before.version);
      const change = withdrawVacancy(before, c.req.valid("json").reason, originOf(c, deps));
      return change === undefined ? { writes: [], answer: written(200, before) } : doing(deps, 200, change);
    }),
  );

  api.openapi(confirmVacancyRoute, async (c) => {
    const { id } = c.req.valid("param");
    const { body, ...init } = written(200, await confirm(c, deps, id));
    return new Response(body, init);
  });

  api.openapi(countProposalsRoute, async (c) => {
    const { id, places } = await seenVacancy(c, deps, c.req.valid("param").id);
    const { entries } = await readOpenProposals(deps.tables.platform, "VACANCY", id);
    return c.json({
      open: entries.length,
      takenUp: entries.filter(({ standing }) => standing).length,
      filledPositions: places.reduce((sum, { filled }) => sum + filled, 0),
    });
  });
};
