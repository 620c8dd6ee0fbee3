import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { WatchedQueue } from "../constructs/watched-queue.ts";

/** The seam for e-mail and text messages: what must be told to whom; a service outside this platform tells it. */
export class Notifications extends Construct {
  readonly requests: IQueue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.requests = new WatchedQueue(this, "Outbox", {
      impact: "People are not told what they asked to be told.",
    }).queue;
  }
}
