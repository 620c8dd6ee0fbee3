import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { CreateTableCommand, DynamoDBClient, type GlobalSecondaryIndex } from "@aws-sdk/client-dynamodb";
import type { Table } from "#packages/store/platform-table.ts";

const BINARY = "node_modules/@dynoxide/linux-x64/dynoxide";

/** Whether this platform has the embedded engine, or an engine is named by DYNAMODB_ENDPOINT. */
export const hasEngine = existsSync(BINARY) || process.env["DYNAMODB_ENDPOINT"] !== undefined;

/** The tables on an engine of their own, empty. */
export type Dynamo = {
  readonly client: DynamoDBClient;
  readonly platform: Table;
  readonly persons: Table;
  readonly records: Table;
  stop(): void;
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });

const text = (AttributeName: string) => ({ AttributeName, AttributeType: "S" as const });
const index = (IndexName: string, hash: string, range: string): GlobalSecondaryIndex => ({
  IndexName,
  KeySchema: [
    { AttributeName: hash, KeyType: "HASH" },
    { AttributeName: range, KeyType: "RANGE" },
  ],
  Projection: { ProjectionType: "ALL" },
});

const createTable = (client: DynamoDBClient, TableName: string, indexes: GlobalSecondaryIndex[]) =>
  client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [
        ...["pk", "sk"].map(text),
        ...indexes.flatMap(({ KeySchema = [] }) =>
          KeySchema.map(({ AttributeName = "" }) => text(AttributeName)),
        ),
      ],
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
      ...(indexes.length === 0 ? {} : { GlobalSecondaryIndexes: indexes }),
    }),
  );

const untilReady = async (client: DynamoDBClient, name: string, indexes: GlobalSecondaryIndex[]) => {
  for (let tries = 0; ; tries += 1) {
    try {
      return await createTable(client, name, indexes);
    } catch (error) {
      if (tries === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
};

const startEngine = async (): Promise<{ endpoint: string; engine?: ChildProcess }> => {
  const given = process.env["DYNAMODB_ENDPOINT"];
  if (given !== undefined) return { endpoint: given };
  const port = await freePort();
  const engine = spawn(BINARY, ["serve", "--port", String(port)], { stdio: "ignore" });
  return { endpoint: `http://127.0.0.1:${port}`, engine };
};

/** Starts an engine in memory with the tables of the template. */
export const startDynamo = async (): Promise<Dynamo> => {
  const { endpoint, engine } = await startEngine();
  const client = new DynamoDBClient({
    endpoint,
    region: "eu-central-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
  });
  const suffix = Math.random().toString(36).slice(2, 10);
  const platform = { client, tableName: `platform-${suffix}` };
  const persons = { client, tableName: `persons-${suffix}` };
  await untilReady(client, platform.tableName, [
    index("Lists", "listPk", "listSk"),
    index("Unpublished", "unpublishedPk", "unpublishedAt"),
    index("Queue", "queuePk", "queueSk"),
  ]);
  await untilReady(client, persons.tableName, []);
  const records = { client, tableName: `records-${suffix}` };
  await untilReady(client, records.tableName, []);
  return {
    client,
    platform,
    persons,
    records,
    stop: () => {
      client.destroy();
      engine?.kill("SIGKILL");
    },
  };
};
