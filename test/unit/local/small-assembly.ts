import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

type Json = Record<string, unknown>;

export type SmallStack = { readonly name: string; readonly resources: Json; readonly outputs?: Json };

/** Code of functions by the name of their asset; the text is an ES module that exports `handler`. */
export type SmallCode = Readonly<Record<string, string>>;

/** Writes a cloud assembly as the CDK does, as far as the runner reads it. */
export const writeAssembly = (
  directory: string,
  stacks: readonly SmallStack[],
  code: SmallCode = {},
): string => {
  mkdirSync(directory, { recursive: true });
  const write = (name: string, content: unknown) =>
    writeFileSync(join(directory, name), JSON.stringify(content));
  const files = Object.fromEntries(
    Object.keys(code).map((name) => [`${name}hash`, { source: { path: `asset.${name}`, packaging: "zip" } }]),
  );
  for (const [name, text] of Object.entries(code)) {
    mkdirSync(join(directory, `asset.${name}`), { recursive: true });
    writeFileSync(join(directory, `asset.${name}`, "index.mjs"), text);
  }
  for (const { name, resources, outputs = {} } of stacks) {
    write(`${name}.template.json`, { Resources: resources, Outputs: outputs });
    write(`${name}.assets.json`, { files });
  }
  const artifacts = stacks.map(({ name }) => [
    name,
    {
      type: "aws:cloudformation:stack",
      environment: "aws://000000000000/eu-west-1",
      properties: { templateFile: `${name}.template.json`, stackName: `Small-${name}` },
    },
  ]);
  write("manifest.json", { artifacts: Object.fromEntries(artifacts) });
  return directory;
};

/** A function resource with the code of that name. */
export const functionOf = (code: string, more: Json = {}): Json => ({
  Type: "AWS::Lambda::Function",
  Properties: {
    Code: { S3Bucket: { "Fn::Sub": `assets-\${AWS::AccountId}` }, S3Key: `${code}hash.zip` },
    Handler: "index.handler",
    Role: { "Fn::GetAtt": ["Role", "Arn"] },
    MemorySize: 128,
    Timeout: 5,
    ...more,
  },
});

export const resource = (Type: string, Properties: Json = {}): Json => ({ Type, Properties });
