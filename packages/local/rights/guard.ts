import { CannotRun } from "../cannot-run.ts";
import { accessKeyOf } from "../functions/local-environment.ts";
import type { Plan } from "../plan/plan.ts";
import { createJudge, type Verdict } from "./judge.ts";
import type { Names, Right } from "./needed-rights.ts";
import type { RolePlan } from "./plan-rights.ts";
import { type UnusedRights, unusedRights } from "./unused-rights.ts";

/** A request that was refused: to be shown, once for each kind. */
export type Refusal = { readonly who: string; readonly right: Right; readonly why: Verdict };

/** Keeps who asks to what the template allows, and remembers what was used and what was refused. */
export type Guard = {
  readonly names: Names;
  /** The role that signs with an access key: of a function, or one of the template's other roles. */
  roleOf(accessKeyId: string): RolePlan | undefined;
  /** The first right that the role has not; undefined when it has them all. */
  refusal(role: RolePlan, rights: readonly Right[]): Promise<Refusal | undefined>;
  refusals(): Refusal[];
  /** What was used so far, as lines of role, action and resource: the same in every run of a template. */
  used(): readonly string[];
  /** What was used neither here nor in other runs, whose lines are `alsoUsed`. */
  unused(alsoUsed?: readonly string[]): UnusedRights;
  /** Rights that Lambda uses with a function's role when it reads a queue or a stream. Throws CannotRun for one that lacks. */
  checkMappings(): Promise<void>;
};

const READ_QUEUE = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"];
const READ_STREAM = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"];

/** What the event sources of the template need, by function. */
const mappingRights = ({ queueMappings, streamMappings }: Plan): { of: string; right: Right }[] => [
  ...queueMappings.flatMap(({ function: { name }, queue }) =>
    READ_QUEUE.map((action) => ({ of: name, right: { action, resource: queue.arn } })),
  ),
  ...streamMappings.flatMap(({ function: { name }, streamArn }) => [
    ...READ_STREAM.map((action) => ({ of: name, right: { action, resource: streamArn } })),
    { of: name, right: { action: "dynamodb:ListStreams", resource: "*" } },
  ]),
];

const namesOf = ({ tables, queues, rights }: Plan): Names => {
  const byTable = new Map(tables.map(({ name, arn }) => [name, arn]));
  const byQueue = new Map(queues.map(({ name, arn }) => [name, arn]));
  return {
    tableArn: (name) => byTable.get(name) ?? name,
    queueArn: (url) => byQueue.get(url.split("/").at(-1) ?? "") ?? url,
    tableKeys: rights.tableKeys,
  };
};

export const createGuard = (plan: Plan): Guard => {
  const { rights } = plan;
  const judge = createJudge(rights);
  const byArn = new Map(rights.roles.map((role) => [role.arn, role]));
  const roleOfFunction = (name: string): RolePlan | undefined =>
    byArn.get(rights.roleOfFunction.get(name) ?? "");
  const byKey = new Map([
    ...rights.roles.map((role) => [accessKeyOf(role.name), role] as const),
    ...plan.functions.flatMap(({ name }) => {
      const role = roleOfFunction(name);
      return role === undefined ? [] : [[accessKeyOf(name), role] as const];
    }),
  ]);
  const used = new Set<string>();
  const refused = new Map<string, Refusal>();
  const refusal = async (role: RolePlan, wanted: readonly Right[]): Promise<Refusal | undefined> => {
    for (const right of wanted) {
      const key = `${role.name} ${right.action} ${right.resource}`;
      const why = await judge(role, right);
      if (why === "allowed") used.add(key);
      else {
        const found = { who: role.name, right, why };
        refused.set(key, found);
        return found;
      }
    }
    return undefined;
  };
  return {
    names: namesOf(plan),
    roleOf: (accessKeyId) => byKey.get(accessKeyId),
    refusal,
    refusals: () => [...refused.values()],
    used: () => [...used],
    unused: (alsoUsed = []) =>
      unusedRights(
        plan.functions.flatMap(({ name, label }) => {
          const role = roleOfFunction(name);
          return role === undefined ? [] : [{ label, role }];
        }),
        new Set([...used, ...alsoUsed]),
      ),
    async checkMappings() {
      for (const { of, right } of mappingRights(plan)) {
        const role = roleOfFunction(of);
        const found = role && (await refusal(role, [right]));
        if (found === undefined && role !== undefined) continue;
        throw new CannotRun(
          `Lambda would refuse to couple ${of} to its source: its role may not ${right.action} on ${right.resource} (${found?.why ?? "it has no role"}).`,
        );
      }
    },
  };
};
