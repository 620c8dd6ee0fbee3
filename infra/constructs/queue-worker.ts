import { Grant } from "aws-cdk-lib/aws-iam";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import type { IQueue, Queue } from "aws-cdk-lib/aws-sqs";
import { Duration, Names } from "aws-cdk-lib/core";
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
    empties(this.fn, this.queue, { batchSize, maxConcurrency });
  }
}

/** What Lambda does with a function's role to empty a queue; the CDK's own grant adds two that it does not use. */
const EMPTYING = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"];

/** Has the function empty the queue. One bad message fails alone: the worker names it, the others of its batch are done. */
export const empties = (
  fn: IFunction,
  queue: IQueue,
  size: { batchSize: number; maxConcurrency: number },
): void => {
  Grant.addToPrincipal({ grantee: fn, actions: EMPTYING, resourceArns: [queue.queueArn] });
  fn.addEventSourceMapping(`SqsEventSource:${Names.nodeUniqueId(queue.node)}`, {
    ...size,
    eventSourceArn: queue.queueArn,
    reportBatchItemFailures: true,
  });
};
