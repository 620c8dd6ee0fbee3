import { VacancyId } from "#packages/domain/ids.ts";
import { regionsOf, VacancyInput } from "#packages/domain/vacancy.ts";
import { type KnownVacancy, replaceVacancy } from "#packages/intake/change-vacancy.ts";
import { registerVacancy } from "#packages/intake/register-vacancy.ts";
import { hasReaders } from "#packages/messaging/route-event.ts";
import { vacancyResource } from "#packages/policy/resources.ts";
import { findMany } from "#packages/store/documents.ts";
import type { ImportDocument } from "#packages/store/imports.ts";
import { vacancies } from "#packages/store/kinds.ts";
import { findContact } from "#packages/store/persons-table.ts";
import { vacancyWrites } from "#packages/store/write-vacancy.ts";
import type { Deps } from "./deps.ts";
import { checkMay } from "./row-access.ts";
import { decideRow, type RowWork } from "./row-work.ts";

/** Rows of vacancies. An employer imports its own. */
export const vacancyRows = (deps: Deps, document: ImportDocument): RowWork<VacancyInput, KnownVacancy> => ({
  kind: "vacancies",
  schema: VacancyInput,
  reference: ({ employer, reference = "" }) => ({ kind: "vacancy", owner: employer.kvkNumber, reference }),
  async read(ids) {
    const found = await findMany(deps.tables.platform, vacancies, ids);
    return Promise.all(
      found.map(async (vacancy) => {
        if (vacancy === undefined) return undefined;
        return { vacancy, contact: await findContact(deps.tables.persons, "VACANCY", vacancy.id) };
      }),
    );
  },
  decide(input, before, origin) {
    const { kvkNumber } = input.employer;
    checkMay(
      document,
      { firms: [kvkNumber] },
      { pointer: "/employer/kvkNumber", detail: "must be the number of the token" },
    );
    if (before !== undefined)
      checkMay(document, vacancyResource(before.vacancy), {
        pointer: "/reference",
        detail: "names a vacancy of another",
      });
    return decideRow(before?.vacancy, document, {
      regions: before === undefined ? [] : regionsOf(before.vacancy),
      shape: () =>
        before === undefined
          ? registerVacancy(input, VacancyId.parse(deps.newId()), origin, deps.known)
          : replaceVacancy(before, input, origin, deps.known),
      written(change) {
        const vacancy = { ...change.vacancy, importId: document.id };
        const events = change.events.filter(hasReaders);
        return {
          regions: regionsOf(vacancy),
          writes: vacancyWrites(deps.tables, { ...change, vacancy, events }),
        };
      },
    });
  },
});
