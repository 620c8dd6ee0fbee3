import * as z from "zod";
import type { LocalDate } from "#packages/domain/dates.ts";
import { Postcode } from "#packages/domain/postcode.ts";
import type { OwnProfile } from "../../api/me.ts";
import { readDay, typedDay } from "../../components/dates.ts";
import type { FieldError } from "../../components/form.tsx";
import { type Form, formOf } from "../../frame/form.ts";
import type { Texts } from "../../texts/texts.ts";

type Field = keyof Texts["me"]["edit"]["errors"];
export const LONGEST_REACH = 400;
export const MOST_HOURS = 60;

/** "ja", "nee" or nothing. */
const typedYesNo = (value: boolean | undefined): string => {
  if (value === undefined) return "";
  return value ? "ja" : "nee";
};

const typedNumber = (value: number | undefined): string => (value === undefined ? "" : String(value));

/** The form as it is first shown: what is kept now. */
export const formOfProfile = ({ person, profile }: OwnProfile): Form =>
  formOf({
    givenName: [person.givenName],
    familyName: [person.familyName],
    postcode: [person.postcode],
    dateOfBirth: [typedDay(person.dateOfBirth)],
    email: [person.email ?? ""],
    phone: [person.phone ?? ""],
    hoursMin: [typedNumber(profile.hoursPerWeek?.min)],
    hoursMax: [typedNumber(profile.hoursPerWeek?.max)],
    availableFromDate: [typedDay(profile.availableFromDate)],
    reachKm: [typedNumber(profile.reachKm)],
    irregularHours: [typedYesNo(profile.irregularHours)],
    learningJob: [typedYesNo(profile.learningJob)],
    beroep: profile.occupations.map(({ uri }) => uri),
    competentie: profile.competencies.map(({ uri }) => uri),
  });

/** What was typed, as the API takes it; null takes something away. */
type Patch = {
  readonly person: Readonly<Record<string, unknown>>;
  readonly profile: Readonly<Record<string, unknown>>;
};
export type Read = { readonly patch: Patch; readonly errors: readonly FieldError[] };

const whole = (typed: string, min: number, max: number): number | undefined => {
  const parsed = z.coerce.number().int().min(min).max(max).safeParse(typed);
  return /^\d+$/.test(typed) && parsed.success ? parsed.data : undefined;
};

/** A field that may be left empty: undefined when what stands in it cannot be read. */
const orNothing = <T>(typed: string, read: (typed: string) => T | undefined): T | null | undefined =>
  typed === "" ? null : read(typed);

type Hours = { readonly min: number; readonly max: number };

const hoursOf = (form: Form): Hours | null | Field => {
  const [min, max] = [form.text("hoursMin"), form.text("hoursMax")];
  if (min === "" && max === "") return null;
  const most = whole(max, 1, MOST_HOURS);
  if (most === undefined) return "hoursMax";
  const fewest = whole(min === "" ? "0" : min, 0, most);
  return fewest === undefined ? "hoursMin" : { min: fewest, max: most };
};

const YES_NO: Readonly<Record<string, boolean | null>> = { ja: true, nee: false };
const yesNoOf = (form: Form, name: string): boolean | null => YES_NO[form.text(name)] ?? null;

const emailOf = (typed: string): string | undefined =>
  z.email().max(254).safeParse(typed).success ? typed : undefined;
const dayOf = (typed: string): LocalDate | undefined => readDay(typed);

/** Of a list of ticked boxes those that the profile has: nothing is added by way of a box. */
const kept = (form: Form, name: string, before: readonly { readonly uri: string }[]): string[] => {
  const ticked = new Set(form.all(name));
  return before.map(({ uri }) => uri).filter((uri) => ticked.has(uri));
};

/** Field and value, for those that have to be read; undefined is what cannot be. */
const readFields = (form: Form) => {
  const text = (name: string): string => form.text(name);
  const postcode = Postcode.safeParse(text("postcode"));
  const hours = hoursOf(form);
  return {
    givenName: text("givenName") || undefined,
    familyName: text("familyName") || undefined,
    postcode: postcode.success ? postcode.data : undefined,
    dateOfBirth: orNothing(text("dateOfBirth"), dayOf),
    email: orNothing(text("email"), emailOf),
    hoursMin: hours === "hoursMin" ? undefined : hours,
    hoursMax: hours === "hoursMax" ? undefined : hours,
    availableFromDate: orNothing(text("availableFromDate"), dayOf),
    reachKm: orNothing(text("reachKm"), (typed) => whole(typed, 1, LONGEST_REACH)),
  } satisfies Partial<Record<Field, unknown>>;
};

const CHECKED = [
  "givenName",
  "familyName",
  "postcode",
  "dateOfBirth",
  "email",
  "hoursMin",
  "hoursMax",
  "availableFromDate",
  "reachKm",
] as const satisfies readonly Field[];

/** Reads the form: what is to be changed, and what cannot be read, by field. */
export const readEdit = (form: Form, { profile }: OwnProfile, t: Texts): Read => {
  const read = readFields(form);
  const { givenName, familyName, postcode, dateOfBirth, email } = read;
  const { hoursMax: hoursPerWeek, availableFromDate, reachKm } = read;
  const jobTitle = form.text("jobTitle");
  const wrong = CHECKED.filter((field) => read[field] === undefined);
  return {
    errors: wrong.map((field) => ({ field, message: t.me.edit.errors[field] })),
    patch: {
      person: {
        ...{ givenName, familyName, postcode, dateOfBirth, email },
        phone: form.text("phone") || null,
      },
      profile: {
        ...{ hoursPerWeek, availableFromDate, reachKm },
        occupations: kept(form, "beroep", profile.occupations),
        competencies: kept(form, "competentie", profile.competencies),
        ...(jobTitle === "" ? {} : { jobTitles: [jobTitle] }),
        irregularHours: yesNoOf(form, "irregularHours"),
        learningJob: yesNoOf(form, "learningJob"),
      },
    },
  };
};

/** Where a pointer of the API lies in the form. */
const FIELDS: readonly (readonly [RegExp, Field])[] = [
  [/^\/person\/(givenName)$/, "givenName"],
  [/^\/person\/(familyName)$/, "familyName"],
  [/^\/person\/(postcode)$/, "postcode"],
  [/^\/person\/(dateOfBirth)$/, "dateOfBirth"],
  [/^\/person\/(email)$/, "email"],
  [/^\/person\/(phone)$/, "phone"],
  [/^\/profile\/hoursPerWeek/, "hoursMax"],
  [/^\/profile\/available/, "availableFromDate"],
  [/^\/profile\/reachKm/, "reachKm"],
  [/^\/profile\/jobTitles/, "jobTitle"],
];

/** What the API found wrong, at the fields of the form. */
export const errorsOfProblem = (pointers: readonly string[], t: Texts): FieldError[] => {
  const fields = pointers.map((pointer) => FIELDS.find(([form]) => form.test(pointer))?.[1] ?? "work");
  return [...new Set(fields)].map((field) => ({ field, message: t.me.edit.errors[field] }));
};
