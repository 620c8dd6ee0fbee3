import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { PlatformEvent } from "#events/index.ts";
import { logChange } from "./log-entries.ts";
import { commit, type Table } from "./platform-table.ts";

/** The writes of an event that tells of no change of a thing but asks for work: it goes out as all others do. */
export const asking = (table: Table, event: PlatformEvent, at: Date): TransactWriteItem[] =>
  logChange(table, { kind: "OTHER", scopes: ["ASKED"], id: event.id, version: 1, at, events: [event] });

/** Asks for work. Asking twice writes the same events, with the same ids. */
export const ask = async (table: Table, events: readonly PlatformEvent[], at: Date): Promise<void> => {
  for (const event of events) await commit(table.client, asking(table, event, at));
};
