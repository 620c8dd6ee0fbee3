import * as z from "zod";
import { MarketProfileId, VacancyId } from "#packages/domain/ids.ts";
import { RegionCode } from "#packages/domain/regions.ts";
import { Vacancy, VacancyPlace } from "#packages/domain/vacancy.ts";

const Count = z.number().int().min(0);

/** A waiting list in numbers. Who is on it is nobody's but the person's own party (D4, S4). */
export const WaitingListView = z
  .object({
    vacancyId: VacancyId,
    status: z.enum(["open", "closed"]),
    waiting: Count,
    offered: Count.meta({ description: "Whose work it is to take" }),
    started: Count,
    free: Count.meta({ description: "Positions that nobody has been offered, since nobody waits" }),
    withLifeCoach: Count.meta({ description: "Of those who started, who accepted a life coach" }),
  })
  .meta({ id: "WaitingList" });
export type WaitingListView = z.infer<typeof WaitingListView>;

/** Somebody's own place on a list. */
export const WaitingPlaceView = z
  .object({
    vacancyId: VacancyId,
    profileId: MarketProfileId,
    state: z.enum(["not-on-list", "waiting", "offered", "started"]),
    before: Count.meta({ description: "How many wait who came earlier" }),
    lifeCoach: z.enum(["not-offered", "offered", "accepted", "declined"]),
  })
  .meta({ id: "WaitingPlace" });
export type WaitingPlaceView = z.infer<typeof WaitingPlaceView>;

/** A vacancy of open hiring with its list, for people to find. */
export const OpenHiringView = WaitingListView.extend({
  title: Vacancy.shape.title,
  employerName: z.string().max(200),
  region: RegionCode,
  pc4: VacancyPlace.shape.pc4,
  hoursPerWeek: Vacancy.shape.hoursPerWeek,
  startDate: Vacancy.shape.startDate,
}).meta({ id: "OpenHiring" });

/** A place with what the work is; of others only how many came earlier. */
export const OwnPlace = WaitingPlaceView.extend({
  title: z.string().max(200).optional(),
  employerName: z.string().max(200).optional(),
}).meta({ id: "OwnWaitingPlace" });
export type OwnPlace = z.infer<typeof OwnPlace>;
