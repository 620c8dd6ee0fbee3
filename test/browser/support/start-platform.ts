import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import * as z from "zod";

declare module "vitest" {
  export interface ProvidedContext {
    /** Address of the pages and of the API. */
    deskUrl: string;
    issuer: string;
    /** Where the platform is told to come to rest or to move its clock (the-platform.ts). */
    controlUrl: string;
  }
}

const Ready = z.object({ deskUrl: z.url(), issuer: z.url(), controlUrl: z.url() });
const Line = z.object({ line: z.string() });

/** The platform as it is deployed, with data of its own that goes when the tests end. */
export const setup = async ({ provide }: TestProject) => {
  const dataDir = mkdtempSync(join(tmpdir(), "overstap-browser-"));
  const child = fork("test/browser/support/platform-process.ts", {
    execArgv: ["--experimental-strip-types", "--disable-warning=ExperimentalWarning"],
    env: { ...process.env, DATA_DIR: dataDir },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const said: string[] = [];
  const ready = await new Promise<z.infer<typeof Ready>>((resolve, reject) => {
    child.once("exit", () => reject(new Error("the platform did not start")));
    child.on("message", (message) => {
      const line = Line.safeParse(message);
      if (line.success) said.push(line.data.line);
      else resolve(Ready.parse(message));
    });
  });
  provide("deskUrl", ready.deskUrl);
  provide("issuer", ready.issuer);
  provide("controlUrl", ready.controlUrl);
  return async () => {
    child.send("stop");
    await once(child, "exit");
    rmSync(dataDir, { recursive: true, force: true });
    if (said.length > 0) throw new Error(`functions failed:\n${said.slice(0, 5).join("\n")}`);
  };
};
