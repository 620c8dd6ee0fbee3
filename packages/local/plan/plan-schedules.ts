import * as z from "zod";
import { LOCAL_ACCOUNT } from "../assembly/pseudo-parameters.ts";
import { type FunctionPlan, functionByArn } from "./plan-functions.ts";
import { queueByArn } from "./plan-mappings.ts";
import type { QueuePlan } from "./plan-queues.ts";
import { CfnNumber, type ResourceFinder } from "./planned-resources.ts";

const State = z
  .enum(["ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"])
  .default("ENABLED");
const DeadLetters = z.object({ Arn: z.string() }).optional();
const Retries = z.object({ MaximumRetryAttempts: CfnNumber.optional() }).optional();

const Target = z.object({
  Arn: z.string(),
  Input: z.string().optional(),
  DeadLetterConfig: DeadLetters,
  RetryPolicy: Retries,
});

const ScheduleProperties = z.object({
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default("UTC"),
  State,
  Target,
});

const RuleProperties = z.object({
  ScheduleExpression: z.string("only rules with a schedule are run here: events go through queues"),
  State,
  Targets: z.array(Target).default([]),
});

/** Something that the clock starts. */
export type SchedulePlan = {
  readonly name: string;
  /** rate(…), cron(…) or at(…) as AWS writes them. */
  readonly expression: string;
  readonly timeZone: string;
  readonly function: FunctionPlan;
  /** What the function is given; undefined: the event of EventBridge's own. */
  readonly input: string | undefined;
  /** Its ARN, for the event of EventBridge's own. */
  readonly arn: string;
  readonly region: string;
  readonly deadLetters: QueuePlan | undefined;
};

/** Schedules that are switched on. Throws CannotRun for a target that is not a function of the template. */
export const planSchedules = (
  find: ResourceFinder,
  functions: readonly FunctionPlan[],
  queues: readonly QueuePlan[],
): SchedulePlan[] => {
  /** The schedule's own, or else what the function names for calls that fail for good. */
  const deadLettersOf = ({ Arn, DeadLetterConfig }: z.infer<typeof Target>): QueuePlan | undefined => {
    const arn = DeadLetterConfig?.Arn ?? functionByArn(functions, Arn).onFailure;
    return arn === undefined ? undefined : queueByArn(queues, arn);
  };
  const schedules = find(["AWS::Scheduler::Schedule"], ScheduleProperties)
    .filter(({ properties }) => properties.State !== "DISABLED")
    .map(({ path, logicalId, stack, properties }) => ({
      name: path,
      expression: properties.ScheduleExpression,
      timeZone: properties.ScheduleExpressionTimezone,
      function: functionByArn(functions, properties.Target.Arn),
      input: properties.Target.Input ?? "{}",
      arn: `arn:aws:scheduler:${stack.region}:${LOCAL_ACCOUNT}:schedule/default/${logicalId}`,
      region: stack.region,
      deadLetters: deadLettersOf(properties.Target),
    }));
  const rules = find(["AWS::Events::Rule"], RuleProperties)
    .filter(({ properties }) => properties.State !== "DISABLED")
    .flatMap(({ path, logicalId, stack, properties }) =>
      properties.Targets.map((target) => ({
        name: path,
        expression: properties.ScheduleExpression,
        timeZone: "UTC",
        function: functionByArn(functions, target.Arn),
        input: target.Input,
        arn: `arn:aws:events:${stack.region}:${LOCAL_ACCOUNT}:rule/${logicalId}`,
        region: stack.region,
        deadLetters: deadLettersOf(target),
      })),
    );
  return [...schedules, ...rules];
};
