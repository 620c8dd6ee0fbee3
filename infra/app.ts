import { join } from "node:path";
import { Code } from "aws-cdk-lib/aws-lambda";
import { App } from "aws-cdk-lib/core";
import { bundle } from "./bundle.ts";
import { overstap } from "./overstap.ts";
import { CDK_CONTEXT } from "./settings.ts";
import { stageNamed } from "./stages.ts";

/**
 * `node --experimental-strip-types infra/app.ts` and `cdk synth` make the same cloud assembly.
 * Environment: STAGE (or context `stage`; local unless told), CHECK_TEMPLATE=1 to check a local one as well,
 * CDK_OUTDIR and BUILD_DIR for where things go.
 */
const asked = (app: App): string => {
  const inContext: unknown = app.node.tryGetContext("stage");
  return typeof inContext === "string" ? inContext : (process.env["STAGE"] ?? "local");
};

const outdir = process.env["CDK_OUTDIR"] ?? "cdk.out";
const build = process.env["BUILD_DIR"] ?? ".build";
// An app that is only asked for the context: what it is asked decides how the real one is made.
const stage = asked(new App({ autoSynth: false }));
const settings = stageNamed(stage, process.env);
// The rules cost more than the rest of the synthesis, and `npm test` applies them to every stage anyway.
const checked = stage !== "local" || process.env["CHECK_TEMPLATE"] === "1";

const app = new App({
  context: CDK_CONTEXT,
  outdir,
  analyticsReporting: false,
  autoSynth: false,
  builtinCloudFormationValidation: checked,
  stackTraces: checked,
  treeMetadata: checked,
});
if (checked) (await import("./checks.ts")).addChecks(app);
await bundle(build);
overstap(app, {
  settings,
  // Source maps stay behind: they help people to read a trace, and would slow each cold start.
  code: (entry) => Code.fromAsset(join(build, entry), { exclude: ["*.map"] }),
});
app.synth();
