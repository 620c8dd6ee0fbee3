import type { Context } from "hono";
import { seen } from "#packages/api/access.ts";
import type { ApiEnv } from "#packages/api/api-env.ts";
import { problemOf, viewOfHolder } from "#packages/api/colleague-views.ts";
import type { createApi } from "#packages/api/create-api.ts";
import type { CouplingHolder } from "#packages/api/routes/coupling-claim-views.ts";
import {
  assignCouplingRoute,
  claimCouplingRoute,
  releaseCouplingRoute,
} from "#packages/api/routes/coupling-claims.ts";
import { etagOf } from "#packages/api/versions.ts";
import {
  assignCoupling,
  type ClaimOutcome,
  claimCoupling,
  couplingDeedsNow,
  releaseCoupling,
} from "#packages/coupling/claim-coupling.ts";
import type { Coupling } from "#packages/domain/coupling.ts";
import { TooBusy } from "#packages/domain/errors.ts";
import { couplingResource } from "#packages/policy/resources.ts";
import { noteSeen, readColleagues } from "#packages/store/colleagues.ts";
import { couplings, couplingWrites } from "#packages/store/couplings.ts";
import { find } from "#packages/store/documents.ts";
import { logChange } from "#packages/store/log-entries.ts";
import { ConditionFailed, commit } from "#packages/store/platform-table.ts";
import { colleagueAt } from "./colleagues.ts";
import type { Deps } from "./deps.ts";

type Deed = (coupling: Coupling, at: Date) => Promise<ClaimOutcome> | ClaimOutcome;

const TRIES = 8;
const pause = (attempt: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * 15 * 2 ** attempt));

/** Who has it is written with the coupling alone: people, positions and what was agreed stay as they are. */
const write = async ({ table }: Deps, c: Context<ApiEnv>, after: Coupling, at: Date): Promise<void> => {
  const { id, version, fromRegion } = after;
  await commit(table.client, [
    ...couplingWrites(table, after),
    ...logChange(table, { kind: "OTHER", scopes: [fromRegion], id, version, at, events: [] }),
    noteSeen(table, fromRegion, c.var.caller.actor, at),
  ]);
};

/** One try; undefined when somebody wrote the coupling in between. Throws the Problem of a refusal. */
const attempt = async (
  c: Context<ApiEnv>,
  deps: Deps,
  id: string,
  deed: Deed,
): Promise<Coupling | undefined> => {
  const before = seen(c, await find(deps.table, couplings, id), couplingResource, id);
  const at = deps.now();
  const outcome = await deed(before, at);
  if (outcome.kind === "refused")
    throw await problemOf(deps.table, outcome, { region: before.fromRegion, at });
  if (outcome.kind === "unchanged") return outcome.coupling;
  try {
    await write(deps, c, outcome.coupling, at);
    return outcome.coupling;
  } catch (error) {
    if (error instanceof ConditionFailed) return undefined;
    throw error;
  }
};

const settle = async (c: Context<ApiEnv>, deps: Deps, id: string, deed: Deed): Promise<Coupling> => {
  for (let count = 0; count < TRIES; count += 1) {
    const coupling = await attempt(c, deps, id, deed);
    if (coupling !== undefined) return coupling;
    await pause(count);
  }
  throw new TooBusy("the coupling is being written by others");
};

/** How a team divides its couplings among its people. What may be done when is in `packages/coupling`. */
export const serveCouplingClaims = (api: ReturnType<typeof createApi>, deps: Deps): void => {
  const doing = async (c: Context<ApiEnv>, id: string, deed: Deed): Promise<CouplingHolder> => {
    const { actor } = c.var.caller;
    const coupling = await settle(c, deps, id, deed);
    const { version, state, fromRegion, claim } = coupling;
    const now = deps.now();
    c.header("etag", etagOf(version));
    return {
      id: coupling.id,
      version,
      state,
      claim: viewOfHolder(claim, actor, await readColleagues(deps.table, fromRegion, now)),
      deeds: couplingDeedsNow(coupling, actor, now),
    };
  };

  api.openapi(claimCouplingRoute, async (c) => {
    const { actor: by } = c.var.caller;
    return c.json(
      await doing(c, c.req.valid("param").id, (coupling, at) => claimCoupling(coupling, { by, at })),
      200,
    );
  });

  api.openapi(releaseCouplingRoute, async (c) => {
    const { actor: by } = c.var.caller;
    return c.json(
      await doing(c, c.req.valid("param").id, (coupling, at) => releaseCoupling(coupling, { by, at })),
      200,
    );
  });

  api.openapi(assignCouplingRoute, async (c) => {
    const { actor: by } = c.var.caller;
    const { to } = c.req.valid("json");
    const deed: Deed = async (coupling, at) => {
      const region = by.region ?? coupling.fromRegion;
      return assignCoupling(coupling, await colleagueAt(deps, region, to, "/to"), { by, at });
    };
    return c.json(await doing(c, c.req.valid("param").id, deed), 200);
  });
};
