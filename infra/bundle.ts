import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import { FUNCTIONS, type FunctionEntry } from "./functions.ts";

const BUILD = ".build";

/** Where one function's code and data are put together. */
export const buildDirectory = (entry: FunctionEntry): string => `${BUILD}/${entry}`;

const source = (entry: string): string => `functions/${entry}/index.ts`;

export class MissingEntry extends Error {
  override readonly name = "MissingEntry";
}

/** CommonJS packages ask for Node's modules with `require`, which an ES module has to make for itself. */
const REQUIRE = 'import{createRequire as $require}from"node:module";const require=$require(import.meta.url);';

/**
 * Makes `.build/<step>/<verb-noun>/index.mjs` of every function, all in one call: starting the compiler once
 * takes a fraction of starting it per function.
 * Throws MissingEntry, naming the files, when a function of the list has no code.
 */
export const bundle = async (): Promise<void> => {
  rmSync(BUILD, { recursive: true, force: true });
  const entries = Object.keys(FUNCTIONS);
  const missing = entries.filter((entry) => !existsSync(source(entry)));
  const skip = process.env["OVERSTAP_SKIP_BUNDLE"] === "1";
  if (missing.length > 0 && !skip) {
    throw new MissingEntry(
      `infra/functions.ts names functions without code: ${missing.map(source).join(", ")}`,
    );
  }
  for (const entry of missing) stub(entry);
  await build({
    entryPoints: entries.filter((entry) => !missing.includes(entry)).map(source),
    outdir: BUILD,
    outbase: "functions",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    target: "node22",
    format: "esm",
    mainFields: ["module", "main"],
    minify: true,
    keepNames: true,
    sourcemap: "external",
    legalComments: "none",
    banner: { js: REQUIRE },
    jsx: "automatic",
    jsxImportSource: "hono/jsx",
    logLevel: "warning",
  });
};

const stub = (entry: string): void => {
  mkdirSync(`${BUILD}/${entry}`, { recursive: true });
  writeFileSync(`${BUILD}/${entry}/index.mjs`, "export const handler = async () => undefined;\n");
};
