import * as z from "zod";
import { CannotRun } from "../cannot-run.ts";
import { type FunctionPlan, functionByArn } from "./plan-functions.ts";
import type { QueuePlan } from "./plan-queues.ts";
import type { TablePlan } from "./plan-tables.ts";
import { CfnBoolean, CfnNumber, type PlannedResource, type ResourceFinder } from "./planned-resources.ts";

const MappingProperties = z.object({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  Enabled: CfnBoolean.default(true),
  BatchSize: CfnNumber.optional(),
  MaximumBatchingWindowInSeconds: CfnNumber.default(0),
  FunctionResponseTypes: z.array(z.enum(["ReportBatchItemFailures"])).default([]),
  ScalingConfig: z.object({ MaximumConcurrency: CfnNumber.optional() }).optional(),
  FilterCriteria: z.object({ Filters: z.array(z.object({ Pattern: z.string() })).default([]) }).optional(),
  StartingPosition: z.enum(["LATEST", "TRIM_HORIZON"]).default("TRIM_HORIZON"),
  BisectBatchOnFunctionError: CfnBoolean.default(false),
  MaximumRetryAttempts: CfnNumber.default(-1),
  MaximumRecordAgeInSeconds: CfnNumber.default(-1),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }).optional() }).optional(),
});
type Found = PlannedResource<z.infer<typeof MappingProperties>>;

/** What AWS takes when the template says nothing. */
const DEFAULT_BATCH = { queue: 10, stream: 100 } as const;

type MappingPlan = {
  readonly logicalId: string;
  readonly function: FunctionPlan;
  readonly batchSize: number;
  readonly windowSeconds: number;
  readonly reportsFailures: boolean;
  /** Event patterns as JSON; a record that matches none is left out. Empty: every record. */
  readonly patterns: readonly string[];
};

export type QueueMappingPlan = MappingPlan & {
  readonly queue: QueuePlan;
  readonly maximumConcurrency: number | undefined;
};

export type StreamMappingPlan = MappingPlan & {
  readonly table: TablePlan;
  readonly streamArn: string;
  readonly startingPosition: "LATEST" | "TRIM_HORIZON";
  readonly bisects: boolean;
  /** -1: until the records expire. */
  readonly maximumRetries: number;
  /** -1: no limit but the stream's own. */
  readonly maximumAgeSeconds: number;
  /** The queue that is told about records that were given up. */
  readonly onFailure: QueuePlan | undefined;
};

type Targets = {
  functions: readonly FunctionPlan[];
  queues: readonly QueuePlan[];
  tables: readonly TablePlan[];
};

/** Event sources that are switched on, apart by kind. Throws CannotRun for a source that is no queue or table here. */
export const planMappings = (find: ResourceFinder, targets: Targets) => {
  const found = find(["AWS::Lambda::EventSourceMapping"], MappingProperties).filter(
    ({ properties }) => properties.Enabled,
  );
  const queueMappings: QueueMappingPlan[] = [];
  const streamMappings: StreamMappingPlan[] = [];
  for (const mapping of found) {
    if (mapping.properties.EventSourceArn.includes(":sqs:")) queueMappings.push(fromQueue(mapping, targets));
    else streamMappings.push(fromStream(mapping, targets));
  }
  return { queueMappings, streamMappings };
};

const shared = ({ logicalId, properties }: Found, targets: Targets) => ({
  logicalId,
  function: functionByArn(targets.functions, properties.FunctionName),
  windowSeconds: properties.MaximumBatchingWindowInSeconds,
  reportsFailures: properties.FunctionResponseTypes.length > 0,
  patterns: (properties.FilterCriteria?.Filters ?? []).map(({ Pattern }) => Pattern),
});

const fromQueue = (mapping: Found, targets: Targets): QueueMappingPlan => ({
  ...shared(mapping, targets),
  queue: queueByArn(targets.queues, mapping.properties.EventSourceArn),
  batchSize: mapping.properties.BatchSize ?? DEFAULT_BATCH.queue,
  maximumConcurrency: mapping.properties.ScalingConfig?.MaximumConcurrency,
});

const fromStream = (mapping: Found, targets: Targets): StreamMappingPlan => {
  const { properties, logicalId } = mapping;
  const table = targets.tables.find(({ streamArn }) => streamArn === properties.EventSourceArn);
  if (table === undefined) {
    throw new CannotRun(
      `${logicalId} reads ${properties.EventSourceArn}, which is no queue or table of the template`,
    );
  }
  const destination = properties.DestinationConfig?.OnFailure?.Destination;
  return {
    ...shared(mapping, targets),
    table,
    streamArn: properties.EventSourceArn,
    batchSize: properties.BatchSize ?? DEFAULT_BATCH.stream,
    startingPosition: properties.StartingPosition,
    bisects: properties.BisectBatchOnFunctionError,
    maximumRetries: properties.MaximumRetryAttempts,
    maximumAgeSeconds: properties.MaximumRecordAgeInSeconds,
    onFailure: destination === undefined ? undefined : queueByArn(targets.queues, destination),
  };
};

/** Throws CannotRun when no queue of the template has the ARN. */
export const queueByArn = (queues: readonly QueuePlan[], arn: string): QueuePlan => {
  const found = queues.find((queue) => queue.arn === arn);
  if (found !== undefined) return found;
  throw new CannotRun(`the template refers to a queue that it does not have: ${arn}`);
};
