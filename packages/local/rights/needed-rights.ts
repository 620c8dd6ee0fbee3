import * as z from "zod";

/** One right: an action on a resource. */
export type Right = { readonly action: string; readonly resource: string };

/** How names in a request become ARNs, and which tables have a key of their own. */
export type Names = {
  tableArn(name: string): string;
  queueArn(url: string): string;
  readonly tableKeys: ReadonlyMap<string, string>;
};

/** A request that is none of those that are known: it cannot be judged, so it is refused. */
export class UnknownRequest extends Error {
  override readonly name = "UnknownRequest";
}

const OnTable = z.object({ TableName: z.string(), IndexName: z.string().optional() });
const Keyed = z.record(z.string(), z.unknown());
const Batch = z.object({ RequestItems: Keyed });
const Writes = z.object({
  TransactItems: z.array(
    z.object({
      Put: OnTable.optional(),
      Update: OnTable.optional(),
      Delete: OnTable.optional(),
      ConditionCheck: OnTable.optional(),
    }),
  ),
});
const Reads = z.object({ TransactItems: z.array(z.object({ Get: OnTable })) });

type Needed = { readonly action: string; readonly table: string; readonly index?: string | undefined };

/** DynamoDB asks a right on each item of a transaction, by what is done to it; there is no right on transactions. */
const inTransaction = (body: unknown): Needed[] =>
  Writes.parse(body).TransactItems.flatMap(({ Put, Update, Delete, ConditionCheck }) => [
    ...(Put === undefined ? [] : [{ action: "PutItem", table: Put.TableName }]),
    ...(Update === undefined ? [] : [{ action: "UpdateItem", table: Update.TableName }]),
    ...(Delete === undefined ? [] : [{ action: "DeleteItem", table: Delete.TableName }]),
    ...(ConditionCheck === undefined
      ? []
      : [{ action: "ConditionCheckItem", table: ConditionCheck.TableName }]),
  ]);

const onOne =
  (action: string) =>
  (body: unknown): Needed[] => {
    const { TableName, IndexName } = OnTable.parse(body);
    return [{ action, table: TableName, index: IndexName }];
  };
const onEach =
  (action: string) =>
  (body: unknown): Needed[] =>
    Object.keys(Batch.parse(body).RequestItems).map((table) => ({ action, table }));

const DYNAMO: Readonly<Record<string, (body: unknown) => Needed[]>> = {
  GetItem: onOne("GetItem"),
  PutItem: onOne("PutItem"),
  UpdateItem: onOne("UpdateItem"),
  DeleteItem: onOne("DeleteItem"),
  Query: onOne("Query"),
  Scan: onOne("Scan"),
  DescribeTable: onOne("DescribeTable"),
  BatchGetItem: onEach("BatchGetItem"),
  BatchWriteItem: onEach("BatchWriteItem"),
  TransactWriteItems: inTransaction,
  TransactGetItems: (body) =>
    Reads.parse(body).TransactItems.map(({ Get }) => ({ action: "GetItem", table: Get.TableName })),
};

/** Batches have no right of their own at SQS. */
const SQS: Readonly<Record<string, string>> = {
  SendMessage: "SendMessage",
  SendMessageBatch: "SendMessage",
  ReceiveMessage: "ReceiveMessage",
  DeleteMessage: "DeleteMessage",
  DeleteMessageBatch: "DeleteMessage",
  ChangeMessageVisibility: "ChangeMessageVisibility",
  ChangeMessageVisibilityBatch: "ChangeMessageVisibility",
  GetQueueAttributes: "GetQueueAttributes",
  PurgeQueue: "PurgeQueue",
};

const dynamoRights = (operation: string, body: unknown, names: Names): Right[] => {
  const needed = Object.hasOwn(DYNAMO, operation) ? DYNAMO[operation]?.(body) : undefined;
  if (needed === undefined) throw new UnknownRequest(`dynamodb:${operation}`);
  return needed.flatMap(({ action, table, index }) => {
    const own = names.tableArn(table);
    const key = names.tableKeys.get(own);
    const resource = index === undefined ? own : `${own}/index/${index}`;
    return [
      { action: `dynamodb:${action}`, resource },
      // DynamoDB opens a table with a key of its own on behalf of whoever asks.
      ...(key === undefined ? [] : [{ action: "kms:Decrypt", resource: key }]),
    ];
  });
};

const sqsRights = (operation: string, body: unknown, names: Names): Right[] => {
  const action = Object.hasOwn(SQS, operation) ? SQS[operation] : undefined;
  if (action === undefined) throw new UnknownRequest(`sqs:${operation}`);
  const { QueueUrl } = z.object({ QueueUrl: z.string() }).parse(body);
  return [{ action: `sqs:${action}`, resource: names.queueArn(QueueUrl) }];
};

/**
 * The rights that AWS asks for a request: `target` is its X-Amz-Target, e.g. "DynamoDB_20120810.PutItem". Throws
 * UnknownRequest for one that is not known here.
 */
export const neededRights = (target: string, body: unknown, names: Names): Right[] => {
  const [service = "", operation = ""] = target.split(".");
  const rights = service === "AmazonSQS" ? sqsRights : dynamoRights;
  if (service !== "AmazonSQS" && !service.startsWith("DynamoDB_")) throw new UnknownRequest(target);
  const all = rights(operation, body, names);
  return [...new Map(all.map((right) => [`${right.action} ${right.resource}`, right])).values()];
};
