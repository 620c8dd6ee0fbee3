import { dayInAmsterdam } from "#packages/domain/dates.ts";
import { isOpen } from "#packages/domain/proposal.ts";
import { REGIONS, type RegionCode } from "#packages/domain/regions.ts";
import { regionInfo } from "#packages/geography/regions.ts";
import type { TableState } from "./read-tables.ts";
import { tableText } from "./table-text.ts";

/** Figures of one region. */
export type RegionFigures = {
  readonly region: RegionCode;
  readonly vacancies: number;
  readonly profiles: number;
  readonly proposals: number;
  /** As the team received them, or as they lie on its queue. */
  readonly onQueue: number;
  readonly bestScore: number | undefined;
  readonly oldestDueAt: string | undefined;
};

const highest = (numbers: readonly number[]): number | undefined =>
  numbers.length === 0 ? undefined : Math.max(...numbers);

/** What there is in each region. `onQueue` tells how many a region's team was told of. */
export const figuresOf = (tables: TableState, onQueue: ReadonlyMap<string, number>): RegionFigures[] => {
  const open = [...tables.proposals.values()].filter(({ state }) => isOpen(state));
  return REGIONS.map((region) => {
    const here = open.filter((proposal) => proposal.region === region);
    return {
      region,
      vacancies: [...tables.vacancies.values()].filter(({ places }) =>
        places.some((place) => place.region === region),
      ).length,
      profiles: [...tables.profiles.values()].filter((profile) => profile.region === region).length,
      proposals: here.length,
      onQueue: onQueue.get(region) ?? 0,
      bestScore: highest(here.map(({ explanation }) => explanation.score)),
      oldestDueAt: here.map(({ dueAt }) => dueAt).sort()[0],
    };
  });
};

const number = new Intl.NumberFormat("nl-NL");
/** 1234567 → 1.234.567 */
export const inDutch = (value: number): string => number.format(value);

/** The table of regions, with totals. */
export const summaryText = (figures: readonly RegionFigures[]): string => {
  const sum = (of: (one: RegionFigures) => number) => inDutch(figures.reduce((all, one) => all + of(one), 0));
  const rows = figures.map(({ region, bestScore, oldestDueAt, ...one }) => [
    region,
    regionInfo(region).name,
    inDutch(one.vacancies),
    inDutch(one.profiles),
    inDutch(one.proposals),
    inDutch(one.onQueue),
    bestScore === undefined ? "–" : inDutch(bestScore),
    oldestDueAt === undefined ? "–" : dayInAmsterdam(new Date(oldestDueAt)),
  ]);
  const table = tableText(
    ["code", "regio", "vacatures", "profielen", "voorstellen", "bezorgd", "hoogste score", "eerste termijn"],
    [
      ...rows,
      [
        "",
        "samen",
        sum(({ vacancies }) => vacancies),
        sum(({ profiles }) => profiles),
        sum(({ proposals }) => proposals),
        sum(({ onQueue }) => onQueue),
        "",
        "",
      ],
    ],
  );
  return `${table}\n\nEen vacature met werk in meer regio's staat in elk daarvan.`;
};
