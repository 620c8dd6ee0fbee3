import * as z from "zod";
import { type Account, claimsOfAccount, TOKEN_SCOPE } from "#packages/policy/token-claims.ts";
import type { Log } from "#packages/runtime/log.ts";

export type Deps = {
  /** The scope as clients ask the user pool for it; in the token stands the platform's own name for it. */
  readonly poolScope: string;
  readonly log: Log;
};

/** What the user pool asks before it makes tokens (pre token generation, version 2), as far as it matters here. */
const Event = z.looseObject({
  version: z.literal("2"),
  request: z.looseObject({
    userAttributes: z.record(z.string(), z.string()),
    groupConfiguration: z.looseObject({ groupsToOverride: z.array(z.string()).nullish() }),
    scopes: z.array(z.string()).nullish(),
  }),
});
type Event = z.infer<typeof Event>;

/** Attributes of an account that say on behalf of whom somebody acts; only administrators of the pool write them. */
const accountOf = ({ request }: Event): Account => {
  const { userAttributes, groupConfiguration } = request;
  const attribute = (name: string) => {
    const given = userAttributes[`custom:${name}`];
    return given === undefined ? {} : { [name]: given };
  };
  return {
    groups: groupConfiguration.groupsToOverride ?? [],
    attributes: {
      ...attribute("region"),
      ...attribute("party"),
      ...attribute("kvkNumber"),
      ...attribute("sector"),
      ...attribute("municipality"),
    },
  };
};

/**
 * Makes the tokens of the user pool say what the platform reads: role and scope of whoever signs in, in the ID token
 * and the access token alike. An account that is not clear gets tokens without either, which open nothing.
 */
export const createHandler =
  ({ poolScope, log }: Deps) =>
  async (given: unknown): Promise<object> => {
    const event = Event.parse(given);
    const asked = (event.request.scopes ?? []).includes(poolScope);
    const outcome = claimsOfAccount(accountOf(event));
    if ("unclear" in outcome)
      log.warn("an account is not clear", {
        subject: event.request.userAttributes["sub"] ?? "",
        why: outcome.unclear,
      });
    const claims = "claims" in outcome ? outcome.claims : {};
    const mayEnter = asked && "claims" in outcome;
    return {
      ...event,
      response: {
        claimsAndScopeOverrideDetails: {
          idTokenGeneration: { claimsToAddOrOverride: claims },
          accessTokenGeneration: {
            claimsToAddOrOverride: claims,
            scopesToAdd: mayEnter ? [TOKEN_SCOPE] : [],
            scopesToSuppress: [poolScope],
          },
        },
      },
    };
  };
