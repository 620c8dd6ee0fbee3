import { SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it } from "vitest";
import { MatchEndedV1 } from "#events/match-ended.v1.ts";
import { RematchRequestedV1 } from "#events/rematch-requested.v1.ts";
import { SelfRegistrationReceivedV1 } from "#events/self-registration-received.v1.ts";
import { VacancyRegisteredV1 } from "#events/vacancy-registered.v1.ts";
import { REGIONS } from "#packages/domain/regions.ts";
import { stableUuid } from "#packages/domain/stable-uuid.ts";
import { messagesByQueue, sqsPublisher } from "#packages/messaging/publisher.ts";
import { QueueSendError } from "#packages/messaging/send-all.ts";

const sqs = mockClient(SQSClient);
const urls = {
  matching: "https://sqs.test/matching",
  "matching-imports": "https://sqs.test/matching-imports",
  rematches: "https://sqs.test/rematches",
  brokerage: "https://sqs.test/brokerage",
  redeliveries: "https://sqs.test/redeliveries",
  notifications: "https://sqs.test/notifications",
  regionPrefix: "https://sqs.test/region-",
  demandPrefix: "https://sqs.test/demand-",
};
const at = new Date("2026-05-01T09:00:00Z");
const always = () => true;
const registered = (over: object = {}) =>
  VacancyRegisteredV1.make(
    {
      vacancyId: stableUuid("v"),
      version: 1,
      kind: "regular",
      regions: ["AM18", "AM22"],
      openPositions: 2,
      nationalEmployer: true,
      ...over,
    },
    { subject: stableUuid("v"), at, idFrom: ["v", "1"] },
  );
const cameForward = SelfRegistrationReceivedV1.make(
  { selfRegistrationId: stableUuid("s"), version: 1, region: "AM18", responsible: "uwv" },
  { subject: stableUuid("s"), at, idFrom: ["s"] },
);
const queuesOf = (...events: Parameters<typeof messagesByQueue>[1]) => [
  ...messagesByQueue(urls, events, always).keys(),
];

beforeEach(() => sqs.reset());

it("forwards a national employer's demand to each region's desk, the national points, brokerage and matching (D1, B1)", () => {
  expect(queuesOf(registered())).toEqual([
    "https://sqs.test/demand-AM18.fifo",
    "https://sqs.test/demand-AM22.fifo",
    "https://sqs.test/demand-national.fifo",
    "https://sqs.test/brokerage",
    "https://sqs.test/matching",
  ]);
});

it("forwards open hiring to the desks and to who keeps its waiting list, never to matching (D4)", () => {
  expect(queuesOf(registered({ kind: "open-hiring", regions: ["AM18"], nationalEmployer: false }))).toEqual([
    "https://sqs.test/demand-AM18.fifo",
    "https://sqs.test/brokerage",
  ]);
});

it("leaves a row of an import to the batch that follows, but forwards the demand at once", () => {
  expect(
    queuesOf(registered({ importId: stableUuid("i"), regions: ["AM18"], nationalEmployer: false })),
  ).toEqual(["https://sqs.test/demand-AM18.fifo"]);
});

it("sends no proposals to a team that has not started (G1), but does tell who came forward (S7)", () => {
  const ended = MatchEndedV1.make(
    {
      proposalId: stableUuid("p"),
      version: 2,
      vacancyId: stableUuid("v"),
      profileId: stableUuid("m"),
      region: "AM18",
      state: "obsolete",
      reason: "vacancy-withdrawn",
    },
    { subject: stableUuid("p"), at, idFrom: ["p", "2"] },
  );
  const never = () => false;
  expect([...messagesByQueue(urls, [ended], never).keys()]).toEqual(["https://sqs.test/matching"]);
  expect(queuesOf(ended)).toEqual(["https://sqs.test/region-AM18.fifo", "https://sqs.test/matching"]);
  expect([...messagesByQueue(urls, [cameForward], never).keys()]).toEqual([
    "https://sqs.test/region-AM18.fifo",
  ]);
});

it("gives a message the id of its event, and the group of what it is about", () => {
  const [message] =
    messagesByQueue(urls, [cameForward], always).get("https://sqs.test/region-AM18.fifo") ?? [];
  expect(message).toMatchObject({ group: stableUuid("s"), deduplicationId: cameForward.id });
  expect(JSON.parse(message?.body ?? "")).toEqual(cameForward);
});

it("sends ten messages a call, and fails when one of an accepted call is refused", async () => {
  const events = REGIONS.slice(0, 23).map((region) =>
    RematchRequestedV1.make(
      { region, of: "vacancies", reason: "asked" },
      { subject: region, at, idFrom: [region] },
    ),
  );
  sqs.on(SendMessageBatchCommand).resolves({});
  await sqsPublisher(new SQSClient({ region: "eu-central-1" }), urls).publish(events, always);
  const sizes = sqs.commandCalls(SendMessageBatchCommand).map((call) => call.args[0].input.Entries?.length);
  expect(sizes).toEqual([10, 10, 3]);
  sqs
    .on(SendMessageBatchCommand)
    .resolves({ Failed: [{ Id: "m1", Code: "InternalError", SenderFault: false }] });
  const refused = sqsPublisher(new SQSClient({ region: "eu-central-1" }), urls).publish(events, always);
  await expect(refused).rejects.toThrow(QueueSendError);
});
