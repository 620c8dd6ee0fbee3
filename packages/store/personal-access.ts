import { createHash } from "node:crypto";
import {
  ConditionalCheckFailedException,
  type TransactWriteItem,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { Moment } from "#packages/domain/dates.ts";
import { JobSeekerId, MarketProfileId } from "#packages/domain/ids.ts";
import { expiryOf, isOver } from "#packages/rights/retention.ts";
import { documentOf } from "./documents.ts";
import { getItem, type Item, type Key, type Table } from "./platform-table.ts";

/** Whose data a link or a session opens. */
export const PersonalAccess = z.object({
  profileId: MarketProfileId,
  jobSeekerId: JobSeekerId,
  since: Moment,
});
export type PersonalAccess = z.infer<typeof PersonalAccess>;

/** Of one person: the one link that is still open, and from when on sessions count. Without it there is no access. */
const AccessState = z.object({ link: z.string().optional(), sessionsFrom: Moment });
type AccessState = z.infer<typeof AccessState>;

/** However often it is used, a session ends after so many hours. */
const LONGEST_SESSION_MS = 8 * 3_600_000;
/** A session that was used a moment ago is not written again at every request. */
const RENEW_BELOW_S = 25 * 60;

/** Tokens are kept as their hash only: whoever reads the table cannot use them. */
const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");

const key = (pk: string, sk: string): Key => ({ pk: { S: pk }, sk: { S: sk } });
/** P7, P8 and P9 of the persons table. */
const accessKeys = {
  link: (hash: string) => key(`PERSONAL-LINK#${hash}`, "LINK"),
  session: (hash: string) => key(`PERSONAL-SESSION#${hash}`, "SESSION"),
  state: (jobSeekerId: string) => key(`PERSON#${jobSeekerId}`, "ACCESS"),
} as const;

const put = ({ tableName }: Table, at: Key, doc: unknown, expiresAt?: number): TransactWriteItem => ({
  Put: {
    TableName: tableName,
    Item: {
      ...at,
      doc: { S: JSON.stringify(doc) },
      ...(expiresAt === undefined ? {} : { expiresAt: { N: String(expiresAt) } }),
    },
  },
});

const take = ({ tableName }: Table, at: Key): TransactWriteItem => ({
  Delete: { TableName: tableName, Key: { ...at } },
});

const stateOf = async (persons: Table, jobSeekerId: string): Promise<AccessState | undefined> => {
  const item = await getItem(persons, accessKeys.state(jobSeekerId));
  return item === undefined ? undefined : documentOf(AccessState, item);
};

const noLink = (persons: Table, state: AccessState | undefined): TransactWriteItem[] =>
  state?.link === undefined ? [] : [take(persons, accessKeys.link(state.link))];

type Whose = Pick<PersonalAccess, "profileId" | "jobSeekerId">;

/** A link for a job seeker; one that was made before and not used is void from then on. */
export const linkWrites = async (
  persons: Table,
  whose: Whose,
  token: string,
  now: Date,
): Promise<{ readonly writes: TransactWriteItem[]; readonly expiresAt: Date }> => {
  const state = await stateOf(persons, whose.jobSeekerId);
  const [link, at] = [hashOf(token), now.toISOString()];
  const expiresAt = expiryOf("personalLink", now);
  return {
    expiresAt: new Date(expiresAt * 1000),
    writes: [
      ...noLink(persons, state),
      put(persons, accessKeys.link(link), PersonalAccess.parse({ ...whose, since: at }), expiresAt),
      put(persons, accessKeys.state(whose.jobSeekerId), { link, sessionsFrom: state?.sessionsFrom ?? at }),
    ],
  };
};

/** Makes the open link and every session of somebody void. */
export const revocationWrites = async (
  persons: Table,
  { jobSeekerId }: Whose,
  now: Date,
): Promise<TransactWriteItem[]> => {
  const state = await stateOf(persons, jobSeekerId);
  return [
    ...noLink(persons, state),
    put(persons, accessKeys.state(jobSeekerId), { sessionsFrom: now.toISOString() }),
  ];
};

/** Takes away what gives access; for an erasure. Sessions are void without it. */
export const endAccessWrites = async (
  persons: Table,
  { jobSeekerId }: Whose,
): Promise<TransactWriteItem[]> => [
  ...noLink(persons, await stateOf(persons, jobSeekerId)),
  take(persons, accessKeys.state(jobSeekerId)),
];

const accessOf = (item: Item | undefined, now: Date): PersonalAccess | undefined =>
  item === undefined || isOver(Number(item["expiresAt"]?.N), now)
    ? undefined
    : documentOf(PersonalAccess, item);

/** Whose a link is; undefined when it was used, is over, was replaced, or never was. */
export const findLink = async (
  persons: Table,
  token: string,
  now: Date,
): Promise<PersonalAccess | undefined> =>
  accessOf(await getItem(persons, accessKeys.link(hashOf(token))), now);

/** Uses a link up and opens a session. A ConditionFailed at the first write: somebody used it at the same moment. */
export const openSessionWrites = (
  persons: Table,
  { link, session }: { readonly link: string; readonly session: string },
  { profileId, jobSeekerId }: Whose,
  now: Date,
): TransactWriteItem[] => {
  const at = now.toISOString();
  return [
    {
      Delete: {
        TableName: persons.tableName,
        Key: { ...accessKeys.link(hashOf(link)) },
        ConditionExpression: "attribute_exists(pk)",
      },
    },
    put(
      persons,
      accessKeys.session(hashOf(session)),
      PersonalAccess.parse({ profileId, jobSeekerId, since: at }),
      expiryOf("personalSession", now),
    ),
  ];
};

/** The end of a session, by its token. */
export const closeSessionWrites = (persons: Table, token: string): TransactWriteItem[] => [
  take(persons, accessKeys.session(hashOf(token))),
];

const renew = async ({ client, tableName }: Table, token: string, now: Date): Promise<void> => {
  try {
    await client.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: { ...accessKeys.session(hashOf(token)) },
        UpdateExpression: "SET expiresAt = :later",
        ConditionExpression: "attribute_exists(pk)",
        ExpressionAttributeValues: { ":later": { N: String(expiryOf("personalSession", now)) } },
      }),
    );
  } catch (error) {
    // Closed at the same moment: this request was still in time.
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};

/**
 * Whose a session is, and keeps it open for another half hour; undefined when it is over, closed, revoked, longer than
 * eight hours old, or the person has been erased.
 */
export const findSession = async (
  persons: Table,
  token: string,
  now: Date,
): Promise<PersonalAccess | undefined> => {
  const item = await getItem(persons, accessKeys.session(hashOf(token)));
  const access = accessOf(item, now);
  if (access === undefined || now.getTime() - Date.parse(access.since) > LONGEST_SESSION_MS) return undefined;
  const state = await stateOf(persons, access.jobSeekerId);
  if (state === undefined || access.since < state.sessionsFrom) return undefined;
  const left = Number(item?.["expiresAt"]?.N) - Math.floor(now.getTime() / 1000);
  if (left < RENEW_BELOW_S) await renew(persons, token, now);
  return access;
};
