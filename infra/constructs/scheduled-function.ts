import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { Schedule, type ScheduleExpression, type ScheduleTargetConfig } from "aws-cdk-lib/aws-scheduler";
import type { Duration } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import { alarmOn } from "./fact-alarm.ts";
import { PlatformFunction, type PlatformFunctionProps } from "./platform-function.ts";

export type ScheduledFunctionProps = PlatformFunctionProps & {
  readonly schedule: ScheduleExpression;
  /** The longest that it may go without a run before people should look. */
  readonly atLeastEvery: Duration;
};

/** A function that the clock calls. A run that was missed is made up by the next: it does all that is due. */
export class ScheduledFunction extends Construct {
  readonly fn: IFunction;

  constructor(scope: Construct, id: string, props: ScheduledFunctionProps) {
    super(scope, id);
    const { schedule, atLeastEvery, ...settings } = props;
    this.fn = new PlatformFunction(this, "Task", settings).fn;
    new Schedule(this, "Schedule", { schedule, target: { bind: () => this.#target() } });
    alarmOn(this, {
      fact: "DidNotRun",
      impact: props.impact,
      metric: this.fn.metricInvocations({ period: atLeastEvery }),
      threshold: 1,
      below: true,
    });
  }

  /** Not the CDK's own target: its role may call every version of the function. */
  #target(): ScheduleTargetConfig {
    const role = new Role(this, "Caller", { assumedBy: new ServicePrincipal("scheduler.amazonaws.com") });
    role.addToPolicy(
      new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: [this.fn.functionArn] }),
    );
    return {
      arn: this.fn.functionArn,
      role,
      retryPolicy: { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 300 },
    };
  }
}
