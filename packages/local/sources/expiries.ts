import type { StreamRecord } from "../engines/streams.ts";

/** Which removals were made by the sweep of expired items: AWS marks those in the stream, the engine does not. */
export type Expiries = {
  expect(tableName: string, keys: StreamRecord["dynamodb"]["Keys"]): void;
  /** The record, with AWS's `userIdentity` when the sweep removed it. */
  mark(tableName: string, record: StreamRecord): StreamRecord;
};

const BY_TIME_TO_LIVE = { type: "Service", principalId: "dynamodb.amazonaws.com" } as const;
/** Marks are kept long enough for every reader of the stream to pass. */
const KEEP_MS = 10 * 60_000;

export const createExpiries = (): Expiries => {
  const expected = new Map<string, number>();
  return {
    expect(tableName, keys) {
      const now = Date.now();
      for (const [key, at] of expected) if (now - at > KEEP_MS) expected.delete(key);
      expected.set(nameOf(tableName, keys), now);
    },
    mark(tableName, record) {
      if (record.eventName !== "REMOVE" || !expected.has(nameOf(tableName, record.dynamodb.Keys)))
        return record;
      return { ...record, userIdentity: BY_TIME_TO_LIVE };
    },
  };
};

const nameOf = (tableName: string, keys: StreamRecord["dynamodb"]["Keys"]): string =>
  JSON.stringify([tableName, Object.entries(keys).sort(([one], [other]) => (one < other ? -1 : 1))]);
