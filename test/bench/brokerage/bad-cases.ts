import { checkFeasible } from "#packages/brokerage/certificate.ts";
import type { CouplingInput } from "#packages/brokerage/couple.ts";
import { couple } from "#packages/brokerage/couple-firms.ts";
import { EarlierProposal } from "#packages/brokerage/holds.ts";
import { surplusGroupIdOf } from "#packages/brokerage/surplus.ts";
import type { Vacancy } from "#packages/domain/vacancy.ts";
import { benchWorld, inputOf, REGION, timed } from "./market.ts";

const withOpen = (open: number) => (vacancy: Vacancy) => ({
  ...vacancy,
  places: vacancy.places.map((place) => ({ ...place, open })),
});

/** Positions that two earlier proposals both claim to hold. */
const conflicting = ({ notices, vacancies }: CouplingInput) => {
  const [notice, vacancy] = [notices[0], vacancies[0]];
  const groupKey = notice?.groups[0]?.groupKey;
  if (notice === undefined || vacancy === undefined || groupKey === undefined) return [];
  const one = { groupId: surplusGroupIdOf(notice.id, groupKey), vacancyId: vacancy.id, place: 0 };
  return [true, false].map((standing) => EarlierProposal.parse({ ...one, people: 1, held: 1, standing }));
};

/** A sensible result, certified, for what ought not to happen; a withdrawal in the middle of a run is in `test/store`. */
export const measureBadCases = () => {
  const world = benchWorld();
  const input = inputOf(REGION);
  const first = input.vacancies.slice(0, 1);
  const cases: readonly (readonly [string, Partial<CouplingInput>])[] = [
    ["no demand", { vacancies: [] }],
    ["no supply", { notices: [] }],
    [
      "all equal",
      {
        vacancies: first.flatMap((one) =>
          Array.from({ length: 50 }, (_, n) => ({ ...one, id: withNumber(one.id, n) })),
        ),
      },
    ],
    ["one vacancy with 10,000 positions", { vacancies: first.map(withOpen(10_000)) }],
    ["zero positions", { vacancies: input.vacancies.map(withOpen(0)) }],
    ["conflicting holds", { earlier: conflicting(input) }],
  ];
  return cases.map(([what, over]) => {
    const { result, ms } = timed(() => couple({ ...input, ...over }, world));
    const points = checkFeasible(result.problem, result.solution.flow);
    const { people, certificate, conflicts } = result.report;
    const nobody = ["no demand", "no supply", "zero positions"].includes(what);
    const sensible =
      certificate.gap === 0 &&
      points === certificate.primal &&
      (nobody ? people === 0 : people > 0) &&
      (what !== "conflicting holds" || conflicts.length > 0);
    return { what, ms, people, gap: certificate.gap, conflicts: conflicts.length, sensible };
  });
};

/** Another id of the same form. */
const withNumber = (id: Vacancy["id"], number: number): Vacancy["id"] =>
  `${id.slice(0, -4)}${number.toString(16).padStart(4, "0")}` as Vacancy["id"];
