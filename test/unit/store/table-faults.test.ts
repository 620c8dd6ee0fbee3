import {
  BatchGetItemCommand,
  DynamoDBClient,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it } from "vitest";
import { TooBusy } from "#packages/domain/errors.ts";
import { batchGet } from "#packages/store/batch-get.ts";
import { ConditionFailed, commit } from "#packages/store/platform-table.ts";

/** Neither embedded engine makes these faults: they are made here. */
const dynamo = mockClient(DynamoDBClient);
const client = new DynamoDBClient({ region: "eu-central-1" });
const table = { client, tableName: "platform" };
const key = (name: string) => ({ pk: { S: name }, sk: { S: name } });
const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({
    message: "cancelled",
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });

beforeEach(() => dynamo.reset());

it("tries a transaction again that collided with another", async () => {
  dynamo
    .on(TransactWriteItemsCommand)
    .rejectsOnce(cancelled("TransactionConflict", "None"))
    .resolves({ ConsumedCapacity: [{ CapacityUnits: 4 }] });
  expect(await commit(client, [])).toBe(4);
  expect(dynamo.commandCalls(TransactWriteItemsCommand)).toHaveLength(2);
});

it("says that it is too busy when the collisions go on", async () => {
  dynamo.on(TransactWriteItemsCommand).rejects(cancelled("TransactionConflict"));
  await expect(commit(client, [])).rejects.toThrow(TooBusy);
});

it("never tries again when a condition does not hold, and says which", async () => {
  dynamo
    .on(TransactWriteItemsCommand)
    .rejects(cancelled("None", "ConditionalCheckFailed", "TransactionConflict"));
  await expect(commit(client, [])).rejects.toMatchObject({ name: "ConditionFailed", index: 1 });
  await expect(commit(client, [])).rejects.toThrow(ConditionFailed);
  expect(dynamo.commandCalls(TransactWriteItemsCommand)).toHaveLength(2);
});

it("passes on a cancellation that it does not know", async () => {
  dynamo.on(TransactWriteItemsCommand).rejects(cancelled("ValidationError"));
  await expect(commit(client, [])).rejects.toThrow(TransactionCanceledException);
});

it("asks again for the keys that the table had no time for", async () => {
  dynamo
    .on(BatchGetItemCommand)
    .resolvesOnce({
      Responses: { platform: [key("a")] },
      UnprocessedKeys: { platform: { Keys: [key("b")] } },
    })
    .resolves({ Responses: { platform: [key("b")] } });
  expect(await batchGet(table, [key("b"), key("a"), key("b")])).toEqual([key("b"), key("a"), key("b")]);
});

it("gives up reading when the table never keeps up", async () => {
  dynamo.on(BatchGetItemCommand).resolves({ UnprocessedKeys: { platform: { Keys: [key("a")] } } });
  await expect(batchGet(table, [key("a")])).rejects.toThrow(TooBusy);
});
