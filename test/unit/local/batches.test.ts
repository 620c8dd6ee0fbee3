import { describe, expect, it } from "vitest";
import type { ReceivedMessage } from "#packages/local/engines/fauxqs-parts.ts";
import type { StreamRecord } from "#packages/local/engines/streams.ts";
import { finishedMessages } from "#packages/local/sources/finished-messages.ts";
import { type GivenUp, workBatch } from "#packages/local/sources/stream-batch.ts";

const message = (MessageId: string, group = "g"): ReceivedMessage => ({
  MessageId,
  ReceiptHandle: MessageId,
  Body: "",
  MD5OfBody: "",
  Attributes: { MessageGroupId: group },
});

const failing = (...ids: string[]) => ({
  batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })),
});
const idsOf = (messages: ReceivedMessage[]) => messages.map(({ MessageId }) => MessageId);
const reports = { reportsFailures: true, fifo: false };

describe("a batch from a queue", () => {
  const batch = [message("1", "a"), message("2", "b"), message("3", "a"), message("4", "b")];

  it.each([
    ["all of it when nothing failed", { ...reports, answer: null }, ["1", "2", "3", "4"]],
    ["the others when one failed", { ...reports, answer: failing("2") }, ["1", "3", "4"]],
    ["nothing when a message is named that it does not have", { ...reports, answer: failing("9") }, []],
    ["nothing when the answer cannot be read", { ...reports, answer: { batchItemFailures: 3 } }, []],
    [
      "all of it when the mapping takes no reports",
      { answer: failing("2"), reportsFailures: false, fifo: false },
      ["1", "2", "3", "4"],
    ],
    [
      "in a FIFO queue, nothing of the group after a failure",
      { answer: failing("1"), reportsFailures: true, fifo: true },
      ["2", "4"],
    ],
  ])("finishes %s", (_, handled, expected) => {
    expect(idsOf(finishedMessages(batch, handled))).toEqual(expected);
  });
});

const record = (SequenceNumber: string, ApproximateCreationDateTime = 1000): StreamRecord => ({
  eventID: SequenceNumber,
  eventName: "INSERT",
  eventVersion: "1.1",
  eventSource: "aws:dynamodb",
  awsRegion: "local",
  dynamodb: {
    Keys: {},
    SequenceNumber,
    SizeBytes: 1,
    StreamViewType: "KEYS_ONLY",
    ApproximateCreationDateTime,
  },
});

const work = async (
  bad: string,
  rules: { bisects: boolean; reportsFailures: boolean; maximumRetries: number },
) => {
  const done: string[] = [];
  const calls: string[] = [];
  const givenUp: GivenUp[] = [];
  await workBatch(
    ["1", "2", "3", "4"].map((number) => record(number)),
    {
      rules: { ...rules, maximumAgeSeconds: -1 },
      giveUp: (given) => givenUp.push(given),
      isStopped: () => false,
      now: () => 1_000_000,
      invoke: async (records) => {
        const numbers = records.map(({ dynamodb }) => dynamodb.SequenceNumber);
        calls.push(numbers.join(""));
        const at = numbers.indexOf(bad);
        if (at < 0) done.push(...numbers);
        if (at < 0) return null;
        if (!rules.reportsFailures) throw new Error("no");
        done.push(...numbers.slice(0, at));
        return failing(bad);
      },
    },
  );
  const lost = givenUp.map(({ records, condition, attempts }) => ({
    records: records.map(({ dynamodb }) => dynamodb.SequenceNumber).join(""),
    condition,
    attempts,
  }));
  return { done: done.join(""), calls, lost };
};

const RetryAttemptsExhausted = "RetryAttemptsExhausted";

describe("a batch from a stream", () => {
  it("goes on from the record that failed, and loses only that one when it bisects", async () => {
    expect(await work("2", { bisects: true, reportsFailures: true, maximumRetries: 1 })).toEqual({
      done: "134",
      calls: ["1234", "234", "23", "2", "3", "4"],
      lost: [{ records: "2", condition: RetryAttemptsExhausted, attempts: 2 }],
    });
  });

  it("finds the culprit by halves when the function throws", async () => {
    const { done, lost } = await work("3", { bisects: true, reportsFailures: false, maximumRetries: 0 });
    expect({ done, lost }).toEqual({
      done: "124",
      lost: [{ records: "3", condition: RetryAttemptsExhausted, attempts: 1 }],
    });
  });

  it("gives up the whole batch when it does not bisect", async () => {
    expect(await work("3", { bisects: false, reportsFailures: false, maximumRetries: 1 })).toEqual({
      done: "",
      calls: ["1234", "1234"],
      lost: [{ records: "1234", condition: RetryAttemptsExhausted, attempts: 2 }],
    });
  });

  it("gives up what has grown too old, and works the rest", async () => {
    const givenUp: string[] = [];
    const done: string[] = [];
    await workBatch([record("1", 10), record("2", 990)], {
      rules: { bisects: false, reportsFailures: false, maximumRetries: -1, maximumAgeSeconds: 60 },
      giveUp: ({ records, condition }) => givenUp.push(`${condition} ${records.length}`),
      isStopped: () => false,
      now: () => 1_000_000,
      invoke: async (records) => done.push(...records.map(({ eventID }) => eventID)),
    });
    expect({ givenUp, done }).toEqual({ givenUp: ["RecordAgeExceeded 1"], done: ["2"] });
  });
});
