import { join } from "node:path";
import { Code } from "aws-cdk-lib/aws-lambda";
import { App } from "aws-cdk-lib/core";
import { bundle } from "./bundle.ts";
import { overstap } from "./overstap.ts";
import { CDK_CONTEXT } from "./settings.ts";
import { stageNamed } from "./stages.ts";

const app = new App({
  context: CDK_CONTEXT,
  analyticsReporting: false,
  outdir: process.env["CDK_OUTDIR"] ?? "cdk.out",
});
const asked: unknown = app.node.tryGetContext("stage") ?? process.env["STAGE"] ?? "local";
const settings = stageNamed(String(asked), process.env);
const build = process.env["BUILD_DIR"] ?? ".build";
await bundle(build);
overstap(app, {
  settings,
  // Source maps stay behind: they help to read a trace, and would slow each cold start.
  code: (entry) => Code.fromAsset(join(build, entry), { exclude: ["*.map"] }),
});
app.synth();
