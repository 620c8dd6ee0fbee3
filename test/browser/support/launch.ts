import { existsSync } from "node:fs";
import chromium from "@sparticuz/chromium";
import { type Browser, chromium as engine } from "playwright-core";

const SYSTEM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Of the package's own arguments: these are for one short run in a function, or switch off what is tested here. */
const UNWANTED = ["--single-process", "--disable-web-security", "--allow-running-insecure-content"];

/** Chromium from the package registry, which brings its own libraries; the machine's own where there is none for it. */
export const launch = async (): Promise<Browser> => {
  const own = process.env["CHROMIUM_PATH"] ?? SYSTEM.find(existsSync);
  if (process.arch === "x64" && process.platform === "linux" && process.env["CHROMIUM_PATH"] === undefined) {
    // Without it the package does not unpack the libraries that a bare machine lacks.
    process.env["AWS_EXECUTION_ENV"] ??= "AWS_Lambda_nodejs22.x";
    process.env["AWS_LAMBDA_JS_RUNTIME"] ??= "nodejs22.x";
    return engine.launch({
      executablePath: await chromium.executablePath(),
      args: chromium.args.filter((each) => !UNWANTED.includes(each)),
      headless: true,
    });
  }
  if (own === undefined) throw new Error("no Chromium: install one, or name it in CHROMIUM_PATH");
  return engine.launch({ executablePath: own, args: ["--no-sandbox"], headless: true });
};
