import { surplusGroupIdOf } from "#packages/brokerage/surplus.ts";
import { type Coupling, filledBy, headsOf, isLive } from "#packages/domain/coupling.ts";
import type { SurplusNotice } from "#packages/domain/surplus-notice.ts";
import { couplingsOf, readLedger } from "#packages/store/couplings.ts";
import type { Table } from "#packages/store/platform-table.ts";

/** What has become of the people of one group, in numbers; `left` can still be coupled. */
export type GroupHeads = {
  readonly groupKey: string;
  readonly headCount: number;
  readonly proposed: number;
  readonly agreed: number;
  readonly started: number;
  readonly linked: number;
  readonly left: number;
};

const sum = (couplings: readonly Coupling[], amount: (one: Coupling) => number): number =>
  couplings.reduce((total, one) => total + amount(one), 0);

/** Agreed, and on their way: not at work at firm B, not back. */
const onTheWay = (one: Coupling): number =>
  one.state !== "proposed" && isLive(one.state) ? (one.agreed ?? 0) - (one.transition?.started ?? 0) : 0;

/** The heads of each group of a notice, from its ledger and the couplings in it, read consistently. */
export const headsOfNotice = async (table: Table, notice: SurplusNotice): Promise<GroupHeads[]> => {
  const { entries } = await readLedger(table, notice.id);
  const all = entries.length === 0 ? [] : await couplingsOf(table, entries);
  return notice.groups.map(({ groupKey, headCount }) => {
    const own = all.filter(({ surplusId }) => surplusId === surplusGroupIdOf(notice.id, groupKey));
    const left = notice.status === "open" ? headCount - sum(own, headsOf) : 0;
    return {
      groupKey,
      headCount,
      proposed: sum(own, (one) => (one.state === "proposed" ? one.people : 0)),
      agreed: sum(own, onTheWay),
      started: sum(own, filledBy),
      linked: sum(own, ({ joined }) => joined),
      left: Math.max(0, left),
    };
  });
};
