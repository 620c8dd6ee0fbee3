import type * as z from "zod";
import { SECTORS, type Sector } from "#packages/domain/conditions.ts";
import { addDays } from "#packages/domain/dates.ts";
import type { MarketProfileInput } from "#packages/domain/market-profile.ts";
import { contractsWanted, educationNear, languagesOf, licencesOf, reachOf } from "./conditions.ts";
import { type Draw, drawFor, evenly, leaveOutUnknown } from "./draw.ts";
import { availabilityUnderNotice, personAt } from "./persons.ts";
import { placeAt, placeInRegion, placeOfWork } from "./places.ts";
import { numbered, type SampleOptions, type Sampling, series } from "./sample-options.ts";
import { labourMarket, usualHours, type Work } from "./work.ts";

/** A market profile with the person behind it, as a responsible party's system would post it. */
export type SampleProfile = z.input<typeof MarketProfileInput>;
type Profile = SampleProfile["profile"];

const USUAL_COUNT = 2000;
/** Intakes that left nothing open; of the others, each thing is known at its own frequency. */
const THOROUGH = 0.28;
const CONSENT_GIVEN = 0.88;
const CONSENT_WITHDRAWN = 0.03;

type Told = <T>(probability: number, value: () => T) => T | undefined;

/** Most of what belongs to the work that was done, a little of what is wanted, and a few things from elsewhere. */
const competenciesOf = (done: Work, wanted: Work | undefined, draw: Draw): string[] => {
  const command = 0.35 + 0.6 * draw.number();
  const elsewhere = Array.from({ length: draw.whole(0, 4) }, () => draw.pick(labourMarket().competencies));
  return [
    ...new Set([
      ...draw.some(done.essential, command),
      ...draw.some(done.optional, command * 0.35),
      ...draw.some(wanted?.essential ?? [], 0.25),
      ...elsewhere,
    ]),
  ];
};

const workWanted = (draw: Draw): Work | undefined =>
  draw.chance(0.5) ? labourMarket().asked.at(draw.number()) : undefined;

/** Concepts where the intake chose them, job titles in words where it did not. */
const occupationsOf = (done: Work, wanted: Work | undefined, draw: Draw): Partial<Profile> => {
  const wish = wanted === undefined ? [] : [wanted.occupation];
  if (draw.chance(0.18)) return { occupations: wish, jobTitles: [draw.pick(done.titles).slice(0, 120)] };
  return { occupations: [...new Set([done.occupation, ...wish])] };
};

/** A person's hours: as usual in the work, or less for those who have others to care for. */
const hoursWanted = (done: Work, draw: Draw) => {
  const { min, max } = usualHours(done, draw);
  return draw.chance(0.4) ? { min: Math.max(0, min - 8), max } : { min, max: Math.min(40, max + 4) };
};

const dislikes = (done: Work, wanted: Work | undefined, draw: Draw): Partial<Profile> => {
  const liked: (Sector | undefined)[] = [done.sector, wanted?.sector];
  const sector = draw.pick(SECTORS);
  const work = labourMarket().asked.at(draw.number());
  const other = work.occupation !== done.occupation && work.occupation !== wanted?.occupation;
  return {
    ...(draw.chance(0.05) && !liked.includes(sector) ? { excludedSectors: [sector] } : {}),
    ...(draw.chance(0.06) && other ? { excludedOccupations: [work.occupation] } : {}),
  };
};

/** S4: most agree to be matched; without a consent, or with one withdrawn, the profile stays invisible. */
const consentsOf = (draw: Draw, today: string): Profile["consents"] => {
  if (!draw.chance(CONSENT_GIVEN)) return [];
  const givenAt = `${addDays(today, -draw.whole(2, 60))}T09:00:00.000Z`;
  const matching = {
    purpose: "matching",
    receiver: "mobility-teams",
    wording: "voorbeeld-1",
    givenAt,
  } as const;
  return [draw.chance(CONSENT_WITHDRAWN) ? { ...matching, withdrawnAt: `${today}T08:00:00.000Z` } : matching];
};

const wishesOf = (done: Work, draw: Draw, told: Told, today: string): Partial<Profile> => ({
  hoursPerWeek: told(0.72, () => hoursWanted(done, draw)),
  availableFromDate: told(0.7, () => addDays(today, draw.pick([0, 0, 0, 7, 14, 30, 60]))),
  contractKinds: told(0.55, () => contractsWanted(draw)),
  languages: told(0.6, () => languagesOf(draw)),
  educationLevel: told(0.65, () => educationNear(done.level, draw)),
  licences: told(0.65, () => licencesOf(done, draw)),
  irregularHours: told(0.55, () => draw.chance(0.55)),
  reachKm: told(0.7, () => reachOf(draw)),
  learningJob: told(0.45, () => draw.chance(0.4)),
});

const profileAt = (index: number, { seed, today }: Sampling): SampleProfile => {
  const draw = drawFor(seed, "profile", index);
  const start = drawFor(seed, "profiles").number();
  const done = labourMarket().offered.at(draw.number());
  const wanted = workWanted(draw);
  const somewhere = placeAt(evenly(start, index));
  const home = draw.chance(0.7) ? somewhere : placeInRegion(placeOfWork(somewhere, done, draw), draw);
  const person = personAt(index, home, draw, today);
  const thorough = draw.chance(THOROUGH);
  const told: Told = (probability, value) => (thorough || draw.chance(probability) ? value() : undefined);
  const profile = leaveOutUnknown({
    ...occupationsOf(done, wanted, draw),
    competencies: told(0.9, () => competenciesOf(done, wanted, draw)),
    ...wishesOf(done, draw, told, today),
    // Who is under notice comes when the work ends (M2: straight from job to job).
    ...availabilityUnderNotice(person),
    availableUntilDate: draw.chance(0.02) ? addDays(today, draw.whole(150, 300)) : undefined,
    affinities: told(0.4, () => draw.some(SECTORS, 0.1)),
    ...dislikes(done, wanted, draw),
    consents: consentsOf(draw, today),
  });
  return { person, profile, reference: `voorbeeld-${seed}-p-${numbered(index)}` };
};

/**
 * Market profiles over the whole country: homes by inhabitants, work mostly from the sectors that shrank in 2020,
 * every situation of S2, most with consent. Each is valid for `MarketProfileInput`; more than half leave things open.
 */
export const sampleProfiles = (options: SampleOptions): SampleProfile[] =>
  series(options, USUAL_COUNT, profileAt);
