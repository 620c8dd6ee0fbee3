import * as z from "zod";
import { RegionCode } from "#packages/domain/regions.ts";
import { Desk } from "#packages/domain/settings.ts";
import type { ApiClient } from "./client.ts";

/** A region with its desk (D1). */
const Region = z.object({
  code: RegionCode,
  name: z.string(),
  centre: z.object({ code: z.string(), name: z.string() }),
  neighbours: z.array(RegionCode),
  startDate: z.iso.date(),
  desk: Desk,
});
export type Region = z.infer<typeof Region>;

const Regions = z.object({ items: z.array(Region) });

/** The 35 regions, as anybody may read them. */
export const listRegions = async (api: ApiClient): Promise<readonly Region[]> =>
  (await api.ask({ path: "/regions" }, Regions)).data.items;

export const findRegion = async (api: ApiClient, code: string): Promise<Region | undefined> =>
  (await listRegions(api)).find((region) => region.code === code);
