import type { Pairs } from "./pairs.ts";
import type { TransportProblem } from "./transport.ts";

/**
 * Links of a problem: a group and a firm that may receive people of it, over all vacancies and places of the firm. Keeping
 * a group together means using few of them.
 */
export type Links = {
  readonly count: number;
  /** Per arc: its link. */
  readonly ofArc: Int32Array;
  /** Per link: the most people that it could carry. */
  readonly most: Float64Array;
};

/** A parallel arc of the same pair adds nothing to what its place can take. */
const isParallel = ({ arcGroup, arcPlace }: TransportProblem, arc: number): boolean =>
  arc > 0 && arcPlace[arc - 1] === arcPlace[arc] && arcGroup[arc - 1] === arcGroup[arc];

/** Positions that each link leads to, and no more than its group has heads. */
const mostOf = (problem: TransportProblem, ofArc: Int32Array, count: number): Float64Array => {
  const most = new Float64Array(count);
  const heads = new Float64Array(count);
  for (const [arc, link] of ofArc.entries()) {
    heads[link] = problem.heads[problem.arcGroup[arc] ?? 0] ?? 0;
    if (isParallel(problem, arc)) continue;
    most[link] = (most[link] ?? 0) + (problem.placeOpen[problem.arcPlace[arc] ?? 0] ?? 0);
  }
  return most.map((positions, link) => Math.min(positions, heads[link] ?? 0));
};

export const linksOf = (pairs: Pairs, problem: TransportProblem): Links => {
  const firms = pairs.places.map((_, place) => pairs.demands[pairs.placeDemand[place] ?? 0]?.employer);
  const known = new Map<string, number>();
  const ofArc = problem.arcGroup.map((group, arc) => {
    const key = `${group} ${firms[problem.arcPlace[arc] ?? 0]}`;
    const link = known.get(key) ?? known.size;
    known.set(key, link);
    return link;
  });
  return { count: known.size, ofArc, most: mostOf(problem, ofArc, known.size) };
};

/** People per link. */
export const peopleByLink = ({ count, ofArc }: Links, flow: Int32Array): Int32Array => {
  const people = new Int32Array(count);
  for (const [arc, link] of ofArc.entries()) people[link] = (people[link] ?? 0) + (flow[arc] ?? 0);
  return people;
};

/** How many links are used. */
export const linksUsed = (links: Links, flow: Int32Array): number =>
  peopleByLink(links, flow).reduce((used, people) => used + (people > 0 ? 1 : 0), 0);
