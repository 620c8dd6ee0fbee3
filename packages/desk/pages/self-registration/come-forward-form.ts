import * as z from "zod";
import { Postcode } from "#packages/domain/postcode.ts";
import { Situation } from "#packages/domain/situation.ts";
import type { FieldError } from "../../components/form.tsx";
import type { Form } from "../../frame/form.ts";
import type { Texts } from "../../texts/texts.ts";

const FIELDS = [
  "situation",
  "givenName",
  "familyName",
  "postcode",
  "email",
  "phone",
  "note",
  "invitationCode",
] as const satisfies readonly (keyof Texts["comeForward"]["errors"])[];
type Field = (typeof FIELDS)[number];

const LONGEST = { phone: 30, note: 1000 } as const;

const reachable = (form: Form): boolean => {
  const email = form.text("email");
  if (email === "") return form.text("phone") !== "";
  return z.email().max(254).safeParse(email).success;
};

const RIGHT: Readonly<Record<Field, (form: Form) => boolean>> = {
  situation: (form) => Situation.safeParse(form.text("situation")).success,
  givenName: (form) => form.text("givenName") !== "",
  familyName: (form) => form.text("familyName") !== "",
  postcode: (form) => Postcode.safeParse(form.text("postcode")).success,
  email: reachable,
  phone: (form) => form.text("phone").length <= LONGEST.phone,
  note: (form) => form.text("note").length <= LONGEST.note,
  // Whether a code is good, only the API knows.
  invitationCode: () => true,
};

const told = (fields: readonly Field[], t: Texts): FieldError[] =>
  fields.map((field) => ({ field, message: t.comeForward.errors[field] }));

/** What is wrong with what was typed, by field, in the order of the form. */
export const errorsOf = (form: Form, t: Texts): FieldError[] =>
  told(
    FIELDS.filter((field) => !RIGHT[field](form)),
    t,
  );

/** What the API found wrong, at the fields of the form; the note is where what has no field may be from. */
export const errorsOfProblem = (pointers: readonly string[], t: Texts): FieldError[] => {
  const fields = FIELDS.filter((field) => pointers.includes(`/${field}`));
  return told(fields.length === 0 ? ["note"] : fields, t);
};

/** The form as the API takes it: what was left empty is left out. */
export const bodyOf = (form: Form): Readonly<Record<string, string>> =>
  Object.fromEntries(
    FIELDS.map((field) => [field, form.text(field)] as const).filter(([, value]) => value !== ""),
  );
