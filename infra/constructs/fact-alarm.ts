import {
  Alarm,
  type AlarmProps,
  ComparisonOperator,
  type IMetric,
  TreatMissingData,
} from "aws-cdk-lib/aws-cloudwatch";
import type { Construct } from "constructs";
import { StageStack } from "../stage-stack.ts";

export type FactAlarmProps = {
  /** What is the matter, PascalCase: the last part of the alarm's name and of its heading in the runbook. */
  readonly fact: string;
  /** What a person notices while it lasts, in their words. */
  readonly impact: string;
  readonly metric: IMetric;
  readonly threshold: number;
  /** Periods in a row before it rings; 1 unless told. */
  readonly periods?: number;
  /** A fact that is read from something *not* happening. */
  readonly below?: boolean;
};

/** The only way this platform makes an alarm: its name is a heading in `infra/runbook.md`. */
export const alarmOn = (scope: Construct, props: FactAlarmProps): Alarm => {
  const alarm = new Alarm(scope, props.fact, {
    alarmName: `${scope.node.path}/${props.fact}`,
    alarmDescription: props.impact,
    metric: props.metric,
    threshold: props.threshold,
    evaluationPeriods: props.periods ?? 1,
    ...direction(props.below === true),
  });
  const topic = StageStack.around(scope).surroundings.settings.alarmTopicArn;
  if (topic !== undefined) alarm.addAlarmAction({ bind: () => ({ alarmActionArn: topic }) });
  return alarm;
};

const direction = (below: boolean): Pick<AlarmProps, "comparisonOperator" | "treatMissingData"> =>
  below
    ? {
        comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
        treatMissingData: TreatMissingData.BREACHING,
      }
    : {
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      };
