import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Bulk } from "./bulk.ts";
import type { ColdStart } from "./cold-start.ts";
import type { Failure, PeerReport, SizeReport } from "./goals.ts";

/** What one process of the bench is told to do. */
export type Step = {
  readonly kind: "size" | "bulk" | "cold-start";
  readonly profiles: number;
  readonly seed: number;
  readonly rounds: number;
  /** Milliseconds since 1970: when the bench began, and when it must have ended. */
  readonly began: number;
  readonly until: number;
  /** Where PostgreSQL is, and whether Lucene is measured. */
  readonly postgres?: string | undefined;
  readonly lucene: boolean;
};

/** What a step says of itself, as soon as it knows. */
export type Result =
  | { readonly kind: "size"; readonly report: SizeReport }
  | { readonly kind: "peers"; readonly reports: readonly PeerReport[] }
  | { readonly kind: "bulk"; readonly report: Bulk }
  | { readonly kind: "cold-start"; readonly report: ColdStart }
  | { readonly kind: "failure"; readonly failure: Failure };

const nameOf = ({ kind, profiles }: Step): string => `${kind} ${profiles}`;

/**
 * Runs a step in a process of its own: memory of one size is free before the next, and what breaks, or takes too long,
 * breaks that step only. Never rejects; `signal` ends it.
 */
export const runStep = (
  step: Step,
  { take, signal }: { readonly take: (result: Result) => void; readonly signal: AbortSignal },
): Promise<void> => {
  const fail = (message: string) =>
    take({ kind: "failure", failure: { step: nameOf(step), message, exact: true } });
  const left = step.until - Date.now();
  if (left <= 0) {
    fail("no time left");
    return Promise.resolve();
  }
  return new Promise((resolve) => {
    const child = fork(fileURLToPath(new URL("./bench-step.ts", import.meta.url)), [JSON.stringify(step)], {
      execArgv: process.execArgv,
      signal,
      killSignal: "SIGKILL",
    });
    const timer = setTimeout(() => {
      fail("took too long, and was stopped");
      child.kill("SIGKILL");
    }, left);
    child.on("message", (message) => take(message as Result));
    child.on("error", (error) => fail(error.message));
    child.on("close", (code, killedBy) => {
      clearTimeout(timer);
      if (code !== 0 && child.killed === false) fail(`ended with ${killedBy ?? `code ${code}`}`);
      resolve();
    });
  });
};
