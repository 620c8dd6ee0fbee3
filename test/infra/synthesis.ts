import { Code } from "aws-cdk-lib/aws-lambda";
import { App } from "aws-cdk-lib/core";
import * as z from "zod";
import { overstap } from "#infra/overstap.ts";
import { CDK_CONTEXT } from "#infra/settings.ts";
import { type StageName, type StageSettings, stageNamed } from "#infra/stages.ts";

export type Resource = {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
  readonly DeletionPolicy?: string;
};
export type TemplateJson = {
  readonly Resources: Record<string, Resource>;
  readonly Outputs?: Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: string } }>;
};

export const STAGES = ["local", "test", "acceptance", "production"] as const satisfies StageName[];

/** The app of a stage without its code: facts of the template do not need a bundle. */
export const appOf = (settings: StageSettings, { checked = false } = {}) => {
  const app = new App({
    context: CDK_CONTEXT,
    analyticsReporting: false,
    builtinCloudFormationValidation: checked,
    stackTraces: false,
    treeMetadata: false,
  });
  const stacks = overstap(app, {
    settings,
    code: (entry) => Code.fromInline(`export const handler = () => "${entry}";`),
  });
  return { app, stacks };
};

/** The templates of a stage, by the id of their stack. */
export const templatesOf = (settings: StageSettings) => {
  const assembly = appOf(settings).app.synth();
  const json = (id: string): TemplateJson => assembly.getStackArtifact(id).template;
  const has = (id: string): boolean => assembly.stacks.some((stack) => stack.id === id);
  return {
    data: json("Data"),
    regions: json("RegionQueues"),
    demand: json("DemandQueues"),
    platform: json("Platform"),
    // Only where the stage signs people in by itself, and where systems have another issuer.
    ...(has("Identity") ? { identity: json("Identity") } : {}),
    ...(has("Systems") ? { systems: json("Systems") } : {}),
  };
};

const known = new Map<StageName, ReturnType<typeof templatesOf>>();

/** The templates of a stage as it is, made once a file. */
export const templatesOfStage = (stage: StageName): ReturnType<typeof templatesOf> => {
  const templates = known.get(stage) ?? templatesOf(stageSettings(stage));
  known.set(stage, templates);
  return templates;
};

export const stageSettings = (name: StageName): StageSettings => stageNamed(name);

export const ofType = (template: TemplateJson, type: string): [id: string, resource: Resource][] =>
  Object.entries(template.Resources).filter(([, { Type }]) => Type === type);

/** What stands at a path in a template; undefined where the path leads nowhere. */
export const at = (part: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (found, step) => (typeof found === "object" && found !== null ? Reflect.get(found, step) : undefined),
    part,
  );

/** The text at a path. Throws when there is none, so that a wrong path fails the test. */
export const textAt = (part: unknown, ...path: readonly (string | number)[]): string =>
  z.string({ error: `no text at ${path.join("/")}` }).parse(at(part, ...path));

/** The number at a path. Throws when there is none. */
export const numberAt = (part: unknown, ...path: readonly (string | number)[]): number =>
  z.number({ error: `no number at ${path.join("/")}` }).parse(at(part, ...path));

/** What a list at a path refers to. Throws when it is no list. */
export const refsAt = (part: unknown, ...path: readonly (string | number)[]): unknown[] =>
  z
    .array(z.unknown())
    .parse(at(part, ...path))
    .map((one) => at(one, "Ref"));

/** Where a function's environment says which folder it is. */
export const SERVICE = ["Environment", "Variables", "POWERTOOLS_SERVICE_NAME"] as const;

/** A function of the platform by its folder: what its environment says it is. */
export const functionOf = (template: TemplateJson, entry: string): [id: string, resource: Resource] => {
  const found = ofType(template, "AWS::Lambda::Function").find(
    ([, { Properties }]) => at(Properties, ...SERVICE) === entry,
  );
  if (found === undefined) throw new Error(`no function for ${entry}`);
  return found;
};

export type Statement = z.infer<typeof Statements>[number];

const Statements = z.array(
  z
    .object({
      Sid: z.string().optional(),
      Effect: z.enum(["Allow", "Deny"]),
      Action: z.union([z.string(), z.array(z.string())]),
      Resource: z.unknown(),
      Principal: z.unknown().optional(),
      Condition: z.unknown().optional(),
    })
    .strict(),
);

/** The statements of a policy. Throws when it has others than these. */
export const statementsOf = (properties: Resource["Properties"]): Statement[] =>
  Statements.parse(at(properties, "PolicyDocument", "Statement"));

export const listed = <T>(value: T | readonly T[]): readonly T[] =>
  (Array.isArray(value) ? value : [value]) as T[];

/** What the role of a function may do, with the policies that are attached to it. */
export const rightsOf = (template: TemplateJson, entry: string): Statement[] => {
  const role = at(functionOf(template, entry)[1].Properties, "Role", "Fn::GetAtt", 0);
  return ofType(template, "AWS::IAM::Policy")
    .filter(([, { Properties }]) => refsAt(Properties, "Roles").includes(role))
    .flatMap(([, { Properties }]) => statementsOf(Properties));
};
