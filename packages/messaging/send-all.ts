import {
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  type SQSClient,
} from "@aws-sdk/client-sqs";

/** SQS takes ten entries and 1 MiB a call; our messages stay under 64 KB (NL GOV profile). */
const SQS_BATCH_LIMIT = 10;

/** A queue refused entries of an accepted call. The ids say which; sending all of them again is safe. */
export class QueueSendError extends Error {
  override readonly name = "QueueSendError";
}

/** A message ready to go. `group` and `deduplicationId` go with FIFO queues only. */
export type Outgoing = {
  readonly body: string;
  readonly group?: string | undefined;
  readonly deduplicationId?: string | undefined;
  readonly delaySeconds?: number | undefined;
};

const entryOf = (
  { body, group, deduplicationId, delaySeconds }: Outgoing,
  index: number,
): SendMessageBatchRequestEntry => ({
  Id: `m${index}`,
  MessageBody: body,
  ...(group === undefined ? {} : { MessageGroupId: group }),
  ...(deduplicationId === undefined ? {} : { MessageDeduplicationId: deduplicationId }),
  ...(delaySeconds === undefined ? {} : { DelaySeconds: delaySeconds }),
});

/**
 * Sends messages to one queue, ten a call, in order. Throws QueueSendError when a call was accepted but an entry of it
 * was refused: an answer of 200 is not a delivered batch.
 */
export const sendAll = async (
  client: SQSClient,
  queueUrl: string,
  messages: readonly Outgoing[],
): Promise<void> => {
  for (let start = 0; start < messages.length; start += SQS_BATCH_LIMIT) {
    const Entries = messages.slice(start, start + SQS_BATCH_LIMIT).map(entryOf);
    const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
    if (Failed.length > 0) throw new QueueSendError(`${Failed.length} of ${Entries.length} messages refused`);
  }
};
