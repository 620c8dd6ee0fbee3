import type { ManyOutcome, Recognised } from "#packages/api/routes/many-views.ts";
import type { Proposal } from "#packages/domain/proposal.ts";
import type { Vacancy } from "#packages/domain/vacancy.ts";
import { findMany } from "#packages/store/documents.ts";
import { proposals, vacancies } from "#packages/store/kinds.ts";
import type { Deps } from "./deps.ts";

/** Of work in several places, the one that the proposal is about. */
const placeOf = ({ workRegions }: Proposal, { places }: Vacancy): Recognised["pc4"] =>
  (places.find(({ region }) => workRegions.includes(region)) ?? places[0])?.pc4;

const recognised = (proposal: Proposal, vacancy: Vacancy | undefined): Recognised => ({
  title: vacancy?.title,
  employerName: vacancy?.employer.name,
  pc4: vacancy && placeOf(proposal, vacancy),
  dueAt: proposal.dueAt,
  score: proposal.explanation.score,
  distanceHm: proposal.explanation.distanceHm,
});

/**
 * Adds to each outcome by what a person recognises the proposal, read together and once for all. What is not found for the
 * caller stays an id.
 */
export const recognise = async (
  { table }: Pick<Deps, "table">,
  outcomes: readonly ManyOutcome[],
): Promise<ManyOutcome[]> => {
  const seen = outcomes.flatMap(({ id, outcome }) => (outcome === "not-found" ? [] : [id]));
  const found = (await findMany(table, proposals, seen)).filter((proposal) => proposal !== undefined);
  const wanted = [...new Set(found.map(({ vacancyId }) => vacancyId))];
  const work = (await findMany(table, vacancies, wanted)).filter((vacancy) => vacancy !== undefined);
  const vacancyById = new Map(work.map((vacancy) => [vacancy.id, vacancy]));
  const byId = new Map(found.map((it) => [it.id, recognised(it, vacancyById.get(it.vacancyId))]));
  return outcomes.map((outcome) => ({ ...outcome, proposal: byId.get(outcome.id) }));
};
