import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import type { IQueue, Queue } from "aws-cdk-lib/aws-sqs";
import { Duration } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import { PlatformFunction, type PlatformFunctionProps } from "./platform-function.ts";
import { WatchedQueue } from "./watched-queue.ts";

export type QueueWorkerProps = PlatformFunctionProps & {
  readonly batchSize: number;
  /** How many copies may work at once: what the table, or a team, can bear. */
  readonly maxConcurrency: number;
  /** How old the oldest message may grow before people should look. */
  readonly readWithin: Duration;
  /** Environment variable that tells the function its own queue, where it asks itself for more work. */
  readonly ownQueue?: string;
};

/** AWS advises six times the function's time, so that a message is not handed out again while it is being worked. */
const VISIBILITY_FACTOR = 6;

export const visibilityFor = (timeout: Duration): Duration =>
  Duration.seconds(VISIBILITY_FACTOR * timeout.toSeconds());

/** A queue and the function that empties it. */
export class QueueWorker extends Construct {
  readonly queue: Queue;
  readonly fn: IFunction;

  constructor(scope: Construct, id: string, props: QueueWorkerProps) {
    super(scope, id);
    const { batchSize, maxConcurrency, readWithin, ownQueue, ...settings } = props;
    this.queue = new WatchedQueue(this, "Inbox", {
      impact: props.impact,
      visibilityTimeout: visibilityFor(props.timeout),
      readWithin,
    }).queue;
    const environment = {
      ...settings.environment,
      ...(ownQueue === undefined ? {} : { [ownQueue]: this.queue.queueUrl }),
    };
    this.fn = new PlatformFunction(this, "Worker", { ...settings, environment }).fn;
    this.fn.addEventSource(emptying(this.queue, { batchSize, maxConcurrency }));
  }
}

/** One bad message fails alone: the worker names it, the others of its batch are done. */
export const emptying = (
  queue: IQueue,
  size: { batchSize: number; maxConcurrency: number },
): SqsEventSource => new SqsEventSource(queue, { ...size, reportBatchItemFailures: true });
