import { statSync } from "node:fs";
import * as z from "zod";
import { CannotRun } from "../cannot-run.ts";
import { CfnNumber, type PlannedResource, type ResourceFinder } from "./planned-resources.ts";

const FunctionProperties = z.object({
  Code: z.object({ S3Key: z.string() }),
  Handler: z.string(),
  MemorySize: CfnNumber.default(128),
  Timeout: CfnNumber.default(3),
  ReservedConcurrentExecutions: CfnNumber.optional(),
  Environment: z.object({ Variables: z.record(z.string(), z.coerce.string()).default({}) }).optional(),
  Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).default([]),
  Layers: z.array(z.unknown()).max(0, "layers are not run here; put the code into the bundle").optional(),
});

const InvokeConfigProperties = z.object({
  FunctionName: z.string(),
  MaximumRetryAttempts: CfnNumber.optional(),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }).optional() }).optional(),
});

/** What AWS does when nothing is said: two more tries after a failed asynchronous call. */
const DEFAULT_RETRIES = 2;

/** A function to run. */
export type FunctionPlan = {
  readonly name: string;
  readonly logicalId: string;
  readonly arn: string;
  readonly path: string;
  /** Name of its log file and in messages, e.g. "Platform-Matching-Worker". */
  readonly label: string;
  readonly region: string;
  /** Directory of the built asset. */
  readonly directory: string;
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly reservedConcurrency: number | undefined;
  /** Tagged as work in bulk: it gives way to what people wait for, as on AWS, where each has a machine of its own. */
  readonly inBulk: boolean;
  readonly asyncRetries: number;
  /** ARN of the queue that is told about an asynchronous call that failed for good. */
  readonly onFailure: string | undefined;
};

export const planFunctions = (find: ResourceFinder): FunctionPlan[] => {
  const configs = find(["AWS::Lambda::EventInvokeConfig"], InvokeConfigProperties);
  return find(["AWS::Lambda::Function"], FunctionProperties).map((found) => {
    const config = configs.find(({ properties }) => properties.FunctionName === found.ref)?.properties;
    const { properties } = found;
    return {
      name: found.ref,
      logicalId: found.logicalId,
      arn: found.attributes["Arn"] ?? "",
      path: found.path,
      label: found.path.replace(/\/Function$/, "").replaceAll("/", "-"),
      region: found.stack.region,
      directory: assetOf(found),
      handler: properties.Handler,
      environment: properties.Environment?.Variables ?? {},
      memoryMb: properties.MemorySize,
      timeoutSeconds: properties.Timeout,
      reservedConcurrency: properties.ReservedConcurrentExecutions,
      inBulk: properties.Tags.some(({ Key, Value }) => Key === "lane" && Value === "bulk"),
      asyncRetries: config?.MaximumRetryAttempts ?? DEFAULT_RETRIES,
      onFailure: config?.DestinationConfig?.OnFailure?.Destination,
    };
  });
};

const assetOf = ({
  stack,
  logicalId,
  properties,
}: PlannedResource<z.infer<typeof FunctionProperties>>): string => {
  const hash = properties.Code.S3Key.replace(/^.*\//, "").replace(/\.[^.]*$/, "");
  const directory = stack.assets.get(hash);
  if (directory !== undefined && statSync(directory, { throwIfNoEntry: false })?.isDirectory() === true) {
    return directory;
  }
  throw new CannotRun(
    `the code of function ${logicalId} (stack ${stack.name}) is not a directory of the assembly: ${directory ?? hash}. ` +
      "Synthesize again; a zip file or container image is not run here.",
  );
};

/** The function that an ARN, an ARN with qualifier, a name or an API Gateway integration URI means. */
export const functionByArn = (functions: readonly FunctionPlan[], reference: string): FunctionPlan => {
  const name = /:function:([^:/]+)/.exec(reference)?.[1] ?? reference;
  const found = functions.find((each) => each.name === name);
  if (found !== undefined) return found;
  throw new CannotRun(`the template refers to a function that it does not have: ${reference}`);
};
