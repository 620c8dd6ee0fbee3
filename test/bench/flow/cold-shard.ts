import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { loadClassification } from "#packages/classification/load-classification.ts";
import type { CompetencyUri } from "#packages/domain/ids.ts";
import { startDynamo } from "#packages/local/engines/dynamodb.ts";
import { freePort } from "#packages/local/ports.ts";
import { type ProfileTerms, termsOfProfile, termsOfVacancy } from "#packages/matching/terms.ts";
import { encodeProfileTerms } from "#packages/matching/terms-codec.ts";
import { worldOf } from "#packages/matching/world.ts";
import { warmMatcher } from "#packages/proposing/warm-matcher.ts";
import { commit, type Table } from "#packages/store/platform-table.ts";
import { putInShard } from "#packages/store/shards.ts";
import { findSnapshot, keepSnapshot } from "#packages/store/snapshots.ts";
import { aMarketProfile, aVacancy } from "#test/support/build.ts";
import { percentile } from "./latency.ts";

export type ColdStart = {
  /** All in one region. */
  readonly profiles: number;
  readonly snapshotKiB: number;
  readonly parts: number;
  /** Until the first vacancy has been answered from it, in milliseconds: the median of the rounds. */
  readonly fromTableMs: number;
  readonly fromSnapshotMs: number;
  readonly rounds: number;
};

const REGION = "AM18";
const ROUNDS = 5;
const AT_ONCE = 100;
/** Different competencies that people have. */
const KINDS = 500;

const createTable = async (client: DynamoDBClient, TableName: string): Promise<Table> => {
  const text = (AttributeName: string) => ({ AttributeName, AttributeType: "S" as const });
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [text("pk"), text("sk")],
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
    }),
  );
  return { client, tableName: TableName };
};

/** Profiles that differ in what they have, in the size that they have in the sample input: a dozen competencies. */
const termsNumbered = (number: number, uris: readonly CompetencyUri[]): ProfileTerms => {
  const competencies = Array.from({ length: 12 }, (_, n) => uris[(number * 31 + n * 97) % uris.length]);
  const profile = {
    ...aMarketProfile({}, number),
    competencies: [...new Set(competencies)].filter((one) => one !== undefined).sort(),
  };
  const terms = termsOfProfile(profile);
  if (terms === undefined) throw new RangeError(`profile ${number} cannot be matched`);
  return terms;
};

const fill = async (table: Table, profiles: number, uris: readonly CompetencyUri[]): Promise<void> => {
  for (let start = 0; start < profiles; start += AT_ONCE)
    await commit(
      table.client,
      Array.from({ length: Math.min(AT_ONCE, profiles - start) }, (_, n) => {
        const terms = termsNumbered(start + n, uris);
        const document = { id: terms.id, version: terms.version, terms: encodeProfileTerms(terms) };
        return putInShard(table, { side: "PROFILE", region: REGION }, document);
      }),
    );
};

const none = (): never => {
  throw new RangeError("the vacancy cannot be matched");
};

/** How long a function of matching takes to have a region's profiles when it starts cold, from the table and from a snapshot. */
export const measureColdStart = async (directory: string, profiles: number): Promise<ColdStart> => {
  const dataDir = join(directory, "cold");
  mkdirSync(dataDir, { recursive: true });
  const port = await freePort(0, "the engine");
  const engine = await startDynamo({ dataDir, port, endpoint: undefined, onLost: console.error });
  const client = new DynamoDBClient({
    endpoint: engine.endpoint,
    region: "eu-west-1",
    credentials: { accessKeyId: "bench", secretAccessKey: "bench" },
  });
  try {
    const table = await createTable(client, "Platform");
    const classification = loadClassification();
    const world = worldOf(classification);
    const now = () => new Date();
    const query = termsOfVacancy(aVacancy({}, 1)) ?? none();
    await fill(
      table,
      profiles,
      Array.from({ length: KINDS }, (_, n) => classification.competencyUri(n)),
    );
    const { asOf, parts } = await warmMatcher(table, now, world).profiles.snapshot(REGION);
    const cold = async (): Promise<number> => {
      const began = performance.now();
      const matcher = warmMatcher(table, now, world);
      await matcher.profiles.select(
        { regions: [REGION], asOf: now() },
        { query, atLeast: 999_999, also: [] },
      );
      return performance.now() - began;
    };
    const shard = { side: "PROFILE", region: REGION } as const;
    const manifest = {
      generation: randomUUID(),
      parts: parts.length,
      asOf: asOf.toISOString(),
      rules: world.rules,
    };
    const tableMs: number[] = [];
    const snapshotMs: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      // Alternating, so that a busy moment of the machine falls on both.
      await keepSnapshot(table, shard, { ...manifest, rules: "none" }, []);
      tableMs.push(await cold());
      await keepSnapshot(table, shard, manifest, parts);
      if ((await findSnapshot(table, shard, now())) === undefined)
        throw new Error("the snapshot was not kept");
      snapshotMs.push(await cold());
    }
    return {
      profiles,
      snapshotKiB: Math.round(parts.reduce((sum, { length }) => sum + length, 0) / 1024),
      parts: parts.length,
      fromTableMs: percentile(tableMs, 0.5),
      fromSnapshotMs: percentile(snapshotMs, 0.5),
      rounds: ROUNDS,
    };
  } finally {
    client.destroy();
    await engine.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};
