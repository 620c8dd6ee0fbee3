/** How a cell is read. A cell that does not fit stays text, and the schema of the row says what is wrong with it. */
export type ColumnForm = "text" | "number" | "boolean" | "date" | "moment" | "list" | "languages" | "terms";

/**
 * One column of a CSV file.
 * `pointer` is where its value stands in the body of the single POST; `list` forms are separated by |.
 */
export type Column = {
  readonly name: string;
  readonly pointer: string;
  readonly form: ColumnForm;
  readonly needed?: true;
  readonly about: string;
  /** For the template: a row of examples. */
  readonly example: string;
};

type Place = { readonly pointer: string; readonly about: string; readonly example?: string };
const column =
  (form: ColumnForm) =>
  (name: string, { pointer, about, example = "" }: Place, needed?: "needed"): Column => ({
    name,
    pointer,
    form,
    about,
    example,
    ...(needed === undefined ? {} : { needed: true }),
  });

export const text = column("text");
export const number = column("number");
export const yesOrNo = column("boolean");
export const date = column("date");
export const moment = column("moment");
export const list = column("list");
export const languages = column("languages");
export const terms = column("terms");

export const REFERENCE = text(
  "reference",
  {
    pointer: "/reference",
    about: "Your own number of it; sent again, it changes that one",
    example: "A-1001",
  },
  "needed",
);

/** Conditions that a vacancy, a group of staff and a profile all can have, under `base`. */
export const conditionColumns = (base: string): Column[] => [
  number("hoursMin", { pointer: `${base}/hoursPerWeek/min`, about: "Hours a week, at least", example: "24" }),
  number("hoursMax", { pointer: `${base}/hoursPerWeek/max`, about: "Hours a week, at most", example: "32" }),
  list("contractKinds", {
    pointer: `${base}/contractKinds`,
    about: "permanent, temporary, agency, on-call",
    example: "permanent|temporary",
  }),
  languages("languages", {
    pointer: `${base}/languages`,
    about: "Language of two letters with its level, A1 to C2",
    example: "nl:B2",
  }),
  text("educationLevel", {
    pointer: `${base}/educationLevel`,
    about: "none, primary, vmbo, mbo-havo-vwo, hbo, wo",
    example: "mbo-havo-vwo",
  }),
  list("licences", { pointer: `${base}/licences`, about: "Driving licences", example: "B" }),
  yesOrNo("irregularHours", { pointer: `${base}/irregularHours`, about: "ja or nee", example: "ja" }),
  number("reachKm", { pointer: `${base}/reachKm`, about: "Kilometres", example: "25" }),
];

export const employerColumns: readonly Column[] = [
  text("kvkNumber", {
    pointer: "/employer/kvkNumber",
    about: "8 digits; may be left out by the employer itself",
    example: "",
  }),
  text(
    "employerName",
    { pointer: "/employer/name", about: "Name of the firm", example: "Voorbeeldzorg" },
    "needed",
  ),
  text("sector", { pointer: "/employer/sector", about: "Section of SBI 2008, A to U", example: "Q" }),
];

export const contactColumns: readonly Column[] = [
  text("contactName", { pointer: "/contact/name", about: "Somebody at the firm", example: "V. Voorbeeld" }),
  text("contactEmail", { pointer: "/contact/email", about: "E-mail", example: "contact@voorbeeld.example" }),
  text("contactPhone", { pointer: "/contact/phone", about: "Telephone" }),
];
