import * as z from "zod";
import { Actor } from "./actor.ts";
import { CouplingWeights } from "./coupling-weights.ts";
import { LocalDate, Moment } from "./dates.ts";
import { RegionCode } from "./regions.ts";
import { plainText } from "./text.ts";

/** The desk that people and employers can find (D1: physical and digital). Set by the team; empty until then. */
export const Desk = z
  .object({
    name: plainText(120).optional(),
    address: plainText(200).optional(),
    phone: plainText(30).optional(),
    email: z.email().max(254).optional(),
    website: z
      .url({ protocol: /^https$/ })
      .max(300)
      .optional(),
  })
  .strict();
export type Desk = z.infer<typeof Desk>;

/** How much a team wants on its desk, and from when. Times are working days. */
export const RegionSettings = z.object({
  region: RegionCode,
  version: z.number().int().min(0),
  /** G1: a region's team starts on its date; what is open then is delivered then. */
  startDate: LocalDate,
  capPerPosition: z.number().int().min(1).max(200),
  capPerVacancy: z.number().int().min(1).max(500),
  capPerPerson: z.number().int().min(1).max(100),
  minimumScore: z.number().int().min(0).max(1_000_000),
  dueInWorkingDays: z.number().int().min(1).max(60),
  /** B1: how long positions are held for a firm with surplus; 5 where nothing was set. */
  holdInWorkingDays: z.number().int().min(1).max(60).optional(),
  /** B1: how long a person of an agreed coupling can use an invitation code; 28 days where nothing was set. */
  invitationDays: z.number().int().min(1).max(180).optional(),
  /** After how long an agreed coupling without news is brought to mind; 10 where nothing was set. */
  remindInWorkingDays: z.number().int().min(1).max(60).optional(),
  /** How firms are coupled for the groups of this region; what is absent is as everywhere. */
  coupling: CouplingWeights.partial().optional(),
  /** D2: weeks that learning a competency is reckoned to take, when it is missing and when something near is known. */
  learning: z
    .strictObject({
      weeksMissing: z.number().int().min(1).max(39),
      weeksNear: z.number().int().min(0).max(39),
    })
    .optional(),
  /**
   * M4: the team has stopped the matcher for its people: nothing new is proposed to it. What lies with it stays, and still
   * ends when a side is withdrawn. What came meanwhile is matched when it goes on.
   */
  matchingPaused: z.boolean().optional(),
  desk: Desk,
  changedAt: Moment.optional(),
  changedBy: Actor.optional(),
});
export type RegionSettings = z.infer<typeof RegionSettings>;

/**
 * In force where nobody set anything. Every start date of the phasing of 2020–2021 has passed. The minimum is what the
 * same occupation alone is worth: a profile of which nothing else is known can be found (unknown is no mismatch).
 */
export const defaultSettings = (region: RegionCode): RegionSettings => ({
  region,
  version: 0,
  startDate: "2021-03-01",
  capPerPosition: 20,
  capPerVacancy: 100,
  capPerPerson: 10,
  minimumScore: 150_000,
  dueInWorkingDays: 5,
  desk: {},
});

/** Settings of all regions at once: one item, so that one consistent read answers for the country. */
export const AllSettings = z.object({
  version: z.number().int().min(0),
  regions: z.partialRecord(RegionCode, RegionSettings),
});
export type AllSettings = z.infer<typeof AllSettings>;

export const settingsOf = (all: AllSettings, region: RegionCode): RegionSettings =>
  all.regions[region] ?? defaultSettings(region);
