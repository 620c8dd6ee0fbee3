import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import * as lambda from "aws-cdk-lib/aws-lambda";
import { Duration, Tags } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import type { FunctionEntry } from "../functions.ts";
import { StageStack } from "../stage-stack.ts";
import { explain } from "./explained.ts";
import { alarmOn } from "./fact-alarm.ts";
import { KeptLog } from "./kept-log.ts";

export type PlatformFunctionProps = {
  readonly entry: FunctionEntry;
  /** What a person notices when it fails. */
  readonly impact: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly memory: 256 | 512 | 1024;
  readonly timeout: Duration;
  /** Only where another resource must name the role before it exists (a queue policy in another stack). */
  readonly roleName?: string;
  /** Work in bulk, which nobody waits for: told apart on the bill, and of lower priority where machines are shared. */
  readonly lane?: "bulk";
  /** Its log is evidence: kept for two years, also when the stack is thrown away. */
  readonly evidence?: boolean;
  /** Tries after a failed asynchronous call; schedules come round again by themselves. */
  readonly retries?: 0 | 1 | 2;
};

/** Namespace of the platform's own metrics (Powertools). */
export const METRICS_NAMESPACE = "Overstap";

/** What every function of the platform has: its own role, log, traces, metrics and an alarm on errors. */
export class PlatformFunction extends Construct {
  readonly fn: lambda.Function;

  constructor(scope: Construct, id: string, props: PlatformFunctionProps) {
    super(scope, id);
    const { settings, code } = StageStack.around(this).surroundings;
    const log = new KeptLog(this, "Log", { evidence: props.evidence ?? false });
    const role = this.#role(props.roleName);
    log.group.grant(role, "logs:CreateLogStream", "logs:PutLogEvents");
    this.fn = new lambda.Function(this, "Function", {
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      handler: "index.handler",
      code: code(props.entry),
      role,
      memorySize: props.memory,
      timeout: props.timeout,
      retryAttempts: props.retries ?? 0,
      tracing: lambda.Tracing.ACTIVE,
      logGroup: log.group,
      environment: {
        ...props.environment,
        LOG_LEVEL: settings.logLevel,
        POWERTOOLS_METRICS_NAMESPACE: METRICS_NAMESPACE,
        POWERTOOLS_SERVICE_NAME: props.entry,
      },
    });
    if (props.lane !== undefined) Tags.of(this.fn).add("lane", props.lane);
    alarmOn(this, {
      fact: "Errors",
      impact: props.impact,
      metric: this.fn.metricErrors({ period: Duration.minutes(5) }),
      threshold: 1,
    });
  }

  /** Not the role that the CDK would make: that one carries a managed policy with rights on every log of the account. */
  #role(roleName: string | undefined): Role {
    const role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
      ...(roleName === undefined ? {} : { roleName }),
    });
    explain(
      role,
      "AwsSolutions-IAM5[Resource::*]",
      "Traces are sent to X-Ray, which has no resources to name.",
    );
    return role;
  }
}
