import type { VacancyId } from "#packages/domain/ids.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import { REGIONS } from "#packages/domain/regions.ts";
import { type Matcher, matchSubject } from "./match-subject.ts";
import { regionsFor } from "./subjects.ts";

export type Round = {
  readonly region: RegionCode;
  /** Vacancies of the region itself, or all that can have somebody who lives in it. */
  readonly scope: "in-region" | "reaching-region";
  readonly after?: VacancyId | undefined;
  /** Asked before each vacancy: whether there is time for one more. */
  readonly hasTime: () => boolean;
  readonly traceparent?: string | undefined;
};

/** How far a round came: `after` is the last vacancy seen to when there are more. */
export type RoundResult = {
  readonly vacancies: number;
  readonly changed: number;
  readonly after?: VacancyId;
};

const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1);

/**
 * Matches the vacancies of a region, or all that reach it, one after the other by id. One pass over a vacancy settles
 * all its pairs, so this sees to every profile too. What was read at the start of the round serves all of it.
 */
export const matchRegion = async (matcher: Matcher, round: Round): Promise<RoundResult> => {
  const asOf = matcher.now();
  const { region, scope, after = "" } = round;
  const all = await matcher.vacancies.read(scope === "in-region" ? [region] : REGIONS, asOf);
  const waiting = all
    .filter((vacancy) => vacancy.id > after)
    .filter((vacancy) => scope === "in-region" || regionsFor(vacancy).includes(region))
    .sort(byId);
  // What came into a region can only change pairs with people of that region.
  const within = scope === "reaching-region" ? { within: [region] } : {};
  let changed = 0;
  let last: VacancyId | undefined;
  for (const [index, { id }] of waiting.entries()) {
    if (last !== undefined && !round.hasTime()) return { vacancies: index, changed, after: last };
    changed += await matchSubject(
      matcher,
      { kind: "vacancy", id },
      { asOf, ...within, traceparent: round.traceparent },
    );
    last = id;
  }
  return { vacancies: waiting.length, changed };
};
