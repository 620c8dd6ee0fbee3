import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { RemovalPolicy } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import { StageStack } from "../stage-stack.ts";

const RETENTION = {
  7: RetentionDays.ONE_WEEK,
  30: RetentionDays.ONE_MONTH,
  90: RetentionDays.THREE_MONTHS,
} as const;

/** A log that ends after the stage's term: nothing is kept for ever by accident. */
export class KeptLog extends Construct {
  readonly group: LogGroup;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const days = StageStack.around(this).surroundings.settings.logRetentionDays;
    this.group = new LogGroup(this, "Group", {
      retention: RETENTION[days],
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }
}
