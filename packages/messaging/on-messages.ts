import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import type * as z from "zod";
import { describeError } from "#packages/runtime/describe-error.ts";
import type { Log } from "#packages/runtime/log.ts";

/**
 * Turns work on one message into an SQS handler, the only way the platform reads a queue. A record that cannot be
 * read or done is logged by its id and given back by itself; the others of the batch stay finished.
 */
export const onMessages = <S extends z.ZodType>(
  schema: S,
  log: Log,
  work: (message: z.output<S>, record: SQSRecord) => Promise<void>,
) => {
  const handleRecord = async (record: SQSRecord) => {
    try {
      await work(schema.parse(JSON.parse(record.body)), record);
    } catch (error) {
      log.error("message failed", { messageId: record.messageId, ...describeError(error) });
      throw error;
    }
  };
  return async (event: SQSEvent, context?: Context): Promise<SQSBatchResponse> =>
    processPartialResponse(event, handleRecord, new BatchProcessor(EventType.SQS), {
      ...(context === undefined ? {} : { context }),
      throwOnFullBatchFailure: false,
    });
};
