import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Closing } from "./closing.ts";
import { createTables, type LocalTable } from "./engines/create-tables.ts";
import { type DynamoEngine, startDynamo } from "./engines/dynamodb.ts";
import { type SqsEngine, startSqs } from "./engines/sqs.ts";
import { type IdentityProvider, startIdentityProvider } from "./identity/identity-provider.ts";
import type { Plan } from "./plan/plan.ts";
import type { ClientSettings } from "./platform.ts";
import type { Ports } from "./ports.ts";

/** Everything that functions talk to. */
export type Engines = {
  readonly dynamo: DynamoEngine;
  readonly client: DynamoDBClient;
  readonly tables: readonly LocalTable[];
  readonly sqs: SqsEngine;
  readonly identity: IdentityProvider;
};

export type EngineSettings = {
  readonly plan: Plan;
  readonly dataDir: string;
  readonly ports: Ports;
  readonly log: (line: string) => void;
  /** Told the process of the DynamoDB engine as soon as there is one. */
  readonly noteEngine: (pid: number | undefined) => void;
};

/** Starts the engines side by side and creates the tables and queues of the plan. */
export const startEngines = async (settings: EngineSettings, closing: Closing): Promise<Engines> => {
  const { plan, dataDir, ports, log } = settings;
  const [{ dynamo, client, tables }, sqs, identity] = await Promise.all([
    withTables(settings, closing),
    closing.started(startSqs({ dataDir, port: ports.sqs, region: plan.region, queues: plan.queues })),
    closing.started(startIdentityProvider(dataDir, ports.issuer)),
  ]);
  log(`${tables.length} tables and ${plan.queues.length} queues are there`);
  return { dynamo, client, tables, sqs, identity };
};

const withTables = async (
  { plan, dataDir, ports, log, noteEngine }: EngineSettings,
  closing: Closing,
): Promise<Pick<Engines, "client" | "dynamo" | "tables">> => {
  const endpoint = process.env["DYNAMODB_ENDPOINT"];
  const dynamo = await closing.started(startDynamo({ dataDir, port: ports.dynamodb, endpoint, onLost: log }));
  noteEngine(dynamo.pid);
  const client = new DynamoDBClient(clientSettings(dynamo.endpoint, plan.region));
  closing.add(() => client.destroy());
  return { dynamo, client, tables: await createTables(client, plan.tables) };
};

/** For whoever looks at the engines beside the functions: the runner itself, tests, a person. */
export const clientSettings = (endpoint: string, region: string): ClientSettings => ({
  endpoint,
  region,
  credentials: { accessKeyId: "RUNNER", secretAccessKey: "local" },
});
