import * as z from "zod";
import { currentWording } from "#packages/domain/consent-wordings.ts";
import { addDays, dayInAmsterdam, type LocalDate } from "#packages/domain/dates.ts";
import type { MarketProfileInput } from "#packages/domain/market-profile.ts";
import type { SelfRegistrationInput } from "#packages/domain/person.ts";
import { Situation } from "#packages/domain/situation.ts";
import { readDay, typedDay } from "../../components/dates.ts";
import type { FieldError } from "../../components/form.tsx";
import { type Form, formOf } from "../../frame/form.ts";
import { isWholePostcode } from "../../frame/places.ts";
import type { Texts } from "../../texts/texts.ts";
import { LONGEST_REACH, MOST_HOURS } from "../me/edit-form.ts";

type Field = keyof Texts["requests"]["intake"]["errors"];
type Body = z.input<typeof MarketProfileInput>;

/** Lines for occupations on the form. */
export const WORK_LINES = [1, 2, 3] as const;
export type WorkLine = (typeof WORK_LINES)[number];
/** What a line was linked to: the occupation, and the title that it was chosen for. */
export const workFields = (line: WorkLine) =>
  ({ title: `werk-${line}`, occupation: `beroep-${line}`, of: `beroepvoor-${line}` }) as const;

/** The form as it is first shown: what the person told when they came forward. */
export const formOfPerson = (person: SelfRegistrationInput, now: Date): Form =>
  formOf({
    voornaam: [person.givenName],
    achternaam: [person.familyName],
    postcode: [person.postcode],
    situatie: [person.situation],
    email: [person.email ?? ""],
    telefoon: [person.phone ?? ""],
    toestemmingsdag: [typedDay(dayInAmsterdam(now))],
  });

const whole = (typed: string, min: number, max: number): number | undefined => {
  const parsed = z.coerce.number().int().min(min).max(max).safeParse(typed);
  return /^\d+$/.test(typed) && parsed.success ? parsed.data : undefined;
};

/** The day of consent, when it can be read and is not to come. */
const consentDay = (form: Form, now: Date): LocalDate | undefined => {
  const day = readDay(form.text("toestemmingsdag"));
  return day !== undefined && day <= dayInAmsterdam(now) ? day : undefined;
};

const emptyOr = (form: Form, name: Field, right: (typed: string) => boolean): boolean =>
  form.text(name) === "" || right(form.text(name));

const isEmail = (typed: string): boolean => z.email().max(254).safeParse(typed).success;
const LONGEST_PHONE = 30;

const mostHours = (form: Form): number => whole(form.text("urenmax"), 1, MOST_HOURS) ?? MOST_HOURS;

const RIGHT: Readonly<Record<Field, (form: Form, now: Date) => boolean>> = {
  voornaam: (form) => form.text("voornaam") !== "",
  achternaam: (form) => form.text("achternaam") !== "",
  postcode: (form) => isWholePostcode(form.text("postcode")),
  situatie: (form) => Situation.safeParse(form.text("situatie")).success,
  email: (form) => emptyOr(form, "email", isEmail),
  telefoon: (form) => form.text("telefoon").length <= LONGEST_PHONE,
  "werk-1": (form) => WORK_LINES.some((line) => form.text(workFields(line).title) !== ""),
  urenmin: (form) => emptyOr(form, "urenmin", (typed) => whole(typed, 0, mostHours(form)) !== undefined),
  urenmax: (form) =>
    (form.text("urenmax") === "" && form.text("urenmin") === "") ||
    whole(form.text("urenmax"), 1, MOST_HOURS) !== undefined,
  beschikbaar: (form) => emptyOr(form, "beschikbaar", (typed) => readDay(typed) !== undefined),
  reis: (form) => emptyOr(form, "reis", (typed) => whole(typed, 1, LONGEST_REACH) !== undefined),
  toestemming: (form) => form.text("toestemming") === "ja",
  toestemmingsdag: (form, now) => consentDay(form, now) !== undefined,
};

const FIELDS = Object.keys(RIGHT).filter((name): name is Field => Object.hasOwn(RIGHT, name));

/** What is wrong with what was typed, in the order of the form. */
export const errorsOf = (form: Form, now: Date, t: Texts): FieldError[] =>
  FIELDS.filter((field) => !RIGHT[field](form, now)).map((field) => ({
    field,
    message: t.requests.intake.errors[field],
  }));

const given = <K extends string, V>(name: K, value: V | undefined): Partial<Record<K, V>> => {
  const known: Partial<Record<K, V>> = {};
  if (value !== undefined) known[name] = value;
  return known;
};

const textOrNothing = (form: Form, name: Field): string | undefined => form.text(name) || undefined;

const hoursOf = (form: Form): { readonly min: number; readonly max: number } | undefined => {
  const max = whole(form.text("urenmax"), 1, MOST_HOURS);
  return max === undefined ? undefined : { min: whole(form.text("urenmin"), 0, max) ?? 0, max };
};

/** Of consent the day is known: its first hour in the Netherlands, so that a form that is sent twice says the same. */
const givenAt = (form: Form, now: Date): string =>
  `${addDays(consentDay(form, now) ?? dayInAmsterdam(now), -1)}T23:00:00.000Z`;

/** Occupations that the lines were linked to, each once. */
export const occupationsOf = (form: Form): string[] => [
  ...new Set(WORK_LINES.map((line) => form.text(workFields(line).occupation)).filter((uri) => uri !== "")),
];

/** The form as the API takes it: a profile that answers the request, with the consent that it needs. */
export const bodyOf = (form: Form, selfRegistrationId: string, now: Date) =>
  ({
    selfRegistrationId,
    person: {
      givenName: form.text("voornaam"),
      familyName: form.text("achternaam"),
      postcode: form.text("postcode"),
      situation: Situation.parse(form.text("situatie")),
      ...given("email", textOrNothing(form, "email")),
      ...given("phone", textOrNothing(form, "telefoon")),
    },
    profile: {
      occupations: occupationsOf(form),
      ...given("hoursPerWeek", hoursOf(form)),
      ...given("availableFromDate", readDay(form.text("beschikbaar"))),
      ...given("reachKm", whole(form.text("reis"), 1, LONGEST_REACH)),
      consents: [
        {
          purpose: "matching",
          receiver: "mobility-teams",
          wording: currentWording("matching").version,
          givenAt: givenAt(form, now),
        },
      ],
    },
  }) satisfies Body;

/** Where a pointer of the API lies in the form. */
const POINTERS: readonly (readonly [RegExp, Field])[] = [
  [/^\/person\/givenName/, "voornaam"],
  [/^\/person\/familyName/, "achternaam"],
  [/^\/person\/postcode/, "postcode"],
  [/^\/person\/situation/, "situatie"],
  [/^\/person\/email/, "email"],
  [/^\/person\/phone/, "telefoon"],
  [/^\/profile\/(?:occupations|jobTitles)/, "werk-1"],
  [/^\/profile\/hoursPerWeek/, "urenmax"],
  [/^\/profile\/availableFromDate/, "beschikbaar"],
  [/^\/profile\/reachKm/, "reis"],
  [/^\/profile\/consents/, "toestemmingsdag"],
];

/** What the API found wrong, at the fields of the form; undefined when it is none of them. */
export const errorsOfProblem = (pointers: readonly string[], t: Texts): FieldError[] | undefined => {
  const fields = pointers.map((pointer) => POINTERS.find(([form]) => form.test(pointer))?.[1]);
  const known = fields.filter((field) => field !== undefined);
  if (known.length === 0 || known.length < fields.length) return undefined;
  return [...new Set(known)].map((field) => ({ field, message: t.requests.intake.errors[field] }));
};
