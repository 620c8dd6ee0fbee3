import * as z from "zod";
import { dayInAmsterdam } from "#packages/domain/dates.ts";
import type { ApiTrouble } from "../../api/trouble.ts";
import { readDay } from "../../components/dates.ts";
import type { FieldError } from "../../components/form.tsx";
import type { Form } from "../../frame/form.ts";
import { isKnownArea, isWholePostcode } from "../../frame/places.ts";
import type { Texts } from "../../texts/texts.ts";
import { FIELDS, STEPS, type Step, wishesOf } from "./answers.ts";
import { placeFieldId, placesOf } from "./places.ts";

type Words = Texts["vacancies"];
type Asking = { readonly form: Form; readonly words: Words; readonly now: Date; readonly changing: boolean };
type Rule = readonly [field: string, broken: boolean, message: string];

const LONGEST = { title: 120, name: 200, description: 2000 };
const isNumber = (typed: string, min: number, max: number): boolean =>
  /^\d{1,3}(?:\.?\d{3})?$/.test(typed) &&
  Number(typed.replace(".", "")) >= min &&
  Number(typed.replace(".", "")) <= max;
const isOpenOr = (typed: string, test: (typed: string) => boolean): boolean => typed === "" || test(typed);

const work = ({ form, words: { form: words } }: Asking): Rule[] => {
  const learning = form.text("soort") === "learning";
  return [
    ["werk", form.text("werk") === "", words.titleMissing],
    ["werk", form.text("werk").length > LONGEST.title, words.titleLong],
    ["omschrijving", form.text("omschrijving").length > LONGEST.description, words.descriptionLong],
    ["leidttoe", learning && form.text("leidttoe") === "", words.leadsToMissing],
    ["weken", learning && !isNumber(form.text("weken"), 1, 39), words.weeksWrong],
    ["erkend", learning && form.text("erkend") === "", words.recognisedMissing],
  ];
};

const FOUR_DIGITS = /^\d{4}$/;

/** Of a vacancy that is changed the area is enough: it is all that is kept. */
const isPostcodeWrong = (postcode: string, changing: boolean): boolean =>
  FOUR_DIGITS.test(postcode) && changing ? !isKnownArea(postcode) : !isWholePostcode(postcode);

const postcodes = ({ form, words: { form: words }, changing }: Asking): Rule[] =>
  placesOf(form).flatMap(({ postcode }, index): Rule[] => {
    const field = placeFieldId("postcode", index);
    return [
      [field, FOUR_DIGITS.test(postcode) && !changing, words.postcodeAgain],
      [field, isPostcodeWrong(postcode, changing), words.postcodeWrong],
      [field, index > 0 && form.text("soort") === "open-hiring", words.placesOpenHiring],
    ];
  });

const positions = ({ form, words: { form: words } }: Asking): Rule[] =>
  placesOf(form).map(
    ({ positions: typed }, index): Rule => [
      placeFieldId("aantal", index),
      !isNumber(typed, 1, 10_000),
      words.positionsWrong,
    ],
  );

const where = (asking: Asking): Rule[] => {
  const { form, words } = asking;
  return [
    ["bedrijf", form.text("bedrijf") === "", words.form.employerMissing],
    ["bedrijf", form.text("bedrijf").length > LONGEST.name, words.form.employerLong],
    ...postcodes(asking),
    ...(placesOf(form).length > 1 ? positions(asking) : []),
  ];
};

const when = ({ form, words: { form: words }, now }: Asking): Rule[] => {
  const [min, max] = [form.text("urenmin"), form.text("urenmax")];
  const isDay = (typed: string): boolean => readDay(typed) !== undefined;
  const hours = (typed: string): boolean => isNumber(typed, 1, 60);
  const closing = readDay(form.text("sluit"));
  const contracts = form.all("contract");
  return [
    ["begin", !isOpenOr(form.text("begin"), isDay), words.dateWrong],
    ["sluit", !isOpenOr(form.text("sluit"), isDay), words.dateWrong],
    ["sluit", closing !== undefined && closing < dayInAmsterdam(now), words.closingPast],
    ["urenmin", !isOpenOr(min, hours), words.hoursWrong],
    ["urenmax", !isOpenOr(max, hours), words.hoursWrong],
    ["urenmax", hours(min) && hours(max) && Number(min) > Number(max), words.hoursOrder],
    [
      "contract",
      form.text("soort") === "open-hiring" && contracts.join() !== "permanent",
      words.contractOpenHiring,
    ],
  ];
};

const people = (asking: Asking): Rule[] => {
  const {
    form,
    words: { form: words },
  } = asking;
  const [name, email, phone] = [
    form.text("contactnaam"),
    form.text("contactmail"),
    form.text("contacttelefoon"),
  ];
  return [
    ...(placesOf(form).length > 1 ? [] : positions(asking)),
    ["contactnaam", name === "" && `${email}${phone}` !== "", words.contactNameMissing],
    ["contactmail", !isOpenOr(email, (typed) => z.email().safeParse(typed).success), words.contactEmailWrong],
  ];
};

const MOST_WISHES = 60;

const able = ({ form, words: { form: words } }: Asking): Rule[] => [
  ["zoek", wishesOf(form).length > MOST_WISHES, words.mustCount],
];

const RULES: Readonly<Record<Step, (asking: Asking) => Rule[]>> = {
  werk: work,
  waar: where,
  wanneer: when,
  mensen: people,
  kunnen: able,
};

/** What is wrong with the answers of one question, one message a field. */
export const errorsOf = (step: Step, asking: Asking): FieldError[] => {
  const broken = RULES[step](asking).filter(([, isBroken]) => isBroken);
  const first = new Map(broken.toReversed().map(([field, , message]) => [field, message]));
  return [...first].map(([field, message]) => ({ field, message })).toReversed();
};

export type StepError = FieldError & { readonly step: Step };

/** Everything that still stands between a draft and a vacancy, with the question where it can be put right. */
export const allErrors = (asking: Asking): StepError[] =>
  STEPS.flatMap((step) => errorsOf(step, asking).map((error) => ({ ...error, step })));

/** Which field a member of the body is, by its JSON Pointer. */
const FIELD_OF: readonly (readonly [pointer: RegExp, field: string])[] = [
  [/^\/title/, "werk"],
  [/^\/description/, "omschrijving"],
  [/^\/occupation/, "beroep"],
  [/^\/kind/, "soort"],
  [/^\/learning/, "leidttoe"],
  [/^\/employer/, "bedrijf"],
  [/^\/places\/\d+\/positions/, "aantal"],
  [/^\/places/, "postcode"],
  [/^\/endDate/, "begin"],
  [/^\/reachKm/, "straal"],
  [/^\/startDate/, "begin"],
  [/^\/closingDate/, "sluit"],
  [/^\/hoursPerWeek/, "urenmin"],
  [/^\/contractKinds/, "contract"],
  [/^\/contact/, "contactnaam"],
  [/^\/requirements/, "zoek"],
  [/^\/licences/, "rijbewijs"],
];

const stepOf = (field: string, several: boolean): Step => {
  if (several && field === "aantal") return "waar";
  return STEPS.find((step) => FIELDS[step].includes(field)) ?? (field === "zoek" ? "kunnen" : "werk");
};

/** The field's id on the page: of a place of work, that of its row. */
const idAt = (field: string, pointer: string): string => {
  const index = Number(/^\/places\/(\d+)/.exec(pointer)?.[1] ?? 0);
  return field === "aantal" || field === "postcode" ? placeFieldId(field, index) : field;
};

/** What the API refused, at the question where it was answered. */
export const refusedBy = ({ problem }: ApiTrouble, form: Form, words: Words): StepError[] => {
  const several = placesOf(form).length > 1;
  const errors = (problem?.errors ?? []).map(({ pointer = "" }): StepError => {
    const field = FIELD_OF.find(([pattern]) => pattern.test(pointer))?.[1] ?? "werk";
    return { field: idAt(field, pointer), step: stepOf(field, several), message: words.check.refused };
  });
  return errors.filter(({ field }, index) => errors.findIndex((one) => one.field === field) === index);
};
