import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { emptyDataDirectory } from "../data-directory.ts";
import { takeLock } from "../lock.ts";
import { runCommand } from "./run-command.ts";

await runCommand(async () => {
  const { values } = parseArgs({ options: { "data-dir": { type: "string" } } });
  const dataDir = values["data-dir"] ?? process.env["DATA_DIR"] ?? ".data";
  if (!existsSync(dataDir)) {
    console.log(`${dataDir} does not exist: there is nothing to empty`);
    return;
  }
  // Refuses while a runner uses it.
  const lock = takeLock(dataDir);
  emptyDataDirectory(dataDir);
  lock.release();
  console.log(`${dataDir} is empty`);
});
