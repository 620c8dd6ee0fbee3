import type { Adapter } from "oidc-provider";

/**
 * Keeps nothing: the provider here only gives out access tokens that speak for themselves, to clients that are
 * written in a file.
 */
export const forgetfulAdapter = (): Adapter => ({
  upsert: async () => {},
  find: async () => {},
  findByUserCode: async () => {},
  findByUid: async () => {},
  consume: async () => {},
  destroy: async () => {},
  revokeByGrantId: async () => {},
});
