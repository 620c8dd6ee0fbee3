import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { eventsOfDeed, placedProfileEvent } from "#packages/delivery/deed-events.ts";
import type { Done, Placement } from "#packages/delivery/transition.ts";
import { isOpen, type Proposal } from "#packages/domain/proposal.ts";
import { lineOfProposal } from "#packages/domain/queue-line.ts";
import { regionsOf, type Vacancy } from "#packages/domain/vacancy.ts";
import { toldOf, toldWithdrawn } from "#packages/intake/vacancy-facts.ts";
import { termsOfVacancy } from "#packages/matching/terms.ts";
import { encodeVacancyTerms } from "#packages/matching/terms-codec.ts";
import { factsOf } from "#packages/proposing/proposal-events.ts";
import { listWith } from "#packages/proposing/write-pairs.ts";
import { put } from "#packages/store/documents.ts";
import { keys, lists, type Side } from "#packages/store/keys.ts";
import { marketProfiles, proposals, vacancies } from "#packages/store/kinds.ts";
import { logChange } from "#packages/store/log-entries.ts";
import { type OpenProposals, putOpenProposals, readOpenProposals } from "#packages/store/open-proposals.ts";
import type { Table } from "#packages/store/platform-table.ts";
import { noteEnded } from "#packages/store/proposals-of-profile.ts";
import { queueAttributes } from "#packages/store/queue-lines.ts";
import { putInShard, takeFromShard } from "#packages/store/shards.ts";
import type { Origin } from "./deps.ts";

/** An open list after a deed. A pair that people turned down is remembered: it returns only when it has changed. */
const listAfter = (list: OpenProposals, { what, proposal }: Done): OpenProposals => {
  const next = listWith(list, proposal);
  const others = list.rejected.filter(({ proposalId }) => proposalId !== proposal.id);
  if (what === "decision-withdrawn") return { ...next, rejected: others };
  if (what !== "rejected" && what !== "not-placed") return next;
  return { ...next, rejected: [...others, { proposalId: proposal.id, fingerprint: proposal.fingerprint }] };
};

/** Placed and checked proposals have left the lists; a line of the contact log changes nothing in them. */
const leavesLists = ({ what, proposal }: Done): boolean =>
  what === "contacted" ||
  what === "checked" ||
  (what === "decision-withdrawn" && proposal.state === "placed");

/** A hand-over changes nothing in the lists but a claim. */
const listWrites = async (table: Table, done: Done): Promise<TransactWriteItem[]> => {
  if (leavesLists(done)) return done.what === "contacted" ? [] : [noteEnded(table, done.proposal)];
  const { vacancyId, profileId, state } = done.proposal;
  const sides: [Side, string][] = [
    ["VACANCY", vacancyId],
    ["PROFILE", profileId],
  ];
  const written = await Promise.all(
    sides.map(async ([side, id]) =>
      putOpenProposals(table, side, id, listAfter(await readOpenProposals(table, side, id), done)),
    ),
  );
  return isOpen(state) ? written : [...written, noteEnded(table, done.proposal)];
};

/** An offer that nobody answered because matching ended the proposal is not shown any more, and is cleaned up then. */
const OFFER_KEPT_DAYS = 366;

/** While it is offered, a proposal stands in the inbox of the receiving team too. */
const offerWrites = (table: Table, before: Proposal, { proposal }: Done): TransactWriteItem[] => {
  const key = keys.handOver(proposal.id);
  const { handOver } = proposal;
  if (handOver !== undefined) {
    const Item = {
      ...key,
      ...lists.inbox(handOver.to, proposal.id, true, proposal.dueAt),
      ...queueAttributes(lineOfProposal(proposal), handOver.to),
      doc: { S: JSON.stringify(proposal) },
      expiresAt: { N: String(Math.floor(Date.parse(handOver.at) / 1000) + OFFER_KEPT_DAYS * 86_400) },
    };
    return [{ Put: { TableName: table.tableName, Item } }];
  }
  return before.handOver === undefined ? [] : [{ Delete: { TableName: table.tableName, Key: key } }];
};

const shardWrites = (table: Table, vacancy: Vacancy): TransactWriteItem[] => {
  const terms = termsOfVacancy(vacancy);
  const { id, version } = vacancy;
  return regionsOf(vacancy).map((region) =>
    terms === undefined
      ? takeFromShard(table, { side: "VACANCY", region }, id)
      : putInShard(table, { side: "VACANCY", region }, { id, version, terms: encodeVacancyTerms(terms) }),
  );
};

const vacancyWrites = (table: Table, vacancy: Vacancy, { at, traceparent }: Origin): TransactWriteItem[] => {
  const origin = { now: at, traceparent };
  const event =
    vacancy.status === "closed"
      ? toldWithdrawn(vacancy, "all-positions-filled", origin)
      : toldOf(vacancy, origin);
  const [first, ...others] = regionsOf(vacancy);
  if (first === undefined) throw new RangeError(`vacancy ${vacancy.id} has no place`);
  return [
    put(table, vacancies, vacancy),
    ...shardWrites(table, vacancy),
    ...logChange(table, {
      kind: "VACANCY",
      scopes: [first, ...others],
      id: vacancy.id,
      version: vacancy.version,
      at,
      events: [event],
    }),
  ];
};

/** Both sides of a placement. Two placements on the last position: the later finds the vacancy changed. */
const placementWrites = (
  table: Table,
  { vacancy, profile }: Placement,
  origin: Origin,
): TransactWriteItem[] => [
  ...vacancyWrites(table, vacancy, origin),
  put(table, marketProfiles, profile),
  takeFromShard(table, { side: "PROFILE", region: profile.region }, profile.id),
  ...logChange(table, {
    kind: "PROFILE",
    scopes: [profile.region],
    id: profile.id,
    version: profile.version,
    at: origin.at,
    events: [placedProfileEvent(profile, origin.traceparent)],
  }),
];

/**
 * All writes of a deed: the proposal, both sides' open lists, an offer in the other team's inbox, the log with its
 * events, and for a placement both sides. The conditions are the versions that were read, so that one of two who do
 * something at once has to look again. At most 2 × 35 regions + 10 items.
 */
export const deedWrites = async (
  table: Table,
  { before, done }: { readonly before: Proposal; readonly done: Done },
  origin: Origin,
): Promise<TransactWriteItem[]> => {
  const { proposal, placement } = done;
  const events = eventsOfDeed(done, { before, facts: factsOf(proposal), traceparent: origin.traceparent });
  return [
    put(table, proposals, proposal),
    ...(await listWrites(table, done)),
    ...offerWrites(table, before, done),
    ...(placement === undefined ? [] : placementWrites(table, placement, origin)),
    ...logChange(table, {
      kind: "PROPOSAL",
      scopes: [proposal.region],
      id: proposal.id,
      version: proposal.version,
      at: origin.at,
      events,
    }),
  ];
};
