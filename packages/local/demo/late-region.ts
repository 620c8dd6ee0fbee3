import * as z from "zod";
import { addDays, dayInAmsterdam } from "#packages/domain/dates.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import type { Platform } from "../platform.ts";
import type { ApiClient } from "./api-client.ts";

/** The steering group sets when a team starts (G1). */
const setStart = async (api: ApiClient, region: RegionCode, startDate: string): Promise<void> => {
  const as = "steering-group";
  const path = `/v1/regions/${region}/settings`;
  const { etag } = await api.expect({ as, method: "GET", path });
  const { body } = await api.expect({
    as,
    method: "PATCH",
    path,
    body: { startDate },
    ...(etag === undefined ? {} : { ifMatch: etag }),
  });
  z.object({ startDate: z.literal(startDate) }).parse(body);
};

/** Long enough for the schedule that starts teams (every five minutes), and its margin of a minute. */
const SCHEDULE_MS = 6 * 60_000;

/** The team starts tomorrow: until then nothing goes to its queue. */
export const postponeStart = (platform: Platform, api: ApiClient, region: RegionCode): Promise<void> =>
  setStart(api, region, addDays(dayInAmsterdam(platform.now()), 1));

/** The team starts today after all; some minutes go by, and what is open is delivered. */
export const startToday = async (platform: Platform, api: ApiClient, region: RegionCode): Promise<void> => {
  await setStart(api, region, dayInAmsterdam(platform.now()));
  await platform.moveClock(SCHEDULE_MS);
  await platform.settled();
};
