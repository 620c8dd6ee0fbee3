import * as z from "zod";
import type { ReceivedMessage } from "../engines/fauxqs-parts.ts";

const Failures = z
  .object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })).nullish() })
  .nullish();

/** Identifiers that a function reports as failed; undefined when its answer cannot be read, which fails the whole batch. */
export const reportedFailures = (answer: unknown): ReadonlySet<string> | undefined => {
  const parsed = Failures.safeParse(answer ?? undefined);
  if (!parsed.success) return undefined;
  return new Set((parsed.data?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier));
};

type Handled = { readonly answer: unknown; readonly reportsFailures: boolean; readonly fifo: boolean };

/**
 * Messages of a batch that may leave the queue after the function answered. An identifier that is not in the batch
 * fails all of it, as on AWS. In a FIFO queue, what comes after a failure in its group stays too: order is kept.
 */
export const finishedMessages = (
  messages: readonly ReceivedMessage[],
  { answer, reportsFailures, fifo }: Handled,
): ReceivedMessage[] => {
  if (!reportsFailures) return [...messages];
  const failed = reportedFailures(answer);
  if (failed === undefined) return [];
  const known = new Set(messages.map(({ MessageId }) => MessageId));
  if ([...failed].some((id) => !known.has(id))) return [];
  const stopped = new Set<string>();
  return messages.filter((message) => {
    const group = fifo ? (message.Attributes?.["MessageGroupId"] ?? "") : message.MessageId;
    if (failed.has(message.MessageId)) stopped.add(group);
    return !stopped.has(group);
  });
};
