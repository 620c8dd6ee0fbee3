import { type Coupling, solveCoupling } from "./couple.ts";
import { type Links, linksOf, linksUsed, peopleByLink } from "./links.ts";
import { solveTransport } from "./solve-transport.ts";
import { pointsOf, type TransportProblem } from "./transport.ts";

/**
 * A coupling in which groups stay together more. Its certificate proves that it is the best *with the links that it
 * opened*; how far it can be from the best with any links is the gap.
 */
export type KeptTogether = {
  readonly coupling: Coupling;
  /** Points less `keepTogetherPoints` for every link: a group with a receiving firm. */
  readonly worth: number;
  /** No coupling is worth more. */
  readonly bound: number;
  readonly gap: number;
  readonly links: number;
  readonly linksBefore: number;
};

/** The same for all, or by group. */
export type LinkPoints = number | Int32Array;

/** What each link costs: its group says so. */
const costsOf = (
  { arcGroup }: TransportProblem,
  { ofArc, count }: Links,
  points: LinkPoints,
): Float64Array => {
  const costs = new Float64Array(count);
  if (typeof points === "number") return costs.fill(points);
  for (const [arc, link] of ofArc.entries()) costs[link] = points[arcGroup[arc] ?? 0] ?? 0;
  return costs;
};

export type KeepTogetherOptions = {
  /** Points off for every link; or by group, where groups have settings of their own. */
  readonly points: LinkPoints;
  /** Rounds of slope scaling at most. */
  readonly rounds?: number;
};

const USUAL_ROUNDS = 12;

/** Each person on a link pays a share of what the link costs; an arc that is then worth nothing is closed. */
const charged = (problem: TransportProblem, links: Links, charge: Float64Array): TransportProblem => {
  const net = problem.arcValue.map((value, arc) => value - (charge[links.ofArc[arc] ?? 0] ?? 0));
  return {
    ...problem,
    arcValue: net.map((value) => Math.max(0, value)),
    arcLimit: problem.arcLimit.map((limit, arc) => ((net[arc] ?? 0) < 0 ? 0 : limit)),
  };
};

/** The problem with only the links that are open. */
export const withOpenLinks = (
  problem: TransportProblem,
  { ofArc }: Links,
  isOpen: (link: number) => boolean,
): TransportProblem => ({
  ...problem,
  arcLimit: problem.arcLimit.map((limit, arc) => (isOpen(ofArc[arc] ?? 0) ? limit : 0)),
});

const worthOf = (problem: TransportProblem, links: Links, flow: Int32Array, costs: Float64Array): number =>
  pointsOf(problem, flow) -
  peopleByLink(links, flow).reduce((sum, people, link) => sum + (people > 0 ? (costs[link] ?? 0) : 0), 0);

/**
 * Couples anew on the links that a flow has opened: whole people, and never less worth than the flow. `flow` may come from
 * anywhere, `bound` is the caller's proof of what nothing exceeds.
 */
export const coupleOnLinks = (
  coupling: Coupling,
  isOpen: (link: number) => boolean,
  { points, bound }: { readonly points: LinkPoints; readonly bound: number },
): KeptTogether => {
  const { pairs, problem, solution } = coupling;
  const links = linksOf(pairs, problem);
  const again = solveCoupling({ ...coupling, problem: withOpenLinks(problem, links, isOpen) });
  const worth = worthOf(problem, links, again.solution.flow, costsOf(problem, links, points));
  return {
    coupling: again,
    worth,
    bound,
    gap: bound - worth,
    links: linksUsed(links, again.solution.flow),
    linksBefore: linksUsed(links, solution.flow),
  };
};

/** What a link costs a person at least: when it carries as many as it can. Rounded down, so that a bound stays one. */
const sharesOf = ({ most }: Links, costs: Float64Array): Float64Array =>
  most.map((people, link) => (people === 0 ? 0 : Math.floor((costs[link] ?? 0) / people)));

/** What no coupling can be worth more than: every link costs at least its share for each of the people it could carry at most. */
const boundOf = (
  problem: TransportProblem,
  links: Links,
  costs: Float64Array,
): { bound: number; flow: Int32Array } => {
  const { certificate, solution } = solveTransport(charged(problem, links, sharesOf(links, costs)));
  return { bound: certificate.primal, flow: solution.flow };
};

/** The next charges: what the link cost a person in this round; a link that is not used keeps its charge. */
const nextCharges = (charge: Float64Array, people: Int32Array, costs: Float64Array): Float64Array =>
  charge.map((old, link) => {
    const carried = people[link] ?? 0;
    return carried === 0 ? old : Math.floor((costs[link] ?? 0) / carried);
  });

/**
 * The optional second step, keeping groups together with few receiving firms, by slope scaling (D. Kim and P. M. Pardalos,
 * A solution approach to the fixed charge network flow problem using a dynamic slope scaling procedure, Operations
 * Research Letters 24, 1999): the cost of a link is spread over its people, again and again by the flow of the round
 * before. The coupling it started from is among those it chooses from. A heuristic: its gap is reported.
 */
export const keepTogether = (
  coupling: Coupling,
  { points, rounds = USUAL_ROUNDS }: KeepTogetherOptions,
): KeptTogether => {
  const { pairs, problem, solution } = coupling;
  const links = linksOf(pairs, problem);
  const costs = costsOf(problem, links, points);
  const { bound, flow: first } = boundOf(problem, links, costs);
  let best = solution.flow;
  let charge: Float64Array = sharesOf(links, costs);
  let flow = first;
  for (let round = 0; round < rounds; round++) {
    if (worthOf(problem, links, flow, costs) > worthOf(problem, links, best, costs)) best = flow;
    charge = nextCharges(charge, peopleByLink(links, flow), costs);
    const next = solveTransport(charged(problem, links, charge)).solution.flow;
    if (next.every((people, arc) => people === flow[arc])) break;
    flow = next;
  }
  if (worthOf(problem, links, flow, costs) > worthOf(problem, links, best, costs)) best = flow;
  const used = peopleByLink(links, best);
  return coupleOnLinks(coupling, (link) => (used[link] ?? 0) > 0, { points, bound });
};
