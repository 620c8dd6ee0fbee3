import { randomBytes } from "node:crypto";
import { ConditionalCheckFailedException, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { getItem, type Key, type Table } from "./platform-table.ts";

/** P6 of the persons table: the key of the pseudonyms, under the table's own KMS key and in no template. */
const KEY: Key = { pk: { S: "PSEUDONYM-KEY" }, sk: { S: "KEY" } };

const make = async ({ client, tableName }: Table): Promise<void> => {
  try {
    await client.send(
      new PutItemCommand({
        TableName: tableName,
        Item: { ...KEY, key: { B: randomBytes(32) } },
        ConditionExpression: "attribute_not_exists(pk)",
      }),
    );
  } catch (error) {
    // Another function made it at the same moment: theirs counts.
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};

/** The key of the pseudonyms, made by whoever needs it first. */
export const pseudonymKey = async (persons: Table): Promise<Uint8Array> => {
  const item = await getItem(persons, KEY);
  const key = item?.["key"]?.B;
  if (key !== undefined) return key;
  await make(persons);
  return pseudonymKey(persons);
};
