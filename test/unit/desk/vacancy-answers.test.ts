import { describe, expect, it } from "vitest";
import { ApiTrouble } from "#packages/desk/api/trouble.ts";
import { readDay, typedDay } from "#packages/desk/components/dates.ts";
import { formOf } from "#packages/desk/frame/form.ts";
import { inputOf, patchOf, typedOf } from "#packages/desk/pages/vacancies/answers.ts";
import { placesOf, rearranged, totalPositions } from "#packages/desk/pages/vacancies/places.ts";
import { allErrors, refusedBy } from "#packages/desk/pages/vacancies/validate.ts";
import { TEXTS } from "#packages/desk/texts/texts.ts";
import { Vacancy, VacancyInput } from "#packages/domain/vacancy.ts";

const OCCUPATION = "http://data.europa.eu/esco/occupation/90f75f67-495d-49fa-ab57-2f320e251d7e";
const SKILL = "http://data.europa.eu/esco/skill/0450eaee-1a00-4622-8f4e-5356fce816d2";
const TYPED = {
  werk: ["Zelfstandig werkend kok"],
  beroep: [OCCUPATION],
  soort: ["learning"],
  leidttoe: ["certificate"],
  weken: ["12"],
  erkend: ["ja"],
  bedrijf: ["Voorbeeld Eetcafé (voorbeeld)"],
  postcode: ["6811 km"],
  straal: ["30"],
  begin: ["1-3-2027"],
  urenmin: ["24"],
  urenmax: ["32"],
  onregelmatig: ["nee"],
  contract: ["permanent", "temporary"],
  aantal: ["3"],
  contactnaam: ["Voorbeeldcontact"],
  contactmail: ["contact@example.nl"],
  competentie: [SKILL, "http://example.org/other"],
  competentienaam: ["koken", "iets anders"],
  belang: ["must", "none"],
  gewicht: ["5", ""],
  rijbewijs: ["B"],
};
const NOW = new Date("2026-11-20T09:00:00.000Z");
const words = TEXTS.nl.vacancies;

it("D2: what was answered in plain words is what the API is sent, and it is valid", () => {
  const body = inputOf(formOf(TYPED), "90000001");
  expect(VacancyInput.parse(body)).toMatchObject({
    title: "Zelfstandig werkend kok",
    kind: "learning",
    learning: { leadsTo: "certificate", weeks: 12, recognisedTrainingCompany: true },
    places: [{ postcode: "6811KM", positions: 3 }],
    startDate: "2027-03-01",
    hoursPerWeek: { min: 24, max: 32 },
    irregularHours: false,
    requirements: [{ competency: SKILL, importance: "must", weight: 5 }],
    licences: ["B"],
  });
});

it("what was left open is left out: unknown is neither yes nor no", () => {
  const form = formOf({ werk: ["Kok"], bedrijf: ["Voorbeeld"], postcode: ["6811KM"], aantal: ["1"] });
  expect(Object.keys(inputOf(form, "90000001")).toSorted()).toEqual(
    ["employer", "kind", "places", "requirements", "title"].toSorted(),
  );
});

describe("a vacancy that is changed", () => {
  const { places: _places, contact, ...rest } = VacancyInput.parse(inputOf(formOf(TYPED), "90000001"));
  const kept = Vacancy.parse({
    ...rest,
    id: "5b0c7e0e-0000-4000-8000-000000000001",
    version: 1,
    status: "open",
    places: [{ pc4: "6811", region: "AM07", open: 2, held: 1, filled: 0 }],
    registeredAt: NOW.toISOString(),
    changedAt: NOW.toISOString(),
  });
  const form = formOf(typedOf({ ...kept, contact }, new Map([[SKILL, "koken"]])));

  it("is sent back as it was when nothing was changed, by the area of its place", () => {
    const { places: _offered, ...same } = inputOf(formOf(TYPED), "90000001");
    expect(patchOf(form, "90000001")).toMatchObject({
      ...same,
      places: [{ postcode: "6811AA", positions: 3 }],
    });
  });

  it("gets other positions in a place whose postcode was not typed again", () => {
    const more = formOf({ ...form.typed, aantal: ["5"] });
    expect(patchOf(more, "90000001")).toMatchObject({ places: [{ postcode: "6811AA", positions: 5 }] });
  });

  it("loses what was emptied", () => {
    const emptied = formOf({ ...form.typed, begin: [""], rijbewijs: [] });
    expect(patchOf(emptied, "90000001")).toMatchObject({ startDate: null, licences: null });
  });

  it("asks the letters of the postcode only of a vacancy that is new", () => {
    const errors = (changing: boolean) => allErrors({ form, words, now: NOW, changing });
    expect(errors(true)).toEqual([]);
    expect(errors(false)).toEqual([{ step: "waar", field: "postcode", message: words.form.postcodeAgain }]);
  });
});

describe("D1: a national employer's vacancy with several places of work", () => {
  const SEVERAL = { ...TYPED, postcode: ["6811 KM", "4811 AB"], aantal: ["3", "1.200"] };

  it("is sent as one vacancy, with the positions of each place, for the national points too", () => {
    const body = VacancyInput.parse(inputOf(formOf(SEVERAL), "90000001"));
    expect(body).toMatchObject({
      nationalEmployer: true,
      places: [
        { postcode: "6811KM", positions: 3 },
        { postcode: "4811AB", positions: 1200 },
      ],
    });
    expect(totalPositions(formOf(SEVERAL))).toBe(1203);
  });

  it("is corrected at the place that is wrong", () => {
    const form = formOf({ ...SEVERAL, postcode: ["6811 KM", "0000 AA"], aantal: ["3", ""] });
    expect(allErrors({ form, words, now: NOW, changing: false })).toEqual([
      { step: "waar", field: "postcode-2", message: words.form.postcodeWrong },
      { step: "waar", field: "aantal-2", message: words.form.positionsWrong },
    ]);
  });

  it("D4: is not for open hiring, which is one waiting list", () => {
    const form = formOf({ ...SEVERAL, soort: ["open-hiring"], contract: ["permanent"] });
    expect(allErrors({ form, words, now: NOW, changing: false })).toEqual([
      { step: "waar", field: "postcode-2", message: words.form.placesOpenHiring },
    ]);
  });

  it("what the API refuses of a place is told at that place", () => {
    const trouble = new ApiTrouble(400, {
      type: "about:blank",
      title: "Invalid",
      detail: "The body is not valid.",
      status: 400,
      errors: [
        { pointer: "/places/1/postcode", detail: "is unknown" },
        { pointer: "/places/1/positions", detail: "is too much" },
      ],
    });
    expect(refusedBy(trouble, formOf(SEVERAL), words).map(({ step, field }) => [step, field])).toEqual([
      ["waar", "postcode-2"],
      ["waar", "aantal-2"],
    ]);
  });

  it("gets a place more and a place less, and keeps what was typed in the others", () => {
    const more = rearranged(formOf(TYPED), "erbij") ?? formOf({});
    expect(placesOf(more)).toEqual([
      { postcode: "6811 km", positions: "3" },
      { postcode: "", positions: "" },
    ]);
    expect(placesOf(rearranged(formOf(SEVERAL), "weg-0") ?? formOf({}))).toEqual([
      { postcode: "4811 AB", positions: "1.200" },
    ]);
    expect(rearranged(formOf(SEVERAL), "verder")).toBeUndefined();
  });
});

it.each([
  [{ werk: [""] }, "werk", words.form.titleMissing],
  [{ weken: ["40"] }, "weken", words.form.weeksWrong],
  [{ postcode: ["0000 AA"] }, "postcode", words.form.postcodeWrong],
  [{ begin: ["31-02-2027"] }, "begin", words.form.dateWrong],
  [{ sluit: ["01-01-2020"] }, "sluit", words.form.closingPast],
  [{ urenmin: ["40"] }, "urenmax", words.form.hoursOrder],
  [{ soort: ["open-hiring"] }, "contract", words.form.contractOpenHiring],
  [{ aantal: ["0"] }, "aantal", words.form.positionsWrong],
  [{ contactnaam: [""] }, "contactnaam", words.form.contactNameMissing],
  [{ contactmail: ["nee"] }, "contactmail", words.form.contactEmailWrong],
])("%o is told at %s", (change, field, message) => {
  const errors = allErrors({ form: formOf({ ...TYPED, ...change }), words, now: NOW, changing: false });
  expect(errors).toEqual([expect.objectContaining({ field, message })]);
});

it.each([
  ["01-03-2027", "2027-03-01"],
  ["1/3/2027", "2027-03-01"],
  ["29-02-2027", undefined],
  ["2027-03-01", undefined],
  ["morgen", undefined],
])("the day %s is read as %s", (typed, day) => {
  expect(readDay(typed)).toBe(day);
  if (day !== undefined) expect(readDay(typedDay(day))).toBe(day);
});
