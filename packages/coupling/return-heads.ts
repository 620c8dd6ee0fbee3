import { TooBusy } from "#packages/domain/errors.ts";
import type { CouplingId, MarketProfileId } from "#packages/domain/ids.ts";
import type { GroupLink } from "#packages/domain/invitation.ts";
import type { MarketProfile } from "#packages/domain/market-profile.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import { couplings } from "#packages/store/couplings.ts";
import { find } from "#packages/store/documents.ts";
import { findLink, putLink } from "#packages/store/invitations.ts";
import { marketProfiles, surplusNotices } from "#packages/store/kinds.ts";
import { ConditionFailed, commit, type Table } from "#packages/store/platform-table.ts";
import { SYSTEM } from "./coupling-steps.ts";
import { leave } from "./people-steps.ts";
import { takingWrites } from "./take-step.ts";

export type Withdrawn = { readonly couplingId: CouplingId; readonly profileId: MarketProfileId };
type Returning = { readonly table: Table; readonly now: () => Date };
type Origin = { readonly traceparent?: string | undefined };

/** Who found work has left the firm; whoever withdraws for another reason still works there, under notice. */
const foundWork = (profile: MarketProfile | undefined): boolean =>
  profile?.withdrawal?.reason === "found-work";

/** One try. "stale": somebody wrote in between. */
const attempt = async (
  { table, now }: Returning,
  { couplingId, profileId }: Withdrawn,
  { traceparent }: Origin,
): Promise<RegionCode | "stale" | undefined> => {
  const link = await findLink(table, couplingId, profileId);
  const before = await find(table, couplings, couplingId);
  if (link?.state !== "linked" || before === undefined) return undefined;
  const notice = await find(table, surplusNotices, before.noticeId);
  const isHeadAgain = notice?.status === "open" && !foundWork(await find(table, marketProfiles, profileId));
  const at = now();
  const next: GroupLink = {
    ...link,
    version: link.version + 1,
    state: isHeadAgain ? "returned" : "gone",
    changedAt: at.toISOString(),
  };
  const step = { before, after: leave(before, { by: SYSTEM, at }) };
  const writes = isHeadAgain ? await takingWrites(table, step, { at, traceparent }) : [];
  try {
    await commit(table.client, [...writes, putLink(table, next)]);
    return isHeadAgain ? before.fromRegion : undefined;
  } catch (error) {
    if (error instanceof ConditionFailed) return "stale";
    throw error;
  }
};

const TRIES = 8;
const pause = (count: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * 15 * 2 ** count));

/**
 * A profile that belongs to a group was withdrawn. The person is a head of the group again when the notice still runs,
 * and not when they found work. The region that is to be coupled anew, if any; safe to do twice.
 */
export const returnHead = async (
  returning: Returning,
  withdrawn: Withdrawn,
  origin: Origin = {},
): Promise<RegionCode | undefined> => {
  for (let count = 0; count < TRIES; count += 1) {
    const done = await attempt(returning, withdrawn, origin);
    if (done !== "stale") return done;
    await pause(count);
  }
  throw new TooBusy("the coupling is being written by others");
};
