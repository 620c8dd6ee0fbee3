import { surplusGroupIdOf } from "#packages/brokerage/surplus.ts";
import { type Coupling, headsOf, heldBy, isLive } from "#packages/domain/coupling.ts";
import { regionInfo } from "#packages/geography/regions.ts";
import type { Delivered } from "./delivered.ts";
import type { TableState } from "./read-tables.ts";
import { inDutch } from "./summary.ts";
import { tableText } from "./table-text.ts";

const liveOf = ({ couplings }: TableState): Coupling[] =>
  [...couplings.values()].filter(({ state }) => isLive(state));

/** People in couplings that live, and how many of them go to work in another region (B3). */
export const couplingTotals = (tables: TableState) => {
  const live = liveOf(tables);
  const people = (all: readonly Coupling[]) => all.reduce((sum, one) => sum + headsOf(one), 0);
  return {
    couplings: live.length,
    people: people(live),
    across: people(live.filter(({ fromRegion, toRegion }) => fromRegion !== toRegion)),
    heads: [...tables.notices.values()]
      .filter(({ status }) => status === "open")
      .reduce((sum, { groups }) => sum + groups.reduce((heads, one) => heads + one.headCount, 0), 0),
  };
};

const largest = (a: Coupling, b: Coupling): number =>
  headsOf(b) - headsOf(a) || b.explanation.score - a.explanation.score || (a.id < b.id ? -1 : 1);

const firmOf = ({ notices }: TableState, { noticeId }: Coupling): string =>
  notices.get(noticeId)?.employer.name ?? "een bedrijf";

/** The largest couplings of firms, with what they are made of. */
export const couplingsText = (tables: TableState, count = 8): string => {
  const { couplings, people, across, heads } = couplingTotals(tables);
  const rows = liveOf(tables)
    .toSorted(largest)
    .slice(0, count)
    .map((one) => {
      const vacancy = tables.vacancies.get(one.vacancyId);
      return [
        inDutch(headsOf(one)),
        firmOf(tables, one),
        one.fromRegion,
        vacancy?.title ?? one.vacancyId,
        vacancy?.employer.name ?? "",
        `${one.toRegion} ${regionInfo(one.toRegion).name}`,
        inDutch(one.explanation.score),
      ];
    });
  const table = tableText(
    ["mensen", "van", "regio", "vacature", "naar", "regio", "score"],
    rows.map((row) => row.map((cell) => cell.slice(0, 44))),
  );
  return `Koppelingen van bedrijven (B1): ${inDutch(couplings)}, voor ${inDutch(people)} van ${inDutch(heads)} mensen in overschotmeldingen; ${inDutch(across)} over een regiogrens.\n\n${table}`;
};

/** Nothing is held twice: what each place has on hold is what its couplings hold. */
export const heldOnce = (tables: TableState): string[] =>
  [...tables.vacancies.values()].flatMap(({ id, status, places }) =>
    places.flatMap(({ pc4, held }) => {
      const holding = liveOf(tables)
        .filter((one) => one.vacancyId === id && one.pc4 === pc4)
        .reduce((sum, one) => sum + heldBy(one), 0);
      const wanted = status === "open" ? held : 0;
      return holding === wanted
        ? []
        : [`vacancy ${id} has ${held} held in ${pc4}, couplings hold ${holding}`];
    }),
  );

/** No group gives away more people than it has. */
export const headsOnce = (tables: TableState): string[] =>
  [...tables.notices.values()].flatMap(({ id, groups }) =>
    groups.flatMap(({ groupKey, headCount }) => {
      const surplusId = surplusGroupIdOf(id, groupKey);
      const spoken = [...tables.couplings.values()]
        .filter((one) => one.surplusId === surplusId)
        .reduce((sum, one) => sum + headsOf(one), 0);
      return spoken <= headCount ? [] : [`group ${groupKey} of ${id} gives away ${spoken} of ${headCount}`];
    }),
  );

/** B1: both teams know of every coupling as it now is, where they read a queue of their own. */
export const toldToBoth = (tables: TableState, delivered: readonly Delivered[]): string[] => {
  const byRegion = new Map(delivered.map((one): [string, Delivered] => [one.region, one]));
  return liveOf(tables).flatMap(({ id, version, fromRegion, toRegion, state }) =>
    [...new Set([fromRegion, toRegion])].flatMap((region) => {
      const reader = byRegion.get(region);
      if (reader?.by !== "queue" || state !== "proposed") return [];
      const known = reader.couplings.get(id);
      return known === version ? [] : [`${region} knows version ${known} of coupling ${id}, not ${version}`];
    }),
  );
};
