import * as z from "zod";
import { Sector } from "#packages/domain/conditions.ts";
import { KvkNumber } from "#packages/domain/ids.ts";
import type { NoticeBody, NoticeView } from "../../api/surplus-notices.ts";
import { readDay, typedDay } from "../../components/dates.ts";
import type { FieldError } from "../../components/form.tsx";
import { type Form, formOf } from "../../frame/form.ts";
import { inWhole, isKnownArea, isWholePostcode } from "../../frame/places.ts";
import type { User } from "../../frame/sessions.ts";
import type { Texts } from "../../texts/texts.ts";

/** Fields of a group; each has as many values as there are groups, in their order. */
export const GROUP_FIELDS = [
  "groep",
  "functie",
  "beroep",
  "beroepvoor",
  "aantal",
  "postcode",
  "vrij",
  "einde",
  "duur",
  "tot",
  "uren",
] as const;
export type GroupField = (typeof GROUP_FIELDS)[number];
export type Group = Readonly<Record<GroupField, string>>;

export const NO_OCCUPATION = "geen";
export const REASONS = ["closure", "reorganisation", "less-work", "season", "bankruptcy", "other"] as const;

const emptyGroup = (number: number): Group => ({
  groep: `groep-${number}`,
  functie: "",
  beroep: "",
  beroepvoor: "",
  aantal: "",
  postcode: "",
  vrij: "",
  einde: "",
  duur: "lasting",
  tot: "",
  uren: "",
});

/** The groups of a form; there is always one. */
export const groupsOf = (form: Form): Group[] => {
  const columns = GROUP_FIELDS.map((field) => [field, form.all(field)] as const);
  const count = form.all("groep").length;
  const groups = Array.from({ length: count }, (_, index) => ({
    ...emptyGroup(index + 1),
    ...Object.fromEntries(columns.map(([field, values]) => [field, values[index] ?? ""])),
  }));
  return groups.length === 0 ? [emptyGroup(1)] : groups;
};

export const withGroups = (form: Form, groups: readonly Group[]): Form =>
  formOf({
    ...form.typed,
    ...Object.fromEntries(GROUP_FIELDS.map((field) => [field, groups.map((group) => group[field])])),
  });

/** One group more, under a name that none of the others has. */
export const oneMore = (groups: readonly Group[]): Group[] => {
  const numbers = groups.map(({ groep }) => Number(/\d+$/.exec(groep)?.[0] ?? 0));
  return [...groups, emptyGroup(Math.max(0, ...numbers) + 1)];
};

/** What the people of a group can, by URI: a field of its own for each group, under the group's name. */
export const ableField = (group: Group): string => `kan-${group.groep}`;

export const ablesOf = (form: Form, group: Group): string[] => form.all(ableField(group));

/** A form that was sent without what groups can, which a page of its own asks, with what was known of that. */
export const withAbles = (sent: Form, known: Form): Form =>
  formOf({
    ...Object.fromEntries(groupsOf(sent).map((group) => [ableField(group), ablesOf(known, group)])),
    ...sent.typed,
  });

type Words = Texts["surplus"]["form"];
type Rule = readonly [broken: boolean, message: string];
const firstOf = (field: string, rules: readonly Rule[]): FieldError[] => {
  const broken = rules.find(([isBroken]) => isBroken);
  return broken === undefined ? [] : [{ field, message: broken[1] }];
};

const PERSONAL = /@|\b\d{9}\b|\b\d{2}-\d{2}-\d{4}\b/;
const isCount = (typed: string, max: number): boolean =>
  /^\d{1,5}$/.test(typed) && Number(typed) >= 1 && Number(typed) <= max;
const isDayOrEmpty = (typed: string): boolean => typed === "" || readDay(typed) !== undefined;

/** Id of a group's field on the page. */
export const idOf = (field: GroupField, index: number): string => `${field}-${index + 1}`;

/** With which words, and whether it is a change: of what is kept the postcode area is known, and is enough. */
export type Judging = { readonly words: Words; readonly changing: boolean };

const FOUR_DIGITS = /^\d{4}$/;

const postcodeRules = (postcode: string, { words, changing }: Judging): Rule[] =>
  changing && FOUR_DIGITS.test(postcode)
    ? [[!isKnownArea(postcode), words.postcodeWrong]]
    : [
        [FOUR_DIGITS.test(postcode), words.postcodeAgain],
        [!isWholePostcode(postcode), words.postcodeWrong],
      ];

const groupErrors = (group: Group, index: number, judging: Judging): FieldError[] => {
  const { words } = judging;
  const at = (field: GroupField): string => idOf(field, index);
  return [
    ...firstOf(at("functie"), [
      [group.functie === "", words.jobTitleMissing],
      [PERSONAL.test(group.functie), words.personal],
    ]),
    ...firstOf(at("aantal"), [[!isCount(group.aantal, 10_000), words.headCountWrong]]),
    ...firstOf(at("postcode"), postcodeRules(group.postcode, judging)),
    ...firstOf(at("vrij"), [
      [!isDayOrEmpty(group.vrij), words.dateWrong],
      [group.vrij === "" && group.einde === "", words.availableMissing],
    ]),
    ...firstOf(at("einde"), [[!isDayOrEmpty(group.einde), words.dateWrong]]),
    ...firstOf(at("tot"), [
      [!isDayOrEmpty(group.tot), words.dateWrong],
      [group.tot !== "" && group.duur !== "temporary", words.untilLasting],
      [(readDay(group.tot) ?? "9") < (readDay(group.vrij) ?? ""), words.untilEarly],
    ]),
    ...firstOf(at("uren"), [[group.uren !== "" && !isCount(group.uren, 60), words.hoursWrong]]),
  ];
};

/** The firm: an employer's own, or the one that a sector organisation files for (B4). */
export const kvkOf = (form: Form, user: User): string =>
  user.kvkNumber ?? form.text("kvk").replaceAll(" ", "");

export const errorsOf = (form: Form, user: User, judging: Judging): FieldError[] => {
  const { words } = judging;
  const [name, email, phone] = ["contactnaam", "contactmail", "contacttelefoon"].map((field) =>
    form.text(field),
  );
  return [
    ...firstOf("kvk", [[!KvkNumber.safeParse(kvkOf(form, user)).success, words.kvkWrong]]),
    ...firstOf("bedrijf", [[form.text("bedrijf") === "", words.nameMissing]]),
    ...firstOf("embargo", [[!isDayOrEmpty(form.text("embargo")), words.dateWrong]]),
    ...groupsOf(form).flatMap((group, index) => groupErrors(group, index, judging)),
    ...firstOf("contactnaam", [[name === "" && `${email}${phone}` !== "", words.contactNameMissing]]),
    ...firstOf("contactmail", [
      [email !== "" && !z.email().safeParse(email).success, words.contactEmailWrong],
    ]),
  ];
};

const given = <T>(name: string, value: T | undefined): Record<string, T> =>
  value === undefined ? {} : { [name]: value };

const bodyOfGroup = (form: Form, group: Group): NoticeBody["groups"][number] => {
  const hours = group.uren === "" ? undefined : { min: Number(group.uren), max: Number(group.uren) };
  const occupation = [NO_OCCUPATION, ""].includes(group.beroep) ? undefined : group.beroep;
  return {
    groupKey: group.groep,
    jobTitle: group.functie,
    headCount: Number(group.aantal),
    postcode: inWhole(group.postcode),
    competencies: ablesOf(form, group),
    surplusKind: group.duur === "temporary" ? "temporary" : "lasting",
    ...given("occupation", occupation),
    ...given("availableFromDate", readDay(group.vrij)),
    ...given("availableUntilDate", readDay(group.tot)),
    ...given("dismissalDate", readDay(group.einde)),
    ...given("hoursPerWeek", hours),
  };
};

const contactOf = (form: Form) => {
  const name = form.text("contactnaam");
  if (name === "") return undefined;
  return {
    name,
    ...given("email", form.text("contactmail") || undefined),
    ...given("phone", form.text("contacttelefoon") || undefined),
  };
};

/** What the API is sent. */
export const bodyOf = (form: Form, user: User): NoticeBody => ({
  employer: { kvkNumber: kvkOf(form, user), name: form.text("bedrijf"), ...given("sector", sectorOf(user)) },
  reasons: REASONS.filter((reason) => form.all("reden").includes(reason)),
  groups: groupsOf(form).map((group) => bodyOfGroup(form, group)),
  ...given("embargoUntilDate", readDay(form.text("embargo"))),
  ...given("contact", contactOf(form)),
});

const sectorOf = ({ sector }: User) => Sector.safeParse(sector).data;

type KeptGroup = NoticeView["groups"][number];

/** What a group says that this form does not ask, because an import or a firm's own system told it. */
const unasked = ({
  contractKinds,
  languages,
  educationLevel,
  licences,
  irregularHours,
  reachKm,
}: KeptGroup) =>
  Object.fromEntries(
    Object.entries({ contractKinds, languages, educationLevel, licences, irregularHours, reachKm }).filter(
      ([, value]) => value !== undefined,
    ),
  );

/** The hours that were kept, where the one number that the form has of them was left as it was. */
const sameHours = ({ hoursPerWeek }: KeptGroup, typed: { max: number } | undefined) =>
  hoursPerWeek !== undefined && hoursPerWeek.max === typed?.max ? { hoursPerWeek } : {};

/** A change of a notice, as a merge patch: what is empty now is taken away, and what was not asked stays. */
export const patchOf = (form: Form, user: User, kept: NoticeView): object => {
  const body = bodyOf(form, user);
  const groups = body.groups.map((group) => {
    const known = kept.groups.find(({ groupKey }) => groupKey === group.groupKey);
    return known === undefined
      ? group
      : { ...unasked(known), ...group, ...sameHours(known, group.hoursPerWeek) };
  });
  return { ...body, groups, embargoUntilDate: body.embargoUntilDate ?? null, contact: body.contact ?? null };
};

/** A notice as somebody would have typed it, but for the letters of postcodes, which are not kept. */
export const typedOf = (notice: NoticeView): Form => {
  const { employer, contact } = notice;
  const one = (value: string | undefined): string[] => (value === undefined ? [] : [value]);
  const form = formOf({
    kvk: [employer.kvkNumber],
    bedrijf: [employer.name],
    reden: [...notice.reasons],
    embargo: [typedDay(notice.embargoUntilDate)],
    contactnaam: one(contact?.name),
    contactmail: one(contact?.email),
    contacttelefoon: one(contact?.phone),
  });
  const groups = notice.groups.map((group) => ({
    groep: group.groupKey,
    functie: group.jobTitle ?? "",
    beroep: group.occupation ?? NO_OCCUPATION,
    beroepvoor: group.jobTitle ?? "",
    aantal: String(group.headCount),
    postcode: group.pc4,
    vrij: typedDay(group.availableFromDate),
    einde: typedDay(group.dismissalDate),
    duur: group.surplusKind,
    tot: typedDay(group.availableUntilDate),
    uren: group.hoursPerWeek === undefined ? "" : String(group.hoursPerWeek.max),
  }));
  const ables = Object.fromEntries(
    notice.groups.map(({ competencies }, index) => [ableField(groups[index] ?? emptyGroup(1)), competencies]),
  );
  return withGroups(formOf({ ...form.typed, ...ables }), groups);
};

const FIELD_OF: readonly (readonly [pointer: RegExp, field: GroupField])[] = [
  [/\/postcode/, "postcode"],
  [/\/headCount/, "aantal"],
  [/\/availableUntil/, "tot"],
  [/\/available/, "vrij"],
  [/\/dismissal/, "einde"],
  [/\/hours/, "uren"],
  [/\/occupation/, "beroep"],
];

/** The field of the form that a member of the body is, by its JSON Pointer. */
export const fieldOf = (pointer: string): string => {
  const index = /^\/groups\/(\d+)/.exec(pointer)?.[1];
  if (index !== undefined)
    return idOf(FIELD_OF.find(([pattern]) => pattern.test(pointer))?.[1] ?? "functie", Number(index));
  if (pointer.startsWith("/embargo")) return "embargo";
  if (pointer.startsWith("/contact")) return "contactnaam";
  return pointer.includes("kvk") ? "kvk" : "bedrijf";
};
