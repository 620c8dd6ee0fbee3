import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import * as z from "zod";
import { Pc4 } from "#packages/domain/postcode.ts";
import {
  readColumn,
  readExcluders,
  readRows,
  readTexts,
  writeColumn,
  writeExcluders,
  writeNumbering,
  writeRows,
  writeTexts,
} from "./column-file.ts";
import { Numbering } from "./numbering.ts";
import type { ProfileColumns } from "./profile-columns.ts";
import type { VacancyColumns } from "./vacancy-columns.ts";
import { BadSnapshot, VarintReader, VarintWriter } from "./varint.ts";

/** Quality 5 is where brotli is both smaller and as fast as gzip's default on such columns. */
const QUALITY = 5;

const Areas = z.array(Pc4);
const Texts = z.array(z.string());
const numberingFrom = (reader: VarintReader): Numbering =>
  new Numbering(readTexts(reader, (value) => Texts.parse(value)));

/** What comes before the columns. Numbers of competencies and occupations mean something in one version only. */
const Head = z.strictObject({
  form: z.enum(["profiles-3", "vacancies-1"]),
  classification: z.string(),
  count: z.number().int().min(0),
});
type Head = z.infer<typeof Head>;

/** Packed bytes with a head before them. */
const pack = (head: Head, write: (writer: VarintWriter) => void): Uint8Array => {
  const writer = new VarintWriter();
  writer.raw(Buffer.from(JSON.stringify(head)));
  write(writer);
  return brotliCompressSync(writer.finish(), { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } });
};

/** Unpacks, and looks whether it is what is wanted. Throws BadSnapshot. */
const unpack = (
  snapshot: Uint8Array,
  { form, classification }: Omit<Head, "count">,
): { reader: VarintReader; count: number } => {
  const reader = new VarintReader(brotliDecompressSync(snapshot));
  const head = Head.safeParse(JSON.parse(Buffer.from(reader.raw()).toString()));
  if (!head.success)
    throw new BadSnapshot(`the snapshot has no head that can be read: ${head.error.message}`);
  if (head.data.form !== form) throw new BadSnapshot(`the snapshot has ${head.data.form}, not ${form}`);
  if (head.data.classification === classification) return { reader, count: head.data.count };
  throw new BadSnapshot(
    `the snapshot is of classification ${head.data.classification}, not of ${classification}`,
  );
};

const areaOfEach = (areaStarts: Uint32Array, count: number): Uint16Array => {
  const areaOf = new Uint16Array(count);
  for (let area = 0; area + 1 < areaStarts.length; area++)
    areaOf.fill(area, areaStarts[area], areaStarts[area + 1]);
  return areaOf;
};

/** The columns of profiles as one file, column by column, with brotli; the ids are kept elsewhere. */
export const writeProfileColumns = (columns: ProfileColumns, classification: string): Uint8Array =>
  pack({ form: "profiles-3", classification, count: columns.count }, (writer) => {
    writeTexts(writer, columns.areas);
    writeColumn(writer, columns.areaStarts);
    writeColumn(writer, columns.reach);
    writeColumn(writer, columns.hoursMin);
    writeColumn(writer, columns.hoursMax);
    writeColumn(writer, columns.from);
    writeColumn(writer, columns.until);
    writeColumn(writer, columns.contracts);
    writeColumn(writer, columns.education);
    writeColumn(writer, columns.licences);
    writeColumn(writer, columns.flags);
    writeExcluders(writer, columns.sectorsExcluded);
    writeRows(writer, columns.languages);
    writeNumbering(writer, columns.languageNumbers);
    writeRows(writer, columns.occupations);
    writeExcluders(writer, columns.occupationsExcluded);
    writeNumbering(writer, columns.excludedNumbers);
    writeRows(writer, columns.competencies);
    writeColumn(writer, columns.idRank);
  });

/** Reads what `writeProfileColumns` wrote, of this version of the classification. Throws BadSnapshot. */
export const readProfileColumns = (snapshot: Uint8Array, classification: string): ProfileColumns => {
  const { reader, count } = unpack(snapshot, { form: "profiles-3", classification });
  const areas = readTexts(reader, (value) => Areas.parse(value));
  const areaStarts = readColumn(reader, new Uint32Array(areas.length + 1));
  // In the order of the file.
  return {
    count,
    areas,
    areaStarts,
    areaOf: areaOfEach(areaStarts, count),
    reach: readColumn(reader, new Uint16Array(count)),
    hoursMin: readColumn(reader, new Uint8Array(count)),
    hoursMax: readColumn(reader, new Uint8Array(count)),
    from: readColumn(reader, new Int32Array(count)),
    until: readColumn(reader, new Int32Array(count)),
    contracts: readColumn(reader, new Uint8Array(count)),
    education: readColumn(reader, new Uint8Array(count)),
    licences: readColumn(reader, new Uint16Array(count)),
    flags: readColumn(reader, new Uint8Array(count)),
    sectorsExcluded: readExcluders(reader),
    languages: readRows(reader, count),
    languageNumbers: numberingFrom(reader),
    occupations: readRows(reader, count),
    occupationsExcluded: readExcluders(reader),
    excludedNumbers: numberingFrom(reader),
    competencies: readRows(reader, count),
    idRank: readColumn(reader, new Uint32Array(count)),
  };
};

/** As `writeProfileColumns`. */
export const writeVacancyColumns = (columns: VacancyColumns, classification: string): Uint8Array =>
  pack({ form: "vacancies-1", classification, count: columns.count }, (writer) => {
    writeTexts(writer, columns.areas);
    writeRows(writer, columns.placesOf);
    writeColumn(writer, columns.areaStarts);
    writeColumn(writer, columns.reach);
    writeColumn(writer, columns.hoursMin);
    writeColumn(writer, columns.hoursMax);
    writeColumn(writer, columns.start);
    writeColumn(writer, columns.latestFrom);
    writeColumn(writer, columns.earliestUntil);
    writeColumn(writer, columns.contracts);
    writeColumn(writer, columns.education);
    writeColumn(writer, columns.licences);
    writeColumn(writer, columns.flags);
    writeColumn(writer, columns.sector);
    writeRows(writer, columns.languages);
    writeNumbering(writer, columns.languageNumbers);
    writeColumn(writer, columns.occupation);
    writeColumn(writer, columns.occupationNumber);
    writeNumbering(writer, columns.occupationNumbers);
    writeRows(writer, columns.requirements);
    writeColumn(writer, columns.worths);
    writeColumn(writer, columns.musts);
    writeColumn(writer, columns.mustsNeeded);
    writeColumn(writer, columns.idRank);
  });

/** Reads what `writeVacancyColumns` wrote, of this version of the classification. Throws BadSnapshot. */
export const readVacancyColumns = (snapshot: Uint8Array, classification: string): VacancyColumns => {
  const { reader, count } = unpack(snapshot, { form: "vacancies-1", classification });
  const areas = readTexts(reader, (value) => Areas.parse(value));
  const placesOf = readRows(reader, count);
  const areaStarts = readColumn(reader, new Uint32Array(areas.length + 1));
  const shared = {
    count,
    areas,
    placesOf,
    areaStarts,
    reach: readColumn(reader, new Uint16Array(count)),
    hoursMin: readColumn(reader, new Uint8Array(count)),
    hoursMax: readColumn(reader, new Uint8Array(count)),
    start: readColumn(reader, new Int32Array(count)),
    latestFrom: readColumn(reader, new Int32Array(count)),
    earliestUntil: readColumn(reader, new Int32Array(count)),
    contracts: readColumn(reader, new Uint8Array(count)),
    education: readColumn(reader, new Uint8Array(count)),
    licences: readColumn(reader, new Uint16Array(count)),
    flags: readColumn(reader, new Uint8Array(count)),
    sector: readColumn(reader, new Int32Array(count)),
    languages: readRows(reader, count),
    languageNumbers: numberingFrom(reader),
    occupation: readColumn(reader, new Int32Array(count)),
    occupationNumber: readColumn(reader, new Uint32Array(count)),
    occupationNumbers: numberingFrom(reader),
  };
  const requirements = readRows(reader, count);
  return {
    ...shared,
    requirements,
    worths: readColumn(reader, new Int32Array(requirements.values.length)),
    musts: readColumn(reader, new Uint8Array(count)),
    mustsNeeded: readColumn(reader, new Uint8Array(count)),
    idRank: readColumn(reader, new Uint32Array(count)),
  };
};
