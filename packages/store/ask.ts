import type { PlatformEvent } from "#events/index.ts";
import { logChange } from "./log-entries.ts";
import { commit, type Table } from "./platform-table.ts";

/**
 * Writes events that tell of no change of a thing but ask for work, by the same way as all others: through the outbox.
 * Asking twice writes the same events, with the same ids.
 */
export const ask = async (table: Table, events: readonly PlatformEvent[], at: Date): Promise<void> => {
  for (const event of events)
    await commit(
      table.client,
      logChange(table, { kind: "OTHER", scopes: ["ASKED"], id: event.id, version: 1, at, events: [event] }),
    );
};
