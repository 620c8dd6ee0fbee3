import { readFileSync } from "node:fs";
import * as z from "zod";
import type { Classification } from "#packages/classification/classification.ts";
import { loadClassification } from "#packages/classification/load-classification.ts";
import { EducationLevel, Licence, Sector } from "#packages/domain/conditions.ts";
import { type Draw, type Lottery, lottery } from "./draw.ts";

const Row = z.object({
  occupation: z.url(),
  name: z.string().min(1),
  sector: Sector,
  /** Share of the vacancies and share of the people, each out of about 1200. */
  asked: z.coerce.number().int().min(0),
  offered: z.coerce.number().int().min(0),
  level: EducationLevel,
  hours: z.enum(["full", "mixed", "part", "small"]),
  licences: z.preprocess((text) => String(text).split(" ").filter(Boolean), z.array(Licence)),
  irregular: z.enum(["yes", "no"]).transform((text) => text === "yes"),
  /** Municipalities where most of this work is; empty for work that is everywhere. */
  near: z.preprocess((text) => String(text).split(" ").filter(Boolean), z.array(z.string())),
});
type Row = z.infer<typeof Row>;

/** An occupation as samples use it: figures of the table with what the classification in force says of it. */
export type Work = Row & {
  readonly essential: readonly string[];
  readonly optional: readonly string[];
  /** Titles in Dutch, the preferred one first. */
  readonly titles: readonly [string, ...string[]];
};

/** All there is to draw work from. */
export type LabourMarket = {
  readonly works: readonly Work[];
  readonly asked: Lottery<Work>;
  readonly offered: Lottery<Work>;
  /** Work that shrank in 2020: more people offer it than employers ask. */
  readonly shrinking: Lottery<Work>;
  ofSector(sector: Sector): Lottery<Work> | undefined;
  /** Any competency of any of the work, for what people picked up elsewhere. */
  readonly competencies: readonly [string, ...string[]];
};

const tableFile = new URL("../../samples/occupation-shares.tsv", import.meta.url);

const readTable = (): Row[] => {
  const [head = "", ...lines] = readFileSync(tableFile, "utf8").split("\n").filter(Boolean);
  const names = head.split("\t");
  return lines.map((line) => {
    const cells = line.split("\t");
    return Row.parse(Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ""])));
  });
};

const workOf = (row: Row, known: Classification): Work[] => {
  const index = known.occupationIndex(row.occupation);
  if (index === undefined) return [];
  const uris = (competencies: Uint32Array): string[] =>
    [...competencies]
      .filter((competency) => known.label("competency", competency) !== undefined)
      .map(known.competencyUri);
  const title = known.label("occupation", index)?.text ?? row.name;
  return [
    {
      ...row,
      essential: uris(known.essential(index)),
      optional: uris(known.optional(index)),
      titles: [title, ...known.alternatives("occupation", index)],
    },
  ];
};

const marketOf = (known: Classification): LabourMarket => {
  const works = readTable().flatMap((row) => workOf(row, known));
  const [first, ...others] = new Set(works.flatMap(({ essential, optional }) => [...essential, ...optional]));
  if (first === undefined)
    throw new RangeError("the classification has none of the occupations of the samples");
  const bySector = new Map(
    [...new Set(works.map(({ sector }) => sector))].map((sector): [Sector, Lottery<Work>] => [
      sector,
      lottery(
        works.filter((work) => work.sector === sector),
        ({ offered }) => offered,
      ),
    ]),
  );
  return {
    works,
    asked: lottery(works, ({ asked }) => asked),
    offered: lottery(works, ({ offered }) => offered),
    shrinking: lottery(works, ({ asked, offered }) => Math.max(0, offered - asked)),
    ofSector: (sector) => bySector.get(sector),
    competencies: [first, ...others],
  };
};

let loaded: LabourMarket | undefined;

/** The work of the table that the classification in force knows; loaded once. */
export const labourMarket = (): LabourMarket => {
  loaded ??= marketOf(loadClassification());
  return loaded;
};

type Hours = { readonly min: number; readonly max: number };
const HOURS: Readonly<Record<Work["hours"], readonly [Hours, ...Hours[]]>> = {
  full: [
    { min: 36, max: 40 },
    { min: 32, max: 40 },
    { min: 40, max: 40 },
    { min: 38, max: 38 },
    { min: 32, max: 36 },
  ],
  mixed: [
    { min: 24, max: 36 },
    { min: 16, max: 32 },
    { min: 32, max: 40 },
    { min: 20, max: 40 },
    { min: 24, max: 32 },
  ],
  part: [
    { min: 16, max: 24 },
    { min: 20, max: 28 },
    { min: 24, max: 32 },
    { min: 16, max: 32 },
    { min: 24, max: 24 },
  ],
  small: [
    { min: 8, max: 16 },
    { min: 12, max: 24 },
    { min: 0, max: 16 },
    { min: 16, max: 24 },
    { min: 16, max: 32 },
  ],
};

/** Hours a week as they are usual in that work. */
export const usualHours = ({ hours }: Work, draw: Draw): { min: number; max: number } => ({
  ...draw.pick(HOURS[hours]),
});
