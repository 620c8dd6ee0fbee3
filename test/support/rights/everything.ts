import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DynamoDBClient, paginateScan } from "@aws-sdk/client-dynamodb";
import { ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Platform } from "#packages/local/platform.ts";

/** Every item of the tables whose name fits, as text. Only a test reads a whole table. */
export const tableText = async ({ tables, dynamo }: Platform, name: RegExp): Promise<string> => {
  const client = new DynamoDBClient(dynamo);
  const texts: string[] = [];
  for (const table of tables.filter((one) => name.test(one.name)))
    for await (const { Items = [] } of paginateScan({ client }, { TableName: table.name }))
      texts.push(...Items.map((item) => JSON.stringify(item)));
  client.destroy();
  return texts.join("\n");
};

/** What functions have logged; metrics are lines of it too. */
export const logText = ({ dataDir }: Platform): string =>
  readdirSync(join(dataDir, "logs"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
    .join("\n");

/** Every message on the queues that outsiders read, and of all dead letters; looked at, not taken away. */
export const queueText = async (platform: Platform): Promise<string> => {
  const texts: string[] = [];
  for (const name of platform.queueNames()) {
    if (platform.queueCounts(name).ready === 0) continue;
    const client = new SQSClient(platform.sqs);
    for (;;) {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({
          QueueUrl: platform.queueUrl(name),
          MaxNumberOfMessages: 10,
          VisibilityTimeout: 0,
        }),
      );
      texts.push(...Messages.map(({ Body = "" }) => `${name} ${Body}`));
      if (Messages.length < 10 || texts.length > 2_000) break;
    }
    client.destroy();
  }
  return texts.join("\n");
};
