import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const COMPILER = fileURLToPath(new URL("../../../node_modules/assemblyscript/bin/asc.js", import.meta.url));
const OPTIONS = ["-O3", "--runtime", "stub", "--enable", "simd", "--importMemory", "--noAssert"];

/** The source of the kernel is not what its compiler takes, or the compiler is not there. */
export class BadKernel extends Error {
  override readonly name = "BadKernel";
}

/**
 * The text of `engine/kernel-bytes.ts`, from the source of the loops: the same for the same version of the compiler. Throws
 * `BadKernel` with what the compiler says.
 */
export const compileKernel = async (source: string): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "kernel-"));
  try {
    // The compiler takes no other ending, and what reads TypeScript in this repository must not take this for it.
    await writeFile(join(folder, "search-loops.ts"), source);
    await promisify(execFile)(
      process.execPath,
      [COMPILER, "search-loops.ts", "-o", "kernel.wasm", ...OPTIONS],
      { cwd: folder },
    );
    return textOf(await readFile(join(folder, "kernel.wasm")));
  } catch (error) {
    throw new BadKernel(error instanceof Error ? error.message : String(error));
  } finally {
    await rm(folder, { recursive: true });
  }
};

const textOf = (bytes: Buffer): string =>
  [
    "/** What `npm run kernel` made of `../kernel/search-loops.as`: WebAssembly in base64, so that a bundle has it without a file. */",
    "export const KERNEL_BYTES =",
    `  ${JSON.stringify(bytes.toString("base64"))};`,
    "",
  ].join("\n");
