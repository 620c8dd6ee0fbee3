import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { join, resolve } from "node:path";
import * as z from "zod";
import { CannotRun } from "./cannot-run.ts";

const LOCK_FILE = "runner.lock";
const Holder = z.object({
  pid: z.number().int().positive(),
  enginePid: z.number().int().positive().optional(),
});

/** A data directory that belongs to this runner until it lets go. */
export type Lock = {
  /** The engine's process, so that the next start can end it when this one is killed. */
  noteEngine(enginePid: number | undefined): void;
  release(): void;
};

const heldHere = new Set<string>();

/**
 * Takes the data directory. Throws CannotRun when another runner has it; what a runner that was killed left behind
 * (its lock, its engine's process) is cleared away.
 */
export const takeLock = (dataDir: string): Lock => {
  mkdirSync(dataDir, { recursive: true });
  const file = resolve(join(dataDir, LOCK_FILE));
  if (heldHere.has(file) || !tryWrite(file)) {
    clearStale(dataDir, file);
    if (!tryWrite(file)) throw new CannotRun(`another runner just took the data directory ${dataDir}`);
  }
  heldHere.add(file);
  return {
    noteEngine: (enginePid) => writeFileSync(file, JSON.stringify({ pid: process.pid, enginePid })),
    release: () => {
      heldHere.delete(file);
      rmSync(file, { force: true });
    },
  };
};

const tryWrite = (file: string): boolean => {
  try {
    const handle = openSync(file, "wx");
    writeSync(handle, JSON.stringify({ pid: process.pid }));
    closeSync(handle);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
};

const clearStale = (dataDir: string, file: string): void => {
  const holder = readHolder(file);
  const mine = holder?.pid === process.pid && !heldHere.has(file);
  if (holder !== undefined && !mine && isAlive(holder.pid)) {
    throw new CannotRun(
      `a runner (process ${holder.pid}) uses the data directory ${dataDir} already. Stop it, or choose another ` +
        "directory: npm start -- --port 0 --data-dir .data/second",
    );
  }
  if (holder?.enginePid !== undefined) endOrphan(holder.enginePid, dataDir);
  rmSync(file, { force: true });
};

/** Undefined for a file that is gone or was never finished. */
const readHolder = (file: string): z.infer<typeof Holder> | undefined => {
  try {
    return Holder.safeParse(JSON.parse(readFileSync(file, "utf8"))).data;
  } catch {
    return undefined;
  }
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
};

/** Its port and file are free only once it is gone. */
const ORPHAN_MS = 1000;
const LOOK_MS = 10;

const pause = (ms: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
};

/** Only when it is really the engine on this directory's file: process ids are given out again. */
const endOrphan = (pid: number, dataDir: string): void => {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
    if (!command.includes("dynoxide") || !command.includes(dataDir)) return;
    process.kill(pid, "SIGKILL");
    for (let waited = 0; waited < ORPHAN_MS && isAlive(pid); waited += LOOK_MS) pause(LOOK_MS);
  } catch {
    // Gone already, or no /proc: nothing to end.
  }
};
