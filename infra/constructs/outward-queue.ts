import { AnyPrincipal, ArnPrincipal, Effect, PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Duration } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import { WatchedQueue } from "./watched-queue.ts";

/** The one identity that may read a queue. */
export type QueueReader = {
  readonly arn: string;
  /** An outsider gets its rights from the queue; a function of ours has them in its role, next to their use. */
  readonly rightsFromQueue: boolean;
};

export type OutwardQueueProps = {
  readonly queueName: `${string}.fifo`;
  readonly impact: string;
  readonly reader: QueueReader;
  readonly visibilityTimeout: Duration;
};

/** To receive, to put back or forward, to finish: what a reader of a queue does. */
const READING = [
  "sqs:ReceiveMessage",
  "sqs:DeleteMessage",
  "sqs:ChangeMessageVisibility",
  "sqs:GetQueueAttributes",
] as const;

/** Two of a team's weekends and a long one between: fourteen days are kept, so people have ten to act. */
const READ_WITHIN = Duration.days(4);

/** A queue that an outsider reads: it has a fixed name and exactly one reader, also for others of our own account. */
export class OutwardQueue extends Construct {
  readonly queue: Queue;

  constructor(
    scope: Construct,
    id: string,
    { queueName, impact, reader, visibilityTimeout }: OutwardQueueProps,
  ) {
    super(scope, id);
    this.queue = new WatchedQueue(this, "Outbox", {
      impact,
      visibilityTimeout,
      fifoName: queueName,
      readWithin: READ_WITHIN,
    }).queue;
    if (reader.rightsFromQueue) this.#allow(reader.arn);
    this.#refuseOthers(reader.arn);
  }

  #allow(arn: string): void {
    this.queue.addToResourcePolicy(
      new PolicyStatement({
        sid: "OnlyReader",
        principals: [new ArnPrincipal(arn)],
        actions: [...READING],
        resources: [this.queue.queueArn],
      }),
    );
  }

  /** Without this, any identity of the account with a broad right on SQS could read a team's proposals. */
  #refuseOthers(arn: string): void {
    this.queue.addToResourcePolicy(
      new PolicyStatement({
        sid: "NobodyElse",
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:PurgeQueue"],
        resources: [this.queue.queueArn],
        conditions: { ArnNotEquals: { "aws:PrincipalArn": arn } },
      }),
    );
  }
}
