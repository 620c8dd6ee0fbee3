import type { RegionCode } from "#packages/domain/regions.ts";
import { MunicipalityCode } from "./municipality-code.ts";
import { Pc4 } from "./postcode.ts";
import type { AreaTable, FormerTable, MunicipalityTable, YearTables } from "./table-forms.ts";
import { readFormerTable, readYearTables } from "./tables.ts";

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

/** A municipality as it is on a day. */
export interface Municipality {
  readonly code: MunicipalityCode;
  readonly name: string;
  readonly region: RegionCode;
  /** Not known of a former municipality. */
  readonly province?: string;
  /** The first day on which it was no more; only of a former municipality. */
  readonly ceasedOn?: string;
}

/** What the tables of one year say. */
export interface Yearbook {
  readonly year: number;
  readonly areas: ReadonlyMap<string, Area>;
  readonly municipalities: ReadonlyMap<string, Municipality>;
  readonly regions: MunicipalityTable["regions"];
}

/** A municipality that is no more, and those that its people now belong to, the one with most of them first. */
export interface FormerMunicipality {
  readonly municipality: Municipality & { readonly ceasedOn: string };
  readonly successors: readonly MunicipalityCode[];
}

/** All years together: the one index that every question of this package is answered from. */
export interface Gazetteer {
  /** Oldest first, never empty. */
  readonly yearbooks: readonly [Yearbook, ...Yearbook[]];
  readonly former: ReadonlyMap<string, FormerMunicipality>;
}

const areasOf = (places: AreaTable["areas"], kind: Area["kind"]): Area[] =>
  Object.entries(places).flatMap(([code, byPlace]) => {
    const municipality = MunicipalityCode.parse(code);
    return Object.entries(byPlace).flatMap(([place, figures]) => {
      const found: Area[] = [];
      for (let at = 0; at < figures.length; at += 4) {
        const [pc4, latitude = 0, longitude = 0, inhabitants = 0] = figures.slice(at, at + 4);
        found.push({
          pc4: Pc4.parse(String(pc4)),
          kind,
          place,
          municipality,
          inhabitants,
          latitude,
          longitude,
        });
      }
      return found;
    });
  });

const yearbookOf = ({ areas, municipalities }: YearTables): Yearbook => {
  const every = [...areasOf(areas.areas, "area"), ...areasOf(areas.boxes, "post-office-box")];
  const rows = municipalities.regions.flatMap((region) =>
    region.municipalities.map(([code, name, province]): [string, Municipality] => [
      code,
      { code, name, region: region.code, province: municipalities.provinces[province] ?? province },
    ]),
  );
  return {
    year: municipalities.year,
    areas: new Map(every.map((area) => [area.pc4, area])),
    municipalities: new Map(rows),
    regions: municipalities.regions,
  };
};

/** Puts the tables of one or more years together; pure, so that tests can make years of their own. */
export const buildGazetteer = (tables: readonly YearTables[], formerTable: FormerTable): Gazetteer => {
  const [first, ...others] = tables.map(yearbookOf).sort((a, b) => a.year - b.year);
  if (first === undefined) throw new RangeError("a gazetteer needs the tables of at least one year");
  const former = formerTable.rows.map(
    ([code, name, region, ceasedOn, successors]): [string, FormerMunicipality] => [
      code,
      { municipality: { code, name, region, ceasedOn }, successors },
    ],
  );
  return { yearbooks: [first, ...others], former: new Map(former) };
};

let built: Gazetteer | undefined;

/** The gazetteer of the project's own tables, built on first use and kept. */
export const gazetteer = (): Gazetteer => {
  built ??= buildGazetteer(readYearTables(), readFormerTable());
  return built;
};

const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

/** The yearbooks in the order in which they are asked: the one in force on the day, older ones, then newer ones. */
const yearbooksFrom = (
  { yearbooks }: Gazetteer,
  on: string | undefined,
): readonly [Yearbook, ...Yearbook[]] => {
  const newestFirst = yearbooks.toReversed();
  const year = on === undefined ? Number.POSITIVE_INFINITY : Number(on.slice(0, 4));
  const [inForce = yearbooks[0], ...older] = newestFirst.filter((book) => book.year <= year);
  const newer = yearbooks.filter((book) => book.year > year && book !== inForce);
  return [inForce, ...older, ...newer];
};

/**
 * The yearbook in force on a day ("2026-03-01"): the newest one without a day, the oldest one for a day before it.
 * Throws a RangeError for a day that is not written as a date.
 */
export const yearbookOn = (from: Gazetteer, on?: string): Yearbook => {
  if (on !== undefined && !DAY.test(on)) throw new RangeError("on must be a date such as 2026-03-01");
  return yearbooksFrom(from, on)[0];
};

const firstFound = <Found>(books: readonly Yearbook[], look: (book: Yearbook) => Found | undefined) => {
  for (const book of books) {
    const found = look(book);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** The area of a PC4. A code that the yearbook in force lacks is looked up in the others, so an old profile keeps its place. */
export const areaOn = (from: Gazetteer, pc4: Pc4, on?: string): Area | undefined => {
  const inForce = yearbookOn(from, on).areas.get(pc4);
  return inForce ?? firstFound(yearbooksFrom(from, on), (book) => book.areas.get(pc4));
};

/** The municipality of a code on a day. One that had ceased by then is answered by its (first) successor. */
export const municipalityOn = (
  from: Gazetteer,
  code: MunicipalityCode,
  on?: string,
): Municipality | undefined => {
  const inForce = yearbookOn(from, on);
  const present = inForce.municipalities.get(code);
  if (present !== undefined) return present;
  const former = from.former.get(code);
  if (former === undefined) {
    return firstFound(yearbooksFrom(from, on), (book) => book.municipalities.get(code));
  }
  const [successor] = former.successors;
  const day = on ?? `${inForce.year}-12-31`;
  if (successor === undefined || day < former.municipality.ceasedOn) return former.municipality;
  return municipalityOn(from, successor, on);
};
