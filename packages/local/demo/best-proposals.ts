import type { Classification } from "#packages/classification/classification.ts";
import { loadClassification } from "#packages/classification/load-classification.ts";
import type { RequirementOutcome } from "#packages/domain/explanation.ts";
import { isOpen, type Proposal } from "#packages/domain/proposal.ts";
import { regionInfo } from "#packages/geography/regions.ts";
import type { TableState } from "./read-tables.ts";
import { inDutch } from "./summary.ts";

const better = (a: Proposal, b: Proposal): number =>
  b.explanation.score - a.explanation.score || (a.id < b.id ? -1 : 1);

/** The best open proposals, each of another vacancy, so that one good vacancy does not take them all. */
const bestOf = ({ proposals }: TableState, count: number): Proposal[] => {
  const vacancies = new Set<string>();
  return [...proposals.values()]
    .filter(({ state }) => isOpen(state))
    .sort(better)
    .filter(({ vacancyId }) => !vacancies.has(vacancyId) && vacancies.add(vacancyId))
    .slice(0, count);
};

const labelOf = ({ competencyIndex, label }: Classification, uri: string): string => {
  const index = competencyIndex(uri);
  return (index === undefined ? undefined : label("competency", index)?.text) ?? uri;
};

const points = (value: number): string => inDutch(value).padStart(9);

const requirementLine = (
  known: Classification,
  { competency, outcome, by, importance, borrowed, points: got, worth }: RequirementOutcome,
): string => {
  const from = borrowed ? "hoort bij het beroep" : importance === "must" ? "gevraagd" : "een pre";
  const name = labelOf(known, competency);
  if (outcome === "matched") return `${points(got)}    ${name} (${from})`;
  if (outcome === "near" && by !== undefined)
    return `${points(got)}    ${name} (${from}): verwant, heeft ${labelOf(known, by)}`;
  return `${points(got)}    ${name} (${from}): nog te leren, goed voor ${inDutch(worth)}`;
};

/** A proposal with its reasons: every line has its points, and they add up to the score. */
const proposalText = (
  known: Classification,
  { vacancies }: TableState,
  { vacancyId, explanation, homeRegion }: Proposal,
): string => {
  const vacancy = vacancies.get(vacancyId);
  const { parts, requirements, distanceHm, score } = explanation;
  const km = (distanceHm / 10).toLocaleString("nl-NL");
  return [
    `${vacancy?.title ?? vacancyId} bij ${vacancy?.employer.name ?? "een werkgever"}`,
    `  voor iemand uit ${regionInfo(homeRegion).name}, voorstel aan team ${homeRegion}`,
    `${points(parts.competencies)}  competenties, waarvan`,
    ...requirements.map((requirement) => requirementLine(known, requirement)),
    `${points(parts.occupation)}  beroep`,
    `${points(parts.distance)}  afstand: ${km} km tussen woning en werk`,
    `${points(parts.availability)}  beschikbaarheid`,
    `${points(score)}  samen, van ${inDutch(1_000_000)}`,
  ].join("\n");
};

/** The best proposals in words, with the notice of the classification whose labels they show. */
export const bestText = (tables: TableState, count = 5): string => {
  const known = loadClassification();
  const texts = bestOf(tables, count).map((proposal) => proposalText(known, tables, proposal));
  return [...texts, known.notice.nl].join("\n\n");
};
