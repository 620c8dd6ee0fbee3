import type { RegionCode } from "#packages/domain/regions.ts";
import { REGIONS } from "#packages/domain/regions.ts";
import type { MunicipalityCode } from "./municipality-code.ts";
import { isMunicipalityCode } from "./municipality-code.ts";
import type { Pc4 } from "./postcode.ts";
import { isPc4 } from "./postcode.ts";
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

/** A region as the tables of one year have it. */
export interface Region {
  readonly code: RegionCode;
  readonly name: string;
  readonly neighbours: readonly RegionCode[];
  readonly municipalities: readonly MunicipalityCode[];
}

/** What the tables of one year say. */
export interface Yearbook {
  readonly year: number;
  readonly areas: ReadonlyMap<string, Area>;
  readonly municipalities: ReadonlyMap<string, Municipality>;
  readonly regions: ReadonlyMap<RegionCode, Region>;
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

const toMunicipalityCode = (text: string): MunicipalityCode => {
  if (!isMunicipalityCode(text)) throw new RangeError(`"${text}" in the tables is not a municipality code`);
  return text;
};

const toRegionCode = (text: string): RegionCode => {
  const found = REGIONS.find((region) => region === text);
  if (found === undefined) throw new RangeError(`"${text}" in the tables is not a region code`);
  return found;
};

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
  const municipalities = new Map<string, Municipality>();
  const regions = new Map<RegionCode, Region>();
  const { provinces } = tables.municipalities;
  for (const row of tables.municipalities.regions) {
    const region = toRegionCode(row.code);
    const members = row.municipalities.map((member): Municipality => {
      const province = provinces[member.province] ?? member.province;
      return { code: toMunicipalityCode(member.code), name: member.name, region, province };
    });
    for (const member of members) municipalities.set(member.code, member);
    const neighbours = row.neighbours.map(toRegionCode);
    regions.set(region, {
      code: region,
      name: row.name,
      neighbours,
      municipalities: members.map(({ code }) => code),
    });
  }
  return { year: tables.municipalities.year, areas, municipalities, regions };
};

/** Puts the tables of one or more years together; pure, so that tests can make years of their own. */
export const buildGazetteer = (tables: readonly YearTables[], ceased: FormerTable): Gazetteer => {
  const [first, ...others] = tables.map(yearbookOf).sort((a, b) => a.year - b.year);
  if (first === undefined) throw new RangeError("a gazetteer needs the tables of at least one year");
  const former = ceased.rows.map((row): [string, FormerMunicipality] => {
    const { name, ceasedOn } = row;
    const municipality = {
      code: toMunicipalityCode(row.code),
      name,
      region: toRegionCode(row.region),
      ceasedOn,
    };
    return [row.code, { municipality, successors: row.successors.map(toMunicipalityCode) }];
  });
  return { yearbooks: [first, ...others], former: new Map(former) };
};

let built: Gazetteer | undefined;

/** The gazetteer of the project's own tables, built on first use and kept. */
export const gazetteer = (): Gazetteer => {
  built ??= buildGazetteer(yearTables, formerTable);
  return built;
};

const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

/**
 * The yearbook in force on a day ("2026-03-01"): the newest one without a day, the oldest one for a day before it.
 * Throws a RangeError for a day that is not written as a date.
 */
export const yearbookOn = ({ yearbooks }: Gazetteer, on?: string): Yearbook => {
  const [oldest] = yearbooks;
  if (on === undefined) return yearbooks.at(-1) ?? oldest;
  if (!DAY.test(on)) throw new RangeError("on must be a date such as 2026-03-01");
  const year = Number(on.slice(0, 4));
  return yearbooks.findLast((book) => book.year <= year) ?? oldest;
};

/** Looks in the older yearbooks, the newest of them first, and then in the newer ones. */
const lookElsewhere = <Found>(
  { yearbooks }: Gazetteer,
  inForce: Yearbook,
  look: (book: Yearbook) => Found | undefined,
): Found | undefined => {
  const at = yearbooks.indexOf(inForce);
  for (const book of [...yearbooks.slice(0, at).reverse(), ...yearbooks.slice(at + 1)]) {
    const found = look(book);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** The area of a PC4. A code that the yearbook in force lacks is looked up in the others, so an old profile keeps its place. */
export const areaOn = (from: Gazetteer, pc4: Pc4, on?: string): Area | undefined => {
  const inForce = yearbookOn(from, on);
  return inForce.areas.get(pc4) ?? lookElsewhere(from, inForce, (book) => book.areas.get(pc4));
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
  if (former === undefined) return lookElsewhere(from, inForce, (book) => book.municipalities.get(code));
  const [successor] = former.successors;
  const day = on ?? `${inForce.year}-12-31`;
  if (successor === undefined || day < former.municipality.ceasedOn) return former.municipality;
  return municipalityOn(from, successor, on);
};
