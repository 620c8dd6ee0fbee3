import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { PlatformEvent } from "#events/index.ts";
import { type EmployerContact, regionsOf, type Vacancy } from "#packages/domain/vacancy.ts";
import { termsOfVacancy } from "#packages/matching/terms.ts";
import { encodeVacancyTerms } from "#packages/matching/terms-codec.ts";
import { put } from "./documents.ts";
import { vacancies } from "./kinds.ts";
import { logChange } from "./log-entries.ts";
import { putContact, takeContact } from "./persons-table.ts";
import type { Table } from "./platform-table.ts";
import { changedReference } from "./references.ts";
import { putInShard, takeFromShard } from "./shards.ts";

/** The two tables that intake writes, in one transaction where both are touched. */
export type Tables = { readonly platform: Table; readonly persons: Table };

export type VacancyWrite = {
  readonly vacancy: Vacancy;
  readonly before?: Vacancy | undefined;
  /** Who can be called: null takes away what was there, absent leaves it. */
  readonly contact?: EmployerContact | null | undefined;
  readonly events: readonly PlatformEvent[];
};

type Standing = Omit<VacancyWrite, "contact">;

const shardWrites = (table: Table, { vacancy, before }: Standing): TransactWriteItem[] => {
  const terms = termsOfVacancy(vacancy);
  const here = terms === undefined ? [] : regionsOf(vacancy);
  const there = before === undefined ? [] : regionsOf(before).filter((region) => !here.includes(region));
  const written = terms === undefined ? "" : encodeVacancyTerms(terms);
  return [
    ...here.map((region) =>
      putInShard(
        table,
        { side: "VACANCY", region },
        { id: vacancy.id, version: vacancy.version, terms: written },
      ),
    ),
    ...there.map((region) => takeFromShard(table, { side: "VACANCY", region }, vacancy.id)),
  ];
};

/** Nobody is called any more about a vacancy that is withdrawn: who it was goes with it. */
const contactWrites = (table: Table, { vacancy, contact }: VacancyWrite): TransactWriteItem[] => {
  const { id, status, changedAt } = vacancy;
  if (contact === null || status === "withdrawn") return [takeContact(table, "VACANCY", id)];
  return contact === undefined ? [] : [putContact(table, { of: "VACANCY", id, changedAt }, contact)];
};

const logWrites = (table: Table, { vacancy, before, events }: Standing): TransactWriteItem[] => {
  const [first, ...others] = new Set([
    ...regionsOf(vacancy),
    ...(before === undefined ? [] : regionsOf(before)),
  ]);
  if (first === undefined) throw new RangeError(`vacancy ${vacancy.id} has no place`);
  return logChange(table, {
    kind: "VACANCY",
    scopes: [first, ...others],
    id: vacancy.id,
    version: vacancy.version,
    at: new Date(vacancy.changedAt),
    events,
  });
};

/** The writes when positions of a vacancy are held, filled or come free, and nothing else of it changes. */
export const positionWrites = (
  table: Table,
  vacancy: Vacancy,
  events: readonly PlatformEvent[],
): TransactWriteItem[] => [
  put(table, vacancies, vacancy),
  ...shardWrites(table, { vacancy, before: vacancy, events }),
  ...logWrites(table, { vacancy, before: vacancy, events }),
];

/**
 * All writes of one change of a vacancy: the thing first, then who can be called, its reference, its terms in the
 * shards of its regions, the change log with the events. At most 2 × 35 regions + 5 items.
 */
export const vacancyWrites = ({ platform, persons }: Tables, change: VacancyWrite): TransactWriteItem[] => {
  const { vacancy, before } = change;
  const owned = (thing: Vacancy | undefined) =>
    thing?.reference === undefined
      ? undefined
      : { kind: "vacancy" as const, owner: thing.employer.kvkNumber, reference: thing.reference };
  return [
    put(platform, vacancies, vacancy),
    ...contactWrites(persons, change),
    ...changedReference(platform, vacancy.id, owned(before), owned(vacancy)),
    ...shardWrites(platform, change),
    ...logWrites(platform, change),
  ];
};
