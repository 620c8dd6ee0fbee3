import type { DynamoDBStreamEvent } from "aws-lambda";
import { expect, it } from "vitest";
import type { PlatformEvent } from "#events/index.ts";
import { RematchRequestedV1 } from "#events/rematch-requested.v1.ts";
import { createHandler } from "#functions/events/publish-changes/handler.ts";

const at = new Date("2026-05-01T09:00:00Z");
const eventFor = (region: "AM01" | "AM02" | "AM03") =>
  RematchRequestedV1.make(
    { region, of: "vacancies", reason: "asked" },
    { subject: region, at, idFrom: [region] },
  );
const record = (eventName: "INSERT" | "MODIFY", name: string, events: string) => ({
  eventName,
  dynamodb: {
    SequenceNumber: name,
    NewImage: { pk: { S: `LOG#${name}` }, sk: { S: name }, events: { S: events } },
  },
});
const stream = (...Records: ReturnType<typeof record>[]): DynamoDBStreamEvent => ({ Records });

const aPublisher = (refuses: (events: readonly PlatformEvent[]) => boolean = () => false) => {
  const seen = { sent: [] as string[], published: [] as string[], parked: 0 };
  const handler = createHandler({
    publisher: {
      publish: async (events) => {
        if (refuses(events)) throw new Error("refused");
        seen.sent.push(...events.map(({ subject }) => subject));
      },
    },
    settings: async () => ({ version: 0, regions: {} }),
    markPublished: async (key) => void seen.published.push(key.sk.S ?? ""),
    countParked: (entries) => {
      seen.parked += entries;
    },
    log: { info: () => {}, warn: () => {}, error: () => {} },
    now: () => at,
  });
  return { seen, handler };
};
const written = (region: "AM01" | "AM02" | "AM03") =>
  record("INSERT", region, JSON.stringify([eventFor(region)]));

it("sends what was written, once, and notes that it has gone out", async () => {
  const { seen, handler } = aPublisher();
  const noted = record("MODIFY", "AM01", JSON.stringify([eventFor("AM01")]));
  const withoutEvents = record("INSERT", "quiet", "[]");
  expect(await handler(stream(written("AM01"), noted, withoutEvents, written("AM02")))).toEqual({
    batchItemFailures: [],
  });
  expect(seen).toEqual({ sent: ["AM01", "AM02"], published: ["AM01", "AM02"], parked: 0 });
});

it("parks an entry that cannot be sent and sends all the others", async () => {
  const { seen, handler } = aPublisher((events) => events.some(({ subject }) => subject === "AM02"));
  await handler(stream(written("AM01"), written("AM02"), written("AM03")));
  expect(seen).toEqual({ sent: ["AM01", "AM03"], published: ["AM01", "AM03"], parked: 1 });
});

it("parks an entry that cannot be read and sends all the others", async () => {
  const { seen, handler } = aPublisher();
  await handler(
    stream(record("INSERT", "odd", '[{"type":"unknown"}]'), record("INSERT", "broken", "{"), written("AM03")),
  );
  expect(seen).toEqual({ sent: ["AM03"], published: ["AM03"], parked: 2 });
});
