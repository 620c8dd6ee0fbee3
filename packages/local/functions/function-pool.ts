import type { Readable } from "node:stream";
import type { FunctionPlan } from "../plan/plan-functions.ts";
import { FunctionCopy } from "./function-copy.ts";
import { PayloadTooLarge } from "./function-errors.ts";
import { Semaphore } from "./semaphore.ts";

/** The most that Lambda takes and gives back in one synchronous invocation, in bytes. */
const LARGEST_PAYLOAD = 6 * 1024 * 1024;
/** Copies beyond the first that had nothing to do for so long are stopped, to give back their memory. */
const IDLE_MS = 60_000;

export type PoolSettings = {
  readonly plan: FunctionPlan;
  readonly environment: Readonly<Record<string, string>>;
  readonly compileCache: string;
  /** How many copies may run at once. */
  readonly concurrency: number;
  readonly onOutput: (stream: Readable) => void;
  readonly onFailure: (error: Error) => void;
  readonly onActivity: () => void;
};

/** A place in which an invocation may run; give it back with `leave`. */
export type Place = { invoke(event: unknown): Promise<unknown>; leave(): void };

/** What a function took so far, of all its copies. */
export type FunctionUsage = {
  readonly label: string;
  readonly memoryMb: number;
  readonly copies: number;
  /** Until a copy was there, in milliseconds: the slowest. */
  readonly slowestStartMs: number;
  /** The most that a copy held after a call. */
  readonly peakMiB: number;
};

/** Copies of one function: started when they are needed, kept warm, at most so many at once. */
export class FunctionPool {
  readonly plan: FunctionPlan;
  readonly #settings: PoolSettings;
  readonly #places: Semaphore;
  readonly #idle: FunctionCopy[] = [];
  readonly #all = new Set<FunctionCopy>();
  readonly #spent = { copies: 0, startMs: 0, bytes: 0 };
  readonly #retirement = new Map<FunctionCopy, NodeJS.Timeout>();
  #clockOffsetMs: number;
  #running = 0;
  #stopped = false;

  constructor(settings: PoolSettings, clockOffsetMs: number) {
    this.plan = settings.plan;
    this.#settings = settings;
    this.#places = new Semaphore(settings.concurrency);
    this.#clockOffsetMs = clockOffsetMs;
  }

  /** Invocations under way. */
  get running(): number {
    return this.#running;
  }

  usage(): FunctionUsage {
    for (const copy of this.#all) this.#note(copy);
    const { copies, startMs, bytes } = this.#spent;
    return {
      label: this.plan.label,
      memoryMb: this.plan.memoryMb,
      copies,
      slowestStartMs: Math.round(startMs),
      peakMiB: Math.round(bytes / 2 ** 20),
    };
  }

  #note({ loadedMs = 0, peakBytes }: FunctionCopy): void {
    this.#spent.startMs = Math.max(this.#spent.startMs, loadedMs);
    this.#spent.bytes = Math.max(this.#spent.bytes, peakBytes);
  }

  /** Waits until the function may run once more. */
  async place(): Promise<Place> {
    await this.#places.enter();
    let left = false;
    return {
      invoke: (event) => this.#run(event),
      leave: () => {
        if (left) return;
        left = true;
        this.#places.leave();
      },
    };
  }

  /**
   * Invokes the function and waits for its answer. Throws FunctionFailed (it threw, crashed or timed out) and
   * PayloadTooLarge.
   */
  async invoke(event: unknown): Promise<unknown> {
    const place = await this.place();
    try {
      return await place.invoke(event);
    } finally {
      place.leave();
    }
  }

  /** Starts a copy before anyone asks, so that the first caller need not wait for it. */
  warm(): void {
    if (this.#all.size === 0 && !this.#stopped) this.#rest(this.#start());
  }

  setClock(offsetMs: number): void {
    this.#clockOffsetMs = offsetMs;
    for (const copy of this.#all) copy.setClock(offsetMs);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#retirement.values()) clearTimeout(timer);
    await Promise.all([...this.#all].map((copy) => copy.stop()));
  }

  async #run(event: unknown): Promise<unknown> {
    const payload = JSON.stringify(event) ?? "null";
    refuseLarge(payload, this.plan.label, "an event");
    const copy = this.#take();
    this.#running += 1;
    this.#settings.onActivity();
    try {
      const answer = await copy.run(payload);
      refuseLarge(answer, this.plan.label, "an answer");
      return JSON.parse(answer);
    } catch (error) {
      if (error instanceof Error && !this.#stopped) this.#settings.onFailure(error);
      throw error;
    } finally {
      this.#running -= 1;
      this.#rest(copy);
    }
  }

  #take(): FunctionCopy {
    const copy = this.#idle.pop() ?? this.#start();
    clearTimeout(this.#retirement.get(copy));
    this.#retirement.delete(copy);
    return copy;
  }

  #start(): FunctionCopy {
    const { plan, environment, compileCache, onOutput } = this.#settings;
    const copy = new FunctionCopy({
      plan,
      environment,
      compileCache,
      onOutput,
      onGone: (gone) => this.#forget(gone),
    });
    copy.setClock(this.#clockOffsetMs);
    this.#all.add(copy);
    this.#spent.copies += 1;
    return copy;
  }

  #rest(copy: FunctionCopy): void {
    if (!copy.usable || this.#stopped) return;
    this.#idle.push(copy);
    const timer = setTimeout(() => this.#retire(copy), IDLE_MS);
    timer.unref();
    this.#retirement.set(copy, timer);
  }

  #retire(copy: FunctionCopy): void {
    if (this.#all.size <= 1) return;
    this.#forget(copy);
    void copy.stop();
  }

  #forget(copy: FunctionCopy): void {
    this.#note(copy);
    this.#all.delete(copy);
    const place = this.#idle.indexOf(copy);
    if (place >= 0) this.#idle.splice(place, 1);
    clearTimeout(this.#retirement.get(copy));
    this.#retirement.delete(copy);
  }
}

const refuseLarge = (payload: string, label: string, what: string): void => {
  const bytes = Buffer.byteLength(payload);
  if (bytes > LARGEST_PAYLOAD) {
    throw new PayloadTooLarge(`${what} of ${label} has ${bytes} bytes; Lambda takes ${LARGEST_PAYLOAD}`);
  }
};
