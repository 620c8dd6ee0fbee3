import {
  ConditionalCheckFailedException,
  PutItemCommand,
  type TransactWriteItem,
} from "@aws-sdk/client-dynamodb";
import {
  AuditEntry,
  type AuditFact,
  type Chain,
  ChainHead,
  type ChainToVerify,
  emptyChain,
  headOf,
  linkAfter,
} from "#packages/rights/audit-chain.ts";
import { documentOf } from "./documents.ts";
import { getItem, type Key, partition, queryAll, type Table } from "./platform-table.ts";

const digits = (sequence: number): string => String(sequence).padStart(12, "0");
const key = (pk: string, sk: string): Key => ({ pk: { S: pk }, sk: { S: sk } });

/** Key shapes of the audit trail in the records table. */
const auditKeys = {
  /** R2: the links of a chain, in order. */
  entry: (chain: Chain, sequence: number) => key(`AUDIT#${chain}`, `LINK#${digits(sequence)}`),
  /** R2: where it ends. */
  head: (chain: Chain) => key(`AUDIT#${chain}`, "HEAD"),
  /** R3: checkpoints that were taken of it. */
  checkpoint: (chain: Chain, sequence: number) => key(`CHECKPOINTS#${chain}`, digits(sequence)),
} as const;

/** Where a chain ends now, read consistently. */
export const readHead = async (records: Table, chain: Chain): Promise<ChainHead> => {
  const item = await getItem(records, auditKeys.head(chain));
  return item === undefined ? emptyChain(chain) : documentOf(ChainHead, item);
};

const putOnce = ({ tableName }: Table, at: Key, doc: unknown): TransactWriteItem => ({
  Put: {
    TableName: tableName,
    Item: { ...at, doc: { S: JSON.stringify(doc) } },
    ConditionExpression: "attribute_not_exists(pk)",
  },
});

const putHead = ({ tableName }: Table, head: ChainHead, before: ChainHead): TransactWriteItem => ({
  Put: {
    TableName: tableName,
    Item: { ...auditKeys.head(head.chain), doc: { S: JSON.stringify(head) }, tip: { S: head.hash } },
    ...(before.sequence === 0
      ? { ConditionExpression: "attribute_not_exists(pk)" }
      : {
          ConditionExpression: "tip = :before",
          ExpressionAttributeValues: { ":before": { S: before.hash } },
        }),
  },
});

/**
 * The writes that add a fact to its chain, for the transaction of the deed itself: a deed without its entry cannot be.
 * A ConditionFailed at their place means that another deed got there first: decide again.
 */
export const auditWrites = async (records: Table, fact: AuditFact): Promise<TransactWriteItem[]> => {
  const before = await readHead(records, fact.chain);
  const entry = linkAfter(before, fact);
  return [
    putOnce(records, auditKeys.entry(fact.chain, entry.sequence), entry),
    putHead(records, headOf(entry), before),
  ];
};

/** The links of a chain from a sequence on, in order; at most `limit`. */
export const readEntries = async (
  records: Table,
  chain: Chain,
  { from, limit }: { readonly from: number; readonly limit: number },
): Promise<AuditEntry[]> => {
  const { pk, sk } = auditKeys.entry(chain, from);
  const entries: AuditEntry[] = [];
  const items = queryAll(records, {
    KeyConditionExpression: "pk = :pk AND sk >= :from",
    ExpressionAttributeValues: { ":pk": pk, ":from": sk },
    ConsistentRead: true,
    Limit: Math.min(limit, 1000),
  });
  for await (const item of items) {
    entries.push(documentOf(AuditEntry, item));
    if (entries.length === limit) break;
  }
  return entries;
};

/** Notes where a chain ends, once for each end; false when it was noted before. */
export const keepCheckpoint = async ({ client, tableName }: Table, head: ChainHead): Promise<boolean> => {
  const at = auditKeys.checkpoint(head.chain, head.sequence);
  try {
    await client.send(
      new PutItemCommand({
        TableName: tableName,
        Item: { ...at, doc: { S: JSON.stringify(head) } },
        ConditionExpression: "attribute_not_exists(pk)",
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};

/** The checkpoints of a chain, oldest first. */
export const readCheckpoints = (records: Table, chain: Chain): Promise<ChainHead[]> =>
  Array.fromAsync(partition(records, `CHECKPOINTS#${chain}`), (item) => documentOf(ChainHead, item));

/** All that is needed to verify a chain. */
export const readChain = async (records: Table, chain: Chain): Promise<ChainToVerify> => ({
  head: await readHead(records, chain),
  entries: await readEntries(records, chain, { from: 1, limit: Number.POSITIVE_INFINITY }),
  checkpoints: await readCheckpoints(records, chain),
});
