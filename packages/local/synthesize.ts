import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { CannotRun } from "./cannot-run.ts";
import { assemblyKey } from "./synth-cache.ts";

const STAGE = "local";
/** Assemblies of earlier sources are kept: another runner may run one, and people switch back. */
const KEPT = 4;
const KEPT_AT_LEAST_MS = 24 * 3_600_000;

export type SynthesisSettings = {
  /** Directory of the project. */
  readonly root: string;
  readonly onStart: () => void;
};

/**
 * Directory of the cloud assembly for the sources as they are now; made only when it is not there yet.
 * Throws CannotRun with what the synthesis wrote when it fails.
 */
export const synthesize = async ({ root, onStart }: SynthesisSettings): Promise<string> => {
  const cache = join(root, ".cache", "assemblies");
  mkdirSync(cache, { recursive: true });
  const made = join(cache, assemblyKey(root, STAGE));
  if (existsSync(join(made, "cdk.out", "manifest.json"))) {
    const now = new Date();
    utimesSync(made, now, now);
    return join(made, "cdk.out");
  }
  onStart();
  const making = `${made}.${process.pid}`;
  try {
    await run(root, making);
    if (!existsSync(made)) renameSync(making, made);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
  removeOld(cache);
  return join(made, "cdk.out");
};

const run = async (root: string, directory: string): Promise<void> => {
  const options = ["--experimental-strip-types", "--disable-warning=ExperimentalWarning"];
  const child = spawn(process.execPath, [...options, join("infra", "app.ts")], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      STAGE,
      CDK_OUTDIR: join(directory, "cdk.out"),
      BUILD_DIR: join(directory, "build"),
      NODE_COMPILE_CACHE: join(root, ".cache", "node"),
    },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said = `${said}${chunk}`.slice(-4000);
    });
  }
  const [code] = await once(child, "close");
  if (code !== 0) throw new CannotRun(`the template could not be synthesized:\n${said.trim()}`);
};

const removeOld = (cache: string): void => {
  const byAge = readdirSync(cache)
    .map((name) => ({ path: join(cache, name), usedAt: statSync(join(cache, name)).mtimeMs }))
    .sort((one, other) => other.usedAt - one.usedAt);
  const old = byAge.slice(KEPT).filter(({ usedAt }) => Date.now() - usedAt > KEPT_AT_LEAST_MS);
  for (const { path } of old) rmSync(path, { recursive: true, force: true });
};
