import type { LocalDate } from "#packages/domain/dates.ts";
import type { SurplusNoticeId, VacancyId } from "#packages/domain/ids.ts";
import type { SurplusNotice } from "#packages/domain/surplus-notice.ts";
import type { Vacancy } from "#packages/domain/vacancy.ts";
import type { World } from "#packages/matching/world.ts";
import type { Certificate } from "./certificate.ts";
import type { CouplingSettings } from "./coupling-settings.ts";
import { type Demand, demandOf, type VacancyLeftOut } from "./demand.ts";
import { type Conflict, type EarlierProposal, withoutStanding, withReturnedHolds } from "./holds.ts";
import { type Ban, feasiblePairs, type Pairs, settingsOfGroups } from "./pairs.ts";
import { type SolvedTransport, solveTransport } from "./solve-transport.ts";
import { leftOutBecause, type NoticeLeftOut, type SurplusGroupId, surplusOf } from "./surplus.ts";
import { arcStarts, type TransportProblem, UNLIMITED } from "./transport.ts";

/** All that a coupling depends on besides the world of matching. In any order: the result is the same. */
export type CouplingInput = {
  /** The day it is in the Netherlands: for embargoes and the nearness of dismissal. */
  readonly today: LocalDate;
  readonly notices: readonly SurplusNotice[];
  readonly vacancies: readonly Vacancy[];
  /** What was proposed before: standing proposals, and those to be decided anew. */
  readonly earlier: readonly EarlierProposal[];
  readonly bans: readonly Ban[];
  readonly settings: CouplingSettings;
  /** Settings of regions that have their own: a group is coupled by those of its region. */
  readonly byRegion?: ReadonlyMap<string, CouplingSettings> | undefined;
  /** Positions that places of a vacancy may take together, where that is less than their sum (D1). */
  readonly totals?: ReadonlyMap<VacancyId, number>;
};

/** So many people of a group to a place of a vacancy. */
export type BrokerageProposal = {
  readonly groupId: SurplusGroupId;
  readonly noticeId: SurplusNoticeId;
  readonly groupKey: string;
  readonly vacancyId: VacancyId;
  readonly place: number;
  readonly people: number;
  /** Points of matching, the same for every head. */
  readonly score: number;
  /** Points a person: base, score, priority and own region, without the bonus of stability. */
  readonly points: number;
};

export type Unplaced = {
  readonly groupId: SurplusGroupId;
  readonly people: number;
  readonly because: "nothing-suits" | "no-position-left";
};

/** Positions that go to matching of people at once (B2). */
export type Unfilled = {
  readonly vacancyId: VacancyId;
  readonly place: number;
  readonly positions: number;
  readonly because: "no-group-suits" | "no-people-left";
};

export type CouplingReport = {
  readonly people: number;
  /** Points of everybody placed, without the bonus of stability. */
  readonly points: number;
  /** What the bonus of stability added to the points that were maximised. */
  readonly stability: number;
  readonly pairs: number;
  readonly unplaced: readonly Unplaced[];
  readonly unfilled: readonly Unfilled[];
  readonly leftOut: readonly (NoticeLeftOut | VacancyLeftOut)[];
  readonly conflicts: readonly Conflict[];
  readonly certificate: Certificate;
  readonly settingsVersion: number;
  readonly rules: string;
  /** Of the second step, where settings ask for it: firms that groups are spread over, and how far from the best it can be. */
  readonly together?: { readonly links: number; readonly linksBefore: number; readonly gap: number };
};

/** What is to be coupled: the first half of the work, and by far the larger. */
export type Prepared = {
  readonly pairs: Pairs;
  readonly problem: TransportProblem;
  readonly leftOut: CouplingReport["leftOut"];
  readonly conflicts: readonly Conflict[];
  readonly settingsVersion: number;
  readonly rules: string;
  /** Points off for every firm that a group is spread over, by group; 0 where that is not asked. */
  readonly togetherPoints: Int32Array;
};

export type Coupling = Prepared &
  SolvedTransport & {
    readonly proposals: readonly BrokerageProposal[];
    readonly report: CouplingReport;
  };

/** How many people of each pair were proposed before and are decided anew, by pair; pairs that no longer suit are gone. */
const proposedBefore = (pairs: Pairs, earlier: readonly EarlierProposal[]): Int32Array => {
  const before = new Map<string, number>();
  for (const { groupId, vacancyId, place, people, standing } of earlier) {
    const key = `${groupId} ${vacancyId} ${place}`;
    if (!standing) before.set(key, (before.get(key) ?? 0) + people);
  }
  if (before.size === 0) return new Int32Array(pairs.group.length);
  return pairs.group.map((group, pair) => {
    const place = pairs.places[pairs.place[pair] ?? 0];
    return before.get(`${pairs.surplus[group]?.id} ${place?.vacancyId} ${place?.place}`) ?? 0;
  });
};

/** The problem in numbers: an arc for each pair, and a parallel one with the bonus for as many as were proposed before. */
export const problemOf = (
  pairs: Pairs,
  earlier: readonly EarlierProposal[],
  own: readonly Pick<CouplingSettings, "stabilityPoints">[],
): TransportProblem => {
  const bonus = Int32Array.from(own, ({ stabilityPoints }) => stabilityPoints);
  const before = proposedBefore(pairs, earlier).map((people, pair) =>
    bonus[pairs.group[pair] ?? 0] === 0 ? 0 : people,
  );
  const arcs = pairs.group.length + before.reduce((sum, people) => sum + Math.min(1, people), 0);
  const problem = {
    heads: Int32Array.from(pairs.surplus, ({ heads }) => heads),
    placeOpen: Int32Array.from(pairs.places, ({ open }) => open),
    placeVacancy: pairs.placeDemand,
    vacancyTotal: Int32Array.from(pairs.demands, ({ total }) => total),
    arcGroup: new Int32Array(arcs),
    arcPlace: new Int32Array(arcs),
    arcValue: new Int32Array(arcs),
    arcLimit: new Int32Array(arcs).fill(UNLIMITED),
  };
  let at = 0;
  const add = (pair: number, extra: number, limit: number): void => {
    problem.arcGroup[at] = pairs.group[pair] ?? 0;
    problem.arcPlace[at] = pairs.place[pair] ?? 0;
    problem.arcValue[at] = (pairs.value[pair] ?? 0) + extra;
    problem.arcLimit[at] = limit;
    at += 1;
  };
  for (const pair of pairs.group.keys()) {
    add(pair, 0, UNLIMITED);
    const people = before[pair] ?? 0;
    if (people > 0) add(pair, bonus[pairs.group[pair] ?? 0] ?? 0, people);
  }
  return problem;
};

const demandsOf = (
  vacancies: readonly Vacancy[],
  totals: CouplingInput["totals"],
): { demands: Demand[]; leftOut: VacancyLeftOut[] } => {
  const answers = vacancies.map((vacancy) => demandOf(vacancy, totals?.get(vacancy.id)));
  return {
    demands: answers.flatMap((answer) => ("because" in answer ? [] : [answer])),
    leftOut: answers.flatMap((answer) => ("because" in answer ? [answer] : [])),
  };
};

/** Finds out who takes part and scores every feasible pair. Throws what `world.distanceHm` throws. */
export const prepareCoupling = (input: CouplingInput, world: World): Prepared => {
  const { today, notices, earlier, bans, settings, byRegion } = input;
  const noticesLeftOut = notices.flatMap((notice): NoticeLeftOut[] => {
    const because = leftOutBecause(notice, today);
    return because === undefined ? [] : [{ noticeId: notice.id, because }];
  });
  const takingPart = notices.filter((notice) => leftOutBecause(notice, today) === undefined);
  const supply = withoutStanding(takingPart.flatMap(surplusOf), earlier);
  const places = withReturnedHolds(input.vacancies, earlier);
  const { demands, leftOut } = demandsOf(places.vacancies, input.totals);
  const pairs = feasiblePairs({ surplus: supply.surplus, demands, bans, today }, world, {
    settings,
    byRegion,
  });
  const own = settingsOfGroups(pairs.surplus, { settings, byRegion });
  return {
    pairs,
    problem: problemOf(pairs, earlier, own),
    togetherPoints: Int32Array.from(own, ({ keepTogetherPoints }) => keepTogetherPoints),
    leftOut: [...noticesLeftOut, ...leftOut],
    conflicts: [...supply.conflicts, ...places.conflicts],
    settingsVersion: settings.version,
    rules: world.rules,
  };
};

/** People per pair: parallel arcs together, in the order of the pairs. */
export const peopleByPair = (pairs: Pairs, problem: TransportProblem, flow: Int32Array): Int32Array => {
  const people = new Int32Array(pairs.group.length);
  let pair = 0;
  for (const [arc, amount] of flow.entries()) {
    const own = pairs.group[pair] === problem.arcGroup[arc] && pairs.place[pair] === problem.arcPlace[arc];
    if (!own) pair += 1;
    people[pair] = (people[pair] ?? 0) + amount;
  }
  return people;
};

const proposalsOf = (pairs: Pairs, people: Int32Array): BrokerageProposal[] => {
  const proposals: BrokerageProposal[] = [];
  for (const [pair, count] of people.entries()) {
    const group = pairs.surplus[pairs.group[pair] ?? 0];
    const place = pairs.places[pairs.place[pair] ?? 0];
    if (count === 0 || group === undefined || place === undefined) continue;
    proposals.push({
      groupId: group.id,
      noticeId: group.noticeId,
      groupKey: group.groupKey,
      vacancyId: place.vacancyId,
      place: place.place,
      people: count,
      score: pairs.score[pair] ?? 0,
      points: pairs.value[pair] ?? 0,
    });
  }
  return proposals;
};

const unplacedOf = ({ pairs, problem }: Prepared, flow: Int32Array): Unplaced[] => {
  const starts = arcStarts(problem);
  return pairs.surplus.flatMap(({ id, heads }, group): Unplaced[] => {
    const [first, end] = [starts[group] ?? 0, starts[group + 1] ?? 0];
    const placed = flow.subarray(first, end).reduce((sum, people) => sum + people, 0);
    if (placed === heads) return [];
    const because = first === end ? "nothing-suits" : "no-position-left";
    return [{ groupId: id, people: heads - placed, because }];
  });
};

const unfilledOf = ({ pairs, problem }: Prepared, flow: Int32Array): Unfilled[] => {
  const taken = new Int32Array(pairs.places.length);
  const suited = new Uint8Array(pairs.places.length);
  for (const [arc, place] of problem.arcPlace.entries()) {
    taken[place] = (taken[place] ?? 0) + (flow[arc] ?? 0);
    suited[place] = 1;
  }
  return pairs.places.flatMap(({ vacancyId, place, open }, at): Unfilled[] => {
    const positions = open - (taken[at] ?? 0);
    if (positions === 0) return [];
    return [{ vacancyId, place, positions, because: suited[at] === 1 ? "no-people-left" : "no-group-suits" }];
  });
};

/** The best coupling of what was prepared, proven. Throws as `solveTransport` does. */
export const solveCoupling = (prepared: Prepared): Coupling => {
  const { pairs, problem } = prepared;
  const { solution, certificate } = solveTransport(problem);
  const people = peopleByPair(pairs, problem, solution.flow);
  const proposals = proposalsOf(pairs, people);
  const points = proposals.reduce((sum, proposal) => sum + proposal.people * proposal.points, 0);
  return {
    ...prepared,
    solution,
    certificate,
    proposals,
    report: {
      people: proposals.reduce((sum, proposal) => sum + proposal.people, 0),
      points,
      stability: certificate.primal - points,
      pairs: pairs.group.length,
      unplaced: unplacedOf(prepared, solution.flow),
      unfilled: unfilledOf(prepared, solution.flow),
      leftOut: prepared.leftOut,
      conflicts: prepared.conflicts,
      certificate,
      settingsVersion: prepared.settingsVersion,
      rules: prepared.rules,
    },
  };
};
