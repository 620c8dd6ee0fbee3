import type { FunctionPool, FunctionUsage } from "./functions/function-pool.ts";
import type { TablePlan } from "./plan/plan-tables.ts";
import type { Ports } from "./ports.ts";
import type { Refusal } from "./rights/guard.ts";
import type { UnusedRights } from "./rights/unused-rights.ts";

/** Settings with which a client of the AWS SDK reaches an engine. */
export type ClientSettings = {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
};

export type PlatformSettings = {
  /** Where the data is kept; made when it is not there. */
  readonly dataDir: string;
  /** Directory of the synthesized cloud assembly. */
  readonly assembly: string;
  /** Without it, any ports that are free. */
  readonly ports?: Ports;
  /** One line for a person. */
  readonly log: (line: string) => void;
  /** What a person wants to know only when looking for a fault. */
  readonly debug?: (line: string) => void;
  /** Moved on by so much from the start, beyond what the data directory remembers. */
  readonly clock?: { readonly offsetMs: number };
  /** Without it, functions may do what their roles in the template allow and nothing else. `unchecked` is for measuring. */
  readonly rights?: "unchecked";
  /** Functions' failures are not shown; they are in the logs all the same. */
  readonly quiet?: boolean;
};

/** The platform of the template, running on this machine. */
export type Platform = {
  /** Whether the data is still empty of what a first start puts there (sample input); `done` remembers that it is not. */
  readonly firstStart: { readonly needed: boolean; done(): void };
  /** Address of the first HTTP API of the template. */
  readonly apiUrl: string;
  /** Address of every HTTP API, by the name that the template gives it. */
  readonly apiUrls: Readonly<Record<string, string>>;
  readonly issuer: string;
  readonly dataDir: string;
  readonly ports: Ports;
  readonly tables: readonly TablePlan[];
  readonly dynamo: ClientSettings;
  readonly sqs: ClientSettings;
  /** By name or by the last part of its construct path, e.g. "MatchChanges/Worker". */
  functionNamed(name: string): FunctionPool;
  /** What each function that was called took so far. */
  usage(): FunctionUsage[];
  /** Names of all queues, dead letters too. */
  queueNames(): string[];
  queueUrl(name: string): string;
  /** Messages on a queue: ready, taken and not finished, and delayed. */
  queueCounts(name: string): { readonly ready: number; readonly inFlight: number; readonly delayed: number };
  /** Access key with which a function signs, by its name. */
  readonly accessKeys: Readonly<Record<string, string>>;
  /** Settings with which a role of the template reaches the engines: it may do what the template allows. */
  asRole(name: string): ClientSettings;
  /** What functions used since the start, a line for each right. */
  usedRights(): readonly string[];
  /** What functions may do and did not, since the start or in other runs, whose lines are given. */
  unusedRights(alsoUsed?: readonly string[]): UnusedRights;
  /** What was refused since the start, once for each kind. */
  refusals(): readonly Refusal[];
  /** An access token for a client of identity-clients.ts. */
  tokenFor(clientId: string): Promise<string>;
  /** Calls a function directly, by name, logical id or the end of its construct path. */
  invoke(functionName: string, event: unknown): Promise<unknown>;
  /** The time that functions read. */
  now(): Date;
  /**
   * Moves the clock of all functions on: delayed and hidden messages come due, schedules fall due once each,
   * and expired items and messages go.
   */
  moveClock(ms: number): Promise<void>;
  /** Waits until nothing is under way; throws DidNotSettle after `timeoutMs` (two minutes unless given). */
  settled(timeoutMs?: number): Promise<void>;
  stop(): Promise<void>;
};
