import * as z from "zod";
import { Sector } from "#packages/domain/conditions.ts";
import { LocalDate, Moment } from "#packages/domain/dates.ts";
import { CompetencyUri } from "#packages/domain/ids.ts";

const count = z.number().int().min(0);

/** A sum and over how many, so that regions can be added up and the mean is taken last. */
export const Mean = z.object({ sum: count, of: count });
export type Mean = z.infer<typeof Mean>;

/** Open proposals by how many days ago they were proposed; the last bucket has no end. */
export const AGE_BUCKETS = [
  { fromDays: 0, toDays: 2 },
  { fromDays: 3, toDays: 5 },
  { fromDays: 6, toDays: 10 },
  { fromDays: 11, toDays: 20 },
  { fromDays: 21 },
] as const;

export const OPEN_WORK = ["proposed", "claimed", "accepted", "introduced"] as const;
export const LIVE_COUPLINGS = ["proposed", "agreed", "transition"] as const;

const byState = <const S extends string>(states: readonly S[]) => z.record(z.enum(states), count);

/** D5: what is asked, by sector and by competency. */
const Asked = z.object({ vacancies: count, positions: count });
export type Asked = z.infer<typeof Asked>;

/** `unknown`: the employer named no sector. */
export const SectorKey = z.union([Sector, z.literal("unknown")]);
export type SectorKey = z.infer<typeof SectorKey>;

/**
 * What there is in a region at a moment. Vacancies are those that can be matched: open, with an open position in the
 * region, no open hiring. Profiles are those that may be matched (S4). Nothing in it is about one person.
 */
export const Stock = z.object({
  vacancies: count,
  learningJobs: count,
  positions: count,
  /** Of the vacancies, those whose first place is in this region: a vacancy in three regions counts once in the country. */
  ownVacancies: count,
  notices: count,
  heads: count,
  profiles: count,
  work: byState(OPEN_WORK),
  late: count,
  toCheck: count,
  ageing: z.array(count).length(AGE_BUCKETS.length),
  couplings: byState(LIVE_COUPLINGS),
  couplingPeople: count,
  vacancyCompleteness: Mean,
  profileCompleteness: Mean,
});
export type Stock = z.infer<typeof Stock>;

const CompetencyAsked = Asked.extend({ competency: CompetencyUri });

/** The picture by sector and competency, most asked first; of competencies the first so many. */
export const Picture = z.object({
  sectors: z.array(Asked.extend({ sector: SectorKey, competencies: z.array(CompetencyAsked) })),
  competencies: z.array(CompetencyAsked),
});
export type Picture = z.infer<typeof Picture>;

/** What happened in an hour or a day: each is a step of a proposal or a coupling, as its event tells it. */
export const FLOWS = [
  "proposed",
  "claimed",
  "accepted",
  "introduced",
  "placed",
  "notPlaced",
  "checked",
  "rejected",
  "withdrawn",
  "ended",
  "handedOver",
  "couplingsProposed",
  "couplingsAgreed",
  "couplingsEnded",
] as const;
export type FlowName = (typeof FLOWS)[number];
export const Flow = z.partialRecord(z.enum(FLOWS), count);
export type Flow = z.infer<typeof Flow>;

/** The figures of a region, or of the country, at a moment. */
export const Figures = z.object({ asOfAt: Moment, stock: Stock, picture: Picture });
export type Figures = z.infer<typeof Figures>;

/** A day in Amsterdam: what happened hour by hour (UTC), and what there was at the last count of the day. */
export const DayFigures = z.object({
  day: LocalDate,
  hours: z.record(z.string().regex(/^\d{4}-\d\d-\d\dT\d\d$/), Flow),
  stock: Stock.pick({ vacancies: true, positions: true, profiles: true, late: true })
    .extend({ open: count })
    .optional(),
});
export type DayFigures = z.infer<typeof DayFigures>;
