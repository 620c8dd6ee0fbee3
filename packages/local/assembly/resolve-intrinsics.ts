import * as z from "zod";
import { CannotRun } from "../cannot-run.ts";
import { type Identity, identify } from "./identify.ts";
import { pseudoParameter } from "./pseudo-parameters.ts";
import type { Resource, Stack } from "./template.ts";

/** Turns what a template says into plain values, over all stacks of an assembly. */
export type Resolver = {
  /** A value without intrinsics; members that resolve to AWS::NoValue are left out. Throws CannotRun. */
  resolve(stack: Stack, value: unknown): unknown;
  /** Whether a named condition of the stack holds; a resource without a condition always exists. */
  holds(stack: Stack, condition: string | undefined): boolean;
};

type Context = { readonly stack: Stack; readonly resolver: Resolver; readonly exports: Exports };
type Exports = () => ReadonlyMap<string, { stack: Stack; value: unknown }>;
type Intrinsic = (argument: unknown, context: Context) => unknown;

export const createResolver = (stacks: readonly Stack[]): Resolver => {
  let known: Map<string, { stack: Stack; value: unknown }> | undefined;
  const exports: Exports = () => {
    known ??= new Map(stacks.flatMap((stack) => exportsOf(stack, resolver)));
    return known;
  };
  const resolver: Resolver = {
    resolve: (stack, value) => resolveValue(value, { stack, resolver, exports }),
    holds: (stack, condition) =>
      condition === undefined || evaluate(conditionNamed(stack, condition), { stack, resolver, exports }),
  };
  return resolver;
};

const exportsOf = (stack: Stack, resolver: Resolver) =>
  Object.values(stack.template.Outputs).flatMap((output) =>
    output.Export === undefined
      ? []
      : [[String(resolver.resolve(stack, output.Export.Name)), { stack, value: output.Value }] as const],
  );

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const resolveValue = (value: unknown, context: Context): unknown => {
  if (Array.isArray(value)) {
    return value.map((item) => resolveValue(item, context)).filter((item) => item !== undefined);
  }
  if (!isObject(value)) return value;
  const [entry, ...rest] = Object.entries(value);
  if (entry !== undefined && rest.length === 0 && isIntrinsic(entry[0])) {
    return intrinsicNamed(entry[0], context.stack)(entry[1], context);
  }
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, member]) => [key, resolveValue(member, context)] as const)
      .filter(([, member]) => member !== undefined),
  );
};

const isIntrinsic = (key: string): boolean => key === "Ref" || key.startsWith("Fn::");

const intrinsicNamed = (name: string, stack: Stack): Intrinsic => {
  const found = Object.hasOwn(INTRINSICS, name) ? INTRINSICS[name] : undefined;
  if (found !== undefined) return found;
  throw new CannotRun(`stack ${stack.name} uses ${name}, which the local runner does not resolve`);
};

const text = (value: unknown, context: Context): string => String(resolveValue(value, context) ?? "");

const list = (value: unknown, context: Context): unknown[] =>
  z.array(z.unknown()).parse(resolveValue(value, context));

const Pair = z.tuple([z.unknown(), z.unknown()]);
const Triple = z.tuple([z.unknown(), z.unknown(), z.unknown()]);

const ref: Intrinsic = (argument, { stack, resolver }) => {
  const name = z.string().parse(argument);
  if (name === "AWS::NoValue") return undefined;
  const parameter = stack.template.Parameters[name];
  if (parameter !== undefined) return parameter.Default;
  return pseudoParameter(name, stack) ?? identityOf(stack, name, resolver).ref;
};

const attribute = (stack: Stack, logicalId: string, name: string, resolver: Resolver): string => {
  const value = identityOf(stack, logicalId, resolver).attributes[name];
  if (value !== undefined) return value;
  const type = resourceNamed(stack, logicalId).Type;
  throw new CannotRun(
    `stack ${stack.name}: the local runner does not know ${name} of ${logicalId} (${type})`,
  );
};

const getAtt: Intrinsic = (argument, context) => {
  const [logicalId = "", ...path] = Array.isArray(argument) ? argument : String(argument).split(".");
  const name = path.map((part) => text(part, context)).join(".");
  return attribute(context.stack, String(logicalId), name, context.resolver);
};

const substitute: Intrinsic = (argument, context) => {
  const [pattern, own] = Array.isArray(argument) ? Pair.parse(argument) : [argument, {}];
  const variables = z.record(z.string(), z.unknown()).parse(own);
  return String(pattern).replace(/\$\{(!?)([^}]*)\}/g, (_, literal: string, name: string) => {
    if (literal !== "") return `\${${name}}`;
    if (Object.hasOwn(variables, name)) return text(variables[name], context);
    return String(name.includes(".") ? getAtt(name, context) : ref(name, context));
  });
};

const importValue: Intrinsic = (argument, context) => {
  const name = text(argument, context);
  const found = context.exports().get(name);
  if (found !== undefined) return context.resolver.resolve(found.stack, found.value);
  throw new CannotRun(`stack ${context.stack.name} imports ${name}, which no stack of the assembly exports`);
};

const select: Intrinsic = (argument, context) => {
  const [index, from] = Pair.parse(argument);
  return list(from, context)[Number(text(index, context))];
};

const findInMap: Intrinsic = (argument, context) => {
  const [map, top, second] = Triple.parse(argument).map((part) => text(part, context));
  return context.stack.template.Mappings[map ?? ""]?.[top ?? ""]?.[second ?? ""];
};

const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: ref,
  "Fn::GetAtt": getAtt,
  "Fn::Sub": substitute,
  "Fn::ImportValue": importValue,
  "Fn::Select": select,
  "Fn::FindInMap": findInMap,
  "Fn::Join": (argument, context) => {
    const [separator, parts] = Pair.parse(argument);
    return list(parts, context).join(String(separator));
  },
  "Fn::Split": (argument, context) => {
    const [separator, whole] = Pair.parse(argument);
    return text(whole, context).split(String(separator));
  },
  "Fn::If": (argument, context) => {
    const [condition, yes, no] = Triple.parse(argument);
    const holds = context.resolver.holds(context.stack, String(condition));
    return resolveValue(holds ? yes : no, context);
  },
};

const conditionNamed = (stack: Stack, name: string): unknown => {
  if (Object.hasOwn(stack.template.Conditions, name)) return stack.template.Conditions[name];
  throw new CannotRun(`stack ${stack.name} has no condition ${name}`);
};

const CONDITIONS: Readonly<Record<string, (argument: unknown, context: Context) => boolean>> = {
  "Fn::Equals": (argument, context) => {
    const [left, right] = Pair.parse(argument);
    return text(left, context) === text(right, context);
  },
  "Fn::And": (argument, context) =>
    z
      .array(z.unknown())
      .parse(argument)
      .every((part) => evaluate(part, context)),
  "Fn::Or": (argument, context) =>
    z
      .array(z.unknown())
      .parse(argument)
      .some((part) => evaluate(part, context)),
  "Fn::Not": (argument, context) =>
    !z
      .array(z.unknown())
      .parse(argument)
      .some((part) => evaluate(part, context)),
  Condition: (argument, context) => context.resolver.holds(context.stack, String(argument)),
};

const evaluate = (condition: unknown, context: Context): boolean => {
  const [name = "", argument] = Object.entries(isObject(condition) ? condition : {})[0] ?? [];
  const found = Object.hasOwn(CONDITIONS, name) ? CONDITIONS[name] : undefined;
  if (found !== undefined) return found(argument, context);
  throw new CannotRun(
    `stack ${context.stack.name} has a condition that the local runner does not resolve: ${name}`,
  );
};

const resourceNamed = (stack: Stack, logicalId: string): Resource => {
  const found = stack.template.Resources[logicalId];
  if (found !== undefined) return found;
  throw new CannotRun(`stack ${stack.name} refers to ${logicalId}, which it does not have`);
};

const identityOf = (stack: Stack, logicalId: string, resolver: Resolver): Identity => {
  const resource = resourceNamed(stack, logicalId);
  return identify({ stack, logicalId, resource, resolve: (value) => resolver.resolve(stack, value) });
};
