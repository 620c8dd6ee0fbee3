import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { CannotRun } from "../cannot-run.ts";
import { emptyDataDirectory } from "../data-directory.ts";
import { takeLock } from "../lock.ts";
import { runCommand } from "./run-command.ts";

const USAGE = `npm run reset -- [--data-dir DIR]
  --data-dir DIR  whose data to remove (default: DATA_DIR, or .data); files that the runner did not write stay`;

const readOptions = () => {
  try {
    return parseArgs({
      options: { "data-dir": { type: "string" }, help: { type: "boolean", default: false } },
    }).values;
  } catch (cause) {
    throw new CannotRun(`${cause instanceof Error ? cause.message : cause}\n${USAGE}`);
  }
};

await runCommand(async () => {
  const options = readOptions();
  if (options.help) {
    console.log(USAGE);
    return;
  }
  const dataDir = options["data-dir"] ?? process.env["DATA_DIR"] ?? ".data";
  if (!existsSync(dataDir)) {
    console.log(`${dataDir} does not exist: there is nothing to empty`);
    return;
  }
  // Refuses while a runner uses it.
  const lock = takeLock(dataDir);
  emptyDataDirectory(dataDir);
  lock.release();
  console.log(`${dataDir} holds no data of the platform any more`);
});
