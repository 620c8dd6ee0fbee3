import { randomUUID } from "node:crypto";
import type { ApiClient } from "#packages/local/demo/api-client.ts";
import { apiClient } from "#packages/local/demo/api-client.ts";
import type { Platform } from "#packages/local/platform.ts";
import type { Dynamo } from "#test/support/dynamo.ts";
import { tablesOf } from "./ask-everything.ts";

/** What seldom happens and must work all the same needs a platform, its tables, and to wait for what follows. */
export type Surroundings = {
  readonly platform: Platform;
  readonly api: ApiClient;
  readonly dynamo: Dynamo;
  readonly rest: () => Promise<void>;
};

export type RareDeed = (surroundings: Surroundings) => Promise<void>;

/** A POST with a key of its own. */
export const post = (
  { api }: Pick<Surroundings, "api">,
  as: string,
  path: string,
  body: unknown = {},
): Promise<{ readonly body: unknown }> =>
  api.expect({ as, method: "POST", path: `/v1${path}`, body, key: randomUUID() });

/** Does it, then waits for what follows; the tables are let go whatever comes of it. */
export const bringAbout = async (
  platform: Platform,
  rest: () => Promise<void>,
  deed: RareDeed,
): Promise<void> => {
  const dynamo = tablesOf(platform);
  try {
    await deed({ platform, api: apiClient(platform), dynamo, rest });
  } finally {
    dynamo.stop();
  }
  await rest();
};
