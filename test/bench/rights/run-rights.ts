import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { allRoutes } from "#packages/api/openapi-document.ts";
import { ROLES, type Role } from "#packages/domain/actor.ts";
import { runDemo } from "#packages/local/demo/demo.ts";
import type { Platform } from "#packages/local/platform.ts";
import { unusedText } from "#packages/local/rights/unused-rights.ts";
import { startPlatform } from "#packages/local/start-platform.ts";
import { synthesize } from "#packages/local/synthesize.ts";
import { type CallerRole, isOperation, relationFor } from "#packages/policy/operations.ts";
import type { Dynamo } from "#test/support/dynamo.ts";
import { HOME } from "#test/support/policy/callers.ts";
import { askingOf, type Told } from "#test/support/policy/requests.ts";
import { createWorld } from "#test/support/policy/world.ts";

/** Small: it is about which rights are used, not how often. */
const SIZES = { vacancies: 10, notices: 8, profiles: 60 };
const HOUR = 3_600_000;
/** Together they let every schedule fall due, and everything that has an end. */
const MOVES = [HOUR, 24 * HOUR, 30 * 24 * HOUR];

/** The client of the local provider that is the caller of `callers.ts`. */
const CLIENTS: Record<CallerRole, string> = {
  employer: "employer",
  "sector-organisation": "sector-organisation",
  "responsible-party": "responsible-party-municipality",
  team: `team-${HOME.toLowerCase()}`,
  coordinator: `coordinator-${HOME.toLowerCase()}`,
  "national-point": "national-point",
  cashier: "cashier",
  "steering-group": "steering-group",
  auditor: "auditor",
  administrator: "administrator",
};

const tablesOf = (platform: Platform): Dynamo => {
  const client = new DynamoDBClient(platform.dynamo);
  const named = (part: string) => ({
    client,
    tableName: platform.tables.find(({ path }) => path.includes(part))?.name ?? "",
  });
  return {
    client,
    platform: named("Data/Platform"),
    persons: named("Data/Persons"),
    records: named("Data/Records"),
    stop: () => client.destroy(),
  };
};

const isCaller = (role: Role): role is CallerRole => role in CLIENTS;
const mayAsk =
  (operation: string) =>
  (role: Role): role is CallerRole =>
    isCaller(role) && isOperation(operation) && relationFor(operation, role) !== undefined;

/** Asks every operation of the API as every role that may, about things that are there. */
const askEverything = async (platform: Platform): Promise<number> => {
  const dynamo = tablesOf(platform);
  let asked = 0;
  const tokens = new Map<string, string>();
  const tokenFor = async (client: string): Promise<string> => {
    const token = tokens.get(client) ?? (await platform.tokenFor(client));
    tokens.set(client, token);
    return token;
  };
  let world = await createWorld(dynamo);
  for (const { operationId = "", method, path, tags = [] } of allRoutes()) {
    const told: Told = { operationId, method, path, tag: tags[0] ?? "" };
    if (method !== "get") world = await createWorld(dynamo);
    for (const role of ROLES.filter(mayAsk(operationId))) {
      const client = CLIENTS[role];
      const { path: where, init } = askingOf(told, role, world);
      const headers = new Headers(init.headers);
      headers.set("authorization", `Bearer ${await tokenFor(client)}`);
      const answer = await fetch(`${platform.apiUrl}${where}`, { ...init, headers });
      await answer.arrayBuffer();
      asked += 1;
    }
  }
  dynamo.stop();
  return asked;
};

const directory = mkdtempSync(join(tmpdir(), "overstap-rights-"));
try {
  process.env["TZ"] = "UTC";
  const assembly = await synthesize({ root: process.cwd(), onStart: () => console.log("Synthesizing …") });
  const platform = await startPlatform({ dataDir: directory, assembly, log: console.log, quiet: true });
  try {
    const { proposals } = await runDemo(platform, SIZES, () => {});
    console.log(`the demo made ${proposals} proposals`);
    console.log(`${await askEverything(platform)} requests, one for every operation and role`);
    for (const ms of MOVES) {
      await platform.moveClock(ms);
      await platform.settled();
    }
    const unused = platform.unusedRights();
    console.log(unusedText(unused));
    for (const { who, right } of platform.refusals())
      console.log(`refused: ${who} asked ${right.action} on ${right.resource}`);
    if (unused.unexplained.length > 0 || platform.refusals().length > 0) process.exitCode = 1;
  } finally {
    await platform.stop();
  }
} finally {
  rmSync(directory, { recursive: true, force: true });
}
