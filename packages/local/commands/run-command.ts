import { CannotRun } from "../cannot-run.ts";

/** Runs a command: what the person can put right is said in plain words, anything else with its trace. */
export const runCommand = async (command: () => Promise<void>): Promise<void> => {
  try {
    await command();
  } catch (error) {
    console.error(error instanceof CannotRun ? `\n${error.message}\n` : error);
    process.exit(1);
  }
};
