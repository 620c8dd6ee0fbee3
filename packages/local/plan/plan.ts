import { readAssembly } from "../assembly/read-assembly.ts";
import { refuseUnknownTypes } from "../assembly/resource-types.ts";
import { planRights, type RightsPlan } from "../rights/plan-rights.ts";
import { type ApiPlan, planApis } from "./plan-apis.ts";
import { type FunctionPlan, planFunctions } from "./plan-functions.ts";
import { planMappings, type QueueMappingPlan, type StreamMappingPlan } from "./plan-mappings.ts";
import { planQueues, type QueuePlan } from "./plan-queues.ts";
import { planSchedules, type SchedulePlan } from "./plan-schedules.ts";
import { planTables, type TablePlan } from "./plan-tables.ts";
import { resourceFinder } from "./planned-resources.ts";

/** Everything that the template describes and the runner runs; addresses are still those of AWS. */
export type Plan = {
  readonly region: string;
  readonly tables: readonly TablePlan[];
  readonly queues: readonly QueuePlan[];
  readonly functions: readonly FunctionPlan[];
  readonly queueMappings: readonly QueueMappingPlan[];
  readonly streamMappings: readonly StreamMappingPlan[];
  readonly apis: readonly ApiPlan[];
  readonly schedules: readonly SchedulePlan[];
  readonly rights: RightsPlan;
};

/** Reads a cloud assembly. Throws CannotRun for what the runner does not know. */
export const planAssembly = (directory: string): Plan => {
  const stacks = readAssembly(directory);
  refuseUnknownTypes(stacks);
  const find = resourceFinder(stacks);
  const tables = planTables(find);
  const queues = planQueues(find);
  const functions = planFunctions(find);
  return {
    region: stacks[0]?.region ?? "eu-west-1",
    tables,
    queues,
    functions,
    ...planMappings(find, { functions, queues, tables }),
    apis: planApis(find, functions),
    schedules: planSchedules(find, functions, queues),
    rights: planRights(find),
  };
};
