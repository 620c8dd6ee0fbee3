import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ProposalId } from "#packages/domain/ids.ts";
import { defaultSettings } from "#packages/domain/settings.ts";
import type { Allotment, Candidate } from "#packages/matching/allot.ts";
import { allot, applyChanges } from "#packages/matching/allot.ts";
import { candidatesOfProfile, candidatesOfVacancy } from "#packages/matching/candidates.ts";
import { violations, violationsIn } from "#packages/matching/invariant.ts";
import type { OpenEntry } from "#packages/matching/open-list.ts";
import { capOfPerson, capOfVacancy } from "#packages/matching/open-list.ts";
import type { ProfileTerms, VacancyTerms } from "#packages/matching/terms.ts";
import { openPositionsOf } from "#packages/matching/terms.ts";
import { anyPair } from "#test/support/matching/arbitraries.ts";
import { competency, smallWorld } from "#test/support/matching/small-world.ts";
import { profileTerms, vacancyTerms } from "#test/support/matching/terms.ts";

const region = (code: "AM01" | "AM02", capPerPerson: number, minimumScore: number) => ({
  ...defaultSettings(code),
  capPerPosition: 1,
  capPerVacancy: 2,
  capPerPerson,
  minimumScore,
});
const settings = {
  version: 1,
  regions: { AM01: region("AM01", 1, 150_000), AM02: region("AM02", 2, 50_000) },
};

type Country = {
  vacancies: readonly VacancyTerms[];
  profiles: readonly ProfileTerms[];
  settled: Map<ProposalId, string>;
};

const capOf = ({ vacancies, profiles }: Country, id: string): number => {
  const vacancy = vacancies.find((one) => one.id === id);
  const profile = profiles.find((one) => one.id === id);
  if (profile !== undefined)
    return capOfPerson(profile.region === "AM01" ? settings.regions.AM01 : settings.regions.AM02);
  return vacancy === undefined ? 0 : capOfVacancy(openPositionsOf(vacancy), settings.regions.AM01);
};

const answer = (country: Country, open: readonly OpenEntry[], vacancy: VacancyTerms): Allotment => {
  const listOf = (id: string) => ({
    cap: capOf(country, id),
    entries: open.filter((entry) => entry.vacancyId === id || entry.profileId === id),
  });
  const own = listOf(vacancy.id);
  const candidates: Candidate[] = candidatesOfVacancy(vacancy, country.profiles, {
    world: smallWorld,
    settings,
    open: new Set(own.entries.map(({ proposalId }) => proposalId)),
    settled: country.settled,
  });
  return allot({
    subject: { kind: "vacancy", id: vacancy.id },
    own,
    candidates,
    counterparts: new Map(country.profiles.map(({ id }) => [id, listOf(id)])),
    changed: "vacancy-changed",
  });
};

const pass = (country: Country, open: OpenEntry[]): OpenEntry[] =>
  country.vacancies.reduce((entries, vacancy) => {
    const allotted = answer(country, entries, vacancy);
    if (allotted.kind === "needs") throw new Error("every list was given");
    const subject = { kind: "vacancy", id: vacancy.id } as const;
    return allotted.steps.reduce((list, { changes }) => applyChanges(subject, list, changes), entries);
  }, open);

/** Matches all vacancies again and again until nothing changes. */
const settle = (country: Country): OpenEntry[] => {
  let open: OpenEntry[] = [];
  for (let rounds = 0; rounds < 50; rounds += 1) {
    const next = pass(country, open);
    if (next === open) return open;
    open = next;
  }
  throw new Error("does not come to rest");
};

const aCountry = fc.array(anyPair, { minLength: 1, maxLength: 7 }).map(
  (pairs): Country => ({
    vacancies: pairs.map(({ vacancy }) => ({
      ...vacancy,
      places: vacancy.places.map((one) => ({ ...one, region: "AM01" as const })),
    })),
    profiles: pairs.map(({ profile }) => profile),
    settled: new Map(),
  }),
);

describe("the invariant, over real vacancies and profiles", () => {
  it("finds nothing wrong once all is matched", () => {
    let proposals = 0;
    fc.assert(
      fc.property(aCountry, (country) => {
        const open = settle(country);
        proposals += open.length;
        expect(violations({ ...country, open, settings, world: smallWorld })).toEqual([]);
      }),
    );
    expect(proposals).toBeGreaterThan(50);
  });

  it("finds whatever single proposal is taken away, unless people decided so", () => {
    fc.assert(
      fc.property(aCountry, fc.nat({ max: 20 }), (country, index) => {
        const open = settle(country);
        const gone = open[index % Math.max(1, open.length)];
        fc.pre(gone !== undefined);
        const left = open.filter((entry) => entry !== gone);
        const state = { ...country, open: left, settings, world: smallWorld };
        const { proposalId, vacancyId, profileId } = gone;
        expect(violations(state)).toContainEqual({ kind: "left-out", proposalId, vacancyId, profileId });
        const settled = new Map([[proposalId, gone.fingerprint]]);
        const after = violations({ ...state, settled }).map((one) => one.proposalId);
        expect(after).not.toContain(proposalId);
      }),
    );
  });

  it("both ways round give the same candidates", () => {
    fc.assert(
      fc.property(aCountry, ({ vacancies, profiles, settled }) => {
        const options = { world: smallWorld, settings, open: new Set<ProposalId>(), settled };
        const one = vacancies.flatMap((vacancy) => candidatesOfVacancy(vacancy, profiles, options));
        const other = profiles.flatMap((profile) => candidatesOfProfile(profile, vacancies, options));
        const ids = (list: readonly Candidate[]) =>
          list.map(({ proposalId, score }) => `${proposalId} ${score}`).sort();
        expect(ids(other)).toEqual(ids(one));
      }),
    );
  });
});

describe("what the check finds", () => {
  const [pair] = candidatesOfVacancy(vacancyTerms(), [profileTerms()], {
    world: smallWorld,
    settings,
    open: new Set(),
    settled: new Map(),
  });
  if (pair === undefined) throw new Error("the example pair does not suit");
  const { proposalId, vacancyId, profileId, score, fingerprint } = pair;
  const entry: OpenEntry = { proposalId, vacancyId, profileId, score, fingerprint, standing: false };
  const found = (open: readonly OpenEntry[], suiting: readonly Candidate[], cap = 1) =>
    violationsIn({ open, suiting, capOf: () => cap }).map(({ kind }) => kind);

  it.each([
    { what: "all is well", open: [entry], suiting: [pair], kinds: [] },
    { what: "a pair is left out", open: [], suiting: [pair], kinds: ["left-out"] },
    {
      what: "a pair below the minimum is open",
      open: [entry],
      suiting: [{ ...pair, minimum: score + 1 }],
      kinds: ["unfit"],
    },
    { what: "a pair that does not suit is open", open: [entry], suiting: [], kinds: ["unfit"] },
    { what: "such a pair stands", open: [{ ...entry, standing: true }], suiting: [], kinds: [] },
    { what: "the score is an old one", open: [{ ...entry, score: 1 }], suiting: [pair], kinds: ["stale"] },
    { what: "there is no room for it", open: [entry], suiting: [pair], cap: 0, kinds: ["over-cap"] },
    {
      what: "it stands where there is no room",
      open: [{ ...entry, standing: true }],
      suiting: [pair],
      cap: 0,
      kinds: [],
    },
    { what: "it is open twice", open: [entry, { ...entry }], suiting: [pair], cap: 2, kinds: ["doubled"] },
  ])("$what → $kinds", ({ open, suiting, cap, kinds }) => {
    expect(found(open, suiting, cap)).toEqual(kinds);
  });

  it("a rejected pair returns only after a material change", () => {
    const options = {
      world: smallWorld,
      settings,
      open: new Set<ProposalId>(),
      settled: new Map([[proposalId, fingerprint]]),
    };
    const again = (vacancy: VacancyTerms, profile: ProfileTerms) =>
      candidatesOfVacancy(vacancy, [profile], options).length;
    expect(again(vacancyTerms({ version: 7 }), profileTerms({ version: 8 }))).toBe(0);
    expect(again(vacancyTerms(), profileTerms({ competencies: [0, 3, 9, 10].map(competency) }))).toBe(1);
  });
});
