import { readFileSync } from "node:fs";
import module from "node:module";

const FILE = new URL("./function-worker.ts", import.meta.url);

const load = (): URL => {
  // Node 22.12 cannot do it yet; there each worker reads the TypeScript itself.
  if (typeof module.stripTypeScriptTypes !== "function") return FILE;
  const code = module.stripTypeScriptTypes(readFileSync(FILE, "utf8"));
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
};

let source: URL | undefined;

/**
 * Where a worker starts. The types are taken out once and not in each of some dozens of threads, which saves each
 * the 25 ms (and a compiler's memory) that Node's own reader of TypeScript takes to load.
 */
export const workerSource = (): URL => {
  source ??= load();
  return source;
};
