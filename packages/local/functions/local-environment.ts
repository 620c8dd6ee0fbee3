import { createHash } from "node:crypto";
import { devNull } from "node:os";
import type { FunctionPlan } from "../plan/plan-functions.ts";

/** Addresses that the template writes and what they are on this machine. */
export type Rewrite = readonly (readonly [aws: string, local: string])[];

export type LocalAddresses = { readonly dynamo: string; readonly sqs: string; readonly rewrite: Rewrite };

/**
 * The function's environment: that of the template, and what Lambda and the embedded engines add to it. Nothing of
 * the machine's own environment or of its AWS settings gets in.
 */
export const localEnvironment = (plan: FunctionPlan, addresses: LocalAddresses): Record<string, string> => ({
  ...Object.fromEntries(
    Object.entries(plan.environment).map(([name, value]) => [name, rewritten(value, addresses.rewrite)]),
  ),
  AWS_REGION: plan.region,
  AWS_DEFAULT_REGION: plan.region,
  AWS_ACCESS_KEY_ID: accessKeyOf(plan.name),
  AWS_SECRET_ACCESS_KEY: "local",
  AWS_ENDPOINT_URL_DYNAMODB: addresses.dynamo,
  AWS_ENDPOINT_URL_SQS: addresses.sqs,
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_LAMBDA_FUNCTION_NAME: plan.name,
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(plan.memoryMb),
  AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
  LAMBDA_TASK_ROOT: plan.directory,
  POWERTOOLS_TRACE_ENABLED: "false",
  TZ: "UTC",
});

/** Every function signs with a key of its own, so that its requests can be told from those of the others. */
export const accessKeyOf = (functionName: string): string =>
  `LOCAL${createHash("sha256").update(functionName).digest("hex").slice(0, 15).toUpperCase()}`;

const rewritten = (value: string, rewrite: Rewrite): string =>
  rewrite.reduce((text, [aws, local]) => text.replaceAll(aws, local), value);
