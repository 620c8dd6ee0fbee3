import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { RedeliveryRequestedV1 } from "#events/redelivery-requested.v1.ts";
import { redeliveredCoupling } from "#packages/coupling/coupling-events.ts";
import { afterRound, redeliveryRequested } from "#packages/delivery/redelivery.ts";
import type { Coupling } from "#packages/domain/coupling.ts";
import { NotFound } from "#packages/domain/errors.ts";
import type { RedeliveryId } from "#packages/domain/ids.ts";
import type { Redelivery } from "#packages/domain/redelivery.ts";
import { stableUuid } from "#packages/domain/stable-uuid.ts";
import { onMessages } from "#packages/messaging/on-messages.ts";
import type { Log } from "#packages/runtime/log.ts";
import { couplings, couplingsPart } from "#packages/store/couplings.ts";
import { find, findMany, put } from "#packages/store/documents.ts";
import { type InboxRow, inboxPartition } from "#packages/store/inbox.ts";
import { proposals } from "#packages/store/kinds.ts";
import { logChange } from "#packages/store/log-entries.ts";
import { ConditionFailed, commit, type Table } from "#packages/store/platform-table.ts";
import { redeliveries } from "#packages/store/redeliveries.ts";
import { redeliveredEvent } from "./redelivered-event.ts";

export type Deps = {
  readonly table: Table;
  readonly log: Log;
  readonly now: () => Date;
  /** Proposals a round; a round is one transaction. Below 99, which DynamoDB takes with the progress and a request. */
  readonly roundSize?: number;
  /** Rounds a message, well within the time of the function; then it asks itself to go on. */
  readonly rounds?: number;
};

const ROUND_SIZE = 50;
const ROUNDS = 20;

type Round = {
  readonly redelivery: Redelivery;
  readonly last: boolean;
  readonly traceparent?: string | undefined;
};

/** The log entry of one proposal: its event goes out from the stream, as all others do. */
const entriesFor = async (
  { table, now }: Deps,
  rows: readonly InboxRow[],
  { redelivery, traceparent }: Round,
): Promise<TransactWriteItem[][]> => {
  const current = await Promise.all(rows.map(({ proposalId }) => find(table, proposals, proposalId)));
  return current.flatMap((proposal) => {
    if (proposal === undefined) return [];
    const at = now();
    const event = redeliveredEvent(proposal, redelivery, { at, traceparent });
    if (event === undefined) return [];
    const id = stableUuid(redelivery.id, proposal.id);
    const scopes = [redelivery.region] as const;
    return [
      logChange(table, { kind: "PROPOSAL", scopes, id, version: proposal.version, at, events: [event] }),
    ];
  });
};

/** Partitions of an inbox; behind them come the couplings of the region, as one. */
const COUPLINGS_PARTITION = 4;

type Part = { readonly entries: readonly TransactWriteItem[][]; readonly reached: Redelivery["reached"] };
type From = { readonly partition: number; readonly after: string | undefined; readonly limit: number };

/** The log entry of one coupling, told again to this region's team. */
const entryFor = (
  { table, now }: Deps,
  coupling: Coupling,
  { redelivery, traceparent }: Round,
): TransactWriteItem[] | undefined => {
  const at = now();
  const event = redeliveredCoupling(coupling, redelivery, { at, traceparent });
  if (event === undefined) return undefined;
  const id = stableUuid(redelivery.id, coupling.id);
  const change = { kind: "OTHER", scopes: [redelivery.region], id, version: coupling.version, at } as const;
  return logChange(table, { ...change, events: [event] });
};

/** A part of the region's couplings, of either side; the last part has none behind it. */
const couplingsPartOf = async (deps: Deps, round: Round, { after, limit }: From): Promise<Part> => {
  const rows = await couplingsPart(deps.table, round.redelivery.region, { after, limit });
  const found = await findMany(
    deps.table,
    couplings,
    rows.map(({ couplingId }) => couplingId),
  );
  const entries = found.flatMap((one) => {
    const entry = one && entryFor(deps, one, round);
    return entry === undefined ? [] : [entry];
  });
  const last = rows.at(-1);
  const more = last !== undefined && rows.length === limit;
  return { entries, reached: more ? { partition: COUPLINGS_PARTITION, after: last.position } : undefined };
};

const proposalsPartOf = async (
  deps: Deps,
  round: Round,
  { partition, after, limit }: From,
): Promise<Part> => {
  const inbox = { region: round.redelivery.region, open: true };
  const rows = await inboxPartition(deps.table, inbox, partition, { after, limit });
  return {
    entries: await entriesFor(deps, rows ?? [], round),
    reached: reachedAfter(rows, partition, limit),
  };
};

/** Where the round after these rows begins: in the same partition, in the next, or with the couplings. */
const reachedAfter = (
  rows: readonly InboxRow[] | undefined,
  partition: number,
  size: number,
): NonNullable<Redelivery["reached"]> => {
  if (rows === undefined) return { partition: COUPLINGS_PARTITION, after: "" };
  const last = rows.at(-1);
  return last === undefined || rows.length < size
    ? { partition: partition + 1, after: "" }
    : { partition, after: last.position };
};

/** The request to go on is part of the last round's write, so that it cannot be lost. */
const goOn = (
  { table }: Deps,
  next: Redelivery,
  { last, traceparent }: Round,
  at: Date,
): TransactWriteItem[] =>
  last && next.state === "running"
    ? logChange(table, {
        kind: "OTHER",
        scopes: [next.region],
        id: next.id,
        version: next.version,
        at,
        events: [redeliveryRequested(next, at, traceparent)],
      })
    : [];

/** One round: its log entries and the progress in one transaction, so that a crash neither repeats nor skips any. */
const workRound = async (deps: Deps, round: Round): Promise<Redelivery> => {
  const { table, now, roundSize: limit = ROUND_SIZE } = deps;
  const { redelivery } = round;
  const { partition, after } = redelivery.reached ?? { partition: 0, after: "" };
  const from = { partition, after: after === "" ? undefined : after, limit };
  const part = partition >= COUPLINGS_PARTITION ? couplingsPartOf : proposalsPartOf;
  const { entries, reached } = await part(deps, round, from);
  const at = now();
  const next = afterRound(redelivery, { sent: entries.length, reached }, at);
  await commit(table.client, [
    put(table, redeliveries, next),
    ...entries.flat(),
    ...goOn(deps, next, round, at),
  ]);
  return next;
};

const isToDo = ({ state }: Redelivery): boolean => state === "waiting" || state === "running";

type Going = {
  readonly id: RedeliveryId;
  readonly last: boolean;
  readonly traceparent?: string | undefined;
};

/** Does a round if there is one to do. True when there may be another. */
const goRound = async (deps: Deps, { id, last, traceparent }: Going): Promise<boolean> => {
  const redelivery = await find(deps.table, redeliveries, id);
  if (redelivery === undefined) throw new NotFound(`redelivery ${id}`);
  if (!isToDo(redelivery)) return false;
  try {
    const { region, state, sent } = await workRound(deps, { redelivery, last, traceparent });
    deps.log.info("redelivery round", { redeliveryId: id, region, state, sent });
  } catch (error) {
    // Another message of the same redelivery did this round: go on from where it is now.
    if (!(error instanceof ConditionFailed)) throw error;
  }
  return true;
};

/**
 * redelivery.requested → one match.proposed per proposal that is open for the region, and what became of its couplings that live,
 * through the outbox. A message
 * that comes twice goes on where the first one is; two at once share the rounds between them.
 */
export const createHandler = (deps: Deps) =>
  onMessages(RedeliveryRequestedV1.schema, deps.log, async ({ data, traceparent }) => {
    const rounds = deps.rounds ?? ROUNDS;
    let [round, more] = [1, true];
    for (; more && round <= rounds; round += 1)
      more = await goRound(deps, { id: data.redeliveryId, last: round === rounds, traceparent });
  });
