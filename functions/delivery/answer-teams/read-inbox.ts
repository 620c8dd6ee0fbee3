import type { ProposalFilters } from "#packages/api/routes/delivery-proposals.ts";
import type { Actor } from "#packages/domain/actor.ts";
import { isOpen, type Proposal } from "#packages/domain/proposal.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import { findMany } from "#packages/store/documents.ts";
import { type InboxRow, inboxRows } from "#packages/store/inbox.ts";
import { proposals } from "#packages/store/kinds.ts";
import type { Page, PageAsked } from "#packages/store/pages.ts";
import type { Table } from "#packages/store/platform-table.ts";
import { isOverdue } from "./views.ts";

/** A filter that few pass is looked for in steps of so many lines, so that an answer never takes long. */
const EXAMINED_AT_MOST = 1_000;

export type Asked = {
  readonly region: RegionCode;
  readonly actor: Actor;
  readonly now: Date;
  readonly filters: Omit<ProposalFilters, "limit" | "cursor">;
};

type Filter = (proposal: Proposal, asked: Asked) => boolean;

const ofState: Filter = ({ state }, { filters }) => {
  if (filters.state === "open" || filters.state === "ended")
    return isOpen(state) === (filters.state === "open");
  return state === filters.state;
};
const ofClaim: Filter = ({ claim }, { filters, actor }) => {
  if (filters.claimed === undefined) return true;
  if (filters.claimed === "mine") return claim?.by.subject === actor.subject;
  return (claim !== undefined) === (filters.claimed === "assigned");
};

const FILTERS: readonly Filter[] = [
  // The index may still show it where it no longer is; an offer stands in the inbox of both teams.
  ({ region, handOver }, asked) => region === asked.region || handOver?.to === asked.region,
  ofState,
  ofClaim,
  ({ vacancyId }, { filters }) => filters.vacancyId === undefined || filters.vacancyId === vacancyId,
  (proposal, { filters, now }) =>
    filters.overdue === undefined || isOverdue(proposal, now) === (filters.overdue === "true"),
  ({ explanation }, { filters }) => explanation.score >= (filters.minimumScore ?? 0),
];

const passes = (proposal: Proposal, asked: Asked): boolean =>
  FILTERS.every((filter) => filter(proposal, asked));

/** Open states stand in one list, all others in the other. */
const listOf = ({ state }: Asked["filters"]): boolean =>
  state === "open" || (state !== "ended" && isOpen(state));

async function* chunks(rows: AsyncGenerator<InboxRow>, size: number): AsyncGenerator<InboxRow[]> {
  let chunk: InboxRow[] = [];
  for await (const row of rows) {
    chunk.push(row);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

type Found = { readonly row: InboxRow; readonly proposal: Proposal };

const read = async (table: Table, rows: readonly InboxRow[], asked: Asked): Promise<Found[]> => {
  const current = await findMany(
    table,
    proposals,
    rows.map(({ proposalId }) => proposalId),
  );
  return rows.flatMap((row, index) => {
    const proposal = current[index];
    return proposal !== undefined && passes(proposal, asked) ? [{ row, proposal }] : [];
  });
};

const positionAt = ({ position, proposalId }: InboxRow) => ({
  partition: 0,
  after: position,
  id: proposalId,
});

/**
 * A page of a team's inbox, oldest term first. Which proposals there are comes from the index, what they are from the
 * table itself, so that a claim of a moment ago shows.
 */
export const readInbox = async (
  table: Table,
  asked: Asked,
  { limit, from }: PageAsked,
): Promise<Page<Proposal>> => {
  const inbox = { region: asked.region, open: listOf(asked.filters) };
  const rows = inboxRows(table, inbox, { after: from?.after, pageSize: limit });
  const found: Found[] = [];
  let examined = 0;
  for await (const chunk of chunks(rows, limit)) {
    found.push(...(await read(table, chunk, asked)));
    examined += chunk.length;
    const last = found.length > limit ? found[limit - 1]?.row : chunk.at(-1);
    const enough = found.length > limit || examined >= EXAMINED_AT_MOST;
    if (enough && last !== undefined)
      return { things: found.slice(0, limit).map(({ proposal }) => proposal), next: positionAt(last) };
  }
  return { things: found.map(({ proposal }) => proposal) };
};
