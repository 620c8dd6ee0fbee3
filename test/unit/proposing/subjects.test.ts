import { expect, it } from "vitest";
import { REGIONS } from "#packages/domain/regions.ts";
import { termsOfProfile, termsOfVacancy } from "#packages/matching/terms.ts";
import { regionsAround, regionsFor, whyProfileEnds, whyVacancyEnds } from "#packages/proposing/subjects.ts";
import { aMarketProfile, aVacancy } from "#test/support/build.ts";

const vacancyTerms = (over: Parameters<typeof aVacancy>[0]) => {
  const terms = termsOfVacancy(aVacancy(over));
  if (terms === undefined) throw new Error("not to be matched");
  return terms;
};

it("looks for people in every region that is in the employer's reach, and in no other", () => {
  expect(regionsFor(vacancyTerms({ reachKm: 5 }))).toEqual(["AM18"]);
  expect(regionsFor(vacancyTerms({ reachKm: 25 }))).toEqual(expect.arrayContaining(["AM18", "AM17", "AM37"]));
  expect(regionsFor(vacancyTerms({ reachKm: 25 }))).not.toContain("AM30");
});

it("looks everywhere when the employer names no reach: then the person's counts", () => {
  expect(regionsFor(vacancyTerms({ reachKm: undefined }))).toEqual(REGIONS);
  const profile = termsOfProfile(aMarketProfile({ reachKm: undefined }));
  expect(profile === undefined ? [] : regionsAround(profile)).toEqual(REGIONS);
});

it("counts only places of a national employer that have an open position (D1)", () => {
  const places = [
    { pc4: "1012", region: "AM18" as const, open: 0, held: 0, filled: 2 },
    { pc4: "6211", region: "AM30" as const, open: 1, held: 0, filled: 0 },
  ];
  expect(regionsFor(vacancyTerms({ places, nationalEmployer: true, reachKm: 5 }))).toEqual(["AM30"]);
});

it.each([
  { status: "active", consent: false, why: "consent-withdrawn" },
  { status: "paused", consent: false, why: "consent-withdrawn" },
  { status: "paused", consent: true, why: "profile-changed" },
  { status: "placed", consent: true, why: "person-placed" },
  { status: "withdrawn", consent: false, why: "profile-withdrawn" },
] as const)(
  "proposals of a $status profile, consent $consent, end as $why (S4)",
  ({ status, consent, why }) => {
    expect(whyProfileEnds(aMarketProfile({ status, ...(consent ? {} : { consents: [] }) }))).toBe(why);
  },
);

it.each([
  { status: "open", why: "vacancy-changed" },
  { status: "closed", why: "vacancy-closed" },
  { status: "withdrawn", why: "vacancy-withdrawn" },
] as const)("proposals of a vacancy that is $status end as $why", ({ status, why }) => {
  expect(whyVacancyEnds(aVacancy({ status }))).toBe(why);
});
