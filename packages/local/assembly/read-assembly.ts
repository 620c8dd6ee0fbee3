import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import * as z from "zod";
import { CannotRun } from "../cannot-run.ts";
import { type Stack, Template } from "./template.ts";

/** Used where a stack leaves its region open: the engines need some region, and one is enough on one machine. */
const DEFAULT_REGION = "eu-west-1";

const Manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      environment: z.string().optional(),
      properties: z.record(z.string(), z.unknown()).default({}),
    }),
  ),
});
type Artifact = z.infer<typeof Manifest>["artifacts"][string];

const StackProperties = z.object({ templateFile: z.string(), stackName: z.string().optional() });
const NestedProperties = z.object({ directoryName: z.string() });
const Assets = z.object({
  files: z.record(z.string(), z.object({ source: z.object({ path: z.string().optional() }) })).default({}),
});

/**
 * The stacks of a synthesized cloud assembly (`cdk.out`), nested assemblies included.
 * Throws CannotRun when the directory holds no assembly.
 */
export const readAssembly = (directory: string): Stack[] => {
  const manifest = readJson(join(directory, "manifest.json"), Manifest);
  return Object.entries(manifest.artifacts).flatMap(([id, artifact]) =>
    readArtifact(directory, id, artifact),
  );
};

const readArtifact = (directory: string, id: string, artifact: Artifact): Stack[] => {
  if (artifact.type === "cdk:cloud-assembly") {
    return readAssembly(join(directory, NestedProperties.parse(artifact.properties).directoryName));
  }
  if (artifact.type !== "aws:cloudformation:stack") return [];
  const { templateFile, stackName = id } = StackProperties.parse(artifact.properties);
  return [
    {
      name: stackName,
      region: regionOf(artifact.environment),
      template: readJson(join(directory, templateFile), Template),
      assets: readAssets(directory, templateFile),
    },
  ];
};

/** "aws://000000000000/eu-west-1"; the CDK writes "unknown-region" where a stack leaves it open. */
const regionOf = (environment: string | undefined): string => {
  const region = environment?.split("/").at(-1);
  return region === undefined || region === "unknown-region" ? DEFAULT_REGION : region;
};

const readAssets = (directory: string, templateFile: string): Map<string, string> => {
  const file = join(directory, templateFile.replace(/\.template\.json$/, ".assets.json"));
  if (!existsSync(file)) return new Map();
  const found = Object.entries(readJson(file, Assets).files);
  return new Map(
    found.flatMap(([hash, { source }]) =>
      source.path === undefined ? [] : [[hash, resolve(directory, source.path)]],
    ),
  );
};

const readJson = <S extends z.ZodType>(file: string, schema: S): z.infer<S> => {
  if (!existsSync(file)) {
    throw new CannotRun(`${file} does not exist: synthesize first (npm start does so by itself)`);
  }
  return schema.parse(JSON.parse(readFileSync(file, "utf8")));
};
