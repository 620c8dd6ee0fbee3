import type { QueueQuery } from "#packages/api/routes/delivery-queue.ts";
import {
  asksVacancies,
  countLists,
  countNew,
  inOrder,
  type Looking,
  orderOf,
  passesFilters,
  passesVacancy,
} from "#packages/delivery/work-queue.ts";
import type { Coupling } from "#packages/domain/coupling.ts";
import type { VacancyId } from "#packages/domain/ids.ts";
import type { Proposal } from "#packages/domain/proposal.ts";
import {
  type CouplingLine,
  lineOfCoupling,
  lineOfProposal,
  type PersonLine,
  type QueueLine,
} from "#packages/domain/queue-line.ts";
import type { Vacancy } from "#packages/domain/vacancy.ts";
import { couplings } from "#packages/store/couplings.ts";
import { findMany } from "#packages/store/documents.ts";
import { proposals, vacancies } from "#packages/store/kinds.ts";
import type { PageAsked, Position } from "#packages/store/pages.ts";
import type { Table } from "#packages/store/platform-table.ts";
import { readQueueLines } from "#packages/store/queue-lines.ts";

/** A line with the thing itself, as it is now. */
export type Work =
  | { readonly kind: "person"; readonly line: PersonLine; readonly thing: Proposal }
  | { readonly kind: "coupling"; readonly line: CouplingLine; readonly thing: Coupling };
export type Vacancies = ReadonlyMap<VacancyId, Vacancy>;

export type FoundQueue = {
  readonly counts: ReturnType<typeof countLists>;
  readonly total: number;
  readonly newCount: number | undefined;
  readonly page: readonly Work[];
  readonly vacancies: Vacancies;
  readonly next: Position | undefined;
};

const readVacancies = async (table: Table, lines: readonly QueueLine[]): Promise<Vacancies> => {
  const ids = [...new Set(lines.map(({ vacancyId }) => vacancyId))];
  const found = await findMany(table, vacancies, ids);
  return new Map(found.flatMap((vacancy) => (vacancy === undefined ? [] : [[vacancy.id, vacancy]])));
};

/** What another team offered may have ended since, and its pointer here does not know: few, so they are looked at. */
const withoutStaleOffers = async (
  table: Table,
  lines: readonly QueueLine[],
  { region }: Looking,
): Promise<QueueLine[]> => {
  const offered = lines.filter(({ region: own }) => own !== region);
  const now = await findMany(
    table,
    proposals,
    offered.map(({ id }) => id),
  );
  const offers = now.flatMap((proposal) => {
    const line = proposal && lineOfProposal(proposal);
    return line?.handOver?.to === region ? [line] : [];
  });
  return [...lines.filter(({ region: own }) => own === region), ...offers];
};

const allLines = async (table: Table, looking: Looking): Promise<QueueLine[]> => {
  const stages = await Promise.all([
    readQueueLines(table, looking.region, "OPEN"),
    readQueueLines(table, looking.region, "PLACED"),
  ]);
  return withoutStaleOffers(table, stages.flat(), looking);
};

const personsNow = async (table: Table, lines: readonly QueueLine[]): Promise<Work[]> => {
  const ids = lines.flatMap(({ kind, id }) => (kind === "person" ? [id] : []));
  return (await findMany(table, proposals, ids)).flatMap((thing) => {
    const line = thing && lineOfProposal(thing);
    return line === undefined || thing === undefined ? [] : [{ kind: "person", line, thing }];
  });
};

const couplingsNow = async (table: Table, lines: readonly QueueLine[]): Promise<Work[]> => {
  const ids = lines.flatMap(({ kind, id }) => (kind === "coupling" ? [id] : []));
  return (await findMany(table, couplings, ids)).flatMap((thing) => {
    const line = thing && lineOfCoupling(thing);
    return line === undefined || thing === undefined ? [] : [{ kind: "coupling", line, thing }];
  });
};

/** The things of these lines as they are now, in that order; what has left the list meanwhile is left out. */
const readThings = async (
  table: Table,
  lines: readonly QueueLine[],
  { query, looking }: { readonly query: QueueQuery; readonly looking: Looking },
): Promise<Work[]> => {
  const found = (await Promise.all([personsNow(table, lines), couplingsNow(table, lines)])).flat();
  const byId = new Map<string, Work>(found.map((work) => [work.line.id, work]));
  return lines.flatMap(({ id }) => {
    const work = byId.get(id);
    return work !== undefined && passesFilters(work.line, query, looking) ? [work] : [];
  });
};

/**
 * A page of a team's queue. All lines of the team are read from an index that holds nothing else, so that counts are
 * exact and any order is possible; what is shown is read from the table itself.
 */
export const readQueue = async (
  table: Table,
  { query, looking }: { readonly query: QueueQuery; readonly looking: Looking },
  { limit, from }: PageAsked,
): Promise<FoundQueue> => {
  const lines = await allLines(table, looking);
  const passing = lines.filter((line) => passesFilters(line, query, looking));
  const known = asksVacancies(query) ? await readVacancies(table, passing) : undefined;
  const asked =
    known === undefined
      ? passing
      : passing.filter(({ vacancyId }) => passesVacancy(known.get(vacancyId), query));
  const behind = inOrder(asked, query.sort, from);
  const shown = behind.slice(0, limit);
  const last = shown.at(-1);
  return {
    counts: countLists(lines, looking),
    total: asked.length,
    newCount: query.newSince === undefined ? undefined : countNew(asked, new Date(query.newSince), looking),
    page: await readThings(table, shown, { query, looking }),
    vacancies: known ?? (await readVacancies(table, shown)),
    next:
      last !== undefined && behind.length > limit
        ? { partition: 0, ...orderOf(last, query.sort) }
        : undefined,
  };
};
