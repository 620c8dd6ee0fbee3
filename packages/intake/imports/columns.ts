import {
  type Column,
  conditionColumns,
  contactColumns,
  date,
  employerColumns,
  list,
  moment,
  number,
  REFERENCE,
  terms,
  text,
  yesOrNo,
} from "./column-parts.ts";
import type { ImportKind } from "./import-kinds.ts";

const VACANCY: readonly Column[] = [
  REFERENCE,
  text("title", { pointer: "/title", about: "The work in plain Dutch", example: "Verzorgende IG" }, "needed"),
  text("description", { pointer: "/description", about: "At most 2,000 characters" }),
  text("occupation", { pointer: "/occupation", about: "URI; left out, it is found from the title" }),
  text("kind", { pointer: "/kind", about: "regular, learning or open-hiring", example: "regular" }),
  ...employerColumns,
  yesOrNo("nationalEmployer", { pointer: "/nationalEmployer", about: "ja or nee; ja for several places" }),
  list("postcode", { pointer: "/places", about: "Where the work is", example: "1012 AB" }, "needed"),
  list("positions", {
    pointer: "/places",
    about: "How many, for each postcode; 1 if left out",
    example: "2",
  }),
  date("startDate", { pointer: "/startDate", about: "First day", example: "1-2-2027" }),
  date("endDate", { pointer: "/endDate", about: "Last day" }),
  date("closingDate", { pointer: "/closingDate", about: "Until when it is open" }),
  terms("mustHaves", {
    pointer: "/requirements",
    about: "Competencies asked, as URIs or in the words of the classification",
  }),
  terms("niceToHaves", { pointer: "/requirements", about: "Competencies that help, likewise" }),
  text("mustHaveMode", { pointer: "/mustHaves/mode", about: "strict (unless said) or soft" }),
  number("mustHaveShare", { pointer: "/mustHaves/share", about: "Percent of the must-haves, when strict" }),
  ...conditionColumns(""),
  text("learningLeadsTo", {
    pointer: "/learning/leadsTo",
    about: "course, practice-statement, certificate or diploma",
  }),
  number("learningWeeks", { pointer: "/learning/weeks", about: "1 to 39" }),
  yesOrNo("recognisedTrainingCompany", {
    pointer: "/learning/recognisedTrainingCompany",
    about: "ja or nee",
  }),
  ...contactColumns,
];

const NOTICE: readonly Column[] = [
  REFERENCE,
  ...employerColumns,
  list("reasons", {
    pointer: "/reasons",
    about: "closure, reorganisation, less-work, season, bankruptcy, other",
    example: "less-work",
  }),
  date("embargoUntilDate", { pointer: "/embargoUntilDate", about: "Before this day only you see it" }),
  text("groupKey", { pointer: "/groups/0/groupKey", about: "Your name of the group; 1 if left out" }),
  text("jobTitle", { pointer: "/groups/0/jobTitle", about: "The work in plain Dutch", example: "Kok" }),
  text("occupation", { pointer: "/groups/0/occupation", about: "URI; left out, found from jobTitle" }),
  number("headCount", { pointer: "/groups/0/headCount", about: "How many people", example: "12" }, "needed"),
  text("postcode", { pointer: "/groups/0/postcode", about: "Where they work", example: "1012 AB" }, "needed"),
  terms("competencies", { pointer: "/groups/0/competencies", about: "URIs or words of the classification" }),
  date("availableFromDate", {
    pointer: "/groups/0/availableFromDate",
    about: "From when",
    example: "1-3-2027",
  }),
  date("availableUntilDate", { pointer: "/groups/0/availableUntilDate", about: "Until when, if temporary" }),
  text("surplusKind", {
    pointer: "/groups/0/surplusKind",
    about: "temporary or lasting",
    example: "lasting",
  }),
  date("dismissalDate", { pointer: "/groups/0/dismissalDate", about: "Day of dismissal" }),
  ...conditionColumns("/groups/0"),
  ...contactColumns,
];

const PROFILE: readonly Column[] = [
  REFERENCE,
  text("givenName", { pointer: "/person/givenName", about: "Given name", example: "Voornaam" }, "needed"),
  text("familyName", { pointer: "/person/familyName", about: "Family name", example: "Voorbeeld" }, "needed"),
  text("postcode", { pointer: "/person/postcode", about: "Of the home", example: "3511 AA" }, "needed"),
  text(
    "situation",
    { pointer: "/person/situation", about: "As in the table of rule S2", example: "young-person" },
    "needed",
  ),
  date("dateOfBirth", { pointer: "/person/dateOfBirth", about: "Day of birth" }),
  text("email", { pointer: "/person/email", about: "E-mail" }),
  text("phone", { pointer: "/person/phone", about: "Telephone" }),
  yesOrNo("underNotice", { pointer: "/person/underNotice", about: "ja or nee (S6)" }),
  date("lastWorkingDate", {
    pointer: "/person/underNotice/lastWorkingDate",
    about: "Under notice: until when",
  }),
  list("jobTitles", {
    pointer: "/profile/jobTitles",
    about: "Work done or wanted, in plain Dutch",
    example: "Verzorgende IG|Helpende zorg",
  }),
  list("occupations", { pointer: "/profile/occupations", about: "The same as URIs" }),
  terms("competencies", { pointer: "/profile/competencies", about: "URIs or words of the classification" }),
  date("availableFromDate", {
    pointer: "/profile/availableFromDate",
    about: "From when",
    example: "1-2-2027",
  }),
  date("availableUntilDate", { pointer: "/profile/availableUntilDate", about: "Until when" }),
  ...conditionColumns("/profile"),
  yesOrNo("learningJob", { pointer: "/profile/learningJob", about: "Wants a learning job: ja or nee" }),
  list("affinities", { pointer: "/profile/affinities", about: "Sectors, A to U" }),
  list("excludedOccupations", { pointer: "/profile/excludedOccupations", about: "URIs" }),
  list("excludedSectors", { pointer: "/profile/excludedSectors", about: "Sectors, A to U" }),
  text("consentWording", {
    pointer: "/profile/consents/0/wording",
    about:
      "Version of the wording of the consent to matching; left out, there is none and nothing is matched",
    example: "2026-1",
  }),
  moment("consentGivenAt", {
    pointer: "/profile/consents/0/givenAt",
    about: "When that consent was given: a day, or a moment in UTC",
    example: "2-11-2026",
  }),
];

/** The columns of each kind, in the order of the template. Names in a header may be in any order and any case. */
export const COLUMNS: Readonly<Record<ImportKind, readonly Column[]>> = {
  vacancies: VACANCY,
  "surplus-notices": NOTICE,
  "market-profiles": PROFILE,
};

const quoted = (cell: string): string => (/[",;\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** A CSV file to begin with: the header and one row of examples, separated by semicolons as Dutch Excel does. */
export const templateOf = (kind: ImportKind): string => {
  const columns = COLUMNS[kind];
  const lines = [columns.map(({ name }) => name), columns.map(({ example }) => quoted(example))];
  return lines.map((cells) => `${cells.join(";")}\r\n`).join("");
};

const startsWith = (pointer: string, base: string) => pointer === base || pointer.startsWith(`${base}/`);

/**
 * The column that a fault at `pointer` is about: the one whose pointer it is or begins with, the longest first; else
 * the first of those inside it (as when all of a nested thing is missing). Empty when there is none.
 */
export const columnAt = (kind: ImportKind, pointer: string): string => {
  const columns = [...COLUMNS[kind]].sort((a, b) => b.pointer.length - a.pointer.length);
  const around = columns.find((column) => startsWith(pointer, column.pointer));
  const inside = COLUMNS[kind].find((column) => pointer !== "" && startsWith(column.pointer, pointer));
  return (around ?? inside)?.name ?? "";
};
