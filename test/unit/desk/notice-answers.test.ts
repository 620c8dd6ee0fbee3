import { describe, expect, it } from "vitest";
import { formOf } from "#packages/desk/frame/form.ts";
import type { User } from "#packages/desk/frame/sessions.ts";
import {
  bodyOf,
  errorsOf,
  fieldOf,
  patchOf,
  typedOf,
  withAbles,
} from "#packages/desk/pages/surplus/notice-answers.ts";
import { TEXTS } from "#packages/desk/texts/texts.ts";
import { SurplusNotice, SurplusNoticeInput } from "#packages/domain/surplus-notice.ts";

const OCCUPATION = "http://data.europa.eu/esco/occupation/90f75f67-495d-49fa-ab57-2f320e251d7e";
const COOK = "http://data.europa.eu/esco/skill/0450eaee-1a00-4622-8f4e-5356fce816d2";
const GUESTS = "http://data.europa.eu/esco/skill/0450eaee-1a00-4622-8f4e-5356fce816d3";
const TYPED = {
  bedrijf: ["Voorbeeld Hotel (voorbeeld)"],
  reden: ["less-work"],
  groep: ["groep-1", "groep-2"],
  functie: ["kok", "receptionist"],
  beroep: [OCCUPATION, "geen"],
  beroepvoor: ["kok", "receptionist"],
  aantal: ["6", "2"],
  postcode: ["6811 KM", "6811 KM"],
  vrij: ["01-02-2027", "01-03-2027"],
  einde: ["", ""],
  duur: ["lasting", "temporary"],
  tot: ["", "01-06-2027"],
  uren: ["32", ""],
  "kan-groep-1": [COOK],
  "kan-groep-2": [GUESTS],
};
const USER = { role: "employer", kvkNumber: "90000111" } as unknown as User;
const words = TEXTS.nl.surplus.form;
const NOW = "2026-11-20T09:00:00.000Z";

it("what each group can goes along with that group, and a temporary surplus says when people go back", () => {
  expect(SurplusNoticeInput.parse(bodyOf(formOf(TYPED), USER)).groups).toMatchObject([
    { groupKey: "groep-1", competencies: [COOK], surplusKind: "lasting" },
    { groupKey: "groep-2", competencies: [GUESTS], availableUntilDate: "2027-06-01" },
  ]);
});

it("what groups can is kept when the questions before it are answered anew, also of a group that moved up", () => {
  const { "kan-groep-1": _one, "kan-groep-2": _two, ...asked } = TYPED;
  const secondOnly = Object.fromEntries(
    Object.entries(asked).map(([name, values]) => [name, values.length === 2 ? values.slice(1) : values]),
  );
  const body = bodyOf(withAbles(formOf(secondOnly), formOf(TYPED)), USER);
  expect(body.groups).toMatchObject([{ groupKey: "groep-2", competencies: [GUESTS] }]);
});

describe("a notice that is changed", () => {
  const { groups, contact, ...rest } = SurplusNoticeInput.parse(bodyOf(formOf(TYPED), USER));
  const kept = SurplusNotice.parse({
    ...rest,
    id: "5b0c7e0e-0000-4000-8000-000000000001",
    version: 1,
    status: "open",
    filer: { role: "employer" },
    groups: groups.map(({ postcode: _, ...group }, index) => ({
      ...group,
      pc4: "6811",
      region: "AM07",
      ...(index === 0 ? { licences: ["B"], hoursPerWeek: { min: 24, max: 32 } } : {}),
    })),
    missing: [],
    registeredAt: NOW,
    changedAt: NOW,
  });
  const form = typedOf({ ...kept, contact });

  it("keeps what the form does not ask: licences, the least hours, competencies", () => {
    expect(patchOf(form, USER, kept)).toMatchObject({
      groups: [
        {
          postcode: "6811AA",
          licences: ["B"],
          hoursPerWeek: { min: 24, max: 32 },
          competencies: [COOK],
        },
        { availableUntilDate: "2027-06-01", competencies: [GUESTS] },
      ],
    });
  });

  it("has the hours that were typed when those were changed", () => {
    const other = formOf({ ...form.typed, uren: ["20", ""] });
    expect(patchOf(other, USER, kept)).toMatchObject({
      groups: [{ hoursPerWeek: { min: 20, max: 20 } }, {}],
    });
  });

  it("asks the letters of a postcode only of a notice that is new", () => {
    expect(errorsOf(form, USER, { words, changing: true })).toEqual([]);
    expect(errorsOf(form, USER, { words, changing: false })).toEqual([
      { field: "postcode-1", message: words.postcodeAgain },
      { field: "postcode-2", message: words.postcodeAgain },
    ]);
  });
});

it.each([
  [{ tot: ["", "31-02-2027"] }, "tot-2", words.dateWrong],
  [{ tot: ["01-06-2027", ""] }, "tot-1", words.untilLasting],
  [{ tot: ["", "01-02-2027"] }, "tot-2", words.untilEarly],
  [{ aantal: ["6", "0"] }, "aantal-2", words.headCountWrong],
  [{ functie: ["kok jan@voorbeeld.nl", "receptionist"] }, "functie-1", words.personal],
])("%o is told at %s", (change, field, message) => {
  const errors = errorsOf(formOf({ ...TYPED, ...change }), USER, { words, changing: false });
  expect(errors).toEqual([{ field, message }]);
});

it.each([
  ["/groups/1/availableUntilDate", "tot-2"],
  ["/groups/0/availableFromDate", "vrij-1"],
  ["/groups/1/postcode", "postcode-2"],
  ["/embargoUntilDate", "embargo"],
])("what the API refuses at %s is told at %s", (pointer, field) => {
  expect(fieldOf(pointer)).toBe(field);
});
