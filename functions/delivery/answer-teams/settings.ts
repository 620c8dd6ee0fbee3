import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Context } from "hono";
import type { ApiEnv } from "#packages/api/api-env.ts";
import type { createApi } from "#packages/api/create-api.ts";
import { Problem } from "#packages/api/problem.ts";
import { changeSettingsRoute, findSettingsRoute } from "#packages/api/routes/delivery-regions.ts";
import { answerVersion, needIfMatch } from "#packages/api/versions.ts";
import {
  type ChangedSettings,
  changeSettings,
  notTheirs,
  recouplesFor,
  rematchesFor,
  type SettingsPatch,
  waitsForStart,
} from "#packages/delivery/change-settings.ts";
import { isToBegin } from "#packages/delivery/due-starts.ts";
import { plannedStart, startRedeliveryId, startWithoutWait } from "#packages/delivery/redelivery.ts";
import type { Actor } from "#packages/domain/actor.ts";
import { TooBusy } from "#packages/domain/errors.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import { type RegionSettings, settingsOf } from "#packages/domain/settings.ts";
import { asking } from "#packages/store/ask.ts";
import { find, put } from "#packages/store/documents.ts";
import { ConditionFailed, commit } from "#packages/store/platform-table.ts";
import { redeliveries } from "#packages/store/redeliveries.ts";
import { putSettings, putSettingsChange, readSettingsChanges } from "#packages/store/settings-changes.ts";
import { readSettings } from "#packages/store/settings-store.ts";
import type { Deps, Origin } from "./deps.ts";
import { settingsOnRecord } from "./on-record.ts";
import { checkOwnRegion } from "./own-region.ts";

const checkTheirs = (patch: SettingsPatch, actor: Actor): void => {
  const fields = notTheirs(patch, actor);
  if (fields.length === 0) return;
  throw new Problem("not-allowed", "Some of these settings are not for this role.", {
    errors: fields.map((field) => ({ pointer: `/${field}`, detail: `is not for the role ${actor.role}` })),
  });
};

/** Whether something waits for the new date: the team does not work now, or what waited for the old date has not begun. */
const somethingWaits = async ({ table }: Deps, changed: ChangedSettings, at: Date): Promise<boolean> => {
  if (waitsForStart(changed, at)) return true;
  const { region, startDate } = changed.before;
  return isToBegin(changed.before, await find(table, redeliveries, startRedeliveryId(region, startDate)));
};

/** G1: what is open when the team starts is delivered then; the plan for it is made with the date. */
const planWrites = async (deps: Deps, changed: ChangedSettings, at: Date): Promise<TransactWriteItem[]> => {
  const { region, startDate, changedBy } = changed.settings;
  if (startDate === changed.before.startDate) return [];
  const known = await find(deps.table, redeliveries, startRedeliveryId(region, startDate));
  const plan = (await somethingWaits(deps, changed, at)) ? plannedStart : startWithoutWait;
  return [put(deps.table, redeliveries, plan(known, { region, startDate, by: changedBy }, at))];
};

/** The settings of all regions are one item: false when another one's were written in between. */
const write = async (deps: Deps, changed: ChangedSettings, { at, traceparent }: Origin): Promise<boolean> => {
  const { table } = deps;
  if (changed.change === undefined) return true;
  const plan = await planWrites(deps, changed, at);
  try {
    await commit(table.client, [
      putSettings(table, changed.all),
      putSettingsChange(table, changed.change),
      ...plan,
      ...(await settingsOnRecord(deps, changed, traceparent)),
      ...[...rematchesFor(changed, at), ...recouplesFor(changed, at)].flatMap((event) =>
        asking(table, event, at),
      ),
    ]);
    return true;
  } catch (cause) {
    if (!(cause instanceof ConditionFailed)) throw cause;
    return false;
  }
};

const TRIES = 8;
const pause = (attempt: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * 15 * 2 ** attempt));

type Change = { readonly patch: SettingsPatch; readonly region: RegionCode; readonly by: Actor };

/** Decides anew on what it finds, until it is written; 412 when this region's own settings were changed. */
const change = async (c: Context<ApiEnv>, deps: Deps, wanted: Change): Promise<RegionSettings> => {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const all = await readSettings(deps.table);
    needIfMatch(c, settingsOf(all, wanted.region).version);
    const at = deps.now();
    const changed = changeSettings(all, wanted, at);
    if (await write(deps, changed, { at, traceparent: c.var.traceparent })) return changed.settings;
    await pause(attempt);
  }
  throw new TooBusy("the settings of other regions are being written");
};

const shown = async ({ table }: Deps, settings: RegionSettings) => ({
  ...settings,
  changes: (await readSettingsChanges(table, settings.region)).reverse(),
});

/** How much a team wants on its desk, where that is, and when the team starts. */
export const serveSettings = (api: ReturnType<typeof createApi>, deps: Deps): void => {
  api.openapi(findSettingsRoute, async (c) => {
    const { code: region } = c.req.valid("param");
    checkOwnRegion(c, region);
    const settings = settingsOf(await readSettings(deps.table), region);
    return answerVersion(c, settings.version, await shown(deps, settings));
  });

  api.openapi(changeSettingsRoute, async (c) => {
    const { code: region } = c.req.valid("param");
    const patch = c.req.valid("json");
    const { actor } = c.var.caller;
    checkOwnRegion(c, region);
    checkTheirs(patch, actor);
    const settings = await change(c, deps, { region, patch, by: actor });
    return answerVersion(c, settings.version, await shown(deps, settings));
  });
};
