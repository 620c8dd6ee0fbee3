import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { documentOf } from "./documents.ts";
import { keys } from "./keys.ts";
import { commit, getItem, type Item, partition, type Table } from "./platform-table.ts";

const KEPT_DAYS = 7;

/** An HTTP answer as it is given again. The body is text, so that it is the very same. */
export const Answer = z.object({
  status: z.number().int(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});
export type Answer = z.infer<typeof Answer>;

/** A request that may come twice: whose, where to, under which key, and what it said (a hash). */
export type Repeatable = {
  readonly subject: string;
  readonly route: string;
  readonly key: string;
  readonly fingerprint: string;
};

/** The key was used before, for another body. */
export class KeyReused extends Error {
  override readonly name = "KeyReused";
}

const keyOf = ({ subject, route, key }: Repeatable) => keys.idempotency(subject, route, key);
const secondsOf = (moment: Date): number => Math.floor(moment.getTime() / 1000);

const answerOf = (item: Item, { fingerprint }: Repeatable): Answer => {
  if (item["fingerprint"]?.S !== fingerprint) throw new KeyReused("same key, other body");
  return documentOf(Answer, item);
};

/**
 * What was answered to that request before, if it was and less than 7 days ago. Throws KeyReused when the key was
 * used for another body. Reads consistently.
 */
export const findAnswer = async (
  table: Table,
  request: Repeatable,
  now: Date,
): Promise<Answer | undefined> => {
  const item = await getItem(table, keyOf(request));
  // Items outlive their time to live by up to days.
  if (item === undefined || Number(item["expiresAt"]?.N) < secondsOf(now)) return undefined;
  return answerOf(item, request);
};

/** P13: which kept answers tell of a person, so that they can be taken away when the person is erased. */
const mark = (jobSeekerId: string, answer: string) => ({
  pk: { S: `PERSON#${jobSeekerId}` },
  sk: { S: `ANSWER#${answer}` },
});

/** Notes that the answer that is kept for a request tells of a person. */
export const noteAnswerAbout = (
  table: Table,
  request: Repeatable,
  jobSeekerId: string,
  now: Date,
): TransactWriteItem => ({
  Put: {
    TableName: table.tableName,
    Item: {
      ...mark(jobSeekerId, keyOf(request).pk.S),
      expiresAt: { N: String(secondsOf(now) + KEPT_DAYS * 86_400) },
    },
  },
});

/** Takes away every kept answer that tells of a person; how many it were. */
export const takeAnswersAbout = async (table: Table, jobSeekerId: string): Promise<number> => {
  const { pk, sk } = mark(jobSeekerId, "");
  let count = 0;
  for await (const item of partition(table, pk.S, sk.S)) {
    const at = item["sk"]?.S ?? "";
    if (!at.startsWith(sk.S)) break;
    const answer = { pk: { S: at.slice(sk.S.length) }, sk: { S: "ANSWER" } };
    await commit(table.client, [
      { Delete: { TableName: table.tableName, Key: answer } },
      { Delete: { TableName: table.tableName, Key: { pk, sk: { S: at } } } },
    ]);
    count += 1;
  }
  return count;
};

/**
 * Keeps the answer; part of the transaction that does what was asked. A ConditionFailed at its place means that the
 * same key was answered a moment ago: read it with `findAnswer`.
 */
export const putAnswer = (
  table: Table,
  request: Repeatable,
  answer: Answer,
  now: Date,
): TransactWriteItem => ({
  Put: {
    TableName: table.tableName,
    Item: {
      ...keyOf(request),
      fingerprint: { S: request.fingerprint },
      doc: { S: JSON.stringify(answer) },
      expiresAt: { N: String(secondsOf(now) + KEPT_DAYS * 86_400) },
    },
    ConditionExpression: "attribute_not_exists(pk) OR expiresAt < :now",
    ExpressionAttributeValues: { ":now": { N: String(secondsOf(now)) } },
  },
});
