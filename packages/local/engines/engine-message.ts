import { createHash, randomUUID } from "node:crypto";
import type { EngineMessage, SqsQueue } from "./fauxqs-parts.ts";

/** A message that the runner itself puts on a queue, such as the metadata for a failure destination. */
export const engineMessage = (queue: SqsQueue, body: string): EngineMessage => ({
  messageId: randomUUID(),
  body,
  md5OfBody: createHash("md5").update(body).digest("hex"),
  messageAttributes: {},
  md5OfMessageAttributes: "",
  sentTimestamp: Date.now(),
  approximateReceiveCount: 0,
  ...(queue.isFifo() ? { messageGroupId: "runner", messageDeduplicationId: randomUUID() } : {}),
});
