import * as z from "zod";
import { type Identity, identify } from "../assembly/identify.ts";
import { createResolver, type Resolver } from "../assembly/resolve-intrinsics.ts";
import type { Resource, Stack } from "../assembly/template.ts";
import { CannotRun } from "../cannot-run.ts";

/** A resource of the template with its intrinsics resolved. */
export type PlannedResource<P> = Identity & {
  readonly stack: Stack;
  readonly logicalId: string;
  /** Construct path without CDK's own last part, e.g. "Platform/Matching/Inbox/Queue". */
  readonly path: string;
  readonly properties: P;
};

/** Finds the resources of a type; `schema` says which properties the runner reads. */
export type ResourceFinder = <S extends z.ZodType>(
  types: readonly string[],
  schema: S,
) => PlannedResource<z.infer<S>>[];

export const resourceFinder = (stacks: readonly Stack[]): ResourceFinder => {
  const resolver = createResolver(stacks);
  return (types, schema) =>
    stacks.flatMap((stack) =>
      Object.entries(stack.template.Resources)
        .filter(([, { Type, Condition }]) => types.includes(Type) && resolver.holds(stack, Condition))
        .map(([logicalId, resource]) => planned({ stack, logicalId, resource, resolver }, schema)),
    );
};

type Found = { stack: Stack; logicalId: string; resource: Resource; resolver: Resolver };

const planned = <S extends z.ZodType>(found: Found, schema: S): PlannedResource<z.infer<S>> => {
  const { stack, logicalId, resource, resolver } = found;
  const resolve = (value: unknown) => resolver.resolve(stack, value);
  const parsed = schema.safeParse(resolve(resource.Properties));
  if (!parsed.success) throw new CannotRun(complaint(found, parsed.error));
  return {
    ...identify({ stack, logicalId, resource, resolve }),
    stack,
    logicalId,
    path: pathOf(logicalId, resource),
    properties: parsed.data,
  };
};

const pathOf = (logicalId: string, { Metadata }: Resource): string => {
  const path = Metadata["aws:cdk:path"];
  return typeof path === "string" ? path.replace(/\/Resource$/, "") : logicalId;
};

const complaint = ({ stack, logicalId, resource }: Found, { issues }: z.ZodError): string => {
  const faults = issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
  return `the local runner cannot run ${resource.Type} ${logicalId} of stack ${stack.name}: ${faults}`;
};

/** CloudFormation writes numbers and booleans as text where it likes. */
export const CfnNumber = z.coerce.number();
export const CfnBoolean = z.union([z.boolean(), z.stringbool()]);
