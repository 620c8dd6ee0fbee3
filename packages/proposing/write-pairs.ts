import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { isOpen, isStanding, type Proposal } from "#packages/domain/proposal.ts";
import { type AllSettings, settingsOf } from "#packages/domain/settings.ts";
import { findMany, put } from "#packages/store/documents.ts";
import type { Side } from "#packages/store/keys.ts";
import { proposals } from "#packages/store/kinds.ts";
import { logChange } from "#packages/store/log-entries.ts";
import { type OpenEntry, type OpenProposals, putOpenProposals } from "#packages/store/open-proposals.ts";
import { commit, type Table } from "#packages/store/platform-table.ts";
import { noteEnded } from "#packages/store/proposals-of-profile.ts";
import { checkInShard } from "#packages/store/shards.ts";
import { type PairChange, proposalIdFor, type Step, stepOf } from "./pair-changes.ts";

/** Open lists as they were read, by side and id: the versions are the conditions of the write. */
export type OpenLists = { readonly [S in Side]: Map<string, OpenProposals> };

export type WriteContext = {
  readonly at: Date;
  readonly settings: AllSettings;
  readonly traceparent?: string | undefined;
  /** What follows is nobody's to wait for: it goes the way of imports. */
  readonly inBulk?: boolean | undefined;
  /** Writes that go with those of proposals, in the same transaction: one item at most. */
  readonly alongside?: ((steps: readonly Step[]) => TransactWriteItem[]) | undefined;
};

/** DynamoDB writes a hundred items at once; a change takes four at most: proposal, log entry, a list, and a check or a note. */
const CHANGES_A_TRANSACTION = 24;

const entryOf = (proposal: Proposal): OpenEntry => ({
  proposalId: proposal.id,
  vacancyId: proposal.vacancyId,
  profileId: proposal.profileId,
  score: proposal.explanation.score,
  standing: isStanding(proposal.state),
  fingerprint: proposal.fingerprint,
  rules: proposal.explanation.rules,
});

/** The list with the proposal as it now is: in it while open, out of it when not. */
export const listWith = (list: OpenProposals, proposal: Proposal): OpenProposals => {
  const others = list.entries.filter(({ proposalId }) => proposalId !== proposal.id);
  const entries = isOpen(proposal.state) ? [...others, entryOf(proposal)] : others;
  return {
    ...list,
    entries: entries.sort((a, b) => b.score - a.score || (a.proposalId < b.proposalId ? -1 : 1)),
  };
};

const listOf = (lists: OpenLists, side: Side, id: string): OpenProposals =>
  lists[side].get(id) ?? { version: 0, entries: [], rejected: [] };

/** Which lists these proposals stand in, each once. */
const touchedBy = (steps: readonly Step[]): [Side, string][] => {
  const touched = new Map<string, [Side, string]>();
  for (const { proposal } of steps) {
    touched.set(`V${proposal.vacancyId}`, ["VACANCY", proposal.vacancyId]);
    touched.set(`P${proposal.profileId}`, ["PROFILE", proposal.profileId]);
  }
  return [...touched.values()];
};

const enter = (lists: OpenLists, { proposal }: Step) => {
  lists.VACANCY.set(proposal.vacancyId, listWith(listOf(lists, "VACANCY", proposal.vacancyId), proposal));
  lists.PROFILE.set(proposal.profileId, listWith(listOf(lists, "PROFILE", proposal.profileId), proposal));
};

type Scored = Exclude<PairChange, { kind: "end" }>;
/** Both sides are still what was scored: nobody withdrew or changed in between. */
const checksOf = (table: Table, changes: readonly PairChange[]): TransactWriteItem[] => {
  const checks = new Map<string, TransactWriteItem>();
  const scored = changes.filter((change): change is Scored => change.kind !== "end");
  for (const { vacancy, profile } of scored) {
    const region = vacancy.places[0]?.region;
    if (region !== undefined)
      checks.set(vacancy.id, checkInShard(table, { side: "VACANCY", region }, vacancy));
    checks.set(profile.id, checkInShard(table, { side: "PROFILE", region: profile.region }, profile));
  }
  return [...checks.values()];
};

const writesOf = (table: Table, lists: OpenLists, steps: readonly Step[], at: Date): TransactWriteItem[] => {
  for (const step of steps) enter(lists, step);
  return [
    ...steps.map(({ proposal }) => put(table, proposals, proposal)),
    ...touchedBy(steps).map(([side, id]) => putOpenProposals(table, side, id, listOf(lists, side, id))),
    ...steps
      .filter(({ proposal }) => !isOpen(proposal.state))
      .map(({ proposal }) => noteEnded(table, proposal)),
    ...steps.flatMap(({ proposal, event }) =>
      logChange(table, {
        kind: "PROPOSAL",
        scopes: [proposal.region],
        id: proposal.id,
        version: proposal.version,
        at,
        events: [event],
      }),
    ),
  ];
};

const bumpVersions = (lists: OpenLists, touched: readonly [Side, string][]) => {
  for (const [side, id] of touched) {
    const list = listOf(lists, side, id);
    lists[side].set(id, { ...list, version: list.version + 1 });
  }
};

/** Ends come first, so that no cap is ever exceeded in between. */
const ORDER = { end: 0, rescore: 1, propose: 2 } as const;

/**
 * One change a proposal: of several the last, as of one that is rescored and then has to go for a better one. A
 * transaction takes an item once.
 */
const lastOfEach = (changes: readonly PairChange[]): PairChange[] => [
  ...new Map(changes.map((change) => [proposalIdFor(change), change])).values(),
];

const stepsFor = async (
  table: Table,
  changes: readonly PairChange[],
  context: WriteContext,
): Promise<Step[]> => {
  const before = await findMany(table, proposals, changes.map(proposalIdFor));
  return changes.flatMap((change, index) => {
    const region = change.kind === "end" ? before[index]?.region : change.profile.region;
    if (region === undefined) return [];
    const step = stepOf(change, before[index], {
      ...context,
      settings: settingsOf(context.settings, region),
    });
    return step === undefined ? [] : [step];
  });
};

/**
 * Writes what matching decided about pairs: each transaction holds the proposals, both sides' open lists and the
 * entries of the log, so that they never disagree. Throws ConditionFailed when a list or a proposal was written by
 * somebody else since `lists` was read: read again, decide again. Returns how many proposals were written.
 */
export const writePairs = async (
  table: Table,
  changes: readonly PairChange[],
  lists: OpenLists,
  context: WriteContext,
): Promise<number> => {
  const ordered = lastOfEach(changes).sort((a, b) => ORDER[a.kind] - ORDER[b.kind]);
  let written = 0;
  for (let start = 0; start < ordered.length; start += CHANGES_A_TRANSACTION) {
    const some = ordered.slice(start, start + CHANGES_A_TRANSACTION);
    const steps = await stepsFor(table, some, context);
    if (steps.length === 0) continue;
    await commit(table.client, [
      ...checksOf(table, some),
      ...writesOf(table, lists, steps, context.at),
      ...(context.alongside?.(steps) ?? []),
    ]);
    bumpVersions(lists, touchedBy(steps));
    written += steps.length;
  }
  return written;
};
