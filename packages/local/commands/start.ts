import { parseArgs } from "node:util";
import { CannotRun } from "../cannot-run.ts";
import { checkBeforehand } from "../check-beforehand.ts";
import { firstStart } from "../first-start.ts";
import { tokenCommand } from "../identity/fetch-token.ts";
import type { Platform } from "../platform.ts";
import { DEFAULT_PORTS, portsFrom } from "../ports.ts";
import { startPlatform } from "../start-platform.ts";
import { synthesize } from "../synthesize.ts";
import { runCommand } from "./run-command.ts";

const USAGE = `npm start -- [--port N] [--data-dir DIR] [--empty] [--verbose]
  --port N        API on N, OpenID provider on N+1, queues on N+2, tables on N+3; 0: whichever are free
  --data-dir DIR  where data is kept (default: DATA_DIR, or .data)
  --empty         do not load the sample input into empty data
  --verbose       say what is left out and what the engines do`;

const readOptions = () => {
  try {
    return parseArgs({
      options: {
        port: { type: "string" },
        "data-dir": { type: "string" },
        empty: { type: "boolean", default: false },
        verbose: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (cause) {
    throw new CannotRun(`${cause instanceof Error ? cause.message : cause}\n${USAGE}`);
  }
};

const readPort = (given: string | undefined) => {
  if (given === undefined) return DEFAULT_PORTS;
  const port = Number(given);
  if (Number.isInteger(port) && port >= 0 && port <= 65_532) return portsFrom(port);
  throw new CannotRun(`--port ${given}: give a number from 0 to 65532`);
};

const addresses = ({ apiUrl, issuer, dataDir, sqs, dynamo }: Platform): string =>
  [
    "",
    `  pages            ${apiUrl}/`,
    `  API              ${apiUrl}/v1`,
    `  reference page   ${apiUrl}/v1/reference`,
    `  OpenID provider  ${issuer}`,
    `  queues           ${sqs.endpoint}`,
    `  tables           ${dynamo.endpoint}`,
    `  data             ${dataDir}`,
    "",
    "  A token, good for an hour:",
    `  ${tokenCommand(issuer, "employer")}`,
    "",
    "  Ctrl-C stops it; the data stays. npm run reset empties it.",
    "",
  ].join("\n");

await runCommand(async () => {
  const began = performance.now();
  const options = readOptions();
  if (options.help) {
    console.log(USAGE);
    return;
  }
  // Functions run in UTC on AWS.
  process.env["TZ"] = "UTC";
  const dataDir = options["data-dir"] ?? process.env["DATA_DIR"] ?? ".data";
  const ports = readPort(options.port);
  await checkBeforehand(dataDir, ports);
  const assembly = await synthesize({
    root: process.cwd(),
    onStart: () => console.log("Synthesizing the template (only when something changed) …"),
  });
  const platform = await startPlatform({
    dataDir,
    assembly,
    ports,
    log: (line) => console.log(line),
    ...(options.verbose ? { debug: (line: string) => console.log(line) } : {}),
  });
  stopOnSignal(platform);
  console.log(addresses(platform));
  console.log(`Ready after ${((performance.now() - began) / 1000).toFixed(1)} s`);
  if (platform.firstStart.needed && !options.empty) await firstStart(platform, (line) => console.log(line));
  platform.firstStart.done();
});

function stopOnSignal(platform: Platform): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    console.log("Stopping …");
    void platform.stop().then(() => process.exit(0));
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}
