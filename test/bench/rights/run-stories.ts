import { spawn } from "node:child_process";
import { once } from "node:events";

/** The stories of the pages, on a platform of their own; what its functions used is written to `usedRights`. Throws when a story fails. */
export const runStories = async (usedRights: string): Promise<void> => {
  const child = spawn("node_modules/.bin/vitest", ["run", "--config", "test/browser/vitest.config.ts"], {
    env: { ...process.env, USED_RIGHTS: usedRights },
    stdio: "ignore",
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error("npm run test:browser says which story");
};
