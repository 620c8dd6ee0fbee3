import * as z from "zod";
import type { RegionCode } from "#packages/domain/regions.ts";
import type { ApiClient } from "./api-client.ts";

const Page = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      version: z.number().int(),
      region: z.string(),
      score: z.number().int(),
      dueAt: z.string(),
    }),
  ),
  nextCursor: z.string().optional(),
});
export type InboxItem = z.infer<typeof Page>["items"][number];

/** All open proposals of a region, as its team reads them over HTTP, page by page. */
export const readInbox = async (api: ApiClient, region: RegionCode): Promise<InboxItem[]> => {
  const items: InboxItem[] = [];
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({ limit: "100", ...(cursor === undefined ? {} : { cursor }) });
    const path = `/v1/regions/${region}/proposals?${query}`;
    const { body } = await api.expect({ as: `team-${region.toLowerCase()}`, method: "GET", path });
    const page = Page.parse(body);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return items;
};
