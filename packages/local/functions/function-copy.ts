import { randomUUID } from "node:crypto";
import type { Readable } from "node:stream";
import { Worker } from "node:worker_threads";
import type { FunctionPlan } from "../plan/plan-functions.ts";
import { FunctionFailed, FunctionTimedOut } from "./function-errors.ts";
import type { FromWorker, ToWorker, WorkerSettings } from "./worker-messages.ts";
import { workerSource } from "./worker-source.ts";

/** AWS gives a function ten seconds to load; on a busy development machine it may take longer. */
const LOAD_MS = 30_000;

export type CopySettings = {
  readonly plan: FunctionPlan;
  readonly environment: Readonly<Record<string, string>>;
  readonly compileCache: string;
  readonly onOutput: (stream: Readable) => void;
  /** Called once when this copy cannot be used any more. */
  readonly onGone: (copy: FunctionCopy) => void;
};

type Waiting = { requestId: string; resolve: (payload: string) => void; reject: (error: Error) => void };

/** One copy of a function, in a thread of its own. It takes one invocation at a time and is lost when that ends badly. */
export class FunctionCopy {
  readonly #plan: FunctionPlan;
  readonly #worker: Worker;
  readonly #ready: Promise<void>;
  #waiting: Waiting | undefined;
  #loadedMs: number | undefined;
  #peakBytes = 0;
  #gone: FunctionFailed | undefined;
  #failLoading: (error: Error) => void = () => {};

  constructor({ plan, environment, compileCache, onOutput, onGone }: CopySettings) {
    this.#plan = plan;
    const workerData: WorkerSettings = {
      directory: plan.directory,
      handler: plan.handler,
      functionName: plan.name,
      functionArn: plan.arn,
      memoryMb: plan.memoryMb,
      inBulk: plan.inBulk,
      compileCache,
    };
    this.#worker = new Worker(workerSource(), {
      workerData,
      env: { ...environment },
      name: plan.label,
      resourceLimits: { maxOldGenerationSizeMb: plan.memoryMb },
      stdout: true,
      stderr: true,
    });
    onOutput(this.#worker.stdout);
    onOutput(this.#worker.stderr);
    this.#ready = this.#loaded();
    this.#ready.catch(() => {});
    this.#worker.on("message", (message: FromWorker) => this.#hear(message));
    this.#worker.on("error", (error) => this.#lose(new FunctionFailed(`${plan.label}: ${error.message}`)));
    this.#worker.on("exit", () => {
      this.#lose(new FunctionFailed(`${plan.label} ended its own process`));
      onGone(this);
    });
  }

  /** JSON in, JSON out. Throws FunctionFailed; after a timeout or a crash this copy is gone. */
  async run(payload: string): Promise<string> {
    await this.#ready;
    if (this.#gone !== undefined) throw this.#gone;
    const requestId = randomUUID();
    const timeoutMs = this.#plan.timeoutSeconds * 1000;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#timeOut(), timeoutMs);
      const done = () => {
        clearTimeout(timer);
        this.#waiting = undefined;
      };
      this.#waiting = {
        requestId,
        resolve: (answer) => {
          done();
          resolve(answer);
        },
        reject: (error) => {
          done();
          reject(error);
        },
      };
      this.#tell({ kind: "invoke", requestId, payload, deadline: Date.now() + timeoutMs });
    });
  }

  /** Milliseconds until it was there; undefined while it is loading. */
  get loadedMs(): number | undefined {
    return this.#loadedMs;
  }

  /** The most that it held after a call, in bytes. */
  get peakBytes(): number {
    return this.#peakBytes;
  }

  get usable(): boolean {
    return this.#gone === undefined;
  }

  setClock(offsetMs: number): void {
    this.#tell({ kind: "clock", offsetMs });
  }

  async stop(): Promise<void> {
    this.#lose(new FunctionFailed(`${this.#plan.label} was stopped`));
    await this.#worker.terminate();
  }

  #loaded(): Promise<void> {
    const began = performance.now();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#lose(new FunctionFailed(`${this.#plan.label} did not load within ${LOAD_MS / 1000} s`));
        void this.#worker.terminate();
      }, LOAD_MS);
      const settle = (act: () => void) => {
        clearTimeout(timer);
        act();
      };
      this.#failLoading = (error) => settle(() => reject(error));
      const onMessage = (message: FromWorker) => {
        if (message.kind !== "ready") return;
        this.#worker.off("message", onMessage);
        this.#loadedMs = performance.now() - began;
        settle(resolve);
      };
      this.#worker.on("message", onMessage);
    });
  }

  #tell(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  #hear(message: FromWorker): void {
    if (message.kind === "ready" || message.requestId !== this.#waiting?.requestId) return;
    if (message.kind === "answer") {
      this.#peakBytes = Math.max(this.#peakBytes, message.usedBytes);
      this.#waiting.resolve(message.payload);
      return;
    }
    const { errorType, errorMessage, trace } = message.error;
    const failure = new FunctionFailed(`${this.#plan.label}: ${errorType}: ${errorMessage}`);
    failure.stack = trace.join("\n");
    this.#waiting.reject(failure);
  }

  #timeOut(): void {
    const seconds = this.#plan.timeoutSeconds;
    this.#lose(new FunctionTimedOut(`${this.#plan.label} timed out after ${seconds} seconds`));
    void this.#worker.terminate();
  }

  #lose(why: FunctionFailed): void {
    this.#gone ??= why;
    this.#failLoading(this.#gone);
    this.#waiting?.reject(this.#gone);
  }
}
