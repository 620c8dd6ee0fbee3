import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { MarketProfileId, ProposalId, VacancyId } from "#packages/domain/ids.ts";
import { batchGet } from "./batch-get.ts";
import { documentOf } from "./documents.ts";
import { keys, type Side } from "./keys.ts";
import { getItem, type Item, type Table } from "./platform-table.ts";

/** A line of an open list: enough to decide about room without reading the proposal. */
export const OpenEntry = z.object({
  proposalId: ProposalId,
  vacancyId: VacancyId,
  profileId: MarketProfileId,
  score: z.number().int(),
  /** Taken up by people: it stands, and takes room. */
  standing: z.boolean(),
  fingerprint: z.string(),
  /** Of the rules it was scored by; absent in entries from before this was kept. */
  rules: z.string().optional(),
});
export type OpenEntry = z.infer<typeof OpenEntry>;

/** A pair that people rejected, with what it looked like then: it returns only after a material change. */
export const RejectedPair = z.object({ proposalId: ProposalId, fingerprint: z.string() });

/** The open proposals of one vacancy or profile. `version` is 0 when there never was one. */
export const OpenProposals = z.object({
  version: z.number().int().min(0),
  entries: z.array(OpenEntry),
  rejected: z.array(RejectedPair),
});
export type OpenProposals = z.infer<typeof OpenProposals>;

const listFrom = (item: Item | undefined): OpenProposals =>
  item === undefined ? { version: 0, entries: [], rejected: [] } : documentOf(OpenProposals, item);

/** The open list of one side, read consistently. */
export const readOpenProposals = async (table: Table, side: Side, id: string): Promise<OpenProposals> => {
  return listFrom(await getItem(table, keys.openProposals(side, id)));
};

/** The open lists of many, read consistently, by id. */
export const readManyOpenProposals = async (
  table: Table,
  side: Side,
  ids: readonly string[],
): Promise<Map<string, OpenProposals>> => {
  const items = await batchGet(
    table,
    ids.map((id) => keys.openProposals(side, id)),
  );
  return new Map(ids.map((id, index) => [id, listFrom(items[index])]));
};

/**
 * Writes the next state of an open list over the one that was read: `list.version` is the version read; it is stored
 * as one more, under the condition that nobody wrote in between.
 */
export const putOpenProposals = (
  table: Table,
  side: Side,
  id: string,
  list: OpenProposals,
): TransactWriteItem => {
  const next: OpenProposals = { ...list, version: list.version + 1 };
  return {
    Put: {
      TableName: table.tableName,
      Item: {
        ...keys.openProposals(side, id),
        version: { N: String(next.version) },
        doc: { S: JSON.stringify(next) },
      },
      ...(list.version === 0
        ? { ConditionExpression: "attribute_not_exists(pk)" }
        : {
            ConditionExpression: "version = :before",
            ExpressionAttributeValues: { ":before": { N: String(list.version) } },
          }),
    },
  };
};
