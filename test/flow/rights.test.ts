import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBClient, PutItemCommand, QueryCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { PurgeQueueCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stageNamed } from "#infra/stages.ts";
import { REGIONS } from "#packages/domain/regions.ts";
import { planAssembly } from "#packages/local/plan/plan.ts";
import type { Platform } from "#packages/local/platform.ts";
import { createJudge } from "#packages/local/rights/judge.ts";
import { startPlatform } from "#packages/local/start-platform.ts";
import { synthesize } from "#packages/local/synthesize.ts";
import { hasEngine } from "#test/support/dynamo.ts";

const { regionsWithOwnSystem } = stageNamed("local");

/** Who is to read a queue: its team, the platform for teams without a system of their own, or the national points. */
const readerOf = (queue: string): string => {
  const region = REGIONS.find((code) => queue.includes(code));
  if (region === undefined) return "overstap-national-points";
  const own = queue.startsWith("demand") || regionsWithOwnSystem.includes(region);
  return own ? `overstap-team-${region.toLowerCase()}` : "overstap-receive-proposals";
};

describe.skipIf(!hasEngine)("rights, as the template gives them", () => {
  const dataDir = mkdtempSync(join(tmpdir(), "rights-"));
  const said: string[] = [];
  let assembly: string;
  let platform: Platform;
  beforeAll(async () => {
    assembly = await synthesize({ root: process.cwd(), onStart: () => {} });
    platform = await startPlatform({ dataDir, assembly, log: (line) => said.push(line) });
  });
  afterAll(async () => {
    await platform.stop();
    rmSync(dataDir, { recursive: true });
  });

  const keyOf = (path: string): string => {
    const { name } = platform.functionNamed(path).plan;
    return platform.accessKeys[name] ?? "";
  };
  /** A client that signs as a function does, and goes where functions go. */
  const as = (accessKeyId: string) => ({
    ...platform.asRole("overstap-team-am01"),
    credentials: { accessKeyId, secretAccessKey: "local" },
  });
  const tableOf = (part: string): string =>
    platform.tables.find(({ path }) => path.includes(part))?.name ?? "";
  const queueUrl = (name: string): string =>
    platform.queueUrl(name).replace(/^http:\/\/[^/]+/, platform.asRole("x").endpoint);

  it("a function does what its role allows, and is refused the rest as AWS refuses it", async () => {
    const client = new DynamoDBClient(as(keyOf("Delivery/AnswerTeams")));
    const query = (TableName: string) =>
      client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: "pk = :pk",
          ExpressionAttributeValues: { ":pk": { S: "none" } },
        }),
      );
    await expect(query(tableOf("Data/Platform"))).resolves.toMatchObject({ Count: 0 });
    const persons = tableOf("Data/Persons");
    await expect(query(persons)).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: expect.stringContaining(
        `not authorized to perform: dynamodb:Query on resource: arn:aws:dynamodb`,
      ),
      $metadata: { httpStatusCode: 400 },
    });
    const put = new PutItemCommand({ TableName: persons, Item: { pk: { S: "x" }, sk: { S: "x" } } });
    await expect(client.send(put)).rejects.toMatchObject({ name: "AccessDeniedException" });
    const scan = new ScanCommand({ TableName: tableOf("Data/Platform") });
    await expect(client.send(scan)).rejects.toMatchObject({ name: "AccessDeniedException" });
    expect(said.some((line) => line.includes("refused") && line.includes("dynamodb:Scan"))).toBe(true);
    client.destroy();
  });

  it("matching can neither read nor open personal details", async () => {
    const client = new DynamoDBClient(as(keyOf("MatchChanges/Worker")));
    const put = new PutItemCommand({
      TableName: tableOf("Data/Persons"),
      Item: { pk: { S: "x" }, sk: { S: "x" } },
    });
    await expect(client.send(put)).rejects.toMatchObject({ name: "AccessDeniedException" });
    client.destroy();
  });

  it("a key that is nobody's opens nothing", async () => {
    const client = new DynamoDBClient(as("LOCALNOBODY"));
    const scan = new ScanCommand({ TableName: tableOf("Data/Platform") });
    await expect(client.send(scan)).rejects.toMatchObject({ name: "UnrecognizedClientException" });
    client.destroy();
  });

  it("a team reads its own queue, and neither another team's nor the demand of another region", async () => {
    const [own = "", other = ""] = regionsWithOwnSystem;
    const client = new SQSClient(platform.asRole(`overstap-team-${own.toLowerCase()}`));
    const receive = (name: string) => client.send(new ReceiveMessageCommand({ QueueUrl: queueUrl(name) }));
    await expect(receive(`region-${own}.fifo`)).resolves.toMatchObject({
      $metadata: { httpStatusCode: 200 },
    });
    await expect(receive(`demand-${own}.fifo`)).resolves.toMatchObject({
      $metadata: { httpStatusCode: 200 },
    });
    for (const name of [`region-${other}.fifo`, `demand-${other}.fifo`, "demand-national.fifo"])
      await expect(receive(name)).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
    const purge = new PurgeQueueCommand({ QueueUrl: queueUrl(`region-${own}.fifo`) });
    await expect(client.send(purge)).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
    const post = new SendMessageCommand({
      QueueUrl: queueUrl(`region-${own}.fifo`),
      MessageBody: "{}",
      MessageGroupId: "1",
      MessageDeduplicationId: "1",
    });
    await expect(client.send(post)).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
    client.destroy();
  });

  it("every queue to the outside is read by exactly one of all the roles of the template", async () => {
    const { rights, queues } = planAssembly(assembly);
    const judge = createJudge(rights);
    const outward = queues.filter(({ name }) => /^(region|demand)-[^-]+\.fifo$/.test(name));
    expect(outward).toHaveLength(2 * REGIONS.length + 1);
    const readersOf = async (resource: string): Promise<string[]> => {
      const verdicts = await Promise.all(
        rights.roles.map((role) => judge(role, { action: "sqs:ReceiveMessage", resource })),
      );
      return rights.roles.filter((_, index) => verdicts[index] === "allowed").map(({ name }) => name);
    };
    for (const { name, arn } of outward)
      expect([name, await readersOf(arn)]).toEqual([name, [readerOf(name)]]);
  });
});
