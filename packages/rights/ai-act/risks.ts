import { RETENTION } from "../retention.ts";
import type { Metrics, PopulationFigures } from "./metrics.ts";

/** A risk to people, how it is met, and a figure with the bound that it must keep; the check fails beyond it. */
export type Risk = {
  readonly id: string;
  readonly risk: string;
  readonly met: string;
  readonly figure: (metrics: Metrics) => number;
  readonly bound: { readonly least: number } | { readonly most: number };
  readonly unit: string;
};

const of = ({ populations }: Metrics, kind: PopulationFigures["kind"]): PopulationFigures => {
  const found = populations.find((one) => one.kind === kind);
  if (found === undefined) throw new RangeError(`no figures of the ${kind} population`);
  return found;
};
const lowestRatio = (metrics: Metrics, kind: PopulationFigures["kind"]): number =>
  Math.min(...Object.values(of(metrics, kind).ratioPermille));
const widestGap = (metrics: Metrics, kind: PopulationFigures["kind"]): number =>
  Math.max(...Object.values(of(metrics, kind).scoreGap));

const DAY_S = 86_400;

/** The risk register (AI Act 9). What cannot be put in a figure names the test that proves it. */
export const RISKS: readonly Risk[] = [
  {
    id: "R1",
    risk: "A protected trait changes what somebody is proposed for.",
    met: "No such trait has a field in what is matched (I6, M3). Twins who differ in nothing else are scored through intake and rules.",
    figure: ({ counterfactual }) => counterfactual.differences,
    bound: { most: 0 },
    unit: "twins with another outcome",
  },
  {
    id: "R2",
    risk: "The rules favour a group although nothing that counts differs.",
    met: "Selection rates by group on a population whose groups are drawn by lot; four fifths as the bound.",
    figure: (metrics) => lowestRatio(metrics, "neutral"),
    bound: { least: 800 },
    unit: "permille, lowest rate of a group to the highest",
  },
  {
    id: "R3",
    risk: "Scores differ by group although nothing that counts differs.",
    met: "Mean scores by group on the same population.",
    figure: (metrics) => widestGap(metrics, "neutral"),
    bound: { most: 30_000 },
    unit: "points of a million",
  },
  {
    id: "R4",
    risk: "What differs by group in the labour market (part-time work, experience, reach) is passed on.",
    met: "It is, and it is told: hours and reach are people's own wishes. Unknown never filters, near competencies count half, and teams see what learning would add. Watched, so that a change of the rules does not make it worse.",
    figure: (metrics) => lowestRatio(metrics, "unequal"),
    bound: { least: 500 },
    unit: "permille, lowest rate of a group to the highest",
  },
  {
    id: "R5",
    risk: "A team follows a score that nobody can explain.",
    met: "Every explanation adds up to its score and names the version of its rules; completeness stands beside it.",
    figure: ({ soundness }) => soundness.unsound,
    bound: { most: 0 },
    unit: "explanations that do not",
  },
  {
    id: "R6",
    risk: "It cannot be found out afterwards what happened.",
    met: "Proposals with history and rules, log of processing and audit trail are kept at least six months (AI Act 19).",
    figure: () => Math.min(RETENTION.processingLog.seconds, RETENTION.endedProposal.seconds) / DAY_S,
    bound: { least: 183 },
    unit: "days",
  },
];

/** The figure of a risk, and whether it keeps its bound. */
export const judge = (risk: Risk, metrics: Metrics) => {
  const figure = risk.figure(metrics);
  const kept = "least" in risk.bound ? figure >= risk.bound.least : figure <= risk.bound.most;
  return { id: risk.id, figure, kept };
};
