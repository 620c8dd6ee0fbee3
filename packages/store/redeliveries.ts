import { Redelivery } from "#packages/domain/redelivery.ts";
import type { Kind } from "./documents.ts";
import { keys } from "./keys.ts";

/** Redeliveries, by id; in no list. */
export const redeliveries: Kind<Redelivery> = { schema: Redelivery, key: keys.redelivery };
