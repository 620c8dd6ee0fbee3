import type { MarketProfileId, ProposalId, VacancyId } from "#packages/domain/ids.ts";
import type { AllSettings } from "#packages/domain/settings.ts";
import { settingsOf } from "#packages/domain/settings.ts";
import type { Candidate } from "./allot.ts";
import { candidatesOfVacancy } from "./candidates.ts";
import type { OpenEntry } from "./open-list.ts";
import { capOfPerson, capOfVacancy, DISPLACEMENT_MARGIN } from "./open-list.ts";
import type { ProfileTerms, VacancyTerms } from "./terms.ts";
import { openPositionsOf } from "./terms.ts";
import type { World } from "./world.ts";

/**
 * What is not as it should be once all work is done:
 * `left-out`: a pair that suits is not open though it fits under both caps, or beats all that it would displace;
 * `unfit`: an unclaimed proposal whose pair no longer suits or scores too little;
 * `over-cap`: an unclaimed proposal on a list that has more than its cap;
 * `stale`: an open proposal of a pair that suits, with another score than it has now;
 * `doubled`: a pair that is open more than once.
 */
export type Violation = {
  readonly kind: "left-out" | "unfit" | "over-cap" | "stale" | "doubled";
  readonly proposalId: ProposalId;
  readonly vacancyId: VacancyId;
  readonly profileId: MarketProfileId;
};

/** The state of things, without words of the business: pairs, lists and caps. */
export type AllottedState = {
  /** Every pair that suits, open or not, whatever its score; not those decided against with the same fingerprint. */
  readonly suiting: readonly Candidate[];
  readonly open: readonly OpenEntry[];
  /** The cap of a vacancy or profile by its id; 0 for one that is not matched. */
  readonly capOf: (id: string) => number;
  readonly margin?: number;
};

const violation = (
  kind: Violation["kind"],
  { proposalId, vacancyId, profileId }: Omit<Violation, "kind">,
): Violation => ({ kind, proposalId, vacancyId, profileId });

const listsOf = (open: readonly OpenEntry[]): Map<string, OpenEntry[]> => {
  const lists = new Map<string, OpenEntry[]>();
  for (const entry of open)
    for (const id of [entry.vacancyId, entry.profileId]) lists.set(id, [...(lists.get(id) ?? []), entry]);
  return lists;
};

/** Whether a list could take a pair of that score: below its cap, or by displacing an unclaimed entry that is well below. */
const takes = (list: readonly OpenEntry[], cap: number, bar: number): boolean =>
  list.length < cap || (list.length === cap && list.some(({ standing, score }) => !standing && score < bar));

/**
 * Looks at every pair and every list, by brute force and without the code that allots: the check of `allot`, of the
 * demo and of the nightly sweep. Empty when all is well.
 */
export const violationsIn = ({
  suiting,
  open,
  capOf,
  margin = DISPLACEMENT_MARGIN,
}: AllottedState): Violation[] => {
  const lists = listsOf(open);
  const listOf = (id: string) => lists.get(id) ?? [];
  const openIds = new Set(open.map(({ proposalId }) => proposalId));
  const now = new Map(suiting.map((pair) => [pair.proposalId, pair]));

  const ofEntry = (entry: OpenEntry): Violation[] => {
    const pair = now.get(entry.proposalId);
    const over = [entry.vacancyId, entry.profileId].some((id) => listOf(id).length > capOf(id));
    const fit = pair !== undefined && pair.score >= pair.minimum;
    return [
      ...(!(fit || entry.standing) ? [violation("unfit", entry)] : []),
      ...(over && !entry.standing ? [violation("over-cap", entry)] : []),
      ...(pair !== undefined && pair.score !== entry.score ? [violation("stale", entry)] : []),
    ];
  };
  const leftOut = suiting.filter(
    ({ proposalId, vacancyId, profileId, score, minimum }) =>
      score >= minimum &&
      !openIds.has(proposalId) &&
      [vacancyId, profileId].every((id) => takes(listOf(id), capOf(id), score - margin)),
  );
  const firsts = new Set(new Map(open.map((entry) => [entry.proposalId, entry])).values());
  const doubled = open.filter((entry) => !firsts.has(entry));
  return [
    ...open.flatMap(ofEntry),
    ...leftOut.map((pair) => violation("left-out", pair)),
    ...doubled.map((entry) => violation("doubled", entry)),
  ];
};

/** Everything matched in the country, and everything open, at one moment. */
export type MatchedState = {
  /** Terms of all vacancies that are to be matched (`termsOfVacancy`), and of all such profiles. */
  readonly vacancies: readonly VacancyTerms[];
  readonly profiles: readonly ProfileTerms[];
  readonly open: readonly OpenEntry[];
  /** Pairs that people decided about, with the fingerprint then. */
  readonly settled: ReadonlyMap<ProposalId, string>;
  readonly settings: AllSettings;
  readonly world: World;
};

/** The violations among all pairs of these, each assessed by the definition. A few microseconds a pair. */
export const violations = ({
  vacancies,
  profiles,
  open,
  settled,
  settings,
  world,
}: MatchedState): Violation[] => {
  const caps = new Map<string, number>();
  for (const vacancy of vacancies) {
    const region = vacancy.places[0]?.region;
    if (region !== undefined)
      caps.set(vacancy.id, capOfVacancy(openPositionsOf(vacancy), settingsOf(settings, region)));
  }
  for (const profile of profiles) caps.set(profile.id, capOfPerson(settingsOf(settings, profile.region)));
  const openIds = new Set(open.map(({ proposalId }) => proposalId));
  const suiting = vacancies.flatMap((vacancy) =>
    candidatesOfVacancy(vacancy, profiles, {
      world,
      settings,
      settled,
      open: openIds,
    }),
  );
  return violationsIn({ suiting, open, capOf: (id) => caps.get(id) ?? 0 });
};
