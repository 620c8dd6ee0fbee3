import { Stats } from "aws-cdk-lib/aws-cloudwatch";
import { DeduplicationScope, FifoThroughputLimit, Queue } from "aws-cdk-lib/aws-sqs";
import { Duration } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import { DeadLetters, everyQueue } from "./dead-letters.ts";
import { alarmOn } from "./fact-alarm.ts";

export type WatchedQueueProps = {
  /** What a person notices when messages stop: the alarms say it in their words. */
  readonly impact: string;
  /** Fixed names are for queues that outsiders read; the platform's own get theirs from CloudFormation. */
  readonly fifoName?: `${string}.fifo`;
  readonly visibilityTimeout?: Duration;
  /** How old the oldest message may grow before an alarm; leave out for a queue that nobody reads yet. */
  readonly readWithin?: Duration;
};

/** Five tries, then the dead letters: enough for a restart elsewhere, few enough that poison stops soon. */
const MAX_RECEIVES = 5;

/** The only way this platform makes a queue: encrypted, TLS only, with dead letters and alarms. */
export class WatchedQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, props: WatchedQueueProps) {
    super(scope, id);
    const fifo = props.fifoName !== undefined;
    const deadLetters = new DeadLetters(this, "DeadLetters", { impact: props.impact, fifo });
    this.queue = new Queue(this, "Queue", {
      ...everyQueue,
      ...(props.fifoName === undefined ? {} : orderedPerGroup(props.fifoName)),
      ...(props.visibilityTimeout === undefined ? {} : { visibilityTimeout: props.visibilityTimeout }),
      deadLetterQueue: { queue: deadLetters.queue, maxReceiveCount: MAX_RECEIVES },
    });
    if (props.readWithin !== undefined) this.#alarmOnAge(props.impact, props.readWithin);
  }

  #alarmOnAge(impact: string, readWithin: Duration): void {
    alarmOn(this, {
      fact: "OldestMessageTooOld",
      impact,
      metric: this.queue.metricApproximateAgeOfOldestMessage({
        statistic: Stats.MAXIMUM,
        period: Duration.minutes(1),
      }),
      threshold: readWithin.toSeconds(),
      periods: 3,
    });
  }
}

/** Order and deduplication per message group (a proposal), so that one group's stop does not hold up the others. */
const orderedPerGroup = (queueName: `${string}.fifo`) => ({
  queueName,
  fifo: true,
  contentBasedDeduplication: false,
  deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
  fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
});
