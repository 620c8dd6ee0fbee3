import type * as z from "zod";
import { CONTRACT_KINDS, LICENCES } from "#packages/domain/conditions.ts";
import type { VacancyInput } from "#packages/domain/vacancy.ts";
import type { VacancyView } from "../../api/vacancies.ts";
import { readDay, typedDay } from "../../components/dates.ts";
import type { Form } from "../../frame/form.ts";
import { inWhole } from "../../frame/places.ts";
import { placesOf } from "./places.ts";

export const STEPS = ["werk", "waar", "wanneer", "mensen", "kunnen"] as const;
export type Step = (typeof STEPS)[number];

/** Fields of each question, by the names that forms know them by. */
export const FIELDS: Readonly<Record<Step, readonly string[]>> = {
  werk: [
    "werk",
    "omschrijving",
    "beroep",
    "beroepnaam",
    "beroepvoor",
    "soort",
    "leidttoe",
    "weken",
    "erkend",
  ],
  waar: ["bedrijf", "postcode", "straal"],
  wanneer: ["begin", "sluit", "urenmin", "urenmax", "onregelmatig", "contract"],
  mensen: ["aantal", "contactnaam", "contactmail", "contacttelefoon"],
  kunnen: ["competentie", "competentienaam", "belang", "gewicht", "rijbewijs"],
};

/** Fields that a question asked, as it was sent: with more than one place of work, each has positions of its own. */
export const fieldsOf = (step: Step, sent: Form): readonly string[] => {
  const several = placesOf(sent).length > 1;
  if (step === "waar" && several) return [...FIELDS.waar, "aantal"];
  return FIELDS[step].filter((field) => field !== "aantal" || sent.has(field));
};

/** Value of the choice "none of these" among occupations. */
export const NO_OCCUPATION = "geen";

export type Wish = {
  readonly uri: string;
  readonly label: string;
  readonly importance: "must" | "nice";
  /** The employer's own, which only the API asks; a change here leaves it as it was. */
  readonly weight?: number;
};

const weightOf = (typed: string | undefined): { weight?: number } =>
  /^[1-5]$/.test(typed ?? "") ? { weight: Number(typed) } : {};

/** The competencies that were chosen, with what they matter. */
export const wishesOf = (form: Form): Wish[] => {
  const labels = form.all("competentienaam");
  const importances = form.all("belang");
  const weights = form.all("gewicht");
  return form.all("competentie").flatMap((uri, index) => {
    const importance = importances[index];
    if (importance !== "must" && importance !== "nice") return [];
    return [{ uri, label: labels[index] ?? uri, importance, ...weightOf(weights[index]) }];
  });
};

const given = <T>(name: string, value: T | undefined): Record<string, T> =>
  value === undefined ? {} : { [name]: value };
const text = (form: Form, name: string): string | undefined => form.text(name) || undefined;
const number = (form: Form, name: string): number | undefined => {
  const typed = form.text(name);
  return typed === "" ? undefined : Number(typed.replaceAll(".", ""));
};

const hoursOf = (form: Form): { min: number; max: number } | undefined => {
  const [min, max] = [number(form, "urenmin"), number(form, "urenmax")];
  if (min === undefined && max === undefined) return undefined;
  return { min: min ?? max ?? 0, max: max ?? min ?? 0 };
};

const contactOf = (form: Form) => {
  const name = text(form, "contactnaam");
  if (name === undefined) return undefined;
  return {
    name,
    ...given("email", text(form, "contactmail")),
    ...given("phone", text(form, "contacttelefoon")),
  };
};

const learningOf = (form: Form) => {
  const leadsTo = (["course", "practice-statement", "certificate", "diploma"] as const).find(
    (one) => one === form.text("leidttoe"),
  );
  if (form.text("soort") !== "learning" || leadsTo === undefined) return undefined;
  return {
    leadsTo,
    weeks: number(form, "weken") ?? 0,
    recognisedTrainingCompany: form.text("erkend") === "ja",
  };
};

const irregularOf = (form: Form): boolean | undefined => {
  const answer = form.text("onregelmatig");
  return answer === "" ? undefined : answer === "ja";
};

const some = <T>(values: readonly T[]): readonly T[] | undefined =>
  values.length === 0 ? undefined : values;

export type VacancyBody = z.input<typeof VacancyInput>;

/** What the API is sent: what was left open is left out, for unknown is something else than no. */
export const inputOf = (form: Form, kvkNumber: string): VacancyBody => {
  const kind = (["learning", "open-hiring"] as const).find((one) => one === form.text("soort")) ?? "regular";
  const occupation = form.text("beroep");
  const contracts = CONTRACT_KINDS.filter((one) => form.all("contract").includes(one));
  const licences = LICENCES.filter((one) => form.all("rijbewijs").includes(one));
  return {
    title: form.text("werk"),
    kind,
    employer: { kvkNumber, name: form.text("bedrijf") },
    places: placesOf(form).map(({ postcode, positions }) => ({
      postcode: inWhole(postcode),
      positions: Number(positions.replaceAll(".", "")),
    })),
    requirements: wishesOf(form).map(({ uri, label: _, ...wish }) => ({ competency: uri, ...wish })),
    ...(placesOf(form).length > 1 ? { nationalEmployer: true } : {}),
    ...given("description", text(form, "omschrijving")),
    ...given("occupation", occupation === NO_OCCUPATION || occupation === "" ? undefined : occupation),
    ...given("reachKm", number(form, "straal")),
    ...given("startDate", readDay(form.text("begin"))),
    ...given("closingDate", readDay(form.text("sluit"))),
    ...given("hoursPerWeek", hoursOf(form)),
    ...given("irregularHours", irregularOf(form)),
    ...given("contractKinds", some(contracts)),
    ...given("licences", some(licences)),
    ...given("learning", learningOf(form)),
    ...given("contact", contactOf(form)),
  };
};

/** Members that a change takes away when they are not given any more. */
const REMOVABLE = [
  "description",
  "occupation",
  "reachKm",
  "startDate",
  "closingDate",
  "hoursPerWeek",
  "irregularHours",
  "contractKinds",
  "licences",
  "learning",
  "contact",
] as const;

/** A change of a vacancy, as a merge patch: what is empty now is taken away. */
export const patchOf = (form: Form, kvkNumber: string): Record<string, unknown> => {
  const input = inputOf(form, kvkNumber);
  const removed = Object.fromEntries(REMOVABLE.map((name) => [name, input[name] ?? null]));
  return { ...input, ...removed };
};

const yesOrNo = (value: boolean | undefined): string => {
  if (value === undefined) return "";
  return value ? "ja" : "nee";
};

const one = (value: string | number | undefined): string[] => (value === undefined ? [] : [String(value)]);

/** A vacancy as somebody would have typed it, to change it or to use it again. `names` are those of its concepts. */
export const typedOf = (
  vacancy: VacancyView,
  names: ReadonlyMap<string, string>,
): Record<string, string[]> => {
  const { occupation, learning, contact, requirements, places } = vacancy;
  return {
    werk: [vacancy.title],
    omschrijving: one(vacancy.description),
    beroep: [occupation ?? NO_OCCUPATION],
    beroepnaam: occupation === undefined ? [] : [names.get(occupation) ?? occupation],
    beroepvoor: [vacancy.title],
    soort: [vacancy.kind],
    leidttoe: one(learning?.leadsTo),
    weken: one(learning?.weeks),
    erkend: [yesOrNo(learning?.recognisedTrainingCompany)],
    bedrijf: [vacancy.employer.name],
    postcode: places.map(({ pc4 }) => pc4),
    straal: one(vacancy.reachKm),
    begin: [typedDay(vacancy.startDate)],
    sluit: [typedDay(vacancy.closingDate)],
    urenmin: one(vacancy.hoursPerWeek?.min),
    urenmax: one(vacancy.hoursPerWeek?.max),
    onregelmatig: [yesOrNo(vacancy.irregularHours)],
    contract: [...(vacancy.contractKinds ?? [])],
    aantal: places.map(({ open, held, filled }) => String(open + held + filled)),
    contactnaam: one(contact?.name),
    contactmail: one(contact?.email),
    contacttelefoon: one(contact?.phone),
    competentie: requirements.map(({ competency }) => competency),
    competentienaam: requirements.map(({ competency }) => names.get(competency) ?? competency),
    belang: requirements.map(({ importance }) => importance),
    gewicht: requirements.map(({ weight }) => String(weight)),
    rijbewijs: [...(vacancy.licences ?? [])],
  };
};
