import { type Language, labelled } from "#packages/api/explanation-view.ts";
import type { CountryFiguresView, RegionFiguresView } from "#packages/api/routes/figure-views.ts";
import { dayInAmsterdam, type LocalDate } from "#packages/domain/dates.ts";
import { REGIONS, type RegionCode } from "#packages/domain/regions.ts";
import {
  AGE_BUCKETS,
  type DayFigures,
  type Figures,
  FLOWS,
  LIVE_COUPLINGS,
  OPEN_WORK,
  type Picture,
  type Stock,
} from "#packages/figures/region-figures.ts";
import { percentOf, type Showing, SUPPRESSED } from "#packages/figures/shown.ts";
import type { Shown } from "#packages/figures/suppress.ts";
import { weeksOf } from "#packages/figures/weeks.ts";
import type { Deps } from "./deps.ts";

type Now = NonNullable<RegionFiguresView["now"]>;
type Concepts = Deps["classification"];
export type Reading = {
  readonly showing: Showing;
  readonly concepts: Concepts;
  readonly language: Language;
};

const pictureOf = ({ sectors, competencies }: Picture, { concepts, language }: Reading): Now["picture"] => {
  const named = labelled<Picture["competencies"][number]["competency"]>(concepts, "competency", language);
  const asked = (one: Picture["competencies"][number]) => ({ ...one, competency: named(one.competency) });
  return {
    sectors: sectors.map((sector) => ({ ...sector, competencies: sector.competencies.map(asked) })),
    competencies: competencies.map(asked),
  };
};

const workOf = (stock: Stock, { one, parts }: Showing): Now["work"] => {
  const states = parts(OPEN_WORK.map((state) => stock.work[state]));
  const at = (index: number): Shown => states.parts[index] ?? null;
  const ageing = parts(stock.ageing).parts;
  return {
    open: states.total,
    states: { proposed: at(0), claimed: at(1), accepted: at(2), introduced: at(3) },
    late: one(stock.late),
    toCheck: one(stock.toCheck),
    ageing: AGE_BUCKETS.map((bucket, index) => ({ ...bucket, proposals: ageing[index] ?? null })),
  };
};

const nowOf = ({ stock, picture }: Figures, reading: Reading): Now => ({
  demand: {
    vacancies: stock.vacancies,
    positions: stock.positions,
    learningJobs: stock.learningJobs,
    completeness: percentOf(stock.vacancyCompleteness),
  },
  supply: {
    notices: stock.notices,
    heads: reading.showing.one(stock.heads),
    profiles: reading.showing.one(stock.profiles),
    completeness: reading.showing.one(stock.profiles) === null ? null : percentOf(stock.profileCompleteness),
  },
  work: workOf(stock, reading.showing),
  couplings: {
    states: Object.assign(
      { proposed: 0, agreed: 0, transition: 0 },
      ...LIVE_COUPLINGS.map((state) => ({ [state]: stock.couplings[state] })),
    ),
    people: reading.showing.one(stock.couplingPeople),
  },
  picture: pictureOf(picture, reading),
  notice: reading.concepts.notice[reading.language],
});

const WEEKS = 12;
/** The first day that is needed for the weeks shown. */
export const firstDayOf = (now: Date): LocalDate =>
  weeksOf([], dayInAmsterdam(now), WEEKS)[0]?.startDate ?? dayInAmsterdam(now);

const weeksShown = (days: readonly DayFigures[], now: Date, { one }: Showing): RegionFiguresView["weeks"] =>
  weeksOf(days, dayInAmsterdam(now), WEEKS).map(({ startDate, flow, stock }) => ({
    startDate,
    flow: Object.assign({}, ...FLOWS.map((name) => ({ [name]: one(flow[name] ?? 0) }))),
    open: stock === undefined ? undefined : one(stock.open),
  }));

export type Counted = {
  readonly figures: Figures | undefined;
  readonly days: readonly DayFigures[];
  readonly now: Date;
};

const shownOf = ({ figures, days, now }: Counted, reading: Reading) => ({
  asOfAt: figures?.asOfAt,
  exact: reading.showing !== SUPPRESSED,
  now: figures && nowOf(figures, reading),
  weeks: weeksShown(days, now, reading.showing),
});

export const regionFigures = (region: RegionCode, counted: Counted, reading: Reading): RegionFiguresView => ({
  region,
  ...shownOf(counted, reading),
});

const openOf = ({ work }: Stock): number => OPEN_WORK.reduce((sum, state) => sum + work[state], 0);

/** A column of people over all regions: the country's sum stands beside it, so that one alone is never left out. */
const column = (stocks: readonly (Stock | undefined)[], of: (stock: Stock) => number): readonly Shown[] =>
  SUPPRESSED.parts(stocks.map((stock) => (stock === undefined ? 0 : of(stock)))).parts;

export const countryFigures = (
  counted: Counted,
  stocks: readonly (Stock | undefined)[],
  reading: Reading,
): CountryFiguresView => {
  const heads = column(stocks, (stock) => stock.heads);
  const profiles = column(stocks, (stock) => stock.profiles);
  const open = column(stocks, openOf);
  const late = column(stocks, (stock) => stock.late);
  return {
    ...shownOf(counted, reading),
    regions: REGIONS.map((region, index) => ({
      region,
      vacancies: stocks[index]?.vacancies ?? 0,
      positions: stocks[index]?.positions ?? 0,
      notices: stocks[index]?.notices ?? 0,
      heads: heads[index] ?? null,
      profiles: profiles[index] ?? null,
      open: open[index] ?? null,
      late: late[index] ?? null,
    })),
  };
};
