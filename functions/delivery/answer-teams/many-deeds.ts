import type { Context } from "hono";
import { needPerson } from "#packages/api/access.ts";
import type { ApiEnv } from "#packages/api/api-env.ts";
import type { createApi } from "#packages/api/create-api.ts";
import { idempotently, jsonAnswer } from "#packages/api/idempotently.ts";
import { Problem } from "#packages/api/problem.ts";
import { doToManyRoute, type ManyDeed } from "#packages/api/routes/delivery-proposals.ts";
import type { ManyOutcome } from "#packages/api/routes/many-views.ts";
import { assign, claim, release } from "#packages/delivery/claim.ts";
import { decide } from "#packages/delivery/decide.ts";
import { offerHandOver } from "#packages/delivery/hand-over.ts";
import { isSame } from "#packages/delivery/who-may.ts";
import type { Actor } from "#packages/domain/actor.ts";
import { NotFound, TooBusy } from "#packages/domain/errors.ts";
import type { ProposalId } from "#packages/domain/ids.ts";
import type { Proposal } from "#packages/domain/proposal.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import { colleagueAt } from "./colleagues.ts";
import type { Deps } from "./deps.ts";
import { type Deed, prepareDeed, tryDeed } from "./do-deed.ts";
import { checkOwnRegion } from "./own-region.ts";
import { recognise } from "./recognise.ts";

/** The same person rejected it a moment ago: a request that comes again finds it done. */
const rejectedBefore = ({ history }: Proposal, actor: Actor): boolean => {
  const last = history.at(-1);
  return last?.what === "rejected" && isSame(last.by, actor);
};

const rejecting =
  (decision: Extract<ManyDeed, { what: "reject" }>): Deed =>
  (proposal, sides, actor, at) =>
    rejectedBefore(proposal, actor)
      ? { kind: "unchanged", proposal }
      : decide(
          proposal,
          { decision: "reject", reason: decision.reason, note: decision.note },
          { ...sides, actor },
          at,
        );

/** What is done to each. Throws a Problem (400) for a colleague whom nobody knows. */
const deedOf = async (deps: Deps, region: RegionCode, wanted: ManyDeed): Promise<Deed> => {
  switch (wanted.what) {
    case "claim":
      return (proposal, _sides, actor, at) => claim(proposal, actor, at);
    case "release":
      return (proposal, _sides, actor, at) => release(proposal, actor, at);
    case "assign": {
      const colleague = await colleagueAt(deps, region, wanted.to, "/deed/to");
      return (proposal, _sides, actor, at) => assign(proposal, { colleague, note: wanted.note }, actor, at);
    }
    case "reject":
      return rejecting(wanted);
    case "hand-over":
      return (proposal, _sides, actor, at) => offerHandOver(proposal, wanted, actor, at);
  }
};

/** What went wrong with one of many; any other error is everybody's. */
const refusalOf = (id: ProposalId, error: unknown): ManyOutcome => {
  if (error instanceof NotFound) return { id, outcome: "not-found" };
  if (error instanceof TooBusy) return { id, outcome: "refused", why: "too-busy", detail: error.message };
  if (!(error instanceof Problem)) throw error;
  const { why, claim: held } = error;
  return { id, outcome: "refused", why: why ?? error.kind, detail: error.message, claim: held };
};

type Doing = { readonly deed: Deed; readonly preview: boolean };

const doOne = async (
  c: Context<ApiEnv>,
  deps: Deps,
  id: ProposalId,
  { deed, preview }: Doing,
): Promise<ManyOutcome> => {
  try {
    const { writes } = await (preview ? prepareDeed(c, deps, id, deed) : tryDeed(c, deps, id, deed));
    return { id, outcome: writes.length > 0 ? "done" : "unchanged" };
  } catch (error) {
    return refusalOf(id, error);
  }
};

/** So many at a time: they often share a vacancy, whose list is written by one after the other in any case. */
const AT_ONCE = 4;

const doAll = async (
  c: Context<ApiEnv>,
  deps: Deps,
  ids: readonly ProposalId[],
  doing: Doing,
): Promise<ManyOutcome[]> => {
  const outcomes: ManyOutcome[] = [];
  for (let start = 0; start < ids.length; start += AT_ONCE)
    outcomes.push(
      ...(await Promise.all(ids.slice(start, start + AT_ONCE).map((id) => doOne(c, deps, id, doing)))),
    );
  return outcomes;
};

/** One deed to many proposals: each is a transaction of its own, and is told of on its own. */
export const serveManyDeeds = (api: ReturnType<typeof createApi>, deps: Deps): void => {
  api.openapi(doToManyRoute, (c) => {
    const { code: region } = c.req.valid("param");
    const { deed: wanted, ids, preview } = c.req.valid("json");
    checkOwnRegion(c, region);
    if (wanted.what === "reject") needPerson(c.var.caller);
    return idempotently(c, deps, async () => {
      const deed = await deedOf(deps, region, wanted);
      const items = await recognise(deps, await doAll(c, deps, ids, { deed, preview }));
      const done = items.filter(({ outcome }) => outcome === "done").length;
      return { writes: [], answer: jsonAnswer(200, { preview, done, items }) };
    });
  });
};
