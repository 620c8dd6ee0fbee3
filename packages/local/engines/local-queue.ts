import { engineMessage } from "./engine-message.ts";
import type { EngineMessage, ReceivedMessage, ReceiveRequest, SqsQueue } from "./fauxqs-parts.ts";

/** The longest that SQS lets a receiver wait, in seconds. */
const LONGEST_WAIT = 20;
/** SQS hands out at most this many messages at once. */
const MOST_AT_ONCE = 10;

/** Messages of a queue by what can happen to them. */
export type QueueCounts = { readonly ready: number; readonly inFlight: number; readonly delayed: number };

/** A queue of the engine as the runner uses it, without HTTP in between. */
export type LocalQueue = {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly fifo: boolean;
  /** Resolves when there may be something to receive, at once if there is, or when `stopWaiting` is called. */
  waitForMessages(): Promise<void>;
  stopWaiting(): void;
  /** At most ten; may be empty. */
  receive(most: number): Promise<ReceivedMessage[]>;
  finish(messages: readonly ReceivedMessage[]): void;
  /** Messages that are neither finished nor deleted stay hidden until their time is over; they are no longer held. */
  letGo(messages: readonly ReceivedMessage[]): void;
  send(body: string): void;
  counts(): QueueCounts;
  /** Makes everything available that was taken and not finished: its taker is gone. */
  releaseTaken(): void;
  /** Makes delayed and hidden messages `ms` older; those that a function has in its hands are left alone. */
  passTime(ms: number): void;
  /** Removes messages that were kept for longer than the queue's retention period; returns how many. */
  dropExpired(now: number): number;
};

type Receive = (request: ReceiveRequest) => Promise<{ Messages?: ReceivedMessage[] }>;

export const createLocalQueue = (queue: SqsQueue, receive: Receive): LocalQueue => {
  const held = new Set<string>();
  const letGo = (messages: readonly ReceivedMessage[]) => {
    for (const { ReceiptHandle } of messages) held.delete(ReceiptHandle);
  };
  return {
    name: queue.name,
    arn: queue.arn,
    url: queue.url,
    fifo: queue.isFifo(),
    waitForMessages: () => (hasReady(queue) ? Promise.resolve() : queue.waitForMessages(LONGEST_WAIT)),
    stopWaiting: () => queue.cancelWaiters(),
    async receive(most) {
      const { Messages = [] } = await receive({
        QueueUrl: queue.url,
        MaxNumberOfMessages: Math.min(most, MOST_AT_ONCE),
        WaitTimeSeconds: 0,
        AttributeNames: ["All"],
        MessageAttributeNames: ["All"],
      });
      for (const { ReceiptHandle } of Messages) held.add(ReceiptHandle);
      return Messages;
    },
    finish(messages) {
      for (const { ReceiptHandle } of messages) queue.deleteMessage(ReceiptHandle);
      letGo(messages);
    },
    letGo,
    send: (body) => queue.enqueue(engineMessage(queue, body)),
    counts: () => ({
      ready: queue.isFifo() ? sizeOf(queue.fifoMessages) : queue.messages.length,
      inFlight: queue.inflightMessages.size,
      delayed: queue.isFifo() ? sizeOf(queue.fifoDelayed) : queue.delayedMessages.length,
    }),
    releaseTaken() {
      for (const entry of queue.inflightMessages.values()) entry.visibilityDeadline = 0;
      queue.processTimers();
    },
    passTime: (ms) => passTime(queue, ms, held),
    dropExpired: (now) => dropExpired(queue, now),
  };
};

const hasReady = (queue: SqsQueue): boolean => {
  if (!queue.isFifo()) return queue.messages.length > 0;
  for (const [group, messages] of queue.fifoMessages) {
    if (messages.length > 0 && !queue.fifoLockedGroups.has(group)) return true;
  }
  return false;
};

const sizeOf = (groups: ReadonlyMap<string, readonly unknown[]>): number => {
  let total = 0;
  for (const messages of groups.values()) total += messages.length;
  return total;
};

const passTime = (queue: SqsQueue, ms: number, held: ReadonlySet<string>): void => {
  for (const entry of queue.inflightMessages.values()) {
    if (!held.has(entry.receiptHandle)) entry.visibilityDeadline -= ms;
  }
  const delayed = [...queue.delayedMessages, ...[...queue.fifoDelayed.values()].flat()];
  for (const message of delayed) message.delayUntil = (message.delayUntil ?? 0) - ms;
  const waiting = [...delayed, ...queue.messages, ...[...queue.fifoMessages.values()].flat()];
  for (const message of waiting) message.sentTimestamp -= ms;
  queue.processTimers();
};

const dropExpired = (queue: SqsQueue, now: number): number => {
  const keepsMs = Number(queue.attributes["MessageRetentionPeriod"] ?? 0) * 1000;
  if (keepsMs <= 0) return 0;
  let dropped = 0;
  const isFresh = (message: EngineMessage): boolean => {
    if (message.sentTimestamp + keepsMs > now) return true;
    queue.persistence?.deleteMessage(message.messageId);
    dropped += 1;
    return false;
  };
  queue.messages = queue.messages.filter(isFresh);
  for (const [group, messages] of queue.fifoMessages) queue.fifoMessages.set(group, messages.filter(isFresh));
  return dropped;
};
