import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Platform } from "#packages/local/platform.ts";
import { startPlatform } from "#packages/local/start-platform.ts";
import { writeTown } from "./runner-town.ts";

const directory = mkdtempSync(join(tmpdir(), "runner-"));
const dataDir = join(directory, "data");
const said: string[] = [];
let platform: Platform;
let token: string;

const start = (): Promise<Platform> =>
  startPlatform({
    dataDir,
    assembly: writeTown(directory),
    log: (line) => said.push(line),
    rights: "unchecked",
  });

const call = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${platform.apiUrl}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${token}`, "content-type": "text/plain", ...init.headers },
  });

const post = async (id: string, query = ""): Promise<void> => {
  const response = await call(`/notes/${id}${query}`, { method: "POST", body: "hello" });
  expect(response.status).toBe(202);
};

const clockOfFunction = async (): Promise<number> => Number(Object(await (await call("/about")).json()).now);

const seen = async (id: string): Promise<Record<string, string | undefined> | undefined> => {
  const client = new DynamoDBClient(platform.dynamo);
  const { Item } = await client.send(
    new GetItemCommand({ TableName: "Small-Data-Seen", Key: { pk: { S: id } }, ConsistentRead: true }),
  );
  client.destroy();
  return Item && Object.fromEntries(Object.entries(Item).map(([name, { S, N }]) => [name, S ?? N]));
};

const bodiesOn = async (queueName: string): Promise<unknown[]> => {
  const client = new SQSClient(platform.sqs);
  const QueueUrl = platform.queueUrl(queueName);
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
  );
  client.destroy();
  return Messages.map(({ Body = "" }) => JSON.parse(Body));
};

const parse = (line: string): unknown => JSON.parse(line);

beforeAll(async () => {
  platform = await start();
  token = await platform.tokenFor("employer");
});

afterAll(async () => {
  await platform.stop();
  rmSync(directory, { recursive: true });
});

describe("the runner runs a template", () => {
  it("from a request through table, stream and queue to a function", async () => {
    await post("note-1");
    await platform.settled();
    expect(await seen("note-1")).toEqual({ pk: "note-1", name: "INSERT" });
  });

  it("leaves out records that the filter of a stream mapping does not let through", async () => {
    await post("other-1");
    await post("note-2");
    await platform.settled();
    expect([await seen("other-1"), await seen("note-2")]).toEqual([
      undefined,
      { pk: "note-2", name: "INSERT" },
    ]);
  });

  it("lets one bad message fail alone; after its tries it is a dead letter", async () => {
    await Promise.all(["note-3", "note-4-bad", "note-5"].map((id) => post(id)));
    // The visibility timeout is 30 s: time is moved on instead of waited for.
    await expect(platform.settled(1_500)).rejects.toThrow(/1 message\(s\) on Small-Work-Inbox/);
    expect(await seen("note-3")).toBeDefined();
    expect(await seen("note-5")).toBeDefined();
    await platform.moveClock(31_000);
    await expect(platform.settled(1_500)).rejects.toThrow(/Inbox/);
    await platform.moveClock(31_000);
    await platform.settled();
    expect(await bodiesOn("Small-Work-Dead")).toMatchObject([{ id: "note-4-bad" }]);
  });

  it("gives up a poisoned record after its tries, tells the destination where it is, and goes on", async () => {
    await Promise.all(["note-6", "note-poison-record", "note-7"].map((id) => post(id)));
    await post("note-8");
    await platform.settled();
    expect(await Promise.all(["note-6", "note-7", "note-8"].map(seen))).not.toContain(undefined);
    expect(await bodiesOn("Small-Work-Lost")).toMatchObject([
      { requestContext: { condition: "RetryAttemptsExhausted" }, DDBStreamBatchInfo: { batchSize: 1 } },
    ]);
  });

  it("answers 401 without a token, 403 without the scope, 404 for a path that is not there", async () => {
    const open = await fetch(`${platform.apiUrl}/notes/note-1`);
    const forged = await call("/notes/note-1", { headers: { authorization: `Bearer ${token}x` } });
    const withoutScope = await call("/admin");
    const nowhere = await fetch(platform.apiUrl);
    expect([open.status, forged.status, withoutScope.status, nowhere.status]).toEqual([401, 401, 403, 404]);
  });

  it("hands a function its claims, its own access key and local addresses, and nothing of this machine", async () => {
    const about = await (await call("/about")).json();
    expect(about).toMatchObject({
      claims: { role: "employer", kvkNumber: "90000001", aud: "overstap-api", scope: "overstap" },
      key: platform.accessKeys["Small-Work-Intake"],
      queue: platform.queueUrl("Small-Work-Inbox"),
    });
    expect(about).not.toHaveProperty("home");
    expect(new Set(Object.values(platform.accessKeys)).size).toBe(4);
  });

  it("stops a function when its time is over, and a crash fails that one call only", async () => {
    const [slow, crash] = await Promise.all([call("/slow"), call("/crash")]);
    expect([slow.status, crash.status, (await call("/about")).status]).toEqual([503, 500, 200]);
    expect(said.join("\n")).toMatch(/timed out after 1 seconds/);
  });

  it("refuses a body that API Gateway or Lambda would not take", async () => {
    const sizes = [5, 7, 11].map((mb) => "x".repeat(mb * 1024 * 1024));
    const answers = await Promise.all(sizes.map((body) => call("/anything", { method: "POST", body })));
    // Five reach the function, which has no table row without an id and fails.
    expect(answers.map(({ status }) => status)).toEqual([500, 413, 413]);
  });

  it("answers a browser of an allowed origin, and only that", async () => {
    const ask = (origin: string) =>
      fetch(`${platform.apiUrl}/about`, {
        method: "OPTIONS",
        headers: { origin, "access-control-request-method": "GET" },
      });
    const [allowed, other] = [await ask("https://desk.example"), await ask("https://other.example")];
    expect(allowed.headers.get("access-control-allow-origin")).toBe("https://desk.example");
    expect(other.headers.get("access-control-allow-origin")).toBeNull();
    expect((await call("/about", { headers: { origin: "https://desk.example" } })).headers.get("vary")).toBe(
      "Origin",
    );
  });

  it("moves the clock of all functions: due schedules run once, expired items go with AWS's mark", async () => {
    await post("note-9", "?seconds=3600");
    await post("note-10", "?seconds=900000");
    await platform.settled();
    const before = await clockOfFunction();
    await platform.moveClock(3 * 24 * 3_600_000);
    await platform.settled();
    expect((await clockOfFunction()) - before).toBeGreaterThan(3 * 24 * 3_600_000 - 1);
    expect(await seen("tick-nightly")).toEqual({ pk: "tick-nightly", runs: "1" });
    expect((await call("/notes/note-9")).status).toBe(404);
    expect((await call("/notes/note-10")).status).toBe(200);
    expect(await seen("note-9")).toMatchObject({ name: "REMOVE", by: "dynamodb.amazonaws.com" });
  });

  it("writes what functions print to a file of their own, as JSON lines", async () => {
    await platform.invoke("Tick", { what: "by hand" });
    expect(await seen("tick-by hand")).toEqual({ pk: "tick-by hand", runs: "1" });
    await expect
      .poll(() =>
        readFileSync(join(dataDir, "logs", "Tick.log"), "utf8")
          .trim()
          .split("\n")
          .map(parse),
      )
      .toContainEqual({ timestamp: expect.any(String), function: "Tick", message: "tick by hand" });
  });

  it("refuses a second runner on the same data", async () => {
    await expect(start()).rejects.toThrow(/uses the data directory .* already/);
  });

  it("finds its data, its addresses and its tokens again after a restart", async () => {
    await post("note-11");
    const [{ apiUrl, issuer }, moved] = [platform, platform.now()];
    await platform.stop();
    platform = await start();
    await platform.settled();
    expect([platform.apiUrl, platform.issuer]).toEqual([apiUrl, issuer]);
    expect(platform.now().getTime()).toBeGreaterThanOrEqual(moved.getTime());
    expect((await call("/notes/note-1")).status).toBe(200);
    expect(await seen("note-11")).toEqual({ pk: "note-11", name: "INSERT" });
    expect(JSON.parse(readFileSync(join(dataDir, "state.json"), "utf8"))).toHaveProperty("ports.api");
  });
});
