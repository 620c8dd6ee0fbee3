import { runSimulation } from "@cloud-copilot/iam-simulate";
import { LOCAL_ACCOUNT } from "../assembly/pseudo-parameters.ts";
import type { Right } from "./needed-rights.ts";
import type { RightsPlan, RolePlan } from "./plan-rights.ts";

/** Why AWS refuses: nothing allows it, or something forbids it. */
export type Verdict = "allowed" | "no policy allows it" | "a policy denies it";

/** Says whether a role may do something, by its own policies and that of the queue or key. Asked again, it remembers. */
export type Judge = (role: RolePlan, right: Right) => Promise<Verdict>;

const regionOf = (arn: string): string => arn.split(":")[3] ?? "";

/** What AWS knows of a request besides who asks what: all calls are encrypted, and keys are used by DynamoDB. */
const contextOf = ({ arn }: RolePlan, { action, resource }: Right): Record<string, string> => ({
  "aws:PrincipalArn": arn,
  "aws:SecureTransport": "true",
  ...(action.startsWith("kms:") ? { "kms:ViaService": `dynamodb.${regionOf(resource)}.amazonaws.com` } : {}),
});

const VERDICTS: Readonly<Record<string, Verdict>> = {
  Allowed: "allowed",
  ImplicitlyDenied: "no policy allows it",
  ExplicitlyDenied: "a policy denies it",
};

const simulate = async (plan: RightsPlan, role: RolePlan, right: Right): Promise<Verdict> => {
  const resourcePolicy = plan.resourcePolicies.get(right.resource);
  const outcome = await runSimulation(
    {
      request: {
        principal: role.arn,
        action: right.action,
        resource: { resource: right.resource, accountId: LOCAL_ACCOUNT },
        contextVariables: contextOf(role, right),
      },
      identityPolicies: role.policies.map(({ name, document }) => ({ name, policy: document })),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(resourcePolicy === undefined ? {} : { resourcePolicy }),
    },
    {},
  );
  if (outcome.resultType === "error") throw new Error(`${right.action}: ${JSON.stringify(outcome.errors)}`);
  return VERDICTS[outcome.overallResult] ?? "a policy denies it";
};

export const createJudge = (plan: RightsPlan): Judge => {
  const known = new Map<string, Promise<Verdict>>();
  return (role, right) => {
    const question = `${role.arn} ${right.action} ${right.resource}`;
    const before = known.get(question);
    if (before !== undefined) return before;
    const verdict = simulate(plan, role, right);
    known.set(question, verdict);
    return verdict;
  };
};
