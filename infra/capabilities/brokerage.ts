import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { WatchedQueue } from "../constructs/watched-queue.ts";

/** Couples firms with surplus to firms with demand (B1). Its queue is filled already; its reader is still to come. */
export class Brokerage extends Construct {
  readonly changes: IQueue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.changes = new WatchedQueue(this, "Inbox", {
      impact: "Surplus notices and vacancies do not reach brokerage; firms are not coupled.",
    }).queue;
  }
}
