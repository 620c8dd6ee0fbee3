import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { allRoutes } from "#packages/api/openapi-document.ts";
import { ROLES, type Role } from "#packages/domain/actor.ts";
import type { Platform } from "#packages/local/platform.ts";
import { type CallerRole, isOperation, relationFor } from "#packages/policy/operations.ts";
import type { Dynamo } from "#test/support/dynamo.ts";
import { HOME } from "#test/support/policy/callers.ts";
import { askingOf, type Told } from "#test/support/policy/requests.ts";
import { createWorld, type World } from "#test/support/policy/world.ts";

/** Who at the local provider is the caller of `callers.ts`: people where some of it takes a person (M4), else clients. */
const CLIENTS: Record<CallerRole, string> = {
  employer: "employer",
  "sector-organisation": "sector-organisation",
  "responsible-party": "gebruiker-responsible-party-municipality",
  team: `medewerker-${HOME.toLowerCase()}`,
  coordinator: `coordinator-${HOME.toLowerCase()}`,
  "national-point": "national-point",
  cashier: "cashier",
  "steering-group": "steering-group",
  auditor: "auditor",
  administrator: "administrator",
};

/** The tables of a platform, for what writes into them beside its functions. */
export const tablesOf = (platform: Platform): Dynamo => {
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

/** Requests to a platform as one of its callers, or with a token of another kind. */
export type Asker = {
  as(role: CallerRole, path: string, init?: RequestInit): Promise<Response>;
  with(token: string | undefined, path: string, init?: RequestInit): Promise<Response>;
};

export const askerOf = (platform: Platform): Asker => {
  const tokens = new Map<CallerRole, Promise<string>>();
  const tokenFor = (role: CallerRole): Promise<string> => {
    const token = tokens.get(role) ?? platform.tokenFor(CLIENTS[role]);
    tokens.set(role, token);
    return token;
  };
  const withToken: Asker["with"] = async (token, path, init = {}) => {
    const headers = new Headers(init.headers);
    if (token !== undefined) headers.set("authorization", `Bearer ${token}`);
    return fetch(`${platform.apiUrl}${path}`, { ...init, headers });
  };
  return {
    with: withToken,
    as: async (role, path, init) => withToken(await tokenFor(role), path, init),
  };
};

const isCaller = (role: Role): role is CallerRole => role in CLIENTS;
const mayAsk =
  (operation: string) =>
  (role: Role): role is CallerRole =>
    isCaller(role) && isOperation(operation) && relationFor(operation, role) !== undefined;

/** These leave what they are about as it is for the next; after all others the world is made anew. */
const SPARING =
  /^(?:register|change|import|add|give|make|log|name|invite|report|find|list|show|read|count)[A-Z]/;

/** What has to be done before, by the same caller, so that this can be done. */
const FIRST: Readonly<Record<string, string>> = { closeSelfRegistration: "takeUpSelfRegistration" };

export const toldOf = (): Told[] =>
  allRoutes().map(({ operationId = "", method, path, tags = [] }) => ({
    operationId,
    method,
    path,
    tag: tags[0] ?? "",
  }));

/** Asks every operation of the API as every role that may, about things that are there; how many requests it were. */
export const askEverything = async (platform: Platform, asker: Asker): Promise<number> => {
  const dynamo = tablesOf(platform);
  let asked = 0;
  let world: World | undefined;
  for (const told of toldOf()) {
    for (const role of ROLES.filter(mayAsk(told.operationId))) {
      world ??= await createWorld(dynamo, platform.now().toISOString());
      const first = toldOf().find(({ operationId }) => operationId === FIRST[told.operationId]);
      const before = first && askingOf(first, role, world);
      if (before !== undefined) await (await asker.as(role, before.path, before.init)).arrayBuffer();
      const { path, init } = askingOf(told, role, world);
      await (await asker.as(role, path, init)).arrayBuffer();
      asked += 1;
    }
    if (!SPARING.test(told.operationId)) world = undefined;
  }
  dynamo.stop();
  return asked;
};
