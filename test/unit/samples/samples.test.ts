import { describe, expect, it } from "vitest";
import { loadClassification } from "#packages/classification/load-classification.ts";
import { MarketProfileInput } from "#packages/domain/market-profile.ts";
import { SelfRegistrationInput } from "#packages/domain/person.ts";
import { REGIONS } from "#packages/domain/regions.ts";
import { SITUATIONS } from "#packages/domain/situation.ts";
import { SurplusNoticeInput } from "#packages/domain/surplus-notice.ts";
import { VacancyInput } from "#packages/domain/vacancy.ts";
import { findArea, locate } from "#packages/geography/places.ts";
import { Postcode, pc4Of } from "#packages/geography/postcode.ts";
import { toJsonLines, vacanciesByHand } from "#test/support/samples/json-lines.ts";
import { sampleNotices } from "#test/support/samples/notices.ts";
import { type SampleProfile, sampleProfiles } from "#test/support/samples/profiles.ts";
import { sampleSelfRegistrations } from "#test/support/samples/self-registrations.ts";
import { sampleVacancies } from "#test/support/samples/vacancies.ts";

const today = "2026-11-23";
const vacancies = sampleVacancies({ today });
const notices = sampleNotices({ today });
const profiles = sampleProfiles({ today });
const selfRegistrations = sampleSelfRegistrations({ today });
const byHand = vacanciesByHand();
const known = loadClassification();

const regionOf = (postcode: string) => locate(Postcode.parse(postcode), "postcode").region;
const share = <T>(list: readonly T[], holds: (item: T) => boolean): number =>
  list.filter(holds).length / list.length;

/** What an intake can leave open without leaving anything out that matching needs. */
const OPEN_TO_ALL = [
  "competencies",
  "hoursPerWeek",
  "availableFromDate",
  "contractKinds",
  "languages",
  "educationLevel",
  "licences",
  "irregularHours",
  "reachKm",
] as const;
const lacks = ({ profile }: SampleProfile) => OPEN_TO_ALL.filter((name) => profile[name] === undefined);

describe("samples are what the API accepts", () => {
  it.each([
    ["vacancies", VacancyInput, vacancies, 300],
    ["vacancies written by hand", VacancyInput, byHand, 30],
    ["surplus notices", SurplusNoticeInput, notices, 60],
    ["market profiles", MarketProfileInput, profiles, 2000],
    ["self-registrations", SelfRegistrationInput, selfRegistrations, 70],
  ] as const)("%s: all are valid and there are enough", (_, schema, samples, count) => {
    expect(samples.length).toBeGreaterThanOrEqual(count);
    const faults = samples.flatMap((sample) => schema.safeParse(sample).error?.issues ?? []);
    expect(faults).toEqual([]);
  });

  it("every postcode is in an area where people live", () => {
    const postcodes = [
      ...[...vacancies, ...byHand].flatMap(({ places }) => places.map(({ postcode }) => postcode)),
      ...notices.flatMap(({ groups }) => groups.map(({ postcode }) => postcode)),
      ...profiles.map(({ person }) => person.postcode),
      ...selfRegistrations.map(({ postcode }) => postcode),
    ];
    const empty = postcodes.filter((one) => (findArea(pc4Of(Postcode.parse(one)))?.inhabitants ?? 0) === 0);
    expect(empty).toEqual([]);
    expect(postcodes.length).toBeGreaterThan(2400);
  });

  it("every concept is one of the classification in force", () => {
    const occupations = [
      ...[...vacancies, ...byHand].flatMap(({ occupation }) => occupation ?? []),
      ...notices.flatMap(({ groups }) => groups.flatMap(({ occupation }) => occupation ?? [])),
      ...profiles.flatMap(({ profile }) => profile.occupations ?? []),
    ];
    const competencies = [
      ...[...vacancies, ...byHand]
        .flatMap(({ requirements }) => requirements ?? [])
        .map((one) => one.competency),
      ...notices.flatMap(({ groups }) => groups.flatMap(({ competencies: some }) => some ?? [])),
      ...profiles.flatMap(({ profile }) => profile.competencies ?? []),
    ];
    expect(occupations.filter((uri) => known.occupationIndex(uri) === undefined)).toEqual([]);
    expect(competencies.filter((uri) => known.competencyIndex(uri) === undefined)).toEqual([]);
    expect(new Set(occupations).size).toBeGreaterThan(60);
    expect(new Set(competencies).size).toBeGreaterThan(300);
  });
});

describe("samples are the same everywhere", () => {
  it.each([
    ["vacancies", sampleVacancies],
    ["surplus notices", sampleNotices],
    ["market profiles", sampleProfiles],
  ] as const)(
    "%s: a seed always gives the same, another seed others, a longer series begins with the shorter",
    (_, sample) => {
      const some = sample({ seed: 7, count: 40, today });
      expect(sample({ seed: 7, count: 40, today })).toEqual(some);
      expect(sample({ seed: 7, count: 90, today }).slice(0, 40)).toEqual(some);
      expect(sample({ seed: 8, count: 40, today })).not.toEqual(some);
    },
  );

  it("each has a reference of its own, so that sending a series again adds nothing", () => {
    const references = [...vacancies, ...notices, ...profiles, ...byHand].map(({ reference }) => reference);
    expect(new Set(references).size).toBe(references.length);
    expect(references.every((one) => one?.startsWith("voorbeeld-"))).toBe(true);
  });

  it("come as JSON Lines that can be read back", () => {
    const lines = toJsonLines(profiles.slice(0, 3)).trimEnd().split("\n");
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual(profiles.slice(0, 3));
  });
});

describe("samples are plainly examples", () => {
  it("firms say so in their names, and have numbers from the range for tests", () => {
    const firms = [...vacancies, ...notices, ...byHand].map(({ employer }) => employer);
    expect(firms.filter(({ name }) => !/^Voorbeeld .+ \(voorbeeld\)$/.test(name))).toEqual([]);
    expect(firms.filter(({ kvkNumber }) => !/^9000[0-9]{4}$/.test(kvkNumber))).toEqual([]);
  });

  it("a firm's number and name always go together", () => {
    const names = new Map<string, Set<string>>();
    for (const { employer } of [...vacancies, ...notices, ...byHand]) {
      names.set(employer.kvkNumber, (names.get(employer.kvkNumber) ?? new Set()).add(employer.name));
    }
    expect([...names.values()].filter(({ size }) => size > 1)).toEqual([]);
    expect(names.size).toBeGreaterThan(100);
  });

  it("people have a number for a name, no phone, and mail only at a domain for examples", () => {
    for (const { person } of profiles) {
      expect(`${person.givenName} ${person.familyName}`).toMatch(/^Voorbeeld [0-9]{5} Voorbeeldpersoon$/);
      expect(person.phone).toBeUndefined();
      expect(person.email ?? "x@example.nl").toMatch(/@example\.nl$/);
    }
  });

  it("contacts of firms are numbered too", () => {
    const contacts = [...vacancies, ...notices, ...byHand].flatMap(({ contact }) => contact ?? []);
    expect(contacts.length).toBeGreaterThan(100);
    for (const { name, email = "", phone } of contacts) {
      expect(name).toMatch(/^Voorbeeldcontact [0-9]+$/);
      expect(email).toMatch(/@example\.nl$/);
      expect(phone).toBeUndefined();
    }
  });
});

describe("samples cover the country", () => {
  it("G1: every region has people and work, also with the fewest samples", () => {
    const work = new Set(vacancies.flatMap(({ places }) => places.map(({ postcode }) => regionOf(postcode))));
    const homes = new Set(profiles.map(({ person }) => regionOf(person.postcode)));
    expect([...work].sort()).toEqual([...REGIONS]);
    expect([...homes].sort()).toEqual([...REGIONS]);
  });

  it("people live where people live: a region's share of them is near its share of the inhabitants", () => {
    const inRegion = (region: string) =>
      share(profiles, ({ person }) => regionOf(person.postcode) === region);
    // Inhabitants by the areas of 2026: Gorinchem 0.8 %, Rijnmond about 7.5 %.
    expect(inRegion("AM35")).toBeGreaterThan(0.003);
    expect(inRegion("AM35")).toBeLessThan(0.016);
    expect(inRegion("AM22")).toBeGreaterThan(0.05);
    expect(inRegion("AM22")).toBeLessThan(0.13);
  });

  it("D1: some demand is of national employers, with places in several regions", () => {
    const national = vacancies.filter(({ nationalEmployer }) => nationalEmployer === true);
    expect(national.length).toBeGreaterThan(5);
    const widest = Math.max(
      ...national.map(({ places }) => new Set(places.map(({ postcode }) => regionOf(postcode))).size),
    );
    expect(widest).toBeGreaterThan(3);
    expect(byHand.some(({ places }) => places.length > 3)).toBe(true);
  });
});

describe("samples are as uneven as life", () => {
  it("more than half of the profiles lack something, and some lack nothing", () => {
    const incomplete = share(profiles, (one) => lacks(one).length > 0);
    expect(incomplete).toBeGreaterThan(0.5);
    expect(incomplete).toBeLessThan(0.9);
    for (const name of OPEN_TO_ALL) {
      const unknown = share(profiles, ({ profile }) => profile[name] === undefined);
      expect(unknown, name).toBeGreaterThan(0.02);
      expect(unknown, name).toBeLessThan(0.5);
    }
  });

  it("S4: most people consent to matching, some do not, and some took it back", () => {
    const given = share(profiles, ({ profile }) => (profile.consents ?? []).length > 0);
    expect(given).toBeGreaterThan(0.8);
    expect(given).toBeLessThan(0.95);
    expect(profiles.some(({ profile }) => profile.consents?.[0]?.withdrawnAt !== undefined)).toBe(true);
  });

  it("S2: every situation occurs; S6: notice goes with the situations of notice only", () => {
    expect(new Set(profiles.map(({ person }) => person.situation))).toEqual(new Set(SITUATIONS));
    const wrong = profiles.filter(
      ({ person }) => (person.underNotice !== undefined) !== person.situation.startsWith("under-notice-"),
    );
    expect(wrong).toEqual([]);
  });

  it("vacancies: learning jobs, open hiring, titles without a concept and empty lists of must-haves occur", () => {
    for (const list of [vacancies, byHand]) {
      expect(list.some(({ kind }) => kind === "learning")).toBe(true);
      expect(list.some(({ kind }) => kind === "open-hiring")).toBe(true);
      expect(list.some(({ occupation }) => occupation === undefined)).toBe(true);
    }
    const withMusts = share(vacancies, ({ requirements = [] }) =>
      requirements.some(({ importance }) => importance === "must"),
    );
    expect(withMusts).toBeGreaterThan(0.2);
    expect(withMusts).toBeLessThan(0.5);
  });

  it("D4: open hiring asks nothing", () => {
    const open = vacancies.filter(({ kind }) => kind === "open-hiring");
    expect(open.length).toBeGreaterThan(0);
    for (const { requirements, contractKinds } of open) {
      expect(requirements).toEqual([]);
      expect(contractKinds).toEqual(["permanent"]);
    }
  });

  it("B1: notices have one to five groups, some are under embargo, some are drafts, some surplus is temporary", () => {
    expect(new Set(notices.map(({ groups }) => groups.length))).toEqual(new Set([1, 2, 3, 4, 5]));
    expect(notices.some(({ embargoUntilDate = "" }) => embargoUntilDate > today)).toBe(true);
    const groups = notices.flatMap((notice) => notice.groups);
    const draft = share(groups, (one) => one.occupation === undefined && one.jobTitle === undefined);
    expect(draft).toBeGreaterThan(0.02);
    expect(draft).toBeLessThan(0.3);
    expect(groups.some(({ surplusKind }) => surplusKind === "temporary")).toBe(true);
    for (const { surplusKind, availableUntilDate } of groups) {
      expect(surplusKind === "temporary").toBe(availableUntilDate !== undefined);
    }
  });

  it("people come from the sectors that shrank, work is in those that asked", () => {
    const horeca = new Set(known.searchOccupations("ober").map(({ uri }) => String(uri)));
    const offered = share(profiles, ({ profile }) =>
      (profile.occupations ?? []).some((one) => horeca.has(one)),
    );
    const asked = share(vacancies, ({ occupation = "" }) => horeca.has(occupation));
    expect(horeca.size).toBeGreaterThan(0);
    expect(offered).toBeGreaterThan(2 * asked);
  });

  it("50,000 profiles are valid too, in a few seconds", { timeout: 60_000 }, () => {
    const started = performance.now();
    const many = sampleProfiles({ seed: 3, count: 50_000, today });
    expect(performance.now() - started).toBeLessThan(15_000);
    expect(new Set(many.map(({ reference }) => reference)).size).toBe(50_000);
    const faults = many
      .filter((_, index) => index % 25 === 0)
      .flatMap((one) => MarketProfileInput.safeParse(one).error?.issues ?? []);
    expect(faults).toEqual([]);
  });
});
