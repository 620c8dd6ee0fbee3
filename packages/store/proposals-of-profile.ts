import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { expiryOf, isOver } from "#packages/rights/retention.ts";
import { documentOf } from "./documents.ts";
import { keys } from "./keys.ts";
import { OpenProposals } from "./open-proposals.ts";
import { type Item, partition, type Table } from "./platform-table.ts";

const MARK = "PROPOSAL#";

/**
 * Notes that a proposal was one of this profile, when it leaves the open list: the open list and these together are
 * all that were ever made for a person.
 */
export const noteEnded = (
  { tableName }: Table,
  {
    profileId,
    id,
    changedAt,
  }: { readonly profileId: string; readonly id: string; readonly changedAt: string },
): TransactWriteItem => ({
  Put: {
    TableName: tableName,
    Item: {
      ...keys.endedProposal(profileId, id),
      expiresAt: { N: String(expiryOf("endedProposal", new Date(changedAt))) },
    },
  },
});

/** Takes the note away, for an erasure. */
export const takeNote = ({ tableName }: Table, profileId: string, id: string): TransactWriteItem => ({
  Delete: { TableName: tableName, Key: { ...keys.endedProposal(profileId, id) } },
});

/** Which proposals an item under a profile names: the open list many, a note one, anything else none. */
const namedBy = (item: Item, openSk: string, now: Date): string[] => {
  const at = item["sk"]?.S ?? "";
  if (at === openSk) return documentOf(OpenProposals, item).entries.map(({ proposalId }) => proposalId);
  const { expiresAt } = item;
  const over = isOver(expiresAt && Number(expiresAt.N), now);
  return at.startsWith(MARK) && !over ? [at.slice(MARK.length)] : [];
};

/** Ids of every proposal ever made for a profile that is still kept, sorted. */
export const proposalsOf = async (table: Table, profileId: string, now: Date): Promise<string[]> => {
  const { pk, sk } = keys.openProposals("PROFILE", profileId);
  const items = await Array.fromAsync(partition(table, pk.S));
  return [...new Set(items.flatMap((item) => namedBy(item, sk.S, now)))].sort();
};

/** Takes the open list of a profile away, once nothing is open any more. */
export const takeOpenList = ({ tableName }: Table, profileId: string): TransactWriteItem => ({
  Delete: { TableName: tableName, Key: { ...keys.openProposals("PROFILE", profileId) } },
});
