import type { Classification } from "#packages/classification/classification.ts";
import { JobSeekerId, MarketProfileId, VacancyId } from "#packages/domain/ids.ts";
import { type MarketProfile, MarketProfileInput } from "#packages/domain/market-profile.ts";
import { stableUuid } from "#packages/domain/stable-uuid.ts";
import { type Vacancy, VacancyInput } from "#packages/domain/vacancy.ts";
import { shapeProfile } from "#packages/intake/register-profile.ts";
import { registerVacancy } from "#packages/intake/register-vacancy.ts";

/** Groups by which figures are told. None of them is a field of what is matched: they stand beside the invented people. */
export type Traits = {
  readonly age: "under 27" | "27 to 55" | "over 55";
  readonly sex: "a woman" | "a man";
  readonly origin: "origin A" | "origin B";
  readonly health: "work limitation" | "none known";
};
export type Invented = { readonly traits: Traits; readonly profile: MarketProfile };

/**
 * How the groups of an invented population come about. `neutral`: by lot, so that any difference is the rules' doing.
 * `unequal`: as in a labour market where part-time work, experience and reach differ by group, so that what the rules
 * pass on of it shows.
 */
export type Kind = "neutral" | "unequal";

/** A generator of numbers from a seed: mulberry32, the same on every machine. */
export const numbersFrom = (seed: number) => {
  let state = seed >>> 0;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
};
export type Draw = ReturnType<typeof numbersFrom>;

/** Centres of towns in ten regions (CBS postcode areas). */
const PLACES = ["1012", "3511", "9711", "6211", "5038", "2511", "3011", "5611", "7511", "8011"];
const NOW = new Date("2026-11-01T09:00:00.000Z");
const ORIGIN = { now: NOW };

const pick = <T>(draw: Draw, list: readonly [T, ...T[]]): T => list[draw(list.length)] ?? list[0];

export const drawTraits = (draw: Draw): Traits => ({
  age: pick(draw, ["under 27", "27 to 55", "27 to 55", "over 55"]),
  sex: pick(draw, ["a woman", "a man"]),
  origin: pick(draw, ["origin A", "origin A", "origin B"]),
  health: pick(draw, ["work limitation", "none known", "none known", "none known", "none known"]),
});

type Shape = { readonly most: number; readonly hours: number; readonly reachKm: number };
/** What the group has to do with the terms: nothing where it is neutral. */
const shapeOf = (draw: Draw, kind: Kind, { age, sex, health }: Traits): Shape => {
  const [experience, partTime, near] = [draw(3), draw(2), draw(2)];
  if (kind === "neutral")
    return { most: 2 + 2 * experience, hours: 24 + 12 * partTime, reachKm: 15 + 20 * near };
  return {
    most: { "under 27": 2, "27 to 55": 6, "over 55": 5 }[age] + draw(2),
    hours: sex === "a woman" && draw(10) < 6 ? 24 : 36,
    reachKm: health === "work limitation" ? 15 : 35,
  };
};

const BIRTH = { "under 27": "2002-05-01", "27 to 55": "1985-05-01", "over 55": "1966-05-01" } as const;

/** What a party would post for somebody with these traits: names and dates are the person's, and go no further. */
export const inputOf = (
  { age, sex, origin, health }: Traits,
  profile: Readonly<Record<string, unknown>>,
  postcode: string,
): MarketProfileInput =>
  MarketProfileInput.parse({
    person: {
      givenName: sex === "a woman" ? "Voorbeeldje" : "Voorbeeld",
      familyName: origin === "origin A" ? "Voorbeeldman" : "El Voorbeeld",
      postcode,
      dateOfBirth: BIRTH[age],
      situation: health === "work limitation" ? "work-limitation" : "applies-for-social-assistance",
    },
    profile: {
      ...profile,
      consents: [
        { purpose: "matching", receiver: "mobility-teams", wording: "2026-1", givenAt: NOW.toISOString() },
      ],
    },
  });

/** The profile of what is posted, by the very code of the intake. */
export const profileOf = (input: MarketProfileInput, name: string, known: Classification): MarketProfile => {
  const ids = {
    id: MarketProfileId.parse(stableUuid("ai-act-profile", name)),
    jobSeekerId: JobSeekerId.parse(stableUuid("ai-act-person", name)),
  };
  return shapeProfile(input, ids, "municipality", { origin: ORIGIN, known }).profile;
};

const competenciesOf = (draw: Draw, known: Classification, occupation: number, most: number): string[] => {
  const own = [...known.essential(occupation)];
  const chosen = own.filter(() => draw(10) < 7).slice(0, most);
  return chosen.map((index) => known.competencyUri(index));
};

/** What somebody can and wants, before it is known of which group they are. */
export const supplyOf = (
  draw: Draw,
  known: Classification,
  shape: Shape,
): Readonly<Record<string, unknown>> => {
  const occupation = draw(known.counts.occupations);
  return {
    occupations: [known.occupationUri(occupation)],
    competencies: competenciesOf(draw, known, occupation, shape.most),
    hoursPerWeek: { min: shape.hours - 8, max: shape.hours },
    reachKm: shape.reachKm,
  };
};

/** Invented people, as many as asked. The same seed gives the same people. */
export const inventPeople = (kind: Kind, size: number, seed: number, known: Classification): Invented[] => {
  const draw = numbersFrom(seed);
  return Array.from({ length: size }, (_, number) => {
    const traits = drawTraits(draw);
    const supply = supplyOf(draw, known, shapeOf(draw, kind, traits));
    const input = inputOf(traits, supply, `${pick(draw, ["1012", ...PLACES])}AA`);
    return { traits, profile: profileOf(input, `${kind} ${number}`, known) };
  });
};

/** Invented demand for the occupations of the classification. */
export const inventVacancies = (size: number, seed: number, known: Classification): Vacancy[] => {
  const draw = numbersFrom(seed);
  return Array.from({ length: size }, (_, number) => {
    const occupation = draw(known.counts.occupations);
    const input = VacancyInput.parse({
      title: "Voorbeeld",
      employer: { kvkNumber: "90000001", name: "Voorbeeld BV" },
      places: [{ postcode: `${pick(draw, ["1012", ...PLACES])}AA`, positions: 1 }],
      occupation: known.occupationUri(occupation),
      hoursPerWeek: draw(3) === 0 ? { min: 32, max: 40 } : { min: 16, max: 40 },
    });
    const id = VacancyId.parse(stableUuid("ai-act-vacancy", String(number)));
    return registerVacancy(input, id, ORIGIN, known).vacancy;
  });
};
