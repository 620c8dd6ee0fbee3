import * as z from "zod";
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

const longUri = (short: string): string => {
  const prefix = SHORT.test(short) ? PREFIXES.find(([letter]) => short.startsWith(letter)) : undefined;
  if (prefix === undefined) return short;
  const hex = Buffer.from(short.slice(1), "base64url").toString("hex");
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return prefix[1] + parts.join("-");
};

const packUris = (uris: readonly string[]): string => uris.map(shortUri).join(" ");
const unpackUris = (packed: string): string[] => (packed === "" ? [] : packed.split(" ").map(longUri));

const Uris = z.string().transform(unpackUris);
const Requirements = z.string().transform((packed) =>
  (packed === "" ? [] : packed.split(" ")).map((one) => ({
    competency: longUri(one.slice(2)),
    importance: one.startsWith("m") ? "must" : "nice",
    weight: Number(one.slice(1, 2)),
  })),
);
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

/** Reads JSON with letters back to names; what is not an object becomes an issue of the schema that follows. */
const fromLetters = (names: Readonly<Record<string, string>>) => {
  const nameOf = new Map(Object.entries(names).map(([name, letter]) => [letter, name]));
  return z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.record(z.string(), z.unknown()))
    .transform((document) =>
      Object.fromEntries(
        Object.entries(document).map(([letter, value]) => [nameOf.get(letter) ?? letter, value]),
      ),
    );
};

const ProfileDocument = fromLetters(PROFILE_LETTERS)
  .pipe(z.looseObject({ occupations: Uris, competencies: Uris, excludedOccupations: Uris }))
  .pipe(ProfileTerms);
const VacancyDocument = fromLetters(VACANCY_LETTERS)
  .pipe(z.looseObject({ requirements: Requirements }))
  .pipe(VacancyTerms);

/** Thrown for a document that is not what `encode…` writes; the cause has the details. */
export class UnreadableTerms extends Error {
  override readonly name = "UnreadableTerms";
}

const decode = <T>(schema: z.ZodType<T>, text: string, what: string): T => {
  try {
    return schema.parse(text);
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
export const decodeProfileTerms = (text: string): ProfileTerms => decode(ProfileDocument, text, "profile");

export const encodeVacancyTerms = (terms: VacancyTerms): string =>
  toLetters(VACANCY_LETTERS, { ...terms, requirements: packRequirements(terms.requirements) });

/** Throws `UnreadableTerms`. */
export const decodeVacancyTerms = (text: string): VacancyTerms => decode(VacancyDocument, text, "vacancy");
