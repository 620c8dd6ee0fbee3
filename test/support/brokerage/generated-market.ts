import { addDays } from "#packages/domain/dates.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import { stableUuid } from "#packages/domain/stable-uuid.ts";
import { SurplusNotice } from "#packages/domain/surplus-notice.ts";
import { Vacancy } from "#packages/domain/vacancy.ts";
import { educationNear } from "#test/support/samples/conditions.ts";
import { type Draw, drawFor } from "#test/support/samples/draw.ts";
import { placeAt, placeInRegion, placeOfWork, type Spot } from "#test/support/samples/places.ts";
import { labourMarket, usualHours, type Work } from "#test/support/samples/work.ts";

/** What a generated labour market is like. */
export type MarketOptions = {
  readonly groups: number;
  readonly vacancies: number;
  /** Everything in this region; absent: over the country by inhabitants. */
  readonly region?: RegionCode;
  /** Positions per head, about. */
  readonly tightness?: number;
  /** Share of the must-haves that employers insist on, in percent; 0: they only weigh. */
  readonly specialisation?: number;
  readonly seed?: number;
};
export type Market = { readonly notices: SurplusNotice[]; readonly vacancies: Vacancy[] };

export const MARKET_DAY = "2021-02-01";
const REGISTERED = "2021-01-15T09:00:00.000Z";
/** Heads of a group on average, by the draws below. */
const MEAN_HEADS = 32;
const NATIONAL = 0.02;

/** Many small groups and some large ones. */
const headCount = (draw: Draw): number => {
  const share = draw.number();
  if (share < 0.6) return draw.whole(2, 12);
  return share < 0.93 ? draw.whole(12, 60) : draw.whole(60, 400);
};

const anywhere = (draw: Draw, region: RegionCode | undefined): Spot => {
  if (region === undefined) return placeAt(draw.number());
  const somewhere = placeAt(draw.number());
  return placeInRegion({ ...somewhere, region }, draw);
};

const spotOf = (draw: Draw, work: Work, region: RegionCode | undefined): Spot => {
  const spot = anywhere(draw, region);
  return region === undefined ? placeOfWork(spot, work, draw) : spot;
};

const told = <K extends string, V>(draw: Draw, probability: number, key: K, value: V) =>
  draw.chance(probability) ? { [key]: value } : {};

const groupOf = (draw: Draw, groupKey: string, { work, spot }: { work: Work; spot: Spot }) => {
  const from = addDays(MARKET_DAY, draw.whole(0, 90));
  return {
    groupKey,
    occupation: work.occupation,
    headCount: headCount(draw),
    competencies: [...draw.some(work.essential, 0.7), ...draw.some(work.optional, 0.25)].slice(0, 200),
    ...told(draw, 0.75, "hoursPerWeek", usualHours(work, draw)),
    ...told(draw, 0.7, "availableFromDate", from),
    ...told(draw, 0.5, "educationLevel", work.level),
    ...told(draw, 0.4, "irregularHours", work.irregular || draw.chance(0.5)),
    ...told(draw, 0.3, "reachKm", draw.pick([20, 30, 40, 60])),
    ...told(draw, 0.6, "dismissalDate", addDays(from, draw.whole(0, 90))),
    pc4: spot.area.pc4,
    region: spot.region,
  };
};

const noticeOf = (seed: number, number: number, { region }: MarketOptions): SurplusNotice => {
  const draw = drawFor(seed, "brokerage-notice", number);
  const market = labourMarket();
  const main = market.shrinking.at(draw.number());
  const spot = spotOf(draw, main, region);
  return SurplusNotice.parse({
    id: stableUuid("generated-notice", String(seed), String(number)),
    version: 1,
    status: "open",
    employer: { kvkNumber: String(10_000_000 + number), name: "Voorbeeld", sector: main.sector },
    filer: { role: "employer" },
    groups: Array.from({ length: 3 }, (_, index) => {
      const work = index === 0 ? main : (market.ofSector(main.sector)?.at(draw.number()) ?? main);
      return groupOf(draw, `g${index}`, { work, spot });
    }),
    missing: [],
    registeredAt: REGISTERED,
    changedAt: REGISTERED,
  });
};

/** About `mean`, at least 1, many small and few large: an exponential draw, rounded. */
const positionsOf = (draw: Draw, mean: number): number =>
  Math.min(1000, Math.max(1, Math.round(-mean * Math.log(1 - draw.number()))));

const vacancyOf = (seed: number, number: number, options: MarketOptions): Vacancy => {
  const draw = drawFor(seed, "brokerage-vacancy", number);
  const { region, specialisation = 50, tightness = 1, groups, vacancies } = options;
  const work = labourMarket().asked.at(draw.number());
  const asked = [...draw.some(work.essential, 0.5), ...draw.some(work.optional, 0.15)].slice(0, 12);
  const places = Array.from({ length: draw.chance(NATIONAL) ? 3 : 1 }, () => {
    const { area, region: of } = spotOf(draw, work, region);
    const open = positionsOf(draw, (MEAN_HEADS * groups * tightness) / vacancies);
    return { pc4: area.pc4, region: of, open, held: 0, filled: 0 };
  });
  return Vacancy.parse({
    id: stableUuid("generated-vacancy", String(seed), String(number)),
    version: 1,
    status: "open",
    title: "Voorbeeld",
    employer: {
      kvkNumber: String(60_000_000 + Math.floor(number / 2)),
      name: "Voorbeeld",
      sector: work.sector,
    },
    nationalEmployer: places.length > 1,
    occupation: work.occupation,
    requirements: asked.map((competency, index) => ({
      competency,
      importance: index < 4 ? "must" : "nice",
      weight: draw.whole(1, 5),
    })),
    mustHaves: specialisation === 0 ? { mode: "soft" } : { mode: "strict", share: specialisation },
    ...told(draw, 0.8, "hoursPerWeek", usualHours(work, draw)),
    ...told(draw, 0.7, "startDate", addDays(MARKET_DAY, draw.whole(0, 90))),
    ...told(draw, 0.5, "educationLevel", educationNear(work.level, draw)),
    ...told(draw, 0.4, "irregularHours", work.irregular),
    ...told(draw, 0.5, "reachKm", draw.pick([25, 40, 60])),
    places,
    registeredAt: REGISTERED,
    changedAt: REGISTERED,
  });
};

/**
 * Groups and vacancies by chance: occupations by their shares of the samples (groups of work that shrank in 2020,
 * vacancies of work that was asked), competencies of the classification in force, places by inhabitants. Made up, all
 * of them; the same for the same options. `offset` gives others of the same kind.
 */
export const generatedMarket = (options: MarketOptions, offset = 0): Market => {
  const { groups, vacancies, seed = 1 } = options;
  const notices = Array.from({ length: Math.ceil(groups / 3) }, (_, number) =>
    noticeOf(seed, offset + number, options),
  );
  const over = notices.length * 3 - groups;
  const last = notices.at(-1);
  if (last !== undefined && over > 0) last.groups.splice(3 - over);
  return {
    notices,
    vacancies: Array.from({ length: vacancies }, (_, number) => vacancyOf(seed, offset + number, options)),
  };
};
