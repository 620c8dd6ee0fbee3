import type { LocalDate } from "#packages/domain/dates.ts";
import type { Pc4 } from "#packages/domain/postcode.ts";
import {
  contractBits,
  datesOf,
  dayNumber,
  EARLIEST,
  educationAsked,
  educationHeld,
  flagsHit,
  flagsOf,
  hoursOf,
  levelNumber,
  licencesAsked,
  licencesHeld,
  mustsNeeded,
  reachOf,
  sectorBit,
  sectorBits,
} from "#packages/matching/engine/facts.ts";
import { curvePlace } from "#packages/matching/engine/hilbert.ts";
import { nearPoints } from "#packages/matching/requirements.ts";
import { profileSide, vacancySide } from "#packages/matching/sides.ts";
import type { ProfileTerms, VacancyTerms } from "#packages/matching/terms.ts";
import type { World } from "#packages/matching/world.ts";

/**
 * What a database keeps of a person: the conditions as numbers that compare, unknown being the number that no filter
 * stops. The labour market of this bench has one language, at most three occupations, and no last day.
 */
export const personRow = (profile: ProfileTerms, { classification }: World) => {
  const { competencies, occupations } = profileSide(profile, classification);
  return {
    reach: reachOf(profile),
    hoursMin: hoursOf(profile).min,
    hoursMax: hoursOf(profile).max,
    from: day(profile.availableFromDate),
    contracts: contractBits(profile.contractKinds),
    education: educationHeld(profile),
    licences: licencesHeld(profile.licences),
    flags: flagsOf(profile) & 3,
    sectors: sectorBits(profile.excludedSectors),
    dutch:
      profile.languages === undefined
        ? 9
        : Math.max(...profile.languages.map(({ level }) => levelNumber(level))),
    occupations: [0, 1, 2].map((index) => occupations[index] ?? -1),
    competencies: [...competencies].sort((a, b) => a - b),
  };
};

/** The same of a vacancy, with one place; `requirements` in the order of the definition. */
export const workRow = (vacancy: VacancyTerms, { classification }: World) => {
  const side = vacancySide(vacancy, classification);
  return {
    reach: reachOf(vacancy),
    hoursMin: hoursOf(vacancy).min,
    hoursMax: hoursOf(vacancy).max,
    start: day(vacancy.startDate),
    latestFrom: datesOf(vacancy).latestFrom,
    contracts: contractBits(vacancy.contractKinds),
    education: educationAsked(vacancy),
    licences: licencesAsked(vacancy.licences),
    flags: flagsHit(vacancy),
    sector: sectorBit(vacancy.sector),
    dutch: Math.max(0, ...(vacancy.languages ?? []).map(({ level }) => levelNumber(level))),
    occupation: side.occupation ?? -1,
    mustsNeeded: mustsNeeded(vacancy, side),
    requirements: side.requirements,
  };
};

const day = (date: LocalDate | undefined): number => (date === undefined ? EARLIEST : dayNumber(date));

/** Every competency that counts for a vacancy: of which requirement, with its points, and whether that is a must-have. */
export const termsAsked = (vacancy: VacancyTerms, { classification }: World) =>
  vacancySide(vacancy, classification).requirements.flatMap(
    ({ competency, worth, importance }, requirement) => {
      const must = importance === "must" ? 1 : 0;
      return [
        { term: competency, requirement, points: worth, must },
        ...[...classification.near(competency)].map((term) => ({
          term,
          requirement,
          points: nearPoints(worth),
          must,
        })),
      ];
    },
  );

/** Things in order of their place along the curve, and which of them are in each area. */
export type Placed<T> = {
  readonly things: readonly T[];
  readonly areas: readonly { readonly pc4: Pc4; readonly first: number; readonly end: number }[];
};

export const placed = <T>(things: readonly T[], areaOf: (thing: T) => Pc4): Placed<T> => {
  const byArea = new Map<Pc4, T[]>();
  for (const thing of things) {
    const area = areaOf(thing);
    const list = byArea.get(area) ?? [];
    list.push(thing);
    byArea.set(area, list);
  }
  let end = 0;
  const areas = [...byArea]
    .sort(([a], [b]) => curvePlace(a) - curvePlace(b))
    .map(([pc4, list]) => {
      const first = end;
      end += list.length;
      return { pc4, first, end, list };
    });
  return { things: areas.flatMap(({ list }) => list), areas };
};

/** The rank of every id, so that a database orders by a whole number. */
export const ranksById = (things: readonly { readonly id: string }[]): Map<string, number> =>
  new Map(
    things
      .map(({ id }) => id)
      .sort()
      .map((id, rank) => [id, rank]),
  );
