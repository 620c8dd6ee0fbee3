import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  ChangeMessageVisibilityCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { type SqsEngine, startSqs } from "#packages/local/engines/sqs.ts";
import { freePort } from "#packages/local/ports.ts";
import { clientSettings } from "#packages/local/start-engines.ts";

const directory = mkdtempSync(join(tmpdir(), "sqs-"));
const port = await freePort(0, "the test");
const client = new SQSClient(clientSettings(`http://127.0.0.1:${port}`, "eu-west-1"));
const DAY_MS = 24 * 3_600_000;

const queuePlan = (name: string, attributes: Record<string, string>) => ({
  name,
  arn: `arn:aws:sqs:eu-west-1:000000000000:${name}`,
  path: name,
  attributes,
});

const plans = (VisibilityTimeout: string) => [
  queuePlan("plain", { VisibilityTimeout, MessageRetentionPeriod: "1209600" }),
  queuePlan("region-AM01.fifo", { VisibilityTimeout, FifoQueue: "true" }),
];

let engine: SqsEngine | undefined;
const restart = async (visibilityTimeout = "30"): Promise<SqsEngine> => {
  await engine?.stop();
  engine = await startSqs({
    dataDir: directory,
    port,
    region: "eu-west-1",
    queues: plans(visibilityTimeout),
  });
  return engine;
};

const send = (name: string, body: string, MessageGroupId?: string) =>
  client.send(
    new SendMessageCommand({
      QueueUrl: engine?.queue(name).url,
      MessageBody: body,
      ...(MessageGroupId && { MessageGroupId, MessageDeduplicationId: body }),
    }),
  );

const take = async (name: string) => {
  const QueueUrl = engine?.queue(name).url;
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
  );
  return Messages;
};

beforeEach(async () => {
  await engine?.stop();
  engine = undefined;
  rmSync(directory, { recursive: true });
  await restart();
});

afterAll(async () => {
  await engine?.stop();
  client.destroy();
  rmSync(directory, { recursive: true, force: true });
});

describe("the queues' engine", () => {
  it("keeps messages and order over a restart, and takes over what the template says by then", async () => {
    for (const body of ["1", "2", "3"]) await send("region-AM01.fifo", body, "proposal-1");
    const again = await restart("7");
    const queue = again.queue("region-AM01.fifo");
    const bodies: string[] = [];
    for (let left = 3; left > 0; left -= 1) {
      const received = await queue.receive(10);
      bodies.push(...received.map(({ Body }) => Body));
      queue.finish(received);
    }
    expect(bodies).toEqual(["1", "2", "3"]);
    expect(queue.counts()).toEqual({ ready: 0, inFlight: 0, delayed: 0 });
  });

  it("hands a message out again that a team puts back at once", async () => {
    await send("plain", "hello");
    const [taken] = await take("plain");
    const QueueUrl = engine?.queue("plain").url;
    await client.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl,
        ReceiptHandle: taken?.ReceiptHandle,
        VisibilityTimeout: 0,
      }),
    );
    await expect.poll(async () => (await take("plain")).map(({ Body }) => Body)).toEqual(["hello"]);
  });

  it("makes available again what an earlier start had taken and not finished", async () => {
    await send("plain", "hello");
    expect(await engine?.queue("plain").receive(10)).toHaveLength(1);
    const again = (await restart()).queue("plain");
    expect(again.counts()).toEqual({ ready: 0, inFlight: 1, delayed: 0 });
    again.releaseTaken();
    expect(await again.receive(10)).toMatchObject([
      { Body: "hello", Attributes: { ApproximateReceiveCount: "2" } },
    ]);
  });

  it("lets time pass for what is hidden or delayed, but not for what a function has in its hands", async () => {
    const queue = (await restart()).queue("plain");
    await send("plain", "in hand");
    const inHand = await queue.receive(1);
    await send("plain", "hidden");
    expect(await take("plain")).toHaveLength(1);
    queue.passTime(60_000);
    expect((await queue.receive(10)).map(({ Body }) => Body)).toEqual(["hidden"]);
    queue.letGo(inHand);
    queue.passTime(60_000);
    expect((await queue.receive(10)).map(({ Body }) => Body)).toEqual(["in hand"]);
  });

  it("drops messages after the retention period, 14 days, and not before", async () => {
    const queue = (await restart()).queue("plain");
    await send("plain", "hello");
    queue.passTime(13 * DAY_MS);
    expect(queue.dropExpired(Date.now())).toBe(0);
    queue.passTime(DAY_MS);
    expect(queue.dropExpired(Date.now())).toBe(1);
    expect((await restart()).queue("plain").counts().ready).toBe(0);
  });

  it("wakes whoever waits as soon as a message is there", async () => {
    const queue = (await restart()).queue("plain");
    const waiting = queue.waitForMessages();
    await send("plain", "hello");
    await waiting;
    expect(await queue.receive(10)).toMatchObject([{ Body: "hello" }]);
  });

  it("names a queue that is not there", () => {
    expect(() => engine?.queue("region-AM04.fifo")).toThrow(/no queue named region-AM04\.fifo/);
  });
});
