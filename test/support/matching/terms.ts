import { ProfileTerms, VacancyTerms } from "#packages/matching/terms.ts";
import { competency, occupation, pc4 } from "./small-world.ts";

const id = (letter: string, number: number) =>
  `${letter.repeat(8)}-0000-4000-8000-${String(number).padStart(12, "0")}`;

/** A vacancy that knows everything of itself; overridable, and `undefined` makes a field unknown. */
export const vacancyTerms = (over: Readonly<Record<string, unknown>> = {}, number = 1): VacancyTerms =>
  VacancyTerms.parse({
    id: id("a", number),
    version: 1,
    employer: "12345678",
    sector: "Q",
    learning: false,
    occupation: occupation(1),
    hoursPerWeek: { min: 24, max: 36 },
    startDate: "2021-03-01",
    endDate: "2021-12-31",
    contractKinds: ["temporary", "permanent"],
    requirements: [
      { competency: competency(0), importance: "must", weight: 3 },
      { competency: competency(3), importance: "must", weight: 3 },
      { competency: competency(9), importance: "nice", weight: 2 },
    ],
    mustHaves: { mode: "strict", share: 50 },
    languages: [{ language: "nl", level: "B1" }],
    educationLevel: "vmbo",
    licences: ["B"],
    irregularHours: true,
    reachKm: 40,
    places: [{ pc4: pc4(0), region: "AM01", open: 2 }],
    ...over,
  });

/** A profile that suits `vacancyTerms()` wholly and lives 10 km away. */
export const profileTerms = (over: Readonly<Record<string, unknown>> = {}, number = 1): ProfileTerms =>
  ProfileTerms.parse({
    id: id("b", number),
    jobSeekerId: id("c", number),
    version: 1,
    region: "AM01",
    pc4: pc4(10),
    occupations: [occupation(1)],
    competencies: [competency(0), competency(3), competency(9)],
    hoursPerWeek: { min: 32, max: 40 },
    availableFromDate: "2021-03-01",
    availableUntilDate: "2022-12-31",
    contractKinds: ["temporary"],
    languages: [{ language: "nl", level: "C1" }],
    educationLevel: "mbo-havo-vwo",
    licences: ["BE"],
    irregularHours: true,
    reachKm: 20,
    learningJob: true,
    excludedOccupations: [],
    excludedSectors: [],
    ...over,
  });
