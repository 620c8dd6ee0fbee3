import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { coupleRegions } from "#packages/coupling/couple-regions.ts";
import { couplerFor, regionsReachedBy } from "#packages/coupling/coupler.ts";
import { keepWaitingList, leaveAllLists } from "#packages/coupling/keep-waiting-list.ts";
import { reconcileNotice, reconcileVacancy } from "#packages/coupling/reconcile.ts";
import { returnHead } from "#packages/coupling/return-heads.ts";
import { now } from "#packages/runtime/clock.ts";
import { readEnv } from "#packages/runtime/env.ts";
import { jsonLog } from "#packages/runtime/log.ts";
import { readSurplusReach } from "#packages/store/couplings.ts";
import { createHandler } from "./handler.ts";

const env = readEnv({ PLATFORM_TABLE_NAME: z.string().min(1) });
const table = { client: new DynamoDBClient({}), tableName: env.PLATFORM_TABLE_NAME };
const coupler = couplerFor(table, now);
export const handler = createHandler({
  reconcileNotice: (id, origin) => reconcileNotice(coupler, id, origin),
  reconcileVacancy: (id, origin) => reconcileVacancy(coupler, id, origin),
  keepList: (vacancyId, origin) => keepWaitingList(coupler, { vacancyId }, origin),
  leaveLists: (id, origin) => leaveAllLists(coupler, id, origin),
  returnHead: (withdrawn, origin) => returnHead(coupler, withdrawn, origin),
  readReach: () => readSurplusReach(table),
  regionsOf: (id, readReach) => regionsReachedBy(table, id, readReach),
  coupleRegions: (regions, origin) => coupleRegions(coupler, regions, origin),
  log: jsonLog("brokerage/couple-firms"),
  now,
});
