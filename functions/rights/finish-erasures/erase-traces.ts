import type { MarketProfileId } from "#packages/domain/ids.ts";
import type { Proposal } from "#packages/domain/proposal.ts";
import { agesOut, erasedProposal, isErased } from "#packages/rights/erase.ts";
import { auditWrites } from "#packages/store/audit-trail.ts";
import { findMany, put } from "#packages/store/documents.ts";
import { type PendingErasure, putProof, takePending } from "#packages/store/erasures.ts";
import { takeAnswersAbout } from "#packages/store/idempotency.ts";
import { keys } from "#packages/store/keys.ts";
import { proposals } from "#packages/store/kinds.ts";
import { commit } from "#packages/store/platform-table.ts";
import { proposalsOf, takeNote, takeOpenList } from "#packages/store/proposals-of-profile.ts";
import { reviewsOf, takeReview } from "#packages/store/reviews.ts";
import { listsOfPerson, takeOffList, waitingLists } from "#packages/store/waiting-lists.ts";
import { eraseRows } from "./erase-rows.ts";
import type { Deps } from "./handler.ts";

export type Erased = { readonly kind: "finished" } | { readonly kind: "waits"; readonly open: number };

/** A transaction takes a hundred items; a proposal is three. */
const AT_ONCE = 25;

const eraseSome = async (deps: Deps, profileId: string, some: readonly Proposal[]): Promise<number> => {
  const { platform } = deps.tables;
  const left = some.flatMap((one) => erasedProposal(one, deps.newId(), deps.now()) ?? []);
  if (left.length > 0)
    await commit(platform.client, [
      ...left.map((one) => put(platform, proposals, one)),
      ...left.flatMap(({ id }) => [
        takeNote(platform, profileId, id),
        { Delete: { TableName: platform.tableName, Key: { ...keys.handOver(id) } } },
      ]),
    ]);
  return some.length - left.length;
};

/** What is left of every proposal that was made for the person; how many are still open. */
const eraseProposals = async (
  deps: Deps,
  profileId: string,
): Promise<{ readonly all: number; readonly open: number }> => {
  const { platform } = deps.tables;
  const ids = await proposalsOf(platform, profileId, deps.now());
  let open = 0;
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const found = await findMany(platform, proposals, ids.slice(start, start + AT_ONCE));
    const there = found.filter((one) => one !== undefined).filter((one) => !isErased(one));
    open += await eraseSome(deps, profileId, there);
  }
  return { all: ids.length, open };
};

/**
 * Whoever is erased is taken off the waiting lists of open hiring where their withdrawal is worked (D4): the next moves
 * up and is told. What is left here is that somebody was on a list that has closed since. Answers on how many they
 * still are.
 */
const eraseWaiting = async (
  { tables: { platform } }: Deps,
  profileId: MarketProfileId,
): Promise<{ readonly all: number; readonly open: number }> => {
  const ids = await listsOfPerson(platform, profileId);
  const lists = await findMany(platform, waitingLists, ids);
  const open = ids.filter((_, n) => lists[n]?.people.some((one) => one.profileId === profileId));
  const left = ids.filter((id) => !open.includes(id));
  for (const id of left) await commit(platform.client, [takeOffList(platform, { profileId }, id)]);
  return { all: ids.length, open: open.length };
};

const eraseReviews = async ({ tables, now }: Deps, jobSeekerId: string): Promise<number> => {
  const ids = await reviewsOf(tables.persons, jobSeekerId, now());
  for (const id of ids) await commit(tables.platform.client, takeReview(tables, jobSeekerId, id));
  return ids.length;
};

/**
 * Takes away every trace of the person that is left: rows of imports, words of requests, proposals as they end. When
 * nothing is open any more, the last of it: the open list, and what was pending, by which the id led to the person.
 */
export const eraseTraces = async (deps: Deps, pending: PendingErasure): Promise<Erased> => {
  const { platform, persons, records } = deps.tables;
  const { id, askedAt, profileId, jobSeekerId, region } = pending;
  const importRows = await eraseRows(deps, pending);
  const keptAnswers = await takeAnswersAbout(persons, jobSeekerId);
  const reviewRequests = await eraseReviews(deps, jobSeekerId);
  const proposed = await eraseProposals(deps, profileId);
  const waiting = await eraseWaiting(deps, profileId);
  const open = proposed.open + waiting.open;
  if (open > 0) return { kind: "waits", open };
  const at = deps.now().toISOString();
  const erased = {
    person: 1,
    profile: 1,
    matchingData: 1,
    access: 1,
    proposals: proposed.all,
    reviewRequests,
    importRows,
    keptAnswers,
  };
  const by = { subject: "erasure", role: "system" } as const;
  await commit(platform.client, [
    takePending(persons, pending),
    takeOpenList(platform, profileId),
    putProof(records, {
      id,
      state: "finished",
      askedAt,
      finishedAt: at,
      erased,
      agesOut: agesOut(new Date(askedAt)),
    }),
    ...(await auditWrites(records, {
      chain: region,
      at,
      what: "erasure-finished",
      by,
      about: `erasure ${id}`,
    })),
  ]);
  return { kind: "finished" };
};
