import type { RegionCode } from "#packages/domain/regions.ts";
import type { InboxItem } from "./read-inbox.ts";
import type { Received, Told } from "./read-queues.ts";

/** What a team knows after reading: the newest that it was told of each proposal, and how often it was told just that. */
export type Delivered = {
  readonly region: RegionCode;
  readonly by: "queue" | "inbox";
  readonly messages: number;
  readonly newest: ReadonlyMap<string, Newest>;
  /** The newest version of each coupling that it was told of; read from a queue only. */
  readonly couplings: ReadonlyMap<string, number>;
};

export type Newest = {
  readonly version: number;
  /** False once it is told that the proposal ended. */
  readonly open: boolean;
  /** How many messages of that version there are, and under how many ids. */
  readonly copies: number;
  readonly region: string | undefined;
  readonly score: number | undefined;
};

const ENDED = /\.match-ended\.v\d+$/;

const newestOf = (told: Told, before: Newest | undefined): Newest => {
  const { version, region, score } = told.data;
  if (before !== undefined && version < before.version) return before;
  if (before !== undefined && version === before.version) return { ...before, copies: before.copies + 1 };
  return {
    version,
    open: !ENDED.test(told.type),
    copies: 1,
    region,
    score: typeof score === "number" ? score : undefined,
  };
};

/** A queue of a team's own system: a message of an older version is superseded by that of a newer one. */
export const deliveredByQueue = (region: RegionCode, received: readonly Received[]): Delivered => {
  const newest = new Map<string, Newest>();
  const couplings = new Map<string, number>();
  for (const { told } of received) {
    const { proposalId, couplingId, version } = told.data;
    if (couplingId !== undefined)
      couplings.set(couplingId, Math.max(version, couplings.get(couplingId) ?? 0));
    if (proposalId !== undefined) newest.set(proposalId, newestOf(told, newest.get(proposalId)));
  }
  return { region, by: "queue", messages: received.length, newest, couplings };
};

/** A desk without a system of its own: the inbox over HTTP; it arrived when there is a receipt of its version. */
export const deliveredByInbox = (
  region: RegionCode,
  items: readonly InboxItem[],
  receipts: ReadonlyMap<string, number>,
): Delivered => ({
  region,
  by: "inbox",
  messages: items.length,
  couplings: new Map(),
  newest: new Map(
    items.map(({ id, version, region: to, score }): [string, Newest] => [
      id,
      { version: receipts.get(id) ?? 0, open: version > 0, copies: 1, region: to, score },
    ]),
  ),
});
