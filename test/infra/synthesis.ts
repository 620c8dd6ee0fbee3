import { Code } from "aws-cdk-lib/aws-lambda";
import { App } from "aws-cdk-lib/core";
import { overstap } from "#infra/overstap.ts";
import { CDK_CONTEXT } from "#infra/settings.ts";
import { type StageName, type StageSettings, stageNamed } from "#infra/stages.ts";

export type Resource = {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a template is looked into at any depth, and a wrong path fails the test
  readonly Properties: Record<string, any>;
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
  return {
    data: json("Data"),
    regions: json("RegionQueues"),
    demand: json("DemandQueues"),
    platform: json("Platform"),
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

/** A function of the platform by its folder: what its environment says it is. */
export const functionOf = (template: TemplateJson, entry: string): [id: string, resource: Resource] => {
  const found = ofType(template, "AWS::Lambda::Function").find(
    ([, { Properties }]) => Properties["Environment"].Variables.POWERTOOLS_SERVICE_NAME === entry,
  );
  if (found === undefined) throw new Error(`no function for ${entry}`);
  return found;
};

export type Statement = {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
};

export const listed = <T>(value: T | readonly T[]): readonly T[] =>
  (Array.isArray(value) ? value : [value]) as T[];

/** What the role of a function may do, with the policies that are attached to it. */
export const rightsOf = (template: TemplateJson, entry: string): Statement[] => {
  const role = functionOf(template, entry)[1].Properties["Role"]["Fn::GetAtt"][0];
  return ofType(template, "AWS::IAM::Policy")
    .filter(([, { Properties }]) => Properties["Roles"].some((it: { Ref: string }) => it.Ref === role))
    .flatMap(([, { Properties }]) => Properties["PolicyDocument"].Statement as Statement[]);
};
