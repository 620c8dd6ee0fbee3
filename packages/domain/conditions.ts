import * as z from "zod";

/** Hours a week, both ends included. 60 is the legal limit of a week (Arbeidstijdenwet 5:7). */
export const HoursPerWeek = z
  .object({ min: z.number().int().min(0).max(60), max: z.number().int().min(1).max(60) })
  .strict()
  .refine((hours) => hours.min <= hours.max, { path: ["max"], message: "must not be less than min" });
export type HoursPerWeek = z.infer<typeof HoursPerWeek>;

/** How far somebody travels or an employer looks, in whole kilometres between centres of postcode areas. */
export const ReachKm = z.number().int().min(1).max(400);

export const CONTRACT_KINDS = ["permanent", "temporary", "agency", "on-call"] as const;
export const ContractKind = z.enum(CONTRACT_KINDS);
export type ContractKind = z.infer<typeof ContractKind>;

/** Levels of the Common European Framework of Reference, low to high; B2 is the reference of rule I1. */
export const LANGUAGE_LEVELS = ["A1", "A2", "B1", "B2", "C1", "C2"] as const;
export const LanguageLevel = z.enum(LANGUAGE_LEVELS);
export type LanguageLevel = z.infer<typeof LanguageLevel>;

/** A language by its ISO 639-1 code, and how well it is spoken. */
export const LanguageSkill = z
  .object({
    language: z.string().regex(/^[a-z]{2}$/, "must be a code of two letters, as nl"),
    level: LanguageLevel,
  })
  .strict();
export type LanguageSkill = z.infer<typeof LanguageSkill>;

/** Work and thinking level (VUM codes 1 to 6), low to high. */
export const EDUCATION_LEVELS = ["none", "primary", "vmbo", "mbo-havo-vwo", "hbo", "wo"] as const;
export const EducationLevel = z.enum(EDUCATION_LEVELS);
export type EducationLevel = z.infer<typeof EducationLevel>;

/** Driving licences, as VUM lists them. */
export const LICENCES = [
  "A",
  "A1",
  "A2",
  "AM",
  "B",
  "B+",
  "BE",
  "C",
  "C1",
  "C1E",
  "CE",
  "D",
  "D1",
  "D1E",
  "DE",
  "T",
] as const;
export const Licence = z.enum(LICENCES);
export type Licence = z.infer<typeof Licence>;

/** Sections of the Dutch business classification SBI 2008, A to U: the product's word for a sector. */
export const SECTORS = [
  "A",
  "B",
  "C",
  "D",
  "E",
  "F",
  "G",
  "H",
  "I",
  "J",
  "K",
  "L",
  "M",
  "N",
  "O",
  "P",
  "Q",
  "R",
  "S",
  "T",
  "U",
] as const;
export const Sector = z.enum(SECTORS);
export type Sector = z.infer<typeof Sector>;

const unique = (values: readonly unknown[]) =>
  new Set(values.map((value) => JSON.stringify(value))).size === values.length;
/** A list without repeats of at most `max` things. */
export const distinct = <T extends z.ZodType>(item: T, max: number) =>
  z.array(item).max(max).refine(unique, "has the same thing twice");
