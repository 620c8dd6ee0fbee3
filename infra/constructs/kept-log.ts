import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { RemovalPolicy } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import { StageStack } from "../stage-stack.ts";

const RETENTION = {
  7: RetentionDays.ONE_WEEK,
  30: RetentionDays.ONE_MONTH,
  90: RetentionDays.THREE_MONTHS,
} as const;

export type KeptLogProps = {
  /** What it says is held against what is kept elsewhere: it is kept as long as that, and outlives its stack. */
  readonly evidence?: boolean;
};

/** A log that ends after the stage's term: nothing is kept for ever by accident. */
export class KeptLog extends Construct {
  readonly group: LogGroup;

  constructor(scope: Construct, id: string, { evidence = false }: KeptLogProps = {}) {
    super(scope, id);
    const { removalPolicy, surroundings } = StageStack.around(this);
    this.group = new LogGroup(this, "Group", {
      retention: evidence ? RetentionDays.TWO_YEARS : RETENTION[surroundings.settings.logRetentionDays],
      removalPolicy: evidence ? removalPolicy : RemovalPolicy.DESTROY,
    });
  }
}
