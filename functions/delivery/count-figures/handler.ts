import { dayInAmsterdam, type LocalDate } from "#packages/domain/dates.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import { addDayFigures, addStocks, dayStockOf } from "#packages/figures/add-up.ts";
import { countFlow, dayOfHour, withHours } from "#packages/figures/count-flow.ts";
import {
  addPicture,
  countPicture,
  cutPicture,
  emptyPicture,
  type WholePicture,
} from "#packages/figures/count-picture.ts";
import { countStock, type RegionFacts, vacanciesIn } from "#packages/figures/count-stock.ts";
import type { DayFigures, Flow, Stock } from "#packages/figures/region-figures.ts";
import { decodeProfileTerms, decodeVacancyTerms } from "#packages/matching/terms-codec.ts";
import type { Log } from "#packages/runtime/log.ts";
import { noticesIn } from "#packages/store/couplings.ts";
import { findMany } from "#packages/store/documents.ts";
import { readDays, readFigures, writeDay, writeFigures } from "#packages/store/figures-store.ts";
import { surplusNotices } from "#packages/store/kinds.ts";
import { eventsInHour } from "#packages/store/log-entries.ts";
import type { Table } from "#packages/store/platform-table.ts";
import { readQueueLines } from "#packages/store/queue-lines.ts";
import { readShard } from "#packages/store/shards.ts";

export type Deps = {
  readonly table: Table;
  /** All of them; the country is what these are together. */
  readonly regions: readonly RegionCode[];
  readonly log: Log;
  readonly now: () => Date;
};

type RegionCount = {
  readonly stock: Stock;
  readonly picture: WholePicture;
  /** The days that were counted anew. */
  readonly days: readonly DayFigures[];
};

const isThere = <T>(thing: T | undefined): thing is T => thing !== undefined;

const gather = async (table: Table, region: RegionCode, now: Date): Promise<RegionFacts> => {
  const [vacancies, profiles, open, placed, noticeIds] = await Promise.all([
    readShard(table, { side: "VACANCY", region }),
    readShard(table, { side: "PROFILE", region }),
    readQueueLines(table, region, "OPEN"),
    readQueueLines(table, region, "PLACED"),
    noticesIn(table, [region]),
  ]);
  return {
    region,
    now,
    vacancies: vacancies.map(({ terms }) => decodeVacancyTerms(terms)),
    profiles: profiles.map(({ terms }) => decodeProfileTerms(terms)),
    lines: [...open, ...placed],
    notices: (await findMany(table, surplusNotices, noticeIds)).filter(isThere),
  };
};

const HOUR_MS = 3_600_000;
/** How far back an hour is looked for that no run counted: the change log lives 21 days. */
const LOOK_BACK_DAYS = 20;
/** On the very first run: what happened before a platform had figures is not searched for. */
const FIRST_LOOK_BACK_HOURS = 2;

const hourOf = (moment: Date): string => moment.toISOString().slice(0, 13);

/** From the hour before the last count: entries of that hour may have been written since. */
const countFrom = (countedAt: string | undefined, now: Date): Date => {
  if (countedAt === undefined) return new Date(now.getTime() - FIRST_LOOK_BACK_HOURS * HOUR_MS);
  const oldest = now.getTime() - LOOK_BACK_DAYS * 24 * HOUR_MS;
  return new Date(Math.max(oldest, Date.parse(countedAt) - HOUR_MS));
};

const hoursBetween = (from: Date, until: Date): string[] => {
  const hours: string[] = [];
  for (let at = Math.floor(from.getTime() / HOUR_MS); at * HOUR_MS <= until.getTime(); at += 1)
    hours.push(hourOf(new Date(at * HOUR_MS)));
  return hours;
};

/** What happened in each hour, region by region. */
type Flows = ReadonlyMap<string, ReadonlyMap<string, Flow>>;

const flowsInHour = async ({ table, regions }: Deps, hour: string): Promise<ReadonlyMap<string, Flow>> => {
  const kinds = ["PROPOSAL", "OTHER"] as const;
  const found = await Promise.all(kinds.map((kind) => eventsInHour(table, { kind, regions }, hour)));
  return new Map(
    regions.map((region) => [region, countFlow(found.flatMap((events) => events.get(region) ?? []))]),
  );
};

const countFlows = async (deps: Deps, hours: readonly string[]): Promise<Flows> => {
  const flows = new Map<string, ReadonlyMap<string, Flow>>();
  for (const hour of hours) flows.set(hour, await flowsInHour(deps, hour));
  return flows;
};

type Days = Map<LocalDate, DayFigures>;

/** Days as they were known, with these hours counted anew. Hours in which nothing happened are not kept. */
const takeHours = (days: Days, flows: Flows, region: RegionCode): void => {
  for (const [hour, byRegion] of flows) {
    const day = dayOfHour(hour);
    const known = days.get(day) ?? { day, hours: {} };
    const flow = byRegion.get(region) ?? {};
    const nothing = Object.keys(flow).length === 0 && known.hours[hour] === undefined;
    days.set(day, nothing ? known : withHours(known, { [hour]: flow }));
  }
};

const countRegion = async (
  { table, now }: Deps,
  region: RegionCode,
  { from, at, flows }: { readonly from: Date; readonly at: Date; readonly flows: Flows },
): Promise<RegionCount> => {
  const known = await readDays(table, region, dayInAmsterdam(from));
  const days: Days = new Map(known.map((day) => [day.day, day]));
  takeHours(days, flows, region);
  const facts = await gather(table, region, now());
  const stock = countStock(facts);
  const picture = countPicture(vacanciesIn(facts), region);
  const today = dayInAmsterdam(at);
  days.set(today, { ...(days.get(today) ?? { day: today, hours: {} }), stock: dayStockOf(stock) });
  for (const day of days.values()) await writeDay(table, region, day);
  await writeFigures(table, region, { asOfAt: at.toISOString(), stock, picture: cutPicture(picture) });
  return { stock, picture, days: [...days.values()] };
};

/** The country is what its regions are together. */
const writeCountry = async ({ table }: Deps, counts: readonly RegionCount[], at: Date): Promise<void> => {
  const picture = emptyPicture();
  for (const count of counts) addPicture(picture, count.picture);
  const days = counts.flatMap((count) => count.days);
  for (const day of new Set(days.map((one) => one.day)))
    await writeDay(
      table,
      "NL",
      addDayFigures(
        days.filter((one) => one.day === day),
        day,
      ),
    );
  const stock = addStocks(counts.map((count) => count.stock));
  await writeFigures(table, "NL", { asOfAt: at.toISOString(), stock, picture: cutPicture(picture) });
};

/** So many regions at a time: what one is counted from is in memory while it is counted. */
const AT_ONCE = 5;

/**
 * Counts what there is and what happened in every region, and in the country. Counting twice, or after a run that
 * failed half way, gives the same: hours are counted anew from the log, not added to.
 */
export const createHandler = (deps: Deps) => async (): Promise<void> => {
  const at = deps.now();
  // The country is written last: whatever region a run did not reach, its hours are counted by the next.
  const from = countFrom((await readFigures(deps.table, "NL"))?.asOfAt, at);
  const flows = await countFlows(deps, hoursBetween(from, at));
  const counts: RegionCount[] = [];
  for (let start = 0; start < deps.regions.length; start += AT_ONCE) {
    const some = deps.regions.slice(start, start + AT_ONCE);
    counts.push(...(await Promise.all(some.map((region) => countRegion(deps, region, { from, at, flows })))));
  }
  await writeCountry(deps, counts, at);
  deps.log.info("figures counted", {
    regions: counts.length,
    proposals: addStocks(counts.map(({ stock }) => stock)).work.proposed,
    milliseconds: deps.now().getTime() - at.getTime(),
  });
};
