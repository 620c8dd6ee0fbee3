import timers from "node:timers/promises";
import type { ReceivedMessage } from "../engines/fauxqs-parts.ts";
import type { LocalQueue } from "../engines/local-queue.ts";
import type { FunctionPool, Place } from "../functions/function-pool.ts";
import { Semaphore } from "../functions/semaphore.ts";
import type { QueueMappingPlan } from "../plan/plan-mappings.ts";
import { matchesPatterns } from "./filter-criteria.ts";
import { finishedMessages } from "./finished-messages.ts";
import type { Source } from "./source.ts";

/** How often a batch that is being gathered looks whether more has come. */
const GATHER_MS = 20;

export type QueueSourceSettings = {
  readonly plan: QueueMappingPlan;
  readonly queue: LocalQueue;
  readonly pool: FunctionPool;
};

/**
 * Feeds a queue to its function as Lambda does. Messages are taken out only once the function has a place free, so
 * that they do not grow old in between; what fails comes back by the queue's own visibility and redrive.
 */
export const startQueueSource = (settings: QueueSourceSettings): Source => {
  const { plan, queue, pool } = settings;
  const mapping = new Semaphore(plan.maximumConcurrency ?? Number.POSITIVE_INFINITY);
  const underWay = new Set<Promise<void>>();
  let stopped = false;
  const takeBatch = async () => {
    await mapping.enter();
    const place = await pool.place();
    const leave = () => {
      place.leave();
      mapping.leave();
    };
    const messages = stopped ? [] : await gather(settings, () => stopped);
    if (messages.length === 0) return leave();
    const work = handle(messages, place, settings).finally(leave);
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  };
  const run = async () => {
    while (!stopped) {
      await queue.waitForMessages();
      if (!stopped) await takeBatch();
    }
  };
  void run();
  return {
    async stop() {
      stopped = true;
      queue.stopWaiting();
      await Promise.allSettled(underWay);
    },
  };
};

/** A batch: full, or what is there when the window is over. */
const gather = async (
  { plan, queue }: QueueSourceSettings,
  isStopped: () => boolean,
): Promise<ReceivedMessage[]> => {
  const messages = await queue.receive(plan.batchSize);
  if (messages.length === 0) return messages;
  const end = Date.now() + plan.windowSeconds * 1000;
  while (messages.length < plan.batchSize && !isStopped()) {
    const more = await queue.receive(plan.batchSize - messages.length);
    messages.push(...more);
    if (more.length > 0) continue;
    if (Date.now() >= end) break;
    await timers.setTimeout(GATHER_MS);
  }
  return messages;
};

const handle = async (
  received: readonly ReceivedMessage[],
  place: Place,
  { plan, queue }: QueueSourceSettings,
): Promise<void> => {
  const messages = received.filter((message) => matchesPatterns(plan.patterns, filterView(message)));
  queue.finish(received.filter((message) => !messages.includes(message)));
  if (messages.length === 0) return;
  try {
    const answer = await place.invoke({ Records: messages.map((message) => recordOf(message, plan)) });
    const { reportsFailures } = plan;
    queue.finish(finishedMessages(messages, { answer, reportsFailures, fifo: queue.fifo }));
  } catch {
    // The pool has reported it; the messages come back when their visibility timeout is over.
  } finally {
    queue.letGo(messages);
  }
};

/** An event pattern sees a JSON body as its members. */
const filterView = (message: ReceivedMessage): unknown => {
  try {
    return { ...message, body: JSON.parse(message.Body) };
  } catch {
    return { ...message, body: message.Body };
  }
};

const recordOf = (message: ReceivedMessage, { queue, function: { region } }: QueueMappingPlan): object => ({
  messageId: message.MessageId,
  receiptHandle: message.ReceiptHandle,
  body: message.Body,
  attributes: message.Attributes ?? {},
  messageAttributes: Object.fromEntries(
    Object.entries(message.MessageAttributes ?? {}).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      { dataType: DataType, stringValue: StringValue, binaryValue: BinaryValue },
    ]),
  ),
  md5OfBody: message.MD5OfBody,
  eventSource: "aws:sqs",
  eventSourceARN: queue.arn,
  awsRegion: region,
});
