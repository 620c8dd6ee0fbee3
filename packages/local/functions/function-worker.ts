// Runs in a worker thread: one copy of one function, one invocation at a time, as on AWS.
// It may import Node's own modules only, and types: worker-source.ts starts it from its text.
import { existsSync } from "node:fs";
import module from "node:module";
import { constants, getPriority, setPriority } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { getHeapStatistics } from "node:v8";
import { parentPort, workerData } from "node:worker_threads";
import type { FailureDetails, FromWorker, ToWorker, WorkerSettings } from "./worker-messages.ts";

type Handler = (event: unknown, context: object) => unknown;

const settings: WorkerSettings = workerData;
/** Functions read from it how far the clock was moved (packages/runtime/clock.ts). */
const CLOCK_VARIABLE = "CLOCK_OFFSET_MS";
/** A third of the share of a thread that does not give way, when there is not enough for both; never nothing. */
const GIVES_WAY_BY = 5;
const tell = (message: FromWorker): void => parentPort?.postMessage(message);

const loadHandler = async (): Promise<Handler> => {
  const [file = "", name = ""] = settings.handler.split(".");
  const path = [".mjs", ".js", ".cjs"].map((end) => join(settings.directory, file + end)).find(existsSync);
  if (path === undefined)
    throw new Error(`${settings.directory} has no ${file}.mjs: build the functions again`);
  const loaded = await import(pathToFileURL(path).href);
  const handler: unknown = loaded[name] ?? loaded.default?.[name];
  if (typeof handler !== "function") throw new Error(`${path} exports no function named ${name}`);
  return (event, context) => handler(event, context);
};

const contextOf = (requestId: string, deadline: number) => ({
  awsRequestId: requestId,
  callbackWaitsForEmptyEventLoop: true,
  functionName: settings.functionName,
  functionVersion: "$LATEST",
  invokedFunctionArn: settings.functionArn,
  logGroupName: `/aws/lambda/${settings.functionName}`,
  logStreamName: "local",
  memoryLimitInMB: String(settings.memoryMb),
  getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
});

/** What this copy holds, with what waits for the garbage collector. The code of Node itself is shared, and not in it. */
const used = (): number => {
  const { used_heap_size, external_memory } = getHeapStatistics();
  return used_heap_size + external_memory;
};

const detailsOf = (error: unknown): FailureDetails =>
  error instanceof Error
    ? { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? "").split("\n") }
    : { errorType: "Error", errorMessage: String(error), trace: [] };

/** On Linux a thread has a priority of its own; elsewhere it would be that of the whole process. */
if (settings.inBulk && process.platform === "linux")
  setPriority(Math.min(constants.priority.PRIORITY_LOW, getPriority() + GIVES_WAY_BY));
module.enableCompileCache(settings.compileCache);
const handler = await loadHandler();

const invoke = async ({
  requestId,
  payload,
  deadline,
}: Extract<ToWorker, { kind: "invoke" }>): Promise<void> => {
  try {
    const answer = await handler(JSON.parse(payload), contextOf(requestId, deadline));
    const usedBytes = used();
    tell({ kind: "answer", requestId, payload: JSON.stringify(answer) ?? "null", usedBytes });
  } catch (error) {
    tell({ kind: "failure", requestId, error: detailsOf(error) });
  }
};

parentPort?.on("message", (message: ToWorker) => {
  if (message.kind === "invoke") void invoke(message);
  else process.env[CLOCK_VARIABLE] = String(message.offsetMs);
});

tell({ kind: "ready" });
module.flushCompileCache?.();
