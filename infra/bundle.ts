import { cpSync, existsSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { build, type Metafile, type Plugin } from "esbuild";
import * as z from "zod";
import { writeActiveClassification } from "#packages/classification/active-classification.ts";
import { buildAssets } from "#packages/desk/styles/build-assets.ts";
import { FUNCTIONS, SIGN_IN_FUNCTIONS } from "./functions.ts";

/** A function of the list has no code yet. */
export class MissingEntry extends Error {
  override readonly name = "MissingEntry";
}

const source = (entry: string): string => `functions/${entry}/index.ts`;

/** CommonJS packages ask for Node's modules with `require`, which an ES module has to make for itself. */
const REQUIRE =
  'import{createRequire as makeRequire}from"node:module";const require=makeRequire(import.meta.url);';

/** Of zod's forty languages the code uses its own English: the others are a third of a megabyte in each bundle. */
const ENGLISH_ONLY: Plugin = {
  name: "english-only",
  setup: ({ onResolve }) => {
    onResolve({ filter: /locales\/index\.js$/ }, ({ importer, path }) =>
      importer.includes("/node_modules/zod/")
        ? { path: join(dirname(importer), path, "..", "en.js") }
        : undefined,
    );
  },
};

/**
 * A function has its credentials in the environment, where Lambda puts them. The SDK would look in six more places (files of a
 * profile, single sign-on, other roles, addresses of other services), with the four clients that this takes: a tenth of a
 * megabyte in every bundle (decision 0045).
 */
const CREDENTIALS_OF_LAMBDA: Plugin = {
  name: "credentials-of-lambda",
  setup: ({ onResolve, onLoad }) => {
    const namespace = "credentials-of-lambda";
    onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, ({ path, resolveDir }) => ({
      path,
      namespace,
      pluginData: resolveDir,
    }));
    onLoad({ filter: /.*/, namespace }, ({ pluginData }) => ({
      contents: 'export { fromEnv as defaultProvider } from "@aws-sdk/credential-provider-env";',
      resolveDir: z.string().parse(pluginData),
    }));
  },
};

/**
 * Makes `<directory>/<step>/<verb-noun>/index.mjs` of every function, with its data beside it, all in one call of
 * the compiler (decision 0007). Give each directory to `Code.fromAsset`.
 * Throws MissingEntry, naming the files, when a function of the list has no code.
 */
export const bundle = async (
  directory: string,
  functions: readonly string[] = [...FUNCTIONS, ...SIGN_IN_FUNCTIONS],
): Promise<void> => {
  rmSync(directory, { recursive: true, force: true });
  checkCode(functions);
  const { metafile } = await build({
    entryPoints: functions.map(source),
    outdir: directory,
    outbase: "functions",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    target: "node22",
    format: "esm",
    mainFields: ["module", "main"],
    minify: true,
    sourcemap: "external",
    legalComments: "none",
    banner: { js: REQUIRE },
    jsx: "automatic",
    jsxImportSource: "hono/jsx",
    metafile: true,
    plugins: [ENGLISH_ONLY, CREDENTIALS_OF_LAMBDA],
    logLevel: "warning",
  });
  addClassification(directory, metafile);
  await addAssets(metafile);
};

const checkCode = (functions: readonly string[]): void => {
  const missing = functions.filter((entry) => !existsSync(source(entry)));
  if (missing.length > 0)
    throw new MissingEntry(
      `infra/functions.ts names functions without code: ${missing.map(source).join(", ")}`,
    );
};

const LOADER = "packages/classification/load-classification.ts";
/**
 * The classification looks for its compact form in `data/imported` beside its own module, and in a bundle that
 * module is the bundle: so no function needs to be told where it is, here or on Lambda.
 */
const BESIDE_THE_CODE = join("data", "imported");

/** Every function whose code loads the classification gets the one in force: the imported one, or else the starter. */
const addClassification = (directory: string, { outputs }: Metafile): void => {
  const readers = Object.entries(outputs).filter(([, { inputs }]) => Object.hasOwn(inputs, LOADER));
  if (readers.length === 0) return;
  const once = join(directory, "classification");
  writeActiveClassification(once);
  for (const [file] of readers) cpSync(once, join(dirname(file), BESIDE_THE_CODE), { recursive: true });
  rmSync(once, { recursive: true });
};

const PAGES = "packages/desk/frame/assets.ts";

/** A function that shows pages has their style and script beside its code (decision 0030). */
const addAssets = async ({ outputs }: Metafile): Promise<void> => {
  const readers = Object.entries(outputs).filter(([, { inputs }]) => Object.hasOwn(inputs, PAGES));
  for (const [file] of readers) await buildAssets(join(dirname(file), "assets"));
};
