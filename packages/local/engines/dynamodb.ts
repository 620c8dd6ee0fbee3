import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { connect } from "node:net";
import { dirname, join } from "node:path";
import timers from "node:timers/promises";
import { CannotRun } from "../cannot-run.ts";
import { addStreamIndexes } from "./stream-indexes.ts";

/** A running DynamoDB engine. */
export type DynamoEngine = {
  readonly endpoint: string;
  /** Process id of the engine that the runner started; undefined for an engine of someone else. */
  readonly pid: number | undefined;
  stop(): Promise<void>;
};

export type DynamoSettings = {
  readonly dataDir: string;
  readonly port: number;
  /** DYNAMODB_ENDPOINT: an engine that runs already. */
  readonly endpoint: string | undefined;
  /** Called when the engine ends by itself. */
  readonly onLost: (what: string) => void;
};

/**
 * Becomes the engine, and leaves a watcher behind that ends it when our end of the pipe closes: however this process
 * ends, no engine stays behind on the data.
 */
const LIVES_NO_LONGER_THAN_WE =
  'exec 3<&0; { read -r _ <&3; kill $$; } 2>/dev/null & exec "$0" "$@" </dev/null 3<&-';

const START_MS = 10_000;
const STOP_MS = 1_500;

/** Starts dynoxide on a file in the data directory, or takes the engine that DYNAMODB_ENDPOINT names. */
export const startDynamo = async (settings: DynamoSettings): Promise<DynamoEngine> => {
  if (settings.endpoint !== undefined) return useEngine(settings.endpoint);
  const database = join(settings.dataDir, DATABASE_FILE);
  const port = String(settings.port);
  const engine = spawn(
    "sh",
    ["-c", LIVES_NO_LONGER_THAN_WE, findBinary(), "serve", "--port", port, "--db-path", database],
    // Ctrl-C reaches a whole process group; the engine has to outlive the functions that use it.
    { stdio: ["pipe", "ignore", "pipe"], detached: true },
  );
  let complaint = "";
  engine.stderr?.on("data", (chunk: Buffer) => {
    complaint = `${complaint}${chunk}`.slice(-500);
  });
  let stopping = false;
  engine.once("exit", (code, signal) => {
    if (!stopping) settings.onLost(`the DynamoDB engine ended (${code ?? signal}) ${complaint}`.trim());
  });
  await untilListening(settings.port, engine, () => complaint);
  addStreamIndexes(database);
  return {
    endpoint: `http://127.0.0.1:${settings.port}`,
    pid: engine.pid,
    async stop() {
      stopping = true;
      await end(engine);
    },
  };
};

/** The engine's file in the data directory. */
export const DATABASE_FILE = "dynamodb.sqlite";

const useEngine = async (endpoint: string): Promise<DynamoEngine> => {
  const { hostname, port, protocol } = new URL(endpoint);
  const number = Number(port || (protocol === "https:" ? 443 : 80));
  if (!(await answers(number, hostname))) {
    throw new CannotRun(`no DynamoDB engine answers at DYNAMODB_ENDPOINT=${endpoint}: start it first`);
  }
  return { endpoint: endpoint.replace(/\/$/, ""), pid: undefined, stop: async () => {} };
};

const findBinary = (): string => {
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), "dynoxide");
  } catch (cause) {
    throw new CannotRun(
      `there is no embedded DynamoDB engine for ${process.platform} on ${process.arch} (package ${name}). ` +
        "Start any DynamoDB engine, for example AWS's DynamoDB Local with -sharedDb, and name it: " +
        "DYNAMODB_ENDPOINT=http://127.0.0.1:8000 npm start",
      { cause },
    );
  }
};

const untilListening = async (port: number, engine: ChildProcess, complaint: () => string): Promise<void> => {
  const end = Date.now() + START_MS;
  while (Date.now() < end && engine.exitCode === null) {
    if (await answers(port, "127.0.0.1")) return;
    await timers.setTimeout(5);
  }
  engine.kill("SIGKILL");
  throw new CannotRun(
    `the DynamoDB engine did not start on port ${port}: ${complaint().trim() || "no reason given"}`,
  );
};

const answers = (port: number, host: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host });
    const done = (answered: boolean) => {
      socket.destroy();
      resolve(answered);
    };
    socket.once("connect", () => done(true));
    socket.once("error", () => done(false));
  });

const end = async (engine: ChildProcess): Promise<void> => {
  if (engine.exitCode !== null || engine.signalCode !== null) return;
  const gone = once(engine, "exit");
  engine.stdin?.on("error", () => {});
  engine.stdin?.end();
  engine.kill("SIGTERM");
  const timer = setTimeout(() => engine.kill("SIGKILL"), STOP_MS);
  await gone;
  clearTimeout(timer);
};
