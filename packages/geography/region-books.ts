import type { RegionCode } from "#packages/domain/regions.ts";
import { REGIONS } from "#packages/domain/regions.ts";
import type { MunicipalityCode } from "./municipality-code.ts";
import { isMunicipalityCode } from "./municipality-code.ts";
import type { FormerTable, MunicipalityTable } from "./table-forms.ts";
import { formerTable, municipalityTables } from "./tables.ts";

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

/** What the tables of one year say of municipalities and regions. */
export interface RegionBook {
  readonly year: number;
  readonly municipalities: ReadonlyMap<string, Municipality>;
  readonly regions: ReadonlyMap<RegionCode, Region>;
}

/** A municipality that is no more, and those that its people now belong to, the one with most of them first. */
export interface FormerMunicipality {
  readonly municipality: Municipality & { readonly ceasedOn: string };
  readonly successors: readonly MunicipalityCode[];
}

/** All years together, without the postcode areas: those are many times as much, and who only asks for names does without. */
export interface RegionBooks<Book extends RegionBook = RegionBook> {
  /** Oldest first, never empty. */
  readonly yearbooks: readonly [Book, ...Book[]];
  readonly former: ReadonlyMap<string, FormerMunicipality>;
}

/** A municipality code from a table. Throws a RangeError for anything else. */
export const toMunicipalityCode = (text: string): MunicipalityCode => {
  if (!isMunicipalityCode(text)) throw new RangeError(`"${text}" in the tables is not a municipality code`);
  return text;
};

const toRegionCode = (text: string): RegionCode => {
  const found = REGIONS.find((region) => region === text);
  if (found === undefined) throw new RangeError(`"${text}" in the tables is not a region code`);
  return found;
};

/** One year's municipalities and regions, from its table. */
export const regionBookOf = (table: MunicipalityTable): RegionBook => {
  const municipalities = new Map<string, Municipality>();
  const regions = new Map<RegionCode, Region>();
  for (const row of table.regions) {
    const region = toRegionCode(row.code);
    const members = row.municipalities.map((member): Municipality => {
      const province = table.provinces[member.province] ?? member.province;
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
  return { year: table.year, municipalities, regions };
};

/** Puts books of years in order beside those that are no more. Throws a RangeError when there is no year. */
export const booksOf = <Book extends RegionBook>(
  books: readonly Book[],
  ceased: FormerTable,
): RegionBooks<Book> => {
  const [first, ...others] = books.toSorted((a, b) => a.year - b.year);
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

let built: RegionBooks | undefined;

/** The project's own tables of municipalities and regions, read on first use and kept. */
export const regionBooks = (): RegionBooks => {
  built ??= booksOf(municipalityTables.map(regionBookOf), formerTable);
  return built;
};

const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

/**
 * The yearbook in force on a day ("2026-03-01"): the newest one without a day, the oldest one for a day before it.
 * Throws a RangeError for a day that is not written as a date.
 */
export const yearbookOn = <Book extends RegionBook>({ yearbooks }: RegionBooks<Book>, on?: string): Book => {
  const [oldest] = yearbooks;
  if (on === undefined) return yearbooks.at(-1) ?? oldest;
  if (!DAY.test(on)) throw new RangeError("on must be a date such as 2026-03-01");
  const year = Number(on.slice(0, 4));
  return yearbooks.findLast((book) => book.year <= year) ?? oldest;
};

/** Looks in the older yearbooks, the newest of them first, and then in the newer ones. */
export const lookElsewhere = <Found, Book extends RegionBook>(
  { yearbooks }: RegionBooks<Book>,
  inForce: Book,
  look: (book: Book) => Found | undefined,
): Found | undefined => {
  const at = yearbooks.indexOf(inForce);
  for (const book of [...yearbooks.slice(0, at).reverse(), ...yearbooks.slice(at + 1)]) {
    const found = look(book);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** The municipality of a code on a day. One that had ceased by then is answered by its (first) successor. */
export const municipalityOn = (
  from: RegionBooks,
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
