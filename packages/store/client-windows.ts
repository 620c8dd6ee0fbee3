import { createHash } from "node:crypto";
import { ConditionalCheckFailedException, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Table } from "./platform-table.ts";

/** Some requests that a client wants to be counted for in a window of time. */
export type Wanted = {
  /** Subject of a token, or a job seeker; only a hash of it is kept. */
  readonly client: string;
  /** When the window begins and ends, in milliseconds. */
  readonly from: number;
  readonly until: number;
  readonly requests: number;
  /** What the client may have in this window, in all copies of all functions together. */
  readonly most: number;
};

/** Counts are of no use after their window; they stay a little, for copies whose clock is behind. */
const KEPT_MS = 60_000;

/**
 * L1: counts requests of a client in a window, in one write. False when the client would have more than it may: nothing is
 * counted then.
 */
export const countRequests = async ({ client, tableName }: Table, wanted: Wanted): Promise<boolean> => {
  const { from, until, requests, most } = wanted;
  const hash = createHash("sha256").update(wanted.client).digest("base64url");
  try {
    await client.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: { pk: { S: `CLIENT#${hash}` }, sk: { S: `WINDOW#${new Date(from).toISOString()}` } },
        UpdateExpression: "SET expiresAt = :until ADD counted :requests",
        ConditionExpression: "attribute_not_exists(counted) OR counted <= :room",
        ExpressionAttributeValues: {
          ":requests": { N: String(requests) },
          ":room": { N: String(most - requests) },
          ":until": { N: String(Math.ceil((until + KEPT_MS) / 1000)) },
        },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};
