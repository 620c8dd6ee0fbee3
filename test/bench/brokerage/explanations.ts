import { couple } from "#packages/brokerage/couple-firms.ts";
import { CouplingExplainer } from "#packages/brokerage/explain.ts";
import type { MarketOptions } from "#test/support/brokerage/generated-market.ts";
import { benchWorld, inputOf, median, timed } from "./market.ts";

/** Bounds for all proposals of a market, and exact losses of some of them one by one. */
export const measureExplanations = (options: MarketOptions, asked: number) => {
  const coupling = couple(inputOf(options), benchWorld());
  const explainer = timed(() => new CouplingExplainer(coupling));
  const bounds = timed(() => explainer.result.bounds());
  const step = Math.max(1, Math.floor(coupling.proposals.length / asked));
  const exact = coupling.proposals
    .filter((_, index) => index % step === 0)
    .map((proposal) => timed(() => explainer.result.explain(proposal)));
  const times = exact.map(({ ms }) => ms);
  const moves = exact.flatMap(({ result }) => result.alternatives.map((one) => one.moves.length));
  return {
    groups: options.groups,
    vacancies: options.vacancies,
    proposals: coupling.proposals.length,
    boundsMs: explainer.ms + bounds.ms,
    boundsAboveZero: bounds.result.filter(({ atLeast }) => atLeast > 0).length,
    exact: exact.length,
    exactMedianMs: median(times),
    exactMostMs: Math.max(...times),
    longestChain: Math.max(...moves),
  };
};
