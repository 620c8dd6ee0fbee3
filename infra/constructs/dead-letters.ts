import { Stats } from "aws-cdk-lib/aws-cloudwatch";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Duration } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import { alarmOn } from "./fact-alarm.ts";

/** The longest that SQS keeps a message: a team has two weeks to fetch one, or we have to mend what stopped it. */
const RETENTION = Duration.days(14);

/** What every queue of this platform has: encrypted, over TLS only, kept as long as SQS can. */
export const everyQueue = {
  encryption: QueueEncryption.SQS_MANAGED,
  enforceSSL: true,
  retentionPeriod: RETENTION,
} as const;

export type DeadLettersProps = { readonly impact: string; readonly fifo?: boolean };

/** Where messages wait that could not be handled, with an alarm on the first of them. */
export class DeadLetters extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { impact, fifo }: DeadLettersProps) {
    super(scope, id);
    this.queue = new Queue(this, "Queue", { ...everyQueue, ...(fifo === true ? { fifo } : {}) });
    alarmOn(scope, {
      fact: "DeadLettersNotEmpty",
      impact,
      metric: this.queue.metricApproximateNumberOfMessagesVisible({
        statistic: Stats.MAXIMUM,
        period: Duration.minutes(1),
      }),
      threshold: 1,
    });
  }
}
