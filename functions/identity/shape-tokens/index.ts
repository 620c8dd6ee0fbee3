import * as z from "zod";
import { readEnv } from "#packages/runtime/env.ts";
import { jsonLog } from "#packages/runtime/log.ts";
import { createHandler } from "./handler.ts";

const env = readEnv({ POOL_SCOPE: z.string().min(1) });

export const handler = createHandler({ poolScope: env.POOL_SCOPE, log: jsonLog("identity/shape-tokens") });
