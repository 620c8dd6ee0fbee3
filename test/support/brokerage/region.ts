import * as fc from "fast-check";
import type { CouplingInput } from "#packages/brokerage/couple.ts";
import { DEFAULT_COUPLING_SETTINGS } from "#packages/brokerage/coupling-settings.ts";
import { addDays } from "#packages/domain/dates.ts";
import { stableUuid } from "#packages/domain/stable-uuid.ts";
import { SurplusNotice } from "#packages/domain/surplus-notice.ts";
import { Vacancy } from "#packages/domain/vacancy.ts";
import {
  COMPETENCIES,
  competency,
  OCCUPATIONS,
  occupation,
  pc4,
} from "#test/support/matching/small-world.ts";

export const TODAY = "2021-02-01";
const REGISTERED = "2021-01-15T09:00:00.000Z";
type Over = Readonly<Record<string, unknown>>;

/** A group of five who suit `demand()` wholly and live 10 km away (in the small world of matching's tests). */
export const group = (over: Over = {}): Over => ({
  groupKey: "g1",
  headCount: 5,
  occupation: occupation(1),
  competencies: [competency(0), competency(3)],
  pc4: pc4(10),
  region: "AM01",
  ...over,
});

export const notice = (groups: readonly Over[] = [group()], over: Over = {}, number = 1): SurplusNotice =>
  SurplusNotice.parse({
    id: stableUuid("test-notice", String(number)),
    version: 1,
    status: "open",
    employer: { kvkNumber: String(90_000_000 + number), name: "Voorbeeld A" },
    filer: { role: "employer" },
    groups,
    missing: [],
    registeredAt: REGISTERED,
    changedAt: REGISTERED,
    ...over,
  });

export const place = (over: Over = {}): Over => ({
  pc4: pc4(0),
  region: "AM01",
  open: 3,
  held: 0,
  filled: 0,
  ...over,
});

export const demand = (over: Over = {}, number = 1): Vacancy =>
  Vacancy.parse({
    id: stableUuid("test-demand", String(number)),
    version: 1,
    status: "open",
    title: "Voorbeeldwerk",
    employer: { kvkNumber: String(80_000_000 + number), name: "Voorbeeld B" },
    occupation: occupation(1),
    requirements: [
      { competency: competency(0), importance: "must", weight: 3 },
      { competency: competency(3), importance: "nice", weight: 3 },
    ],
    places: [place()],
    registeredAt: REGISTERED,
    changedAt: REGISTERED,
    ...over,
  });

export const input = (over: Partial<CouplingInput> = {}): CouplingInput => ({
  today: TODAY,
  notices: [notice()],
  vacancies: [demand()],
  earlier: [],
  bans: [],
  settings: DEFAULT_COUPLING_SETTINGS,
  ...over,
});

const anyGroup = fc.record(
  {
    headCount: fc.integer({ min: 1, max: 6 }),
    occupation: fc.constantFrom(...OCCUPATIONS),
    competencies: fc.uniqueArray(fc.constantFrom(...COMPETENCIES), { maxLength: 8 }),
    pc4: fc.integer({ min: 0, max: 60 }).map(pc4),
    dismissalDate: fc.integer({ min: -30, max: 120 }).map((days) => addDays(TODAY, days)),
    surplusKind: fc.constantFrom("temporary", "lasting"),
  },
  { requiredKeys: ["headCount", "pc4"] },
);
const anyPlace = fc.record({
  pc4: fc.integer({ min: 0, max: 60 }).map(pc4),
  open: fc.integer({ min: 0, max: 4 }),
  held: fc.integer({ min: 0, max: 2 }),
});
const anyDemand = fc.record(
  {
    occupation: fc.constantFrom(...OCCUPATIONS),
    kind: fc.constantFrom("regular", "regular", "regular", "open-hiring"),
    status: fc.constantFrom("open", "open", "open", "closed"),
    places: fc.array(anyPlace, { minLength: 1, maxLength: 3 }),
    mustHaves: fc.constantFrom({ mode: "soft" }, { mode: "strict", share: 50 }),
    requirements: fc
      .uniqueArray(fc.constantFrom(...COMPETENCIES), { maxLength: 5 })
      .map((list) =>
        list.map((one, index) => ({ competency: one, importance: index < 2 ? "must" : "nice" })),
      ),
  },
  { requiredKeys: ["places"] },
);

/** A small region by chance, with every kind of group and vacancy in it. */
export const anyRegion: fc.Arbitrary<CouplingInput> = fc
  .record({
    groups: fc.array(fc.array(anyGroup, { minLength: 1, maxLength: 3 }), { maxLength: 4 }),
    demands: fc.array(anyDemand, { maxLength: 8 }),
    minimumScore: fc.constantFrom(0, 150_000, 400_000),
    basePoints: fc.constantFrom(0, 100_000, 1_000_000),
  })
  .map(({ groups, demands, minimumScore, basePoints }) =>
    input({
      notices: groups.map((list, number) =>
        notice(
          list.map((one, index) => group({ occupation: undefined, ...one, groupKey: `g${index}` })),
          {},
          number,
        ),
      ),
      vacancies: demands.map((one, number) =>
        demand({ ...one, places: one.places.map((at) => place(at)) }, number),
      ),
      settings: { ...DEFAULT_COUPLING_SETTINGS, minimumScore, basePoints },
    }),
  );
