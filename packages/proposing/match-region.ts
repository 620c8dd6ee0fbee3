import { REGIONS, type RegionCode } from "#packages/domain/regions.ts";
import type { Subject } from "#packages/matching/open-list.ts";
import { type Matcher, matchSubject, type Request } from "./match-subject.ts";
import { regionsFor } from "./subjects.ts";

export type Round = {
  readonly region: RegionCode;
  /**
   * `vacancies` of the region; `people` who live in it; or `vacancies-for-people`: those of any region that can have
   * somebody who lives in it, against these people only, which is the short way when people came in.
   */
  readonly scope: "vacancies" | "people" | "vacancies-for-people";
  readonly after?: string | undefined;
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

const subjectsIn = async (matcher: Matcher, { region, scope }: Round, asOf: Date): Promise<Subject[]> => {
  if (scope === "people")
    return (await matcher.profiles.read({ regions: [region], asOf })).map(({ id }) => ({
      kind: "profile",
      id,
    }));
  if (scope === "vacancies")
    return (await matcher.vacancies.read({ regions: [region], asOf })).map(({ id }) => ({
      kind: "vacancy",
      id,
    }));
  // A vacancy with places in several regions stands in the shard of each.
  const everywhere = await matcher.vacancies.read({ regions: REGIONS, asOf });
  const reaching = new Map(
    everywhere.filter((one) => regionsFor(one).includes(region)).map((one) => [one.id, one]),
  );
  return [...reaching.values()].map(({ id }) => ({ kind: "vacancy", id }));
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
  const request: Request =
    scope === "vacancies-for-people" ? { asOf, traceparent, within: [region] } : { asOf, traceparent };
  let changed = 0;
  let last: string | undefined;
  for (const [index, subject] of waiting.entries()) {
    if (last !== undefined && !round.hasTime()) return { seen: index, changed, after: last };
    changed += await matchSubject(matcher, subject, request);
    last = subject.id;
  }
  return { seen: waiting.length, changed };
};
