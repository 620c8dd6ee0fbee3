import {
  type AttributeValue,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from "@aws-sdk/client-dynamodb";

/** Where something that the desk remembers is kept: whose it is, and what. */
export type DeskKey = { readonly pk: string; readonly sk: string };
export type Kept = { readonly sk: string; readonly doc: unknown };

/**
 * What the desk remembers between two requests. Nothing in it is the truth about anything: all of it may be lost,
 * and people sign in again. Things are gone once `until` has passed, whether or not they were removed by then.
 */
export type DeskStore = {
  find(key: DeskKey): Promise<unknown>;
  keep(key: DeskKey, doc: unknown, until: Date): Promise<void>;
  /** Removes it and gives what stood there: of two that take, one gets it. */
  take(key: DeskKey): Promise<unknown>;
  /** Everything under `pk` whose `sk` begins so, in the order of `sk`. */
  list(pk: string, prefix: string): Promise<Kept[]>;
};

type Item = Record<string, AttributeValue>;
type Table = { readonly client: DynamoDBClient; readonly tableName: string; readonly now: () => Date };

const MOST = 200;
const attributes = ({ pk, sk }: DeskKey): Item => ({ pk: { S: pk }, sk: { S: sk } });
const seconds = (moment: Date): number => Math.floor(moment.getTime() / 1000);

const docOf = (item: Item | undefined, now: Date): unknown => {
  if (item === undefined || Number(item["expiresAt"]?.N ?? 0) <= seconds(now)) return undefined;
  return JSON.parse(item["doc"]?.S ?? "null");
};

/** The desk's own table (decision 0029). */
export const deskStoreOf = ({ client, tableName: TableName, now }: Table): DeskStore => ({
  async find(key) {
    const found = await client.send(
      new GetItemCommand({ TableName, Key: attributes(key), ConsistentRead: true }),
    );
    return docOf(found.Item, now());
  },
  async keep(key, doc, until) {
    const Item = {
      ...attributes(key),
      doc: { S: JSON.stringify(doc) },
      expiresAt: { N: String(seconds(until)) },
    };
    await client.send(new PutItemCommand({ TableName, Item }));
  },
  async take(key) {
    const taken = await client.send(
      new DeleteItemCommand({ TableName, Key: attributes(key), ReturnValues: "ALL_OLD" }),
    );
    return docOf(taken.Attributes, now());
  },
  async list(pk, prefix) {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
        ExpressionAttributeValues: { ":pk": { S: pk }, ":prefix": { S: prefix } },
        ConsistentRead: true,
        Limit: MOST,
      }),
    );
    return Items.flatMap((item) => {
      const doc = docOf(item, now());
      return doc === undefined ? [] : [{ sk: item["sk"]?.S ?? "", doc }];
    });
  },
});
