import { ProfileTerms, VacancyTerms } from "./terms.ts";

/**
 * The compact form in which the store keeps terms: JSON with one-letter names, and lists of URIs as one string. A URI
 * of ESCO that ends in a UUID is its letter and the UUID's 16 bytes in base64url (23 characters for 74); any other is
 * written out. A change of this form must keep reading what was written before.
 */
const PREFIXES = [
  ["s", "http://data.europa.eu/esco/skill/"],
  ["o", "http://data.europa.eu/esco/occupation/"],
] as const;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const SHORT = /^[a-z][A-Za-z0-9_-]{22}$/;

const shortUri = (uri: string): string => {
  for (const [letter, prefix] of PREFIXES) {
    const tail = uri.startsWith(prefix) ? uri.slice(prefix.length) : "";
    if (UUID.test(tail)) return letter + Buffer.from(tail.replaceAll("-", ""), "hex").toString("base64url");
  }
  return uri;
};

const expand = (short: string): string => {
  const prefix = SHORT.test(short) ? PREFIXES.find(([letter]) => short.startsWith(letter)) : undefined;
  if (prefix === undefined) return short;
  const hex = Buffer.from(short.slice(1), "base64url").toString("hex");
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return prefix[1] + parts.join("-");
};

/** More than any classification has; a bound, should documents be full of other URIs. */
const REMEMBERED = 100_000;
const remembered = new Map<string, string>();

/** The same URI comes in many documents: worked out once, and one text in memory for all. */
const longUri = (short: string): string => {
  const known = remembered.get(short);
  if (known !== undefined) return known;
  const long = expand(short);
  if (remembered.size < REMEMBERED) remembered.set(short, long);
  return long;
};

const packUris = (uris: readonly string[]): string => uris.map(shortUri).join(" ");

type Unpack = (packed: unknown) => unknown;
const listed = (packed: string): string[] => (packed === "" ? [] : packed.split(" "));
// What is not a text is left for the schema to refuse.
const unpackUris: Unpack = (packed) => (typeof packed === "string" ? listed(packed).map(longUri) : packed);
const unpackRequirements: Unpack = (packed) =>
  typeof packed === "string"
    ? listed(packed).map((one) => ({
        competency: longUri(one.slice(2)),
        importance: one.startsWith("m") ? "must" : "nice",
        weight: Number(one.slice(1, 2)),
      }))
    : packed;
const packRequirements = (requirements: VacancyTerms["requirements"]): string =>
  requirements
    .map(({ importance, weight, competency }) => `${importance[0]}${weight}${shortUri(competency)}`)
    .join(" ");

/** The letters on paper. They are kept in the table: a letter keeps its meaning for good. */
const PROFILE_LETTERS = {
  id: "i",
  jobSeekerId: "j",
  version: "n",
  region: "r",
  pc4: "p",
  occupations: "o",
  competencies: "c",
  hoursPerWeek: "h",
  availableFromDate: "a",
  availableUntilDate: "u",
  contractKinds: "k",
  languages: "l",
  educationLevel: "e",
  licences: "d",
  irregularHours: "x",
  reachKm: "m",
  learningJob: "g",
  excludedOccupations: "w",
  excludedSectors: "s",
} as const satisfies Record<keyof ProfileTerms, string>;

const VACANCY_LETTERS = {
  id: "i",
  employer: "b",
  version: "n",
  places: "p",
  occupation: "o",
  sector: "s",
  learning: "g",
  requirements: "c",
  mustHaves: "t",
  hoursPerWeek: "h",
  startDate: "a",
  endDate: "u",
  contractKinds: "k",
  languages: "l",
  educationLevel: "e",
  licences: "d",
  irregularHours: "x",
  reachKm: "m",
} as const satisfies Record<keyof VacancyTerms, string>;

const toLetters = (names: Readonly<Record<string, string>>, document: object): string =>
  JSON.stringify(
    Object.fromEntries(Object.entries(document).map(([name, value]) => [names[name] ?? name, value])),
  );

/** Reads JSON with letters back to names; whether it is a document at all is for the schema to say. */
const fromLetters = (
  names: Readonly<Record<string, string>>,
  unpack: Readonly<Record<string, Unpack>>,
): ((text: string) => unknown) => {
  const nameOf = new Map(Object.entries(names).map(([name, letter]) => [letter, name]));
  return (text) => {
    const document: unknown = JSON.parse(text);
    if (typeof document !== "object" || document === null) return document;
    return Object.fromEntries(
      Object.entries(document).map(([letter, value]) => {
        const name = nameOf.get(letter) ?? letter;
        return [name, unpack[name]?.(value) ?? value];
      }),
    );
  };
};

const readProfile = fromLetters(PROFILE_LETTERS, {
  occupations: unpackUris,
  competencies: unpackUris,
  excludedOccupations: unpackUris,
});
const readVacancy = fromLetters(VACANCY_LETTERS, { requirements: unpackRequirements });

/** Thrown for a document that is not what `encode…` writes; the cause has the details. */
export class UnreadableTerms extends Error {
  override readonly name = "UnreadableTerms";
}

const reading = <T>(what: string, read: () => T): T => {
  try {
    return read();
  } catch (cause) {
    throw new UnreadableTerms(`the kept terms of a ${what} cannot be read`, { cause });
  }
};

export const encodeProfileTerms = (terms: ProfileTerms): string =>
  toLetters(PROFILE_LETTERS, {
    ...terms,
    occupations: packUris(terms.occupations),
    competencies: packUris(terms.competencies),
    excludedOccupations: packUris(terms.excludedOccupations),
  });

/** Throws `UnreadableTerms`. */
export const decodeProfileTerms = (text: string): ProfileTerms =>
  reading("profile", () => ProfileTerms.parse(readProfile(text)));

export const encodeVacancyTerms = (terms: VacancyTerms): string =>
  toLetters(VACANCY_LETTERS, { ...terms, requirements: packRequirements(terms.requirements) });

/** Throws `UnreadableTerms`. */
export const decodeVacancyTerms = (text: string): VacancyTerms =>
  reading("vacancy", () => VacancyTerms.parse(readVacancy(text)));
