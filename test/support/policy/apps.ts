import { randomBytes, randomUUID } from "node:crypto";
import { createApp as createFirmsApp } from "#functions/brokerage/answer-firms/app.ts";
import { createApp as createListsApp } from "#functions/brokerage/keep-waiting-lists/app.ts";
import { createApp as createTeamsApp } from "#functions/delivery/answer-teams/app.ts";
import { createApp as createLookUpsApp } from "#functions/intake/answer-look-ups/app.ts";
import type { createApi } from "#packages/api/create-api.ts";
import { loadClassification } from "#packages/classification/load-classification.ts";
import { readSettings } from "#packages/store/settings-store.ts";
import { clockAt, couplerOn } from "#test/support/brokerage/coupled-town.ts";
import type { Dynamo } from "#test/support/dynamo.ts";
import { intakeOn, silentLog } from "#test/support/intake/intake-app.ts";
import { rightsOn } from "#test/support/rights/rights-apps.ts";

type App = ReturnType<typeof createApi>;

/** The moment at which the world of the matrix is. */
export const NOW = "2026-11-23T09:00:00.000Z";

/** Every app of the API, on real tables, by the tags of the routes that it serves. An app of a new function goes here. */
export const appsOn = (dynamo: Dynamo, at = NOW): ReadonlyMap<string, App> => {
  const { platform: table } = dynamo;
  const classification = loadClassification("");
  const now = () => new Date(at);
  const intake = intakeOn(dynamo, { now }).app;
  const teams = createTeamsApp({
    table,
    records: dynamo.records,
    classification,
    now,
    newId: randomUUID,
    log: silentLog,
  });
  const firms = createFirmsApp({
    table,
    randomBytes: (count) => randomBytes(count),
    coupler: couplerOn(table, clockAt(at)),
    now,
    log: silentLog,
  });
  const lookUps = createLookUpsApp({ classification, settings: () => readSettings(table), log: silentLog });
  const rights = rightsOn(dynamo, now);
  return new Map<string, App>([
    ["vacancies", intake],
    ["surplus-notices", intake],
    ["market-profiles", intake],
    ["self-registrations", intake],
    ["imports", intake],
    ["personal-access", rights.staff],
    ["persons", rights.staff],
    ["audit-trail", rights.staff],
    ["review-requests", rights.staff],
    ["personal-sessions", rights.own],
    ["me", rights.own],
    ["erasures", rights.own],
    ["couplings", firms],
    ["open-hiring", createListsApp({ table, records: dynamo.records, now, log: silentLog })],
    ["proposals", teams],
    ["regions", teams],
    ["rematches", teams],
    ["work-queue", teams],
    ["figures", teams],
    ["look-ups", lookUps],
    ["service", lookUps],
  ]);
};
