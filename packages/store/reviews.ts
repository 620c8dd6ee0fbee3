import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { ReviewRequest, ReviewWords } from "#packages/domain/review-request.ts";
import { expiryOf, isOver } from "#packages/rights/retention.ts";
import { documentOf, type Kind } from "./documents.ts";
import { keys, lists } from "./keys.ts";
import { getItem, type Key, partition, type Table } from "./platform-table.ts";

/** Requests for review, in the list of their region by term; a party finds its own in it. */
export const reviewRequests: Kind<ReviewRequest> = {
  schema: ReviewRequest,
  key: keys.reviewRequest,
  list: ({ region, state, dueAt, id }) => lists.reviews(region, state, dueAt, id),
  expires: ({ answer }) =>
    answer === undefined ? undefined : expiryOf("reviewRequest", new Date(answer.at)),
};

/** P10 of the persons table: what was asked and answered, in words. */
const wordsKey = (jobSeekerId: string, id: string): Key => ({
  pk: { S: `PERSON#${jobSeekerId}` },
  sk: { S: `REVIEW#${id}` },
});

/** Writes what was asked and answered; it also says which requests are somebody's. */
export const putWords = (
  { tableName }: Table,
  { jobSeekerId, id, answer }: ReviewRequest,
  words: ReviewWords,
): TransactWriteItem => ({
  Put: {
    TableName: tableName,
    Item: {
      ...wordsKey(jobSeekerId, id),
      doc: { S: JSON.stringify(words) },
      ...(answer === undefined
        ? {}
        : { expiresAt: { N: String(expiryOf("reviewRequest", new Date(answer.at))) } }),
    },
  },
});

export const findWords = async (
  persons: Table,
  { jobSeekerId, id }: Pick<ReviewRequest, "jobSeekerId" | "id">,
): Promise<ReviewWords> => {
  const item = await getItem(persons, wordsKey(jobSeekerId, id));
  return item === undefined ? {} : documentOf(ReviewWords, item);
};

/** Takes a request and its words away, for an erasure. */
export const takeReview = (
  { platform, persons }: { readonly platform: Table; readonly persons: Table },
  jobSeekerId: string,
  id: string,
): TransactWriteItem[] => [
  { Delete: { TableName: platform.tableName, Key: { ...keys.reviewRequest(id) } } },
  { Delete: { TableName: persons.tableName, Key: { ...wordsKey(jobSeekerId, id) } } },
];

/** Ids of the requests of one person. */
export const reviewsOf = async (persons: Table, jobSeekerId: string, now: Date): Promise<string[]> => {
  const ids: string[] = [];
  for await (const { sk, expiresAt } of partition(persons, `PERSON#${jobSeekerId}`, "REVIEW#")) {
    const id = /^REVIEW#(.+)$/.exec(sk?.S ?? "")?.[1];
    if (id !== undefined && !isOver(expiresAt && Number(expiresAt.N), now)) ids.push(id);
  }
  return ids;
};
