import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { LocalDate } from "#packages/domain/dates.ts";
import { REGIONS, type RegionCode } from "#packages/domain/regions.ts";
import { DayFigures, Figures } from "#packages/figures/region-figures.ts";
import { batchGet } from "./batch-get.ts";
import { documentOf } from "./documents.ts";
import { keys } from "./keys.ts";
import { getItem, type Item, partition, type Table } from "./platform-table.ts";

/** Whose figures: of a region, or of the country. */
export type FiguresOf = RegionCode | "NL";

/** Figures of a day are kept for two years, so that a month can be laid beside that of the year before. */
const KEPT_DAYS = 800;

const write = async ({ client, tableName: TableName }: Table, Item: Item): Promise<void> => {
  await client.send(new PutItemCommand({ TableName, Item }));
};

/** Puts the newest figures in place of those before. */
export const writeFigures = (table: Table, of: FiguresOf, figures: Figures): Promise<void> =>
  write(table, { ...keys.figures(of), doc: { S: JSON.stringify(figures) } });

/** Puts a day in place of what was known of it. */
export const writeDay = (table: Table, of: FiguresOf, day: DayFigures): Promise<void> =>
  write(table, {
    ...keys.dayFigures(of, day.day),
    doc: { S: JSON.stringify(day) },
    expiresAt: { N: String(Math.floor(Date.parse(day.day) / 1000) + KEPT_DAYS * 86_400) },
  });

/** The newest figures; undefined until they have been counted for the first time. */
export const readFigures = async (table: Table, of: FiguresOf): Promise<Figures | undefined> => {
  const item = await getItem(table, keys.figures(of));
  return item === undefined ? undefined : documentOf(Figures, item);
};

/** The newest figures of all regions, in the order of `REGIONS`. */
export const readAllFigures = async (table: Table): Promise<(Figures | undefined)[]> => {
  const items = await batchGet(
    table,
    REGIONS.map((region) => keys.figures(region)),
  );
  return items.map((item) => (item === undefined ? undefined : documentOf(Figures, item)));
};

/** The days from `from` on, oldest first. */
export const readDays = async (table: Table, of: FiguresOf, from: LocalDate): Promise<DayFigures[]> => {
  const { pk, sk } = keys.dayFigures(of, from);
  const days: DayFigures[] = [];
  for await (const item of partition(table, pk.S, sk.S)) {
    if (item["sk"]?.S?.startsWith("DAY#") !== true) break;
    days.push(documentOf(DayFigures, item));
  }
  return days;
};
