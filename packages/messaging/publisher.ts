import type { SQSClient } from "@aws-sdk/client-sqs";
import type { PlatformEvent } from "#events/index.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import { type Destination, routeEvent } from "./route-event.ts";
import { type Outgoing, sendAll } from "./send-all.ts";

/** URLs of the queues; the many of one kind share a prefix, since 71 URLs crowd a function's 4 KB of environment. */
export type QueueUrls = {
  readonly matching: string;
  readonly "matching-imports": string;
  readonly rematches: string;
  readonly brokerage: string;
  readonly redeliveries: string;
  readonly notifications: string;
  /** Completed by `AM18.fifo`. */
  readonly regionPrefix: string;
  /** Completed by `AM18.fifo` or `national.fifo`. */
  readonly demandPrefix: string;
};

const urlOf = (urls: QueueUrls, destination: Destination): string => {
  switch (destination.queue) {
    case "region":
      return `${urls.regionPrefix}${destination.region}.fifo`;
    case "demand":
      return `${urls.demandPrefix}${destination.region}.fifo`;
    case "demand-national":
      return `${urls.demandPrefix}national.fifo`;
    default:
      return urls[destination.queue];
  }
};

/** The message group of a FIFO queue: what one event is about stays in order, and nothing waits for anything else. */
const messageFor = (url: string, event: PlatformEvent, body: string): Outgoing =>
  url.endsWith(".fifo") ? { body, group: event.subject, deduplicationId: event.id } : { body };

/** A team that has not started yet gets no proposals; what is open when it starts is delivered then (G1). */
export type HasStarted = (region: RegionCode) => boolean;

/** Who comes forward is a request to the responsible party (S7), which is there before any team. */
const waitsForTeam = ({ type }: PlatformEvent) => !type.startsWith("nl.arbeidsmarkt.self-registration-");

const goesOut = (event: PlatformEvent, hasStarted: HasStarted) => (destination: Destination) =>
  destination.queue !== "region" || !waitsForTeam(event) || hasStarted(destination.region);

/** Messages of these events by the queue they go to, in the order of the events. */
export const messagesByQueue = (
  urls: QueueUrls,
  events: readonly PlatformEvent[],
  hasStarted: HasStarted,
): ReadonlyMap<string, readonly Outgoing[]> => {
  const byQueue = new Map<string, Outgoing[]>();
  for (const event of events) {
    const body = JSON.stringify(event);
    for (const destination of routeEvent(event).filter(goesOut(event, hasStarted))) {
      const url = urlOf(urls, destination);
      const waiting = byQueue.get(url) ?? [];
      waiting.push(messageFor(url, event, body));
      byQueue.set(url, waiting);
    }
  }
  return byQueue;
};

export type Publisher = {
  /** Sends every event to every queue it goes to. Rejects when any was refused; sending all again is safe. */
  publish(events: readonly PlatformEvent[], hasStarted: HasStarted): Promise<void>;
};

export const sqsPublisher = (client: SQSClient, urls: QueueUrls): Publisher => ({
  async publish(events, hasStarted) {
    const queues = messagesByQueue(urls, events, hasStarted);
    await Promise.all([...queues].map(([url, messages]) => sendAll(client, url, messages)));
  },
});
