import { MunicipalityCode } from "./municipality-code.ts";
import type { Municipality } from "./region-books.ts";
import { municipalityOn, regionBooks, yearbookOn } from "./region-books.ts";
import { searchableName } from "./searchable-name.ts";

/** A municipality code that no table holds. Names the field it came from. */
export class UnknownMunicipality extends Error {
  override readonly name = "UnknownMunicipality";
  readonly field: string;
  readonly code: string;

  constructor(field: string, code: string) {
    super(`${field}: the municipality ${code} is not known`);
    this.field = field;
    this.code = code;
  }
}

/** Like `municipality`, but `undefined` for a code that no table holds. */
export const findMunicipality = (code: MunicipalityCode, on?: string): Municipality | undefined =>
  municipalityOn(regionBooks(), code, on);

/**
 * The municipality of a CBS code on a day ("2019-05-01"; without one, by the newest table). A code that had ceased by
 * then is answered by its successor; of several, by the one that most of its people went to (see `successorsOf`).
 * Throws `UnknownMunicipality`, which names `code` as the field.
 */
export const municipality = (code: MunicipalityCode, on?: string): Municipality => {
  const found = findMunicipality(code, on);
  if (found === undefined) throw new UnknownMunicipality("code", code);
  return found;
};

/** All municipalities in force on a day, by region and code. */
export const municipalitiesOn = (on?: string): readonly Municipality[] => [
  ...yearbookOn(regionBooks(), on).municipalities.values(),
];

/** The municipalities of today that a former one went into; empty for one that still is, or where that is not known. */
export const successorsOf = (code: MunicipalityCode): readonly Municipality[] => {
  const found =
    regionBooks()
      .former.get(code)
      ?.successors.map((successor) => municipality(successor)) ?? [];
  return found.filter((one, at) => found.findIndex((other) => other.code === one.code) === at);
};

/** CBS tells namesakes apart by a province in brackets: "Bergen (NH.)". People leave it out. */
const withoutBrackets = (name: string): string => name.replace(/\s*\([^)]*\)$/, "");

/** Two municipalities go by another name in speech than in law. */
const SPOKEN_NAMES = { "Den Haag": "GM0518", "Den Bosch": "GM0796" };

let codesByName: ReadonlyMap<string, ReadonlySet<MunicipalityCode>> | undefined;

const indexNames = (): ReadonlyMap<string, ReadonlySet<MunicipalityCode>> => {
  const index = new Map<string, Set<MunicipalityCode>>();
  const add = (name: string, codes: readonly MunicipalityCode[]) => {
    for (const form of new Set([searchableName(name), searchableName(withoutBrackets(name))])) {
      const known = index.get(form) ?? new Set();
      for (const code of codes) known.add(code);
      index.set(form, known);
    }
  };
  for (const present of municipalitiesOn()) add(present.name, [present.code]);
  for (const [name, code] of Object.entries(SPOKEN_NAMES)) add(name, [MunicipalityCode.parse(code)]);
  for (const [code, { municipality: former, successors }] of regionBooks().former) {
    add(former.name, successors.length > 0 ? successors : [MunicipalityCode.parse(code)]);
  }
  return index;
};

/**
 * The municipalities of today that a name stands for, accents and capitals ignored. A former name gives its successors
 * ("Haaren": four), a name that two have gives both ("Bergen"), an unknown one an empty list.
 */
export const municipalitiesByName = (name: string): readonly Municipality[] => {
  codesByName ??= indexNames();
  const codes = codesByName.get(searchableName(name)) ?? new Set<MunicipalityCode>();
  return [...codes].map((code) => municipality(code));
};
