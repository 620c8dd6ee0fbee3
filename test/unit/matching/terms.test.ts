import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MarketProfile } from "#packages/domain/market-profile.ts";
import { Vacancy } from "#packages/domain/vacancy.ts";
import { fingerprint } from "#packages/matching/fingerprint.ts";
import { openPositionsOf, ProfileTerms, termsOfProfile, termsOfVacancy } from "#packages/matching/terms.ts";
import {
  decodeProfileTerms,
  decodeVacancyTerms,
  encodeProfileTerms,
  encodeVacancyTerms,
  UnreadableTerms,
} from "#packages/matching/terms-codec.ts";
import { anyProfileTerms, anyVacancyTerms } from "#test/support/matching/arbitraries.ts";
import { competency, occupation } from "#test/support/matching/small-world.ts";
import { profileTerms, vacancyTerms } from "#test/support/matching/terms.ts";

type Fields = Record<string, unknown>;
const moment = "2021-01-04T09:00:00.000Z";
const place = (open: number, held = 0, filled = 0) => ({ pc4: "1012", region: "AM01", open, held, filled });

const vacancy = (over: Fields = {}) =>
  Vacancy.parse({
    id: "aaaaaaaa-0000-4000-8000-000000000001",
    version: 3,
    status: "open",
    title: "Verzorgende IG",
    description: "Wij zoeken een collega.",
    employer: { kvkNumber: "12345678", name: "Voorbeeldzorg BV", sector: "Q" },
    places: [place(2)],
    requirements: [{ competency: competency(0), importance: "must" }],
    registeredAt: moment,
    changedAt: moment,
    ...over,
  });

const consent = { purpose: "matching", receiver: "mobility-teams", wording: "v1", givenAt: moment };
const profile = (over: Fields = {}) =>
  MarketProfile.parse({
    id: "bbbbbbbb-0000-4000-8000-000000000001",
    jobSeekerId: "cccccccc-0000-4000-8000-000000000001",
    version: 2,
    status: "active",
    region: "AM01",
    pc4: "1013",
    responsible: "uwv",
    consents: [consent],
    competencies: [competency(0)],
    affinities: ["I"],
    registeredAt: moment,
    changedAt: moment,
    ...over,
  });

describe("what of a vacancy is matched", () => {
  it("D4: open hiring never is", () => {
    expect(termsOfVacancy(vacancy({ kind: "open-hiring", contractKinds: ["permanent"] }))).toBeUndefined();
  });

  it.each(["closed", "withdrawn"])("a vacancy that is %s is not", (status) => {
    expect(termsOfVacancy(vacancy({ status }))).toBeUndefined();
  });

  it("B1: positions that are held or filled are not, and without open ones the vacancy is not", () => {
    expect(termsOfVacancy(vacancy({ places: [place(0, 3, 1), place(0, 0, 2)] }))).toBeUndefined();
    const terms = termsOfVacancy(vacancy({ places: [place(0, 3), place(2, 1)], nationalEmployer: true }));
    expect(terms?.places.map(({ open }) => open)).toEqual([0, 2]);
    expect(terms === undefined ? 0 : openPositionsOf(terms)).toBe(2);
  });

  it("D3: a learning job is, as such", () => {
    const learning = { leadsTo: "diploma", weeks: 30, recognisedTrainingCompany: true };
    expect(termsOfVacancy(vacancy({ kind: "learning", learning }))?.learning).toBe(true);
  });

  it("title, description, names and contacts are not in it", () => {
    expect(JSON.stringify(termsOfVacancy(vacancy()))).not.toMatch(/Verzorgende|collega|Voorbeeldzorg/);
  });
});

describe("what of a profile is matched", () => {
  it.each(["paused", "placed", "withdrawn"])("a profile that is %s is not", (status) => {
    expect(termsOfProfile(profile({ status }))).toBeUndefined();
  });

  it("S4: without a consent for matching that stands a profile is invisible", () => {
    const introduction = { ...consent, purpose: "introduction", receiver: "12345678" };
    expect(termsOfProfile(profile())).toBeDefined();
    expect(termsOfProfile(profile({ consents: [] }))).toBeUndefined();
    expect(termsOfProfile(profile({ consents: [introduction] }))).toBeUndefined();
    expect(termsOfProfile(profile({ consents: [{ ...consent, withdrawnAt: moment }] }))).toBeUndefined();
  });

  it("I6, M3: there is no field for age, sex, nationality, group, health, benefit or situation", () => {
    expect(Object.keys(ProfileTerms.shape).sort()).toEqual([
      "availableFromDate",
      "availableUntilDate",
      "competencies",
      "contractKinds",
      "educationLevel",
      "excludedOccupations",
      "excludedSectors",
      "hoursPerWeek",
      "id",
      "irregularHours",
      "jobSeekerId",
      "languages",
      "learningJob",
      "licences",
      "occupations",
      "pc4",
      "reachKm",
      "region",
      "version",
    ]);
  });

  it("I6, M3: two people who differ only in such things give the same terms", () => {
    const things = fc.record({
      dateOfBirth: fc.constantFrom("1956-05-05", "2003-01-01"),
      sex: fc.constantFrom("f", "m", "x"),
      nationality: fc.constantFrom("NL", "SY"),
      situation: fc.constantFrom("job-agreement-wajong", "young-person", "enters-ww"),
      responsible: fc.constantFrom("uwv", "municipality", "social-partners"),
      benefit: fc.constantFrom("ww", "none"),
    });
    fc.assert(
      fc.property(things, things, (one, other) => {
        const terms = ({ responsible, ...rest }: typeof one) =>
          termsOfProfile({ ...profile({ responsible }), ...rest });
        expect(terms(one)).toEqual(terms(other));
      }),
    );
  });
});

describe("the kept form", () => {
  it("gives back what was kept, of any vacancy and any profile", () => {
    fc.assert(
      fc.property(anyVacancyTerms, anyProfileTerms, (anyVacancy, anyProfile) => {
        expect(decodeVacancyTerms(encodeVacancyTerms(anyVacancy))).toEqual(anyVacancy);
        expect(decodeProfileTerms(encodeProfileTerms(anyProfile))).toEqual(anyProfile);
      }),
    );
  });

  it.each([
    "http://data.europa.eu/esco/skill/not-a-uuid",
    "http://data.europa.eu/esco/skill/0005C151-5B5A-4A66-8AAC-60E734BEB1AB",
    "https://example.org/s",
    "http://data.europa.eu/esco/skill/0005c151-5b5a-4a66-8aac-60e734beb1ab",
  ])("keeps %s as it is", (uri) => {
    const terms = profileTerms({ competencies: [uri, competency(1)] });
    expect(decodeProfileTerms(encodeProfileTerms(terms))).toEqual(terms);
  });

  it("takes less than half of the plain form for a person with thirty competencies", () => {
    const competencies = Array.from(
      { length: 30 },
      (_, index) => `http://data.europa.eu/esco/skill/0005c151-5b5a-4a66-8aac-60e734beb1${index + 10}`,
    );
    const terms = profileTerms({ competencies });
    expect(encodeProfileTerms(terms).length).toBeLessThan(JSON.stringify(terms).length / 2);
  });

  it.each(["", "null", "[]", "{", '{"i":1}', "\u0000"])("refuses %j", (text) => {
    expect(() => decodeProfileTerms(text)).toThrow(UnreadableTerms);
    expect(() => decodeVacancyTerms(text)).toThrow(UnreadableTerms);
  });
});

describe("the fingerprint of a pair", () => {
  const now = fingerprint(vacancyTerms(), profileTerms());
  const places = vacancyTerms().places;

  it.each<[string, Fields, Fields]>([
    ["a new version", { version: 9 }, { version: 8 }],
    ["another number of open positions", { places: places.map((one) => ({ ...one, open: 7 })) }, {}],
    ["a place whose positions are gone", { places: places.map((one) => ({ ...one, open: 0 })) }, {}],
    [
      "another order",
      { requirements: vacancyTerms().requirements.toReversed() },
      { competencies: profileTerms().competencies.toReversed() },
    ],
  ])("stays with %s", (_, ofVacancy, ofProfile) => {
    expect(fingerprint(vacancyTerms(ofVacancy), profileTerms(ofProfile))).toBe(now);
  });

  it.each<[string, Fields, Fields]>([
    ["another start", { startDate: "2021-04-01" }, {}],
    ["a place more", { places: [...places, { pc4: "2511", region: "AM02", open: 1 }] }, {}],
    [
      "a heavier requirement",
      { requirements: [{ competency: competency(0), importance: "must", weight: 5 }] },
      {},
    ],
    ["fewer must-haves asked", { mustHaves: { mode: "strict", share: 40 } }, {}],
    ["one more competency", {}, { competencies: [...profileTerms().competencies, competency(11)] }],
    ["another home", {}, { pc4: "1077" }],
    ["a wish", {}, { excludedOccupations: [occupation(4)] }],
    ["a fact that was unknown", {}, { learningJob: undefined }],
  ])("changes with %s", (_, ofVacancy, ofProfile) => {
    expect(fingerprint(vacancyTerms(ofVacancy), profileTerms(ofProfile))).not.toBe(now);
  });
});
