import * as z from "zod";
import type { ResourceFinder } from "../plan/planned-resources.ts";

const list = (value: unknown): unknown[] => [value].flat();
const Texts = z.unknown().transform(list).pipe(z.array(z.string()));

/** A statement of a policy, with its lists always lists; what else it says is kept as it is. */
export const Statement = z.looseObject({
  Effect: z.enum(["Allow", "Deny"]),
  Action: Texts.default([]),
  Resource: Texts.default([]),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
});
export type Statement = z.infer<typeof Statement>;

export const PolicyDocument = z.looseObject({
  Version: z.string().default("2012-10-17"),
  Statement: z.unknown().transform(list).pipe(z.array(Statement)),
});
export type PolicyDocument = z.infer<typeof PolicyDocument>;

const RoleProperties = z.object({
  Policies: z.array(z.object({ PolicyName: z.string(), PolicyDocument })).default([]),
});
/** A policy that says nothing allows nothing. */
const NOTHING = { Version: "2012-10-17", Statement: [] };
const PolicyProperties = z.object({
  PolicyDocument: PolicyDocument.default(NOTHING),
  Roles: z.array(z.string()).default([]),
});
const QueuePolicyProperties = z.object({
  PolicyDocument: PolicyDocument.default(NOTHING),
  Queues: z.array(z.string()).default([]),
});
const KeyProperties = z.object({ KeyPolicy: PolicyDocument.default(NOTHING) });
const FunctionProperties = z.object({ Role: z.string() });
const TableProperties = z.object({
  SSESpecification: z.object({ KMSMasterKeyId: z.string().optional() }).optional(),
});

/** A role of the template with all that its policies say. */
export type RolePlan = {
  readonly name: string;
  readonly arn: string;
  readonly policies: readonly { readonly name: string; readonly document: PolicyDocument }[];
};

/** Who may do what, as the template says. */
export type RightsPlan = {
  readonly roles: readonly RolePlan[];
  /** ARN of a function's role, by the name of the function. */
  readonly roleOfFunction: ReadonlyMap<string, string>;
  /** What a queue or a key itself says, by its ARN. */
  readonly resourcePolicies: ReadonlyMap<string, PolicyDocument>;
  /** ARN of the key of a table that has one of its own, by the ARN of the table. */
  readonly tableKeys: ReadonlyMap<string, string>;
};

const queueArns = (find: ResourceFinder): ReadonlyMap<string, string> =>
  new Map(
    find(["AWS::SQS::Queue"], z.unknown()).map(({ ref, attributes }) => [ref, attributes["Arn"] ?? ""]),
  );

/** Statements of several policies of one queue count together. */
const planQueuePolicies = (find: ResourceFinder): Map<string, PolicyDocument> => {
  const arns = queueArns(find);
  const policies = new Map<string, PolicyDocument>();
  for (const { properties } of find(["AWS::SQS::QueuePolicy"], QueuePolicyProperties)) {
    for (const arn of properties.Queues.map((url) => arns.get(url) ?? url)) {
      const before = policies.get(arn)?.Statement ?? [];
      const document = properties.PolicyDocument;
      policies.set(arn, { ...document, Statement: [...before, ...document.Statement] });
    }
  }
  return policies;
};

const planKeyPolicies = (find: ResourceFinder): [string, PolicyDocument][] =>
  find(["AWS::KMS::Key"], KeyProperties).map(({ attributes, properties }) => [
    attributes["Arn"] ?? "",
    properties.KeyPolicy,
  ]);

/** Reads roles, their policies, and the policies of queues out of the template. */
export const planRights = (find: ResourceFinder): RightsPlan => {
  const attached = find(["AWS::IAM::Policy", "AWS::IAM::ManagedPolicy"], PolicyProperties);
  const roles = find(["AWS::IAM::Role"], RoleProperties).map(({ ref, attributes, properties }) => ({
    name: ref,
    arn: attributes["Arn"] ?? "",
    policies: [
      ...properties.Policies.map(({ PolicyName, PolicyDocument: document }) => ({
        name: PolicyName,
        document,
      })),
      ...attached
        .filter(({ properties: { Roles } }) => Roles.includes(ref))
        .map(({ logicalId, properties: { PolicyDocument: document } }) => ({ name: logicalId, document })),
    ],
  }));
  const functions = find(["AWS::Lambda::Function"], FunctionProperties.partial());
  const tables = find(["AWS::DynamoDB::Table"], TableProperties);
  return {
    roles,
    roleOfFunction: new Map(functions.map(({ ref, properties: { Role = "" } }) => [ref, Role])),
    resourcePolicies: new Map([...planQueuePolicies(find), ...planKeyPolicies(find)]),
    tableKeys: new Map(
      tables.flatMap(({ attributes, properties: { SSESpecification } }) => {
        const key = SSESpecification?.KMSMasterKeyId;
        return key === undefined ? [] : [[attributes["Arn"] ?? "", key] as const];
      }),
    ),
  };
};
