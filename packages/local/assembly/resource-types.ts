import { CannotRun } from "../cannot-run.ts";
import type { Stack } from "./template.ts";

/** Types that the runner runs. */
const RUN = new Set([
  "AWS::ApiGatewayV2::Api",
  "AWS::ApiGatewayV2::Authorizer",
  "AWS::ApiGatewayV2::Integration",
  "AWS::ApiGatewayV2::Route",
  "AWS::ApiGatewayV2::Stage",
  "AWS::DynamoDB::GlobalTable",
  "AWS::DynamoDB::Table",
  "AWS::Events::Rule",
  "AWS::Lambda::Alias",
  "AWS::Lambda::EventInvokeConfig",
  "AWS::Lambda::EventSourceMapping",
  "AWS::Lambda::Function",
  "AWS::Lambda::Version",
  "AWS::SQS::Queue",
  "AWS::Scheduler::Schedule",
]);

/** Types that say who may do what: the runner refuses what they do not allow (rights/). */
const JUDGED = new Set([
  "AWS::IAM::ManagedPolicy",
  "AWS::IAM::Policy",
  "AWS::IAM::Role",
  "AWS::SQS::QueuePolicy",
]);

/** Types that change nothing on one machine: keys, logs, and what watches a deployed platform. */
const WITHOUT_EFFECT = new Set([
  "AWS::ApplicationSignals::ServiceLevelObjective",
  "AWS::CDK::Metadata",
  "AWS::CloudWatch::Alarm",
  "AWS::CloudWatch::CompositeAlarm",
  "AWS::CloudWatch::Dashboard",
  "AWS::KMS::Alias",
  "AWS::KMS::Key",
  "AWS::Lambda::Permission",
  "AWS::Logs::LogGroup",
  "AWS::Logs::MetricFilter",
  "AWS::Logs::QueryDefinition",
  "AWS::Logs::ResourcePolicy",
  "AWS::SNS::Subscription",
  "AWS::SNS::Topic",
  "AWS::SNS::TopicPolicy",
  "AWS::Scheduler::ScheduleGroup",
  "AWS::XRay::Group",
  "AWS::XRay::ResourcePolicy",
  "AWS::XRay::SamplingRule",
]);

export type KnownType = "run" | "without effect";

/** What the runner does with a resource type; undefined when it does not know it. */
const knownType = (type: string): KnownType | undefined => {
  if (RUN.has(type) || JUDGED.has(type)) return "run";
  return WITHOUT_EFFECT.has(type) ? "without effect" : undefined;
};

/**
 * Throws CannotRun with every resource whose type is unknown: what would be deployed and what runs here
 * may not differ in silence.
 */
export const refuseUnknownTypes = (stacks: readonly Stack[]): void => {
  const unknown = stacks.flatMap(({ name, template }) =>
    Object.entries(template.Resources)
      .filter(([, { Type }]) => knownType(Type) === undefined)
      .map(([logicalId, { Type }]) => `  ${Type} (${logicalId} in stack ${name})`),
  );
  if (unknown.length === 0) return;
  throw new CannotRun(
    `the template has resources that the local runner does not know:\n${unknown.join("\n")}\n` +
      "Teach packages/local to run the type (packages/local/README.md), add it to the types without effect in " +
      "packages/local/assembly/resource-types.ts when it changes nothing on one machine, or leave it out of the local stage.",
  );
};
