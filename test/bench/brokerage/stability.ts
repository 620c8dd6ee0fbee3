import type { BrokerageProposal, CouplingInput } from "#packages/brokerage/couple.ts";
import { couple } from "#packages/brokerage/couple-firms.ts";
import { EarlierProposal } from "#packages/brokerage/holds.ts";
import type { SurplusNotice } from "#packages/domain/surplus-notice.ts";
import type { Vacancy } from "#packages/domain/vacancy.ts";
import { generatedMarket, type MarketOptions } from "#test/support/brokerage/generated-market.ts";
import { benchWorld, inputOf, percent, REGION } from "./market.ts";

/** One in a hundred changes: of each hundred, in turn, one is withdrawn and another comes, or its number changes. */
const EVERY = 100;

const withHeads = (notice: SurplusNotice): SurplusNotice => ({
  ...notice,
  groups: notice.groups.map((group, index) =>
    index === 0 ? { ...group, headCount: group.headCount + 3 } : group,
  ),
});
const withPosition = (vacancy: Vacancy): Vacancy => ({
  ...vacancy,
  places: vacancy.places.map((place, index) => (index === 0 ? { ...place, open: place.open + 1 } : place)),
});

const changeSome = <T>(
  list: readonly T[],
  start: number,
  how: { other: readonly T[]; change: (one: T) => T },
) =>
  list.map((one, index) => {
    if ((index + start) % EVERY !== 0) return one;
    return index % (2 * EVERY) < EVERY ? (how.other[index] ?? one) : how.change(one);
  });

/** One percent of groups (by notice) and of vacancies changed. */
const changedInput = (input: CouplingInput, options: MarketOptions, start: number): CouplingInput => {
  const other = generatedMarket({ ...options, seed: (options.seed ?? 1) + 1_000 }, 1_000_000);
  return {
    ...input,
    notices: changeSome(input.notices, start % EVERY, { other: other.notices, change: withHeads }),
    vacancies: changeSome(input.vacancies, start, { other: other.vacancies, change: withPosition }),
  };
};

const keyOf = ({ groupId, vacancyId, place, people }: BrokerageProposal): string =>
  `${groupId} ${vacancyId} ${place} ${people}`;

/** Share of yesterday's proposals that are not there as they were. */
const changedShare = (before: readonly BrokerageProposal[], after: readonly BrokerageProposal[]): number => {
  const now = new Set(after.map(keyOf));
  return percent(before.filter((one) => !now.has(keyOf(one))).length, before.length);
};

/** How many proposals change after one percent of the input did, and what keeping the others costs, by bonus. */
export const measureStability = (
  bonuses: readonly number[],
  seeds: readonly number[],
  size: MarketOptions = REGION,
) => {
  const world = benchWorld();
  return seeds.flatMap((seed) => {
    const options = { ...size, seed };
    const input = inputOf(options);
    const before = couple(input, world);
    const earlier = before.proposals.map((one) =>
      EarlierProposal.parse({ ...one, held: 0, standing: false }),
    );
    const today = changedInput(input, options, seed);
    const free = couple(today, world);
    return bonuses.map((stabilityPoints) => {
      const settings = { ...input.settings, stabilityPoints };
      const after = couple({ ...today, earlier, settings }, world);
      return {
        seed,
        stabilityPoints,
        proposals: before.proposals.length,
        changedPercent: changedShare(before.proposals, after.proposals),
        changedWithoutBonusPercent: changedShare(before.proposals, free.proposals),
        lostPointsPercent: percent(free.report.points - after.report.points, free.report.points),
        peopleFewer: free.report.people - after.report.people,
      };
    });
  });
};
