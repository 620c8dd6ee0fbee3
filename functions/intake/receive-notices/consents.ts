import type { Context } from "hono";
import type { ApiEnv } from "#packages/api/api-env.ts";
import type { createApi } from "#packages/api/create-api.ts";
import { giveConsentRoute, withdrawConsentRoute } from "#packages/api/routes/market-profiles.ts";
import { checkIfMatch } from "#packages/api/versions.ts";
import { TooBusy } from "#packages/domain/errors.ts";
import type { MarketProfile } from "#packages/domain/market-profile.ts";
import { giveConsent, withdrawConsent } from "#packages/intake/change-consents.ts";
import type { ProfileChange } from "#packages/intake/register-profile.ts";
import type { AuditFact } from "#packages/rights/audit-chain.ts";
import type { Answer } from "#packages/store/idempotency.ts";
import { ConditionFailed, commit } from "#packages/store/platform-table.ts";
import { profileWrites } from "#packages/store/write-profile.ts";
import type { Deps } from "./deps.ts";
import { originOf } from "./deps.ts";
import { onTrail } from "./on-trail.ts";
import { seenProfile } from "./profile-access.ts";
import { toldOf } from "./told.ts";

const TRIES = 8;
/** Deeds of one region come after each other in its chain: those of the same moment do not come back at once. */
const pause = (count: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * 15 * 2 ** count));

type Settling = {
  readonly name: string;
  readonly told: Pick<AuditFact, "what" | "detail">;
  readonly decide: (before: MarketProfile) => ProfileChange | undefined;
};

/** One try. Undefined when somebody wrote in between. */
const attempt = async (
  c: Context<ApiEnv>,
  deps: Deps,
  id: string,
  { name, told, decide }: Settling,
): Promise<MarketProfile | undefined> => {
  const before = await seenProfile(c, deps, id);
  checkIfMatch(c, before.version);
  const change = decide(before);
  if (change === undefined) return before;
  try {
    await commit(deps.tables.platform.client, [
      ...profileWrites(deps.tables, { ...change, referenceOwner: c.var.caller.actor.subject }),
      ...(await deps.processing.writes(before.jobSeekerId, toldOf(c, deps, name, "settle-consent"))),
      ...(await onTrail(c, deps, before, told)),
    ]);
    return change.profile;
  } catch (error) {
    if (error instanceof ConditionFailed) return undefined;
    throw error;
  }
};

/** A consent can be told without knowing the profile's version: it is decided again when another wrote in between. */
const settle = async (
  c: Context<ApiEnv>,
  deps: Deps,
  id: string,
  settling: Settling,
): Promise<MarketProfile> => {
  for (let count = 0; count < TRIES; count += 1) {
    const profile = await attempt(c, deps, id, settling);
    if (profile !== undefined) return profile;
    await pause(count);
  }
  throw new TooBusy("the profile is being written by others");
};

/** Consents of a job seeker (S4): given and withdrawn for one purpose and receiver. Safe to say twice. */
export const serveConsents = (
  api: ReturnType<typeof createApi>,
  deps: Deps,
  written: (status: number, profile: MarketProfile) => Answer,
): void => {
  const answer = (profile: MarketProfile): Response => {
    const { body, ...init } = written(200, profile);
    return new Response(body, init);
  };

  api.openapi(giveConsentRoute, async (c) => {
    const { id, purpose, receiver } = c.req.valid("param");
    const given = { ...c.req.valid("json"), purpose, receiver };
    const decide: Settling["decide"] = (before) => giveConsent(before, given, originOf(c, deps));
    const told = { what: "consent-given", detail: { purpose, receiver, wording: given.wording } } as const;
    return answer(await settle(c, deps, id, { name: "giveConsent", told, decide }));
  });

  api.openapi(withdrawConsentRoute, async (c) => {
    const { id, purpose, receiver } = c.req.valid("param");
    const which = { purpose, receiver };
    const decide: Settling["decide"] = (before) => withdrawConsent(before, which, originOf(c, deps));
    const told = { what: "consent-withdrawn", detail: which } as const;
    return answer(await settle(c, deps, id, { name: "withdrawConsent", told, decide }));
  });
};
