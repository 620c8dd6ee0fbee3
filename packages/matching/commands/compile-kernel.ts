import { readFile, writeFile } from "node:fs/promises";
import { compileKernel } from "../kernel/compile.ts";

const target = new URL("../engine/kernel-bytes.ts", import.meta.url);

/** Writes the compiled loops where the engine imports them from. */
const source = await readFile(new URL("../kernel/search-loops.as", import.meta.url), "utf8");
await writeFile(target, await compileKernel(source));
