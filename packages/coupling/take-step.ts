import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { surplusGroupIdOf } from "#packages/brokerage/surplus.ts";
import type { Coupling } from "#packages/domain/coupling.ts";
import type { SurplusNotice } from "#packages/domain/surplus-notice.ts";
import { openPositions } from "#packages/domain/vacancy.ts";
import { isVisible } from "#packages/intake/notice-visibility.ts";
import type { Ledger } from "#packages/store/couplings.ts";
import { find } from "#packages/store/documents.ts";
import { keys } from "#packages/store/keys.ts";
import { surplusNotices } from "#packages/store/kinds.ts";
import { readOpenProposals } from "#packages/store/open-proposals.ts";
import type { Table } from "#packages/store/platform-table.ts";
import { stillAt } from "./still-at.ts";
import { type Cause, NoRoom, type Room, type Step, stepWritesWith } from "./write-step.ts";

/** Heads that the group has; none when its notice is gone, a draft or under embargo. */
const headCountOf = (notice: SurplusNotice | undefined, { surplusId }: Coupling, at: Date): number => {
  if (notice === undefined || !isVisible(notice, at)) return 0;
  const group = notice.groups.find(({ groupKey }) => surplusGroupIdOf(notice.id, groupKey) === surplusId);
  return group?.headCount ?? 0;
};

const spokenFor = ({ entries }: Ledger, { surplusId }: Coupling): number =>
  entries.filter((entry) => entry.surplusId === surplusId).reduce((sum, { heads }) => sum + heads, 0);

/** More heads are spoken for: the group must have them, and must still be as it was when it is written. */
const roomForHeads: Room["heads"] = async (table, coupling, ledger, { at }) => {
  const notice = await find(table, surplusNotices, coupling.noticeId);
  if (spokenFor(ledger, coupling) > headCountOf(notice, coupling, at))
    throw new NoRoom("The group has not so many people that are not spoken for.");
  return [stillAt(table, keys.notice(coupling.noticeId), notice?.version ?? 0)];
};

/** More positions are held: people whom teams have claimed for them come first, now and when it is written. */
const roomForPositions: Room["positions"] = async (table, next) => {
  const { version, entries } = await readOpenProposals(table, "VACANCY", next.id);
  if (entries.filter(({ standing }) => standing).length > openPositions(next))
    throw new NoRoom("Teams have people for these positions: they cannot be held.");
  return [stillAt(table, keys.openProposals("VACANCY", next.id), version)];
};

/** The writes of a step that may set more aside: a coupling that comes or grows, a person who joins it. Throws NoRoom. */
export const takingWrites = (table: Table, step: Step, cause: Cause): Promise<TransactWriteItem[]> =>
  stepWritesWith(table, step, cause, { heads: roomForHeads, positions: roomForPositions });
