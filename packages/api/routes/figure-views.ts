import * as z from "zod";
import { LocalDate, Moment } from "#packages/domain/dates.ts";
import { RegionCode } from "#packages/domain/regions.ts";
import { FLOWS, LIVE_COUPLINGS, OPEN_WORK, SectorKey } from "#packages/figures/region-figures.ts";
import { Competency } from "../explanation-view.ts";

const count = z.number().int().min(0);
const percent = z.number().int().min(0).max(100).nullable().meta({ description: "Null: there is nothing" });
const people = count
  .nullable()
  .meta({ description: "Null where it is fewer than five people, or would tell such a number" });

const Asked = { vacancies: count, positions: count };
const CompetencyAsked = z.object({ competency: Competency, ...Asked });

/** What there is, in one region or in the country. */
const Now = z.object({
  demand: z.object({ ...Asked, learningJobs: count, completeness: percent }),
  supply: z.object({ notices: count, heads: people, profiles: people, completeness: percent }),
  work: z.object({
    open: people,
    states: z.record(z.enum(OPEN_WORK), people),
    late: people,
    toCheck: people,
    ageing: z.array(z.object({ fromDays: count, toDays: count.optional(), proposals: people })),
  }),
  couplings: z.object({ states: z.record(z.enum(LIVE_COUPLINGS), count), people }),
  picture: z
    .object({
      sectors: z.array(z.object({ sector: SectorKey, ...Asked, competencies: z.array(CompetencyAsked) })),
      competencies: z.array(CompetencyAsked),
    })
    .meta({ description: "D5: what is asked, by sector and competency, most asked first" }),
  notice: z.string().max(2000).meta({ description: "Of the classification, to be shown with its labels" }),
});

const Week = z.object({
  startDate: LocalDate.meta({ description: "The Monday" }),
  flow: z.record(z.enum(FLOWS), people),
  open: people.optional().meta({ description: "Open proposals at the last count of the week" }),
});

const shown = {
  asOfAt: Moment.optional().meta({ description: "When it was counted; absent until the first count" }),
  exact: z.boolean().meta({ description: "Small numbers of people are shown: these are the caller's own" }),
  now: Now.optional(),
  weeks: z.array(Week).meta({ description: "The past twelve weeks, oldest first" }),
};

/** Figures of one region. */
export const RegionFiguresView = z.object({ region: RegionCode, ...shown }).meta({ id: "RegionFigures" });
export type RegionFiguresView = z.infer<typeof RegionFiguresView>;

/** Figures of the country, and of its regions beside each other. */
export const CountryFiguresView = z
  .object({
    ...shown,
    regions: z.array(
      z.object({
        region: RegionCode,
        ...Asked,
        notices: count,
        heads: people,
        profiles: people,
        open: people,
        late: people,
      }),
    ),
  })
  .meta({ id: "CountryFigures" });
export type CountryFiguresView = z.infer<typeof CountryFiguresView>;
