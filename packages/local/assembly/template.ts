import * as z from "zod";

/** One resource of a CloudFormation template, as the CDK writes it. */
export const Resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Metadata: z.record(z.string(), z.unknown()).default({}),
  Condition: z.string().optional(),
});
export type Resource = z.infer<typeof Resource>;

/** The parts of a CloudFormation template that say what to run. */
export const Template = z.object({
  Parameters: z.record(z.string(), z.object({ Default: z.unknown().optional() })).default({}),
  Mappings: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Resources: z.record(z.string(), Resource).default({}),
  Outputs: z
    .record(z.string(), z.object({ Value: z.unknown(), Export: z.object({ Name: z.unknown() }).optional() }))
    .default({}),
});
export type Template = z.infer<typeof Template>;

/** A stack of the assembly, with the directories of its assets by hash. */
export type Stack = {
  readonly name: string;
  readonly region: string;
  readonly template: Template;
  readonly assets: ReadonlyMap<string, string>;
};
