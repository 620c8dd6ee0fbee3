import { existsSync } from "node:fs";
import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import type { Table } from "#packages/store/platform-table.ts";
import { CannotRun } from "../cannot-run.ts";
import { startDynamo } from "../engines/dynamodb.ts";
import { takeLock } from "../lock.ts";
import { freePort } from "../ports.ts";
import { clientSettings } from "../start-engines.ts";

const REGION = "eu-west-1";

/** The records table of a data directory, on an engine of its own; refuses while the platform runs on it. */
export const localRecords = async (
  dataDir = process.env["DATA_DIR"] ?? ".data",
): Promise<{ readonly records: Table; close(): Promise<void> }> => {
  if (!existsSync(dataDir)) throw new CannotRun(`${dataDir} does not exist: there is nothing to verify`);
  const lock = takeLock(dataDir);
  const port = await freePort(0, "the tables");
  const engine = await startDynamo({ dataDir, port, endpoint: undefined, onLost: () => {} });
  const client = new DynamoDBClient(clientSettings(engine.endpoint, REGION));
  const close = async () => {
    client.destroy();
    await engine.stop();
    lock.release();
  };
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const tableName = TableNames.find((name) => name.includes("Records"));
  if (tableName !== undefined) return { records: { client, tableName }, close };
  await close();
  throw new CannotRun(`${dataDir} has no table of records`);
};
