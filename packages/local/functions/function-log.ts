import { createWriteStream, mkdirSync, type WriteStream } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

/** Where a function's console output goes: one file for each function, one JSON object on each line. */
export type FunctionLog = {
  readonly file: string;
  follow(stream: Readable): void;
  close(): Promise<void>;
};

export const openFunctionLog = (directory: string, label: string): FunctionLog => {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, `${label}.log`);
  let out: WriteStream | undefined;
  return {
    file,
    follow(stream) {
      createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on("line", (line) => {
        out ??= createWriteStream(file, { flags: "a" });
        out.write(`${asJson(line, label)}\n`);
      });
    },
    close: () => new Promise((resolve) => (out === undefined ? resolve() : out.end(resolve))),
  };
};

/** Powertools writes JSON; whatever else a function prints is wrapped. */
const asJson = (line: string, label: string): string => {
  if (line.startsWith("{") && line.endsWith("}")) return line;
  return JSON.stringify({ timestamp: new Date().toISOString(), function: label, message: line });
};
