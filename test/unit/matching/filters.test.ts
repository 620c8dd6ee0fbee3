import { describe, expect, it } from "vitest";
import { assess } from "#packages/matching/assess.ts";
import { FILTERS } from "#packages/matching/filters.ts";
import { covers } from "#packages/matching/licences.ts";
import { competency, occupation, pc4, smallWorld } from "#test/support/matching/small-world.ts";
import { profileTerms, vacancyTerms } from "#test/support/matching/terms.ts";

type Fields = Record<string, unknown>;

const because = (vacancy: Fields, profile: Fields) => {
  const assessment = assess(vacancyTerms(vacancy), profileTerms(profile), smallWorld);
  return assessment.kind === "no-match" ? assessment.because : [];
};
const open = (kilometres: number, positions = 1) => ({
  pc4: pc4(kilometres),
  region: "AM01",
  open: positions,
});

type Row = { why: string; vacancy?: Fields; profile?: Fields; because: readonly string[] };
const rows: Row[] = [
  { why: "both sides know all and agree", because: [] },

  { why: "the home is just within the smaller reach", profile: { pc4: pc4(20) }, because: [] },
  { why: "the home is beyond the person's reach", profile: { pc4: pc4(21) }, because: ["distance"] },
  { why: "the home is beyond the employer's reach", vacancy: { reachKm: 9 }, because: ["distance"] },
  {
    why: "the person's reach is unknown, the employer's is not",
    profile: { reachKm: undefined, pc4: pc4(41) },
    because: ["distance"],
  },
  {
    why: "both reaches are unknown: 50 km is within",
    vacancy: { reachKm: undefined },
    profile: { reachKm: undefined, pc4: pc4(50) },
    because: [],
  },
  {
    why: "both reaches are unknown: 51 km is not",
    vacancy: { reachKm: undefined },
    profile: { reachKm: undefined, pc4: pc4(51) },
    because: ["distance"],
  },
  {
    why: "the near place has no open position",
    vacancy: { places: [open(10, 0), open(60)] },
    because: ["distance"],
  },
  { why: "one of the places is near enough", vacancy: { places: [open(60), open(5)] }, because: [] },

  { why: "the hours touch", profile: { hoursPerWeek: { min: 36, max: 40 } }, because: [] },
  {
    why: "the person wants more hours",
    profile: { hoursPerWeek: { min: 37, max: 40 } },
    because: ["hours"],
  },
  {
    why: "the person wants fewer hours",
    profile: { hoursPerWeek: { min: 8, max: 23 } },
    because: ["hours"],
  },

  { why: "the person is there 30 days late", profile: { availableFromDate: "2021-03-31" }, because: [] },
  {
    why: "the person is there 31 days late",
    profile: { availableFromDate: "2021-04-01" },
    because: ["start"],
  },
  {
    why: "the work is over before the person is there",
    vacancy: { endDate: "2021-03-10" },
    profile: { availableFromDate: "2021-03-11" },
    because: ["start"],
  },
  { why: "the person leaves 30 days early", profile: { availableUntilDate: "2021-12-01" }, because: [] },
  {
    why: "the person leaves 31 days early",
    profile: { availableUntilDate: "2021-11-30" },
    because: ["end"],
  },
  {
    why: "the person leaves before the start",
    vacancy: { endDate: "2021-03-10" },
    profile: { availableFromDate: undefined, availableUntilDate: "2021-02-28" },
    because: ["end"],
  },

  {
    why: "no kind of contract suits both",
    profile: { contractKinds: ["agency", "on-call"] },
    because: ["contract-kinds"],
  },
  { why: "an empty list of contracts is unknown", profile: { contractKinds: [] }, because: [] },

  {
    why: "the language is spoken at the level asked",
    profile: { languages: [{ language: "nl", level: "B1" }] },
    because: [],
  },
  {
    why: "the language is spoken below the level asked",
    profile: { languages: [{ language: "nl", level: "A2" }] },
    because: ["languages"],
  },
  {
    why: "the language is not among those that the person states",
    profile: { languages: [{ language: "en", level: "C2" }] },
    because: ["languages"],
  },
  { why: "an empty list of languages is unknown", profile: { languages: [] }, because: [] },

  { why: "the education is lower", profile: { educationLevel: "primary" }, because: ["education"] },
  { why: "the education is much higher", profile: { educationLevel: "wo" }, because: [] },

  { why: "a higher licence includes the one asked", profile: { licences: ["CE"] }, because: [] },
  { why: "another licence is held", profile: { licences: ["A"] }, because: ["licences"] },
  { why: "the person states to have no licence", profile: { licences: [] }, because: ["licences"] },

  {
    why: "the person does not work irregular hours",
    profile: { irregularHours: false },
    because: ["irregular-hours"],
  },
  {
    why: "the work is regular, the person can do either",
    vacancy: { irregularHours: false },
    because: [],
  },

  {
    why: "the person does not want a learning job",
    vacancy: { learning: true },
    profile: { learningJob: false },
    because: ["learning-job"],
  },
  { why: "the person wants a learning job", vacancy: { learning: true }, because: [] },
  {
    why: "a person who does not want a learning job gets other work",
    profile: { learningJob: false },
    because: [],
  },

  {
    why: "the person excludes the occupation",
    profile: { excludedOccupations: [occupation(1)] },
    because: ["excluded-occupation"],
  },
  {
    why: "the person excludes another occupation",
    profile: { excludedOccupations: [occupation(2)] },
    because: [],
  },
  {
    why: "the person excludes the sector",
    profile: { excludedSectors: ["Q"] },
    because: ["excluded-sector"],
  },
  { why: "the person excludes another sector", profile: { excludedSectors: ["A"] }, because: [] },

  {
    why: "too few must-haves are met",
    profile: { competencies: [competency(9)] },
    because: ["must-haves"],
  },
  {
    why: "several filters are all reported",
    profile: { hoursPerWeek: { min: 1, max: 8 }, educationLevel: "none", pc4: pc4(70) },
    because: ["distance", "hours", "education"],
  },
];

describe("filters", () => {
  it.each(rows)("B2: $why → $because", ({ vacancy = {}, profile = {}, because: expected }) => {
    expect(because(vacancy, profile)).toEqual(expected);
  });

  it("every filter has a case in which it alone keeps a pair apart", () => {
    const alone = new Set(rows.filter((row) => row.because.length === 1).flatMap((row) => row.because));
    expect([...alone].sort()).toEqual([...FILTERS].sort());
  });

  it.each([
    "hoursPerWeek",
    "startDate",
    "endDate",
    "contractKinds",
    "languages",
    "educationLevel",
    "licences",
    "irregularHours",
    "occupation",
    "sector",
  ])(
    "unknown never filters: a vacancy that does not state %s takes a person who states the worst",
    (field) => {
      const worst: Fields = {
        hoursPerWeek: { hoursPerWeek: { min: 1, max: 2 } },
        startDate: { availableFromDate: "2021-12-30" },
        endDate: { availableUntilDate: "2021-03-02" },
        contractKinds: { contractKinds: ["on-call"] },
        languages: { languages: [{ language: "en", level: "A1" }] },
        educationLevel: { educationLevel: "none" },
        licences: { licences: [] },
        irregularHours: { irregularHours: false },
        occupation: { excludedOccupations: [occupation(1)] },
        sector: { excludedSectors: ["Q"] },
      };
      const profile = worst[field];
      if (typeof profile !== "object" || profile === null) throw new Error(`no case for ${field}`);
      expect(because({}, { ...profile })).toHaveLength(1);
      expect(because({ [field]: undefined }, { ...profile })).toEqual([]);
    },
  );

  it.each([
    ["hoursPerWeek", { hoursPerWeek: { min: 60, max: 60 } }],
    ["availableFromDate", { startDate: "1999-01-01" }],
    ["availableUntilDate", { endDate: "2199-01-01" }],
    ["contractKinds", { contractKinds: ["agency"] }],
    ["languages", { languages: [{ language: "fr", level: "C2" }] }],
    ["educationLevel", { educationLevel: "wo" }],
    ["licences", { licences: ["D"] }],
  ])(
    "unknown never filters: a profile that does not state %s suits a vacancy that asks much of it",
    (field, vacancy) => {
      expect(because(vacancy, {})).not.toEqual([]);
      expect(because(vacancy, { [field]: undefined })).toEqual([]);
    },
  );
});

describe("must-haves", () => {
  const musts = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      competency: competency(3 * index),
      importance: "must",
      weight: 3,
    }));
  it.each([
    { asked: 3, share: 50, has: 1, suits: false },
    { asked: 3, share: 50, has: 2, suits: true },
    { asked: 3, share: 33, has: 1, suits: true },
    { asked: 3, share: 34, has: 1, suits: false },
    { asked: 3, share: 66, has: 2, suits: true },
    { asked: 3, share: 67, has: 2, suits: false },
    { asked: 4, share: 50, has: 2, suits: true },
    { asked: 4, share: 100, has: 3, suits: false },
    { asked: 4, share: 100, has: 4, suits: true },
    { asked: 1, share: 1, has: 0, suits: false },
    { asked: 0, share: 100, has: 0, suits: true },
  ])("strict, $share percent of $asked asked: $has met → suits is $suits", ({ asked, share, has, suits }) => {
    const vacancy = { requirements: musts(asked), mustHaves: { mode: "strict", share } };
    const competencies = musts(has).map((one) => one.competency);
    expect(because(vacancy, { competencies })).toEqual(suits ? [] : ["must-haves"]);
  });

  it("a near competency meets a strict must-have", () => {
    const vacancy = { requirements: musts(2), mustHaves: { mode: "strict", share: 100 } };
    expect(because(vacancy, { competencies: [competency(1), competency(5)] })).toEqual([]);
  });

  it("soft must-haves only weigh", () => {
    expect(because({ requirements: musts(4), mustHaves: { mode: "soft" } }, { competencies: [] })).toEqual(
      [],
    );
  });

  it("borrowed competencies are nobody's must-haves", () => {
    const vacancy = { requirements: [], mustHaves: { mode: "strict", share: 100 } };
    expect(because(vacancy, { competencies: [] })).toEqual([]);
  });
});

describe("licences", () => {
  it.each([
    { held: ["CE"], asked: ["B", "BE", "C1", "AM"], covered: true },
    { held: ["B"], asked: ["B+"], covered: false },
    { held: ["D1"], asked: ["C1"], covered: false },
    { held: ["A2"], asked: ["A1"], covered: true },
    { held: ["A2"], asked: ["A"], covered: false },
    { held: ["B", "T"], asked: ["T", "AM"], covered: true },
    { held: [], asked: [], covered: true },
  ] as const)("who holds $held may drive $asked: $covered", ({ held, asked, covered }) => {
    expect(covers(held, asked)).toBe(covered);
  });
});
