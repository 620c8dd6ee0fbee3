import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import * as z from "zod";
import { RegionCode } from "#packages/domain/regions.ts";
import { MunicipalityCode } from "../municipality-code.ts";
import { Pc4 } from "../postcode.ts";

/** A source file that cannot be taken: names the file, and where it can the line and the column. */
export class BadSource extends Error {
  override readonly name = "BadSource";
}

/** Degrees within the Netherlands, as whole numbers of 1e-5 degree. */
const degrees = (least: number, most: number) =>
  z.coerce
    .number()
    .min(least)
    .max(most)
    .transform((value) => Math.round(value * 100_000));
const Latitude = degrees(50.7, 53.6);
const Longitude = degrees(3.3, 7.3);

const RegionRow = z.object({
  am_code: RegionCode,
  arbeidsmarktregio: z.string().min(1),
  gemeenten: z.coerce.number().int().positive(),
});
const MunicipalityRow = z.object({
  gm_code: MunicipalityCode,
  gemeente: z.string().min(1),
  am_code: RegionCode,
  pv_code: z.string().regex(/^PV[0-9]{2}$/),
  provincie: z.string().min(1),
});
const AreaRow = z.object({
  pc4: Pc4,
  lat: Latitude,
  lon: Longitude,
  // Empty for some new areas; the municipality's name stands in.
  plaats: z.string(),
  gm_code: MunicipalityCode,
  gemeente: z.string().min(1),
  am_code: RegionCode,
  // CBS leaves the figure out where too few people live.
  inwoners: z.coerce.number().int().min(0),
});
const BoxRow = z.object({
  pc4: Pc4,
  lat: Latitude,
  lon: Longitude,
  plaats: z.string().min(1),
  gm_code: MunicipalityCode,
  am_code: RegionCode,
  // How the municipality was found: by its name, or by the centre, which is often wrong.
  koppeling: z.enum(["gemeente", "dichtstbijzijnde pc4"]),
});
const FormerRow = z.object({
  gm_code: MunicipalityCode,
  gemeente_voormalig: z.string().min(1),
  am_code_laatste_jaar: RegionCode,
  laatste_jaar_in_cbs_indeling: z.coerce.number().int().min(2000),
});

export type AreaRow = z.infer<typeof AreaRow>;
export type BoxRow = z.infer<typeof BoxRow>;

/** The rows of one year, each checked by itself. */
export interface Layout {
  readonly year: number;
  readonly regions: readonly z.infer<typeof RegionRow>[];
  readonly municipalities: readonly z.infer<typeof MunicipalityRow>[];
  readonly areas: readonly AreaRow[];
  readonly boxes: readonly BoxRow[];
  readonly former: readonly z.infer<typeof FormerRow>[];
}

const readRows = <Row extends z.ZodType>(directory: string, file: string, row: Row): z.infer<Row>[] => {
  let records: unknown[];
  try {
    records = parse(readFileSync(join(directory, file), "utf8"), {
      columns: true,
      bom: true,
      skip_empty_lines: true,
    });
  } catch (cause) {
    throw new BadSource(`${file} cannot be read: ${cause instanceof Error ? cause.message : ""}`, { cause });
  }
  return records.map((record, at) => {
    const parsed = row.safeParse(record);
    if (parsed.success) return parsed.data;
    const reasons = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw new BadSource(`${file}, row ${at + 1}: ${reasons.join("; ")}`);
  });
};

const YEAR_FILE = /^arbeidsmarktregios_([0-9]{4})\.csv$/;

/** Reads the files of the newest year in a directory. Throws `BadSource` for a missing file or a bad row. */
export const readLayout = (directory: string): Layout => {
  const years = readdirSync(directory).flatMap((file) => YEAR_FILE.exec(file)?.[1] ?? []);
  const year = years.sort().at(-1);
  if (year === undefined) throw new BadSource("there is no arbeidsmarktregios_YEAR.csv in the directory");
  return {
    year: Number(year),
    regions: readRows(directory, `arbeidsmarktregios_${year}.csv`, RegionRow),
    municipalities: readRows(directory, `gemeente_arbeidsmarktregio_${year}.csv`, MunicipalityRow),
    areas: readRows(directory, `pc4_${year}.csv`, AreaRow),
    boxes: readRows(directory, "pc4_extra_4pp.csv", BoxRow),
    former: readRows(directory, "voormalige_gemeenten.csv", FormerRow),
  };
};
