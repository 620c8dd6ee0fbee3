import type { MunicipalityCode } from "./municipality-code.ts";
import type { Pc4 } from "./postcode.ts";
import { isPc4 } from "./postcode.ts";
import type { RegionBook, RegionBooks } from "./region-books.ts";
import { booksOf, lookElsewhere, regionBookOf, toMunicipalityCode, yearbookOn } from "./region-books.ts";
import type { AreaTable, FormerTable, YearTables } from "./table-forms.ts";
import { formerTable, yearTables } from "./tables.ts";

/** One postcode area of one year. Latitude and longitude of its centre are whole numbers of 1e-5 degree. */
export interface Area {
  readonly pc4: Pc4;
  /** A box code stands for post-office boxes: firms use it, nobody lives there. */
  readonly kind: "area" | "post-office-box";
  readonly place: string;
  readonly municipality: MunicipalityCode;
  /** 0 where CBS gives no figure. */
  readonly inhabitants: number;
  readonly latitude: number;
  readonly longitude: number;
}

/** What the tables of one year say. */
export interface Yearbook extends RegionBook {
  readonly areas: ReadonlyMap<string, Area>;
}

/** All years together: the one index that every question about areas is answered from. */
export type Gazetteer = RegionBooks<Yearbook>;

const toPc4 = (figure: number | undefined): Pc4 => {
  const digits = String(figure);
  if (!isPc4(digits)) throw new RangeError(`${digits} in the tables is not the number of a postcode area`);
  return digits;
};

const addAreas = (to: Map<string, Area>, places: AreaTable["areas"], kind: Area["kind"]): void => {
  for (const [code, byPlace] of Object.entries(places)) {
    const municipality = toMunicipalityCode(code);
    for (const [place, figures] of Object.entries(byPlace)) {
      for (let at = 0; at < figures.length; at += 4) {
        const pc4 = toPc4(figures[at]);
        const latitude = figures[at + 1] ?? 0;
        const longitude = figures[at + 2] ?? 0;
        to.set(pc4, {
          pc4,
          kind,
          place,
          municipality,
          inhabitants: figures[at + 3] ?? 0,
          latitude,
          longitude,
        });
      }
    }
  }
};

const yearbookOf = (tables: YearTables): Yearbook => {
  const areas = new Map<string, Area>();
  addAreas(areas, tables.areas.areas, "area");
  addAreas(areas, tables.areas.boxes, "post-office-box");
  return { ...regionBookOf(tables.municipalities), areas };
};

/** Puts the tables of one or more years together; pure, so that tests can make years of their own. */
export const buildGazetteer = (tables: readonly YearTables[], ceased: FormerTable): Gazetteer =>
  booksOf(tables.map(yearbookOf), ceased);

let built: Gazetteer | undefined;

/** The gazetteer of the project's own tables, built on first use and kept. */
export const gazetteer = (): Gazetteer => {
  built ??= buildGazetteer(yearTables, formerTable);
  return built;
};

/** The area of a PC4. A code that the yearbook in force lacks is looked up in the others, so an old profile keeps its place. */
export const areaOn = (from: Gazetteer, pc4: Pc4, on?: string): Area | undefined => {
  const inForce = yearbookOn(from, on);
  return inForce.areas.get(pc4) ?? lookElsewhere(from, inForce, (book) => book.areas.get(pc4));
};
