import { Stats } from "aws-cdk-lib/aws-cloudwatch";
import { Policy, PolicyStatement } from "aws-cdk-lib/aws-iam";
import {
  FilterCriteria,
  type IEventSourceDlq,
  type IFunction,
  StartingPosition,
} from "aws-cdk-lib/aws-lambda";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Duration } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import { DeadLetters } from "./dead-letters.ts";
import { explain } from "./explained.ts";
import { alarmOn } from "./fact-alarm.ts";
import type { KeyedTable } from "./keyed-table.ts";
import { PlatformFunction, type PlatformFunctionProps } from "./platform-function.ts";

export type StreamReaderProps = PlatformFunctionProps & {
  readonly table: KeyedTable;
  /** Which records it gets, in Lambda's filter language. */
  readonly filter: Record<string, unknown>;
};

/** Lambda sends with the function's role; the library's own SqsDlq lets it ask after the queue too, which it never does. */
const sendOnly = (queue: IQueue): IEventSourceDlq => ({
  bind: (_, fn) => {
    queue.grant(fn, "sqs:SendMessage");
    return { destination: queue.queueArn };
  },
});

/** A function that follows a table's stream: records that fail are halved out, tried again and then set aside. */
export class StreamReader extends Construct {
  readonly fn: IFunction;

  constructor(scope: Construct, id: string, props: StreamReaderProps) {
    super(scope, id);
    const { table, filter, ...settings } = props;
    const reader = new PlatformFunction(this, "Reader", settings);
    this.fn = reader.fn;
    const { queue } = new DeadLetters(this, "DeadLetters", { impact: props.impact });
    explain(
      queue,
      "AwsSolutions-SQS3",
      "These are the dead letters of a stream: no queue names them, but Lambda does.",
    );
    table.grantStream(this.fn);
    const listing = this.#allowListing();
    const mapping = this.fn.addEventSourceMapping("Stream", {
      eventSourceArn: table.streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 5,
      maxRecordAge: Duration.hours(1),
      filters: [FilterCriteria.filter(filter)],
      onFailure: sendOnly(queue),
    });
    mapping.node.addDependency(listing);
    alarmOn(this, {
      fact: "FallsBehind",
      impact: props.impact,
      metric: this.fn.metric("IteratorAge", { statistic: Stats.MAXIMUM, period: Duration.minutes(1) }),
      threshold: Duration.minutes(5).toMilliseconds(),
      periods: 3,
    });
  }

  /** Lambda refuses to couple a function to a stream without this right. */
  #allowListing(): Policy {
    const listing = new Policy(this, "ListStreams", {
      statements: [new PolicyStatement({ actions: ["dynamodb:ListStreams"], resources: ["*"] })],
    });
    this.fn.role?.attachInlinePolicy(listing);
    explain(
      listing,
      "AwsSolutions-IAM5[Resource::*]",
      "To list streams can be allowed for all streams only.",
    );
    return listing;
  }
}
