/** How many requests a client may send: so many a second for as long as it likes, and so many at once. */
export type Limit = { readonly perSecond: number; readonly burst: number };

/** Seconds that a client has to wait before its next request; undefined when it need not. */
export type ClientLimiter = (client: string) => number | undefined;

type Bucket = { readonly tokens: number; readonly at: number };

/** Clients remembered at once; the one that was quiet longest is forgotten first, and begins anew. */
const MOST_CLIENTS = 10_000;

/**
 * A bucket of requests for each client (token bucket), in the memory of one copy of a function. A copy answers one
 * request at a time, so this holds back a client that keeps copies busy with cheap requests, without a write for every
 * request; the gateway's own limit holds back the sum of all. Time in milliseconds.
 */
export const createClientLimiter = ({ perSecond, burst }: Limit, now: () => number): ClientLimiter => {
  const buckets = new Map<string, Bucket>();
  const forget = (): void => {
    for (const client of buckets.keys()) {
      if (buckets.size < MOST_CLIENTS) return;
      buckets.delete(client);
    }
  };
  return (client) => {
    const at = now();
    const before = buckets.get(client) ?? { tokens: burst, at };
    const tokens = Math.min(burst, before.tokens + (Math.max(0, at - before.at) / 1000) * perSecond);
    buckets.delete(client);
    forget();
    const allowed = tokens >= 1;
    buckets.set(client, { tokens: allowed ? tokens - 1 : tokens, at });
    return allowed ? undefined : Math.max(1, Math.ceil((1 - tokens) / perSecond));
  };
};
