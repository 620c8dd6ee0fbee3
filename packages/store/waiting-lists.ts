import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { WaitingList } from "#packages/brokerage/open-hiring.ts";
import { Moment } from "#packages/domain/dates.ts";
import { JobSeekerId, MarketProfileId, VacancyId } from "#packages/domain/ids.ts";
import { RegionCode } from "#packages/domain/regions.ts";
import type { Kind } from "./documents.ts";
import { keys, lists, WAITING_AT } from "./keys.ts";
import { partition, type Table } from "./platform-table.ts";

/** Who somebody on the list is to the platform: ids, and the region that supports them (M1). */
export const OnList = z.object({
  jobSeekerId: JobSeekerId,
  profileId: MarketProfileId,
  region: RegionCode,
});
export type OnList = z.infer<typeof OnList>;

/** The waiting list of a vacancy of open hiring (D4), as it is kept: one item, written with its version. */
export const WaitingListDocument = z.object({
  id: VacancyId,
  version: z.number().int().min(1),
  /** Region of the work. */
  region: RegionCode,
  list: WaitingList,
  people: z.array(OnList),
  openedAt: Moment,
  changedAt: Moment,
});
export type WaitingListDocument = z.infer<typeof WaitingListDocument>;

/** People on one list at most, so that it fits an item; who started among them. */
export const MOST_ON_LIST = 1000;

/** While it is open, a list is found by the region of its work. */
export const waitingLists: Kind<WaitingListDocument> = {
  schema: WaitingListDocument,
  key: keys.waitingList,
  list: ({ id, region, openedAt, list }) =>
    list.status === "open" ? lists.openHiring(region, openedAt, id) : undefined,
};

/** That somebody is on a list, so that the lists of a person can be found. */
export const putOnList = (
  { tableName }: Table,
  { profileId }: OnList,
  vacancyId: VacancyId,
): TransactWriteItem => ({
  Put: { TableName: tableName, Item: { ...keys.waitingAt(profileId, vacancyId) } },
});

export const takeOffList = (
  { tableName }: Table,
  { profileId }: Pick<OnList, "profileId">,
  vacancyId: VacancyId,
): TransactWriteItem => ({
  Delete: { TableName: tableName, Key: keys.waitingAt(profileId, vacancyId) },
});

/** Vacancies on whose list somebody is, or was when it closed; read consistently. */
export const listsOfPerson = async (table: Table, profileId: MarketProfileId): Promise<VacancyId[]> => {
  const found: VacancyId[] = [];
  for await (const item of partition(table, keys.profile(profileId).pk.S, WAITING_AT)) {
    const sk = item["sk"]?.S ?? "";
    if (!sk.startsWith(WAITING_AT)) break;
    found.push(VacancyId.parse(sk.slice(WAITING_AT.length)));
  }
  return found;
};
