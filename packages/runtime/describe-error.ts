import { ZodError } from "zod";
import type { Fields } from "./log.ts";

const issuesOf = (error: ZodError) =>
  error.issues.map(({ path, code }) => `${path.map(String).join("/")}: ${code}`).join("; ");

/** What a log may tell of an error: its name, message and place. Of invalid input only where it is, never the value. */
export const describeError = (error: unknown): Fields => {
  if (error instanceof ZodError) return { errorName: "ZodError", errorMessage: issuesOf(error) };
  if (error instanceof Error)
    return { errorName: error.name, errorMessage: error.message, stack: error.stack ?? "" };
  return { errorName: "NotAnError", errorMessage: typeof error };
};
