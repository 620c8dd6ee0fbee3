import { REGIONS } from "#packages/domain/regions.ts";
import { catalogue } from "../index.ts";
import { exampleOf, type QueueName, queuesOf } from "./destinations.ts";
import { type EventDefinition, messageSchemaOf } from "./json-schema.ts";

/** Version of the document: the first number grows when a channel goes or a message leaves one. */
const VERSION = "1.0.0";
/** SQS keeps a message no longer. */
const FOURTEEN_DAYS_IN_SECONDS = 14 * 24 * 3600;

type Queue = {
  readonly title: string;
  readonly description: string;
  /** Name of a FIFO queue that others read; the platform's own queues get theirs when they are made. */
  readonly address?: string;
  readonly perRegion?: string;
  readonly readHere: boolean;
};

/** The queues as readers see them; which messages go there is not said here but found by `queuesOf`. */
const QUEUES = {
  region: {
    title: "A regional team's proposals",
    description:
      "One queue per labour-market region, read by the team's own system (or by delivery/receive-proposals where a " +
      "team has none). Proposals go to the person's home region (M1). The message group is the proposal, so messages " +
      "about one proposal stay in order. Nothing is sent before the team's start date (G1).",
    address: "region-{region}.fifo",
    perRegion: "Region of the team, by its CBS code",
    readHere: false,
  },
  demand: {
    title: "A region's demand",
    description:
      "One queue per labour-market region, for its employer service point: every vacancy whose work is there (D1). " +
      "The message group is the vacancy.",
    address: "demand-{region}.fifo",
    perRegion: "Region where the work is, by its CBS code",
    readHere: false,
  },
  "demand-national": {
    title: "Demand of national employers",
    description:
      "For the national points: vacancies of employers with places in several regions, which also go to the queue " +
      "of each of those regions (D1). The message group is the vacancy.",
    address: "demand-national.fifo",
    readHere: false,
  },
  matching: {
    title: "What may change matches",
    description:
      "Vacancies and profiles that came, changed or went, and room that a decision leaves. Rows of an import are " +
      "not here one by one.",
    readHere: true,
  },
  "matching-imports": {
    title: "Regions to be matched as a whole",
    description:
      "One message per region of a settled import or a nightly check, and whatever follows from matching in bulk. " +
      "Apart, so that daily traffic keeps its pace.",
    readHere: true,
  },
  rematches: {
    title: "Re-matches that people started",
    description:
      "One message per re-match that is under way: it is worked in small steps beside daily traffic, and asks itself to go on.",
    readHere: true,
  },
  brokerage: {
    title: "Surplus to be coupled",
    description: "Surplus notices that came, changed or went, for the coupling of firms (B1).",
    readHere: true,
  },
  redeliveries: {
    title: "Regions to be sent everything once more",
    description: "Asked by a team, or because a team starts (G1).",
    readHere: true,
  },
  notifications: {
    title: "People to be told something outside the platform",
    description:
      "The seam to e-mail and text messages, which are no part of the platform: whoever sends them reads this queue.",
    readHere: false,
  },
} as const satisfies Record<QueueName, Queue>;

const QUEUE_NAMES: readonly QueueName[] = [
  "region",
  "demand",
  "demand-national",
  "matching",
  "matching-imports",
  "rematches",
  "brokerage",
  "redeliveries",
  "notifications",
];

/** "matching-imports" → "matchingImports", the form of names in AsyncAPI documents. */
const camelCase = (name: string): string =>
  name.replaceAll(/[-.](.)/g, (_, letter: string) => letter.toUpperCase());

const bindingOf = (address: string | undefined) => ({
  sqs: {
    queue: {
      // CloudFormation makes the name of a queue that nobody outside reads.
      name: address ?? "made-at-deployment",
      fifoQueue: address !== undefined,
      ...(address === undefined
        ? {}
        : { deduplicationScope: "messageGroup", fifoThroughputLimit: "perMessageGroupId" }),
      messageRetentionPeriod: FOURTEEN_DAYS_IN_SECONDS,
    },
    bindingVersion: "0.2.0",
  },
});

const channelOf = (name: QueueName, events: readonly EventDefinition[]) => {
  const { title, description, address, perRegion }: Queue = QUEUES[name];
  return {
    address: address ?? null,
    title,
    description,
    ...(perRegion === undefined
      ? {}
      : { parameters: { region: { description: perRegion, enum: [...REGIONS] } } }),
    messages: Object.fromEntries(
      events.map(({ key }) => [camelCase(key), { $ref: `#/components/messages/${camelCase(key)}` }]),
    ),
    bindings: bindingOf(address),
  };
};

const operationsOf = (name: QueueName) => {
  const channel = { $ref: `#/channels/${camelCase(name)}` };
  const { title, readHere }: Queue = QUEUES[name];
  const send = [camelCase(`send-${name}`), { action: "send", channel, title: `Send: ${title}` }];
  const receive = [camelCase(`receive-${name}`), { action: "receive", channel, title: `Receive: ${title}` }];
  return readHere ? [send, receive] : [send];
};

const messageOf = (definition: EventDefinition) => {
  const { $schema, $id, ...schema } = messageSchemaOf(definition);
  return {
    name: definition.key,
    title: schema.title,
    summary: schema.description,
    contentType: "application/cloudevents+json",
    externalDocs: { description: "The same schema by itself", url: $id },
    // In AsyncAPI's own schema format, which is draft 7 and more, so that every tool of it can read it.
    payload: schema,
    examples: [{ name: definition.key, payload: exampleOf(definition) }],
  };
};

/** The AsyncAPI 3 document of all queues, made from the catalogue, the examples and the routing. */
export const asyncApi = () => {
  const routes = catalogue.map((event) => ({ event, queues: queuesOf(event) }));
  const eventsOn = (name: QueueName) =>
    routes.filter(({ queues }) => queues.includes(name)).map(({ event }) => event);
  return {
    asyncapi: "3.0.0",
    id: "urn:nld:oin:00000099000000000000:systeem:overstap",
    info: {
      title: "Overstap: queues",
      version: VERSION,
      description:
        "Messages between the steps of the platform and to the 35 regional mobility teams. Each is a CloudEvent " +
        "(NL GOV profile) with ids, codes and scores only; details are fetched at `dataref` with the reader's own " +
        "rights. Expect every message twice (same `source` and `id`) and ignore members that you do not know.",
      license: { name: "EUPL-1.2", url: "https://joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12" },
      contact: { name: "Overstap", url: "https://overstap.example", email: "beheer@overstap.example" },
      tags: [{ name: "mobility-teams" }, { name: "matching" }],
    },
    defaultContentType: "application/cloudevents+json",
    servers: {
      sqs: {
        host: "sqs.{awsRegion}.amazonaws.com",
        protocol: "sqs",
        description: "Amazon SQS in the account of the platform",
        variables: {
          awsRegion: { default: "eu-central-1", enum: ["eu-central-1", "eu-west-1"] },
        },
      },
    },
    channels: Object.fromEntries(
      QUEUE_NAMES.map((name) => [camelCase(name), channelOf(name, eventsOn(name))]),
    ),
    operations: Object.fromEntries(QUEUE_NAMES.flatMap(operationsOf)),
    components: {
      messages: Object.fromEntries(catalogue.map((event) => [camelCase(event.key), messageOf(event)])),
    },
  };
};
