import type { Adapter, AdapterPayload } from "oidc-provider";

type Kept = { readonly payload: AdapterPayload; readonly until: number };

/** What the provider may forget: who is signing in, who is signed in, which codes and assertions were used. */
export type PassingStore = (model: string) => Adapter;

/** More than a development machine has under way; the oldest go first. */
const MOST = 10_000;

/**
 * Keeps the provider's sessions, codes and used assertions in memory for as long as they live. Access tokens speak for
 * themselves and stay good over a restart; whoever was signed in signs in again.
 */
export const createPassingStore = (now: () => number = Date.now): PassingStore => {
  const kept = new Map<string, Kept>();
  const read = (key: string): AdapterPayload | undefined => {
    const found = kept.get(key);
    if (found !== undefined && found.until > now()) return found.payload;
    kept.delete(key);
    return undefined;
  };
  const forgetOldest = (): void => {
    for (const key of kept.keys()) {
      if (kept.size < MOST) return;
      kept.delete(key);
    }
  };
  const write = (key: string, payload: AdapterPayload, expiresIn: number | undefined): void => {
    forgetOldest();
    kept.set(key, {
      payload,
      until: expiresIn === undefined ? Number.POSITIVE_INFINITY : now() + expiresIn * 1000,
    });
  };
  const findBy = (
    model: string,
    wanted: (payload: AdapterPayload) => boolean,
  ): AdapterPayload | undefined => {
    for (const key of [...kept.keys()].filter((each) => each.startsWith(`${model}:`))) {
      const payload = read(key);
      if (payload !== undefined && wanted(payload)) return payload;
    }
    return undefined;
  };
  return (model) => ({
    upsert: async (id, payload, expiresIn) => write(`${model}:${id}`, payload, expiresIn),
    find: async (id) => read(`${model}:${id}`),
    findByUserCode: async (userCode) => findBy(model, (payload) => payload.userCode === userCode),
    findByUid: async (uid) => findBy(model, (payload) => payload.uid === uid),
    consume: async (id) => {
      const payload = read(`${model}:${id}`);
      if (payload !== undefined) payload.consumed = Math.floor(now() / 1000);
    },
    destroy: async (id) => void kept.delete(`${model}:${id}`),
    revokeByGrantId: async (grantId) => {
      for (const [key, { payload }] of kept)
        if (key.startsWith(`${model}:`) && payload.grantId === grantId) kept.delete(key);
    },
  });
};
