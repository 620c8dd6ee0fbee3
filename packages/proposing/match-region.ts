import type { VacancyId } from "#packages/domain/ids.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import { settingsOf } from "#packages/domain/settings.ts";
import type { Subject } from "#packages/matching/open-list.ts";
import { changesSince } from "#packages/store/log-entries.ts";
import { readSettings } from "#packages/store/settings-store.ts";
import { emptyLists, type Matcher, matchSubject, type Request } from "./match-subject.ts";
import { regionsAround } from "./subjects.ts";

export type Round = {
  readonly region: RegionCode;
  /**
   * `vacancies` of the region; `people` who live in it; or `vacancies-for-people`: those of any region that can have
   * somebody who lives in it, against these people only, which is the short way when people came in.
   */
  readonly scope: "vacancies" | "people" | "vacancies-for-people";
  readonly after?: string | undefined;
  /** Of `vacancies-for-people`: only people whose profile came or changed from then on. */
  readonly since?: Date | undefined;
  /** Asked before each but the first: whether there is time for one more. */
  readonly hasTime: () => boolean;
  readonly traceparent?: string | undefined;
};

/** How far a round came: `after` is the last id seen to when there are more. */
export type RoundResult = {
  readonly seen: number;
  readonly changed: number;
  readonly after?: string;
};

/** Who came into a region, or changed, since a moment; everybody in it without one. */
const newcomers = async (matcher: Matcher, { region, since }: Round, asOf: Date) => {
  const people = await matcher.profiles.read({ regions: [region], asOf });
  if (since === undefined) return people;
  const where = { side: "PROFILE", regions: [region] } as const;
  const changed = (await changesSince(matcher.table, where, { since, until: asOf })).get(region);
  return people.filter(({ id }) => changed?.has(id));
};

/** Vacancies anywhere that suit one of the newcomers: no other can get a proposal of them. */
const vacanciesFor = async (matcher: Matcher, round: Round, asOf: Date): Promise<Set<VacancyId>> => {
  const atLeast = settingsOf(await readSettings(matcher.table), round.region).minimumScore;
  const suiting = new Set<VacancyId>();
  for (const person of await newcomers(matcher, round, asOf)) {
    const where = { regions: regionsAround(person), asOf };
    for (const { id } of await matcher.vacancies.select(where, { query: person, atLeast, also: [] }))
      suiting.add(id);
  }
  return suiting;
};

const subjectsIn = async (matcher: Matcher, round: Round, asOf: Date): Promise<Subject[]> => {
  const where = { regions: [round.region], asOf };
  if (round.scope === "people")
    return (await matcher.profiles.read(where)).map(({ id }) => ({ kind: "profile", id }));
  if (round.scope === "vacancies")
    return (await matcher.vacancies.read(where)).map(({ id }) => ({ kind: "vacancy", id }));
  return [...(await vacanciesFor(matcher, round, asOf))].map((id) => ({ kind: "vacancy", id }));
};

const byId = (a: Subject, b: Subject) => (a.id < b.id ? -1 : 1);

/**
 * Matches a region's vacancies or people one after the other, by id. One pass over a vacancy settles all its pairs, so
 * passes over vacancies see to every person too. What was read at the start of the round serves all of it.
 */
export const matchRegion = async (matcher: Matcher, round: Round): Promise<RoundResult> => {
  const asOf = matcher.now();
  const { region, scope, after = "", traceparent } = round;
  const waiting = (await subjectsIn(matcher, round, asOf)).filter(({ id }) => id > after).sort(byId);
  const request: Request = {
    asOf,
    traceparent,
    lists: emptyLists(),
    inBulk: true,
    ...(scope === "vacancies-for-people" ? { within: [region] } : {}),
  };
  let changed = 0;
  let last: string | undefined;
  for (const [index, subject] of waiting.entries()) {
    if (last !== undefined && !round.hasTime()) return { seen: index, changed, after: last };
    changed += await matchSubject(matcher, subject, request);
    last = subject.id;
  }
  return { seen: waiting.length, changed };
};
