import * as z from "zod";
import { CfnBoolean, CfnNumber, type ResourceFinder } from "./planned-resources.ts";

const QueueProperties = z.object({
  VisibilityTimeout: CfnNumber.optional(),
  DelaySeconds: CfnNumber.optional(),
  MessageRetentionPeriod: CfnNumber.optional(),
  MaximumMessageSize: CfnNumber.optional(),
  ReceiveMessageWaitTimeSeconds: CfnNumber.optional(),
  FifoQueue: CfnBoolean.optional(),
  ContentBasedDeduplication: CfnBoolean.optional(),
  DeduplicationScope: z.string().optional(),
  FifoThroughputLimit: z.string().optional(),
  RedrivePolicy: z
    .object({ deadLetterTargetArn: z.string(), maxReceiveCount: CfnNumber })
    .transform((policy) => JSON.stringify(policy))
    .optional(),
});

/** A queue to have. */
export type QueuePlan = {
  readonly name: string;
  readonly arn: string;
  readonly path: string;
  /** As SQS takes them: every value is text. */
  readonly attributes: Readonly<Record<string, string>>;
};

export const planQueues = (find: ResourceFinder): QueuePlan[] =>
  find(["AWS::SQS::Queue"], QueueProperties).map(({ attributes, path, properties }) => ({
    name: attributes["QueueName"] ?? "",
    arn: attributes["Arn"] ?? "",
    path,
    attributes: Object.fromEntries(
      Object.entries(properties)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => [name, String(value)]),
    ),
  }));
