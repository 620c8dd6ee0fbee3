import type { Context } from "hono";
import { describeError } from "#packages/runtime/describe-error.ts";
import type { Log } from "#packages/runtime/log.ts";
import { countRequests, type Wanted } from "#packages/store/client-windows.ts";
import type { Table } from "#packages/store/platform-table.ts";
import type { ApiEnv } from "./api-env.ts";
import { Problem } from "./problem.ts";

/** How many requests a client may send in a window of time, and how copies of functions share that out. */
export type Limit = {
  readonly windowMs: number;
  /** In all copies of all functions together. */
  readonly most: number;
  /** The first so many in a copy are not counted: whoever asks little costs no write. */
  readonly uncounted: number;
  /** The most that a copy has counted at once, beforehand. */
  readonly largestBlock: number;
};

/** Far above what a desk or an import needs: a hundred a second for as long as it likes. */
export const CLIENT_LIMIT: Limit = { windowMs: 10_000, most: 1000, uncounted: 5, largestBlock: 50 };

/** Seconds that a client has to wait before its next request; undefined when it need not. */
export type ClientLimiter = (client: string) => Promise<number | undefined>;

export type LimiterDeps = {
  readonly limit: Limit;
  /** Counts with all others; false when the client has had what it may. */
  readonly count: (wanted: Wanted) => Promise<boolean>;
  readonly now: () => Date;
  readonly log: Log;
};

/** What a copy knows of a client in the window that is on. `full`: there is no more in it. */
type Own = { from: number; used: number; left: number; full: boolean };

/** Clients remembered at once; the one that was quiet longest is forgotten first, and begins anew. */
const MOST_CLIENTS = 10_000;

/** The client's own, with the client as the one that asked last. */
const remember = (known: Map<string, Own>, client: string, from: number, limit: Limit): Own => {
  const before = known.get(client);
  const own = before?.from === from ? before : { from, used: 0, left: limit.uncounted, full: false };
  known.delete(client);
  for (const oldest of known.keys()) {
    if (known.size < MOST_CLIENTS) break;
    known.delete(oldest);
  }
  known.set(client, own);
  return own;
};

/**
 * Holds clients back together with every other copy (decision 0040). A copy has requests counted in blocks, each as large as
 * what it let through before, so that no more than half of what is counted can go to waste; what was counted it
 * gives out from memory. When the count cannot be reached nobody is held back: what is asked cannot be had either then,
 * or the gateway's own limit has to do.
 */
export const createClientLimiter = ({ limit, count, now, log }: LimiterDeps): ClientLimiter => {
  const known = new Map<string, Own>();
  const countBlock = async (client: string, own: Own): Promise<void> => {
    const requests = Math.max(1, Math.min(limit.largestBlock, own.used));
    const until = own.from + limit.windowMs;
    try {
      const counted = await count({ client, from: own.from, until, requests, most: limit.most });
      if (counted) own.left += requests;
      else own.full = true;
    } catch (error) {
      log.warn("requests of a client were not counted", describeError(error));
      own.left += requests;
    }
  };
  return async (client) => {
    const at = now().getTime();
    const from = Math.floor(at / limit.windowMs) * limit.windowMs;
    const own = remember(known, client, from, limit);
    if (own.left === 0 && !own.full) await countBlock(client, own);
    if (own.left === 0) return Math.max(1, Math.ceil((from + limit.windowMs - at) / 1000));
    own.left -= 1;
    own.used += 1;
    return undefined;
  };
};

/** The limiter of the platform, which counts in `table`. */
export const sharedLimiter = (
  table: Table,
  { now, log }: { readonly now: () => Date; readonly log: Log },
): ClientLimiter =>
  createClientLimiter({
    limit: CLIENT_LIMIT,
    count: (wanted) => countRequests(table, wanted),
    now,
    log,
  });

/** Throws a Problem (429, with Retry-After) for a client that asks too much at once. */
export const holdBack = async (c: Context<ApiEnv>, client: string): Promise<void> => {
  const seconds = await c.var.limiter?.(client);
  if (seconds === undefined) return;
  throw new Problem("too-many-requests", `Wait ${seconds} s: this client asks too much at once.`, {
    headers: { "retry-after": String(seconds) },
  });
};
