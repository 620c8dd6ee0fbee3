import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { type Actor, Role } from "#packages/domain/actor.ts";
import { Moment } from "#packages/domain/dates.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import { keys } from "./keys.ts";
import { type Item, partition, type Table } from "./platform-table.ts";

/** After so many days without having done anything, somebody is no longer a colleague to whom work can be given. */
const KEPT_DAYS = 400;

/** Somebody who works for a team: the subject and role of a token, and what the desk calls them. Never a name of a person. */
export const Colleague = z.object({
  subject: z.string().min(1).max(200),
  role: Role,
  deskName: z.string().max(60).optional(),
  seenAt: Moment.optional(),
});
export type Colleague = z.infer<typeof Colleague>;

const Seen = Colleague.pick({ subject: true, role: true, seenAt: true });
const Named = Colleague.pick({ subject: true, role: true, deskName: true });

const putDocument = (table: Table, key: Item, doc: unknown, at: Date): TransactWriteItem => ({
  Put: {
    TableName: table.tableName,
    Item: {
      ...key,
      doc: { S: JSON.stringify(doc) },
      expiresAt: { N: String(Math.floor(at.getTime() / 1000) + KEPT_DAYS * 86_400) },
    },
  },
});

/** Notes that somebody did something for a team. */
export const noteSeen = (table: Table, region: RegionCode, { subject, role }: Actor, at: Date) =>
  putDocument(
    table,
    keys.colleague(region, "SEEN", subject),
    { subject, role, seenAt: at.toISOString() } satisfies z.infer<typeof Seen>,
    at,
  );

/** Keeps what the desk calls somebody. */
export const nameColleague = (
  table: Table,
  region: RegionCode,
  { subject, role, deskName }: { subject: string; role: Actor["role"]; deskName: string },
  at: Date,
) =>
  putDocument(
    table,
    keys.colleague(region, "NAME", subject),
    { subject, role, deskName } satisfies z.infer<typeof Named>,
    at,
  );

/** Everybody who works for a team, by subject, read consistently. What has expired by `now` is left out. */
export const readColleagues = async (
  table: Table,
  region: RegionCode,
  now: Date,
): Promise<Map<string, Colleague>> => {
  const found = new Map<string, Colleague>();
  for await (const item of partition(table, keys.colleague(region, "SEEN", "").pk.S)) {
    if (Number(item["expiresAt"]?.N) * 1000 < now.getTime()) continue;
    const part = Colleague.parse(JSON.parse(item["doc"]?.S ?? "null"));
    found.set(part.subject, { ...found.get(part.subject), ...part });
  }
  return found;
};
