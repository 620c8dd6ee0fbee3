import { prepareCoupling, solveCoupling } from "#packages/brokerage/couple.ts";
import { REGIONS } from "#packages/domain/regions.ts";
import { regionsOf } from "#packages/domain/vacancy.ts";
import type { MarketOptions } from "#test/support/brokerage/generated-market.ts";
import { benchWorld, inputOf, percent } from "./market.ts";

/** The country in one (B3), against every region by itself: groups to work in their own region only. */
export const compareBorders = (options: MarketOptions) => {
  const world = benchWorld();
  const input = inputOf(options);
  const whole = solveCoupling(prepareCoupling(input, world)).report;
  const apart = REGIONS.map((region) => {
    const notices = input.notices.flatMap((notice) => {
      const groups = notice.groups.filter((group) => group.region === region);
      return groups.length === 0 ? [] : [{ ...notice, groups }];
    });
    const vacancies = input.vacancies.filter((vacancy) => regionsOf(vacancy).includes(region));
    const here = vacancies.map((vacancy) => ({
      ...vacancy,
      places: vacancy.places.map((place) => (place.region === region ? place : { ...place, open: 0 })),
    }));
    return solveCoupling(prepareCoupling({ ...input, notices, vacancies: here }, world)).report;
  });
  const sum = (of: (one: { people: number; points: number }) => number) =>
    apart.reduce((total, one) => total + of(one), 0);
  const [people, points] = [sum((one) => one.people), sum((one) => one.points)];
  return {
    groups: options.groups,
    vacancies: options.vacancies,
    people: whole.people,
    peopleCut: people,
    lostPeoplePercent: percent(whole.people - people, whole.people),
    lostPointsPercent: percent(whole.points - points, whole.points),
  };
};
