import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Context } from "hono";
import type { ApiEnv } from "#packages/api/api-env.ts";
import { problemOf } from "#packages/api/colleague-views.ts";
import { type Doing, jsonAnswer } from "#packages/api/idempotently.ts";
import { checkIfMatch, etagOf } from "#packages/api/versions.ts";
import type { Sides } from "#packages/delivery/placement.ts";
import { unlessRestricted } from "#packages/delivery/restricted.ts";
import type { Outcome } from "#packages/delivery/transition.ts";
import { type Actor, isOfTeam } from "#packages/domain/actor.ts";
import { TooBusy } from "#packages/domain/errors.ts";
import type { MarketProfile } from "#packages/domain/market-profile.ts";
import type { Proposal } from "#packages/domain/proposal.ts";
import { noteSeen } from "#packages/store/colleagues.ts";
import { find } from "#packages/store/documents.ts";
import { keys } from "#packages/store/keys.ts";
import { marketProfiles, proposals, vacancies } from "#packages/store/kinds.ts";
import { ConditionFailed, commit, type Table } from "#packages/store/platform-table.ts";
import type { Deps } from "./deps.ts";
import { deedLogged, deedOnRecord } from "./on-record.ts";
import { checkVisible } from "./own-region.ts";
import { summaryOf } from "./views.ts";
import { deedWrites } from "./write-deed.ts";

/** What somebody wants to do with a proposal as it stands, and with both its sides. */
export type Deed = (proposal: Proposal, sides: Sides, actor: Actor, at: Date) => Outcome;

/** S4: a consent that is withdrawn at the same moment counts: the profile must be as it was when it was looked at. */
const sameProfile = (table: Table, profile: MarketProfile): TransactWriteItem => ({
  ConditionCheck: {
    TableName: table.tableName,
    Key: { ...keys.profile(profile.id) },
    ConditionExpression: "version = :seen",
    ExpressionAttributeValues: { ":seen": { N: String(profile.version) } },
  },
});

/** Whoever works for a team is a colleague to whom its work can be given. */
const seenAt = ({ table }: Deps, { region }: Proposal, actor: Actor, at: Date): TransactWriteItem[] =>
  isOfTeam(actor.role) && actor.region === region ? [noteSeen(table, region, actor, at)] : [];

/** Reads, decides, and returns what is to be written with the answer. Throws the Problem of a refusal. */
export const prepareDeed = async (c: Context<ApiEnv>, deps: Deps, id: string, deed: Deed): Promise<Doing> => {
  const { table } = deps;
  const { actor } = c.var.caller;
  const proposal = checkVisible(c, await find(table, proposals, id), id);
  checkIfMatch(c, proposal.version);
  const [vacancy, profile] = await Promise.all([
    find(table, vacancies, proposal.vacancyId),
    find(table, marketProfiles, proposal.profileId),
  ]);
  const at = deps.now();
  const outcome = unlessRestricted(deed(proposal, { vacancy, profile }, actor, at), profile);
  if (outcome.kind === "refused") throw await problemOf(table, outcome, { region: proposal.region, at });
  const answer = jsonAnswer(
    200,
    summaryOf(
      outcome.proposal,
      "placement" in outcome ? (outcome.placement?.vacancy ?? vacancy) : vacancy,
      at,
    ),
    { etag: etagOf(outcome.proposal.version) },
  );
  if (outcome.kind === "unchanged") return { writes: [], answer };
  const origin = { at, traceparent: c.var.traceparent };
  const checks = outcome.what === "introduced" && profile !== undefined ? [sameProfile(table, profile)] : [];
  return {
    writes: [
      ...(await deedWrites(table, { before: proposal, done: outcome }, origin)),
      ...checks,
      ...(await deedOnRecord(deps, outcome, actor, origin)),
      ...deedLogged(c, deps, outcome),
      ...seenAt(deps, outcome.proposal, actor, at),
    ],
    answer,
  };
};

const TRIES = 8;
const pause = (attempt: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * 15 * 2 ** attempt));

/** One try; undefined when somebody, most often matching, wrote one of the same items in between. */
const attempt = async (
  c: Context<ApiEnv>,
  deps: Deps,
  id: string,
  deed: Deed,
): Promise<Doing | undefined> => {
  const doing = await prepareDeed(c, deps, id, deed);
  try {
    if (doing.writes.length > 0) await commit(deps.table.client, doing.writes);
    return doing;
  } catch (error) {
    if (error instanceof ConditionFailed) return undefined;
    throw error;
  }
};

/**
 * For what is safe to do twice by itself: decides anew on what it finds, until it is written. What was written is in
 * what it returns. TooBusy (503) at last.
 */
export const tryDeed = async (c: Context<ApiEnv>, deps: Deps, id: string, deed: Deed): Promise<Doing> => {
  for (let count = 0; count < TRIES; count += 1) {
    const doing = await attempt(c, deps, id, deed);
    if (doing !== undefined) return doing;
    await pause(count);
  }
  throw new TooBusy("the open lists of this proposal are being written by others");
};

/** The same, with its answer. */
export const doDeed = async (c: Context<ApiEnv>, deps: Deps, id: string, deed: Deed): Promise<Response> => {
  const { answer } = await tryDeed(c, deps, id, deed);
  return new Response(answer.body, answer);
};
