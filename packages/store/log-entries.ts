import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { PlatformEvent } from "#events/index.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import { keys, type LogKind, type Side, unpublished } from "./keys.ts";
import { type Item, queryAll, type Table } from "./platform-table.ts";

/** Longer than messages live (14 days), so that what an event needs is there until it has been published for certain. */
const LOG_DAYS = 21;

export type Change = {
  readonly kind: LogKind;
  /** Regions whose workers must see the change; the first one's entry carries the events. Never empty. */
  readonly scopes: readonly [string, ...string[]];
  readonly id: string;
  readonly version: number;
  readonly at: Date;
  readonly events: readonly PlatformEvent[];
};

/**
 * The change-log entries of one write, part of the same transaction. They tell matching what changed, and they are the
 * outbox: an entry with events stands in the index `Unpublished` until `publish-changes` has sent them.
 */
export const logChange = (table: Table, change: Change): TransactWriteItem[] => {
  const at = change.at.toISOString();
  const entry = `${change.id}#${change.version}`;
  const expiresAt = Math.floor(change.at.getTime() / 1000) + LOG_DAYS * 86_400;
  return change.scopes.map((scope, index) => ({
    Put: {
      TableName: table.tableName,
      Item: {
        ...keys.log(change.kind, scope, at, entry),
        scope: { S: scope },
        id: { S: change.id },
        version: { N: String(change.version) },
        expiresAt: { N: String(expiresAt) },
        ...(index === 0 && change.events.length > 0
          ? { events: { S: JSON.stringify(change.events) }, ...unpublished(entry, at) }
          : {}),
      },
    },
  }));
};

const Events = z.array(PlatformEvent);
/** The events of a log entry, whether read from the table or from the stream. */
export const eventsOf = (item: Item): PlatformEvent[] => Events.parse(JSON.parse(item["events"]?.S ?? "[]"));

const HOUR_MS = 3_600_000;
const hoursFrom = (since: Date, until: Date): string[] => {
  const hours: string[] = [];
  for (let hour = Math.floor(since.getTime() / HOUR_MS); hour * HOUR_MS <= until.getTime(); hour += 1)
    hours.push(new Date(hour * HOUR_MS).toISOString().slice(0, 13));
  return hours;
};

/** The newest version by id. */
export type Changes = Map<string, number>;

const enter = (changes: ReadonlyMap<string, Changes>, item: Item): void => {
  // Other regions share the partition.
  const here = changes.get(item["scope"]?.S ?? "");
  const id = item["id"]?.S ?? "";
  here?.set(id, Math.max(here.get(id) ?? 0, Number(item["version"]?.N)));
};

/**
 * What changed in regions from `since` on, read consistently, region by region. Entries are in the log when their write
 * is committed, so a reader that looks after a commit sees it.
 */
export const changesSince = async (
  table: Table,
  { side, regions }: { readonly side: Side; readonly regions: readonly RegionCode[] },
  { since, until }: { readonly since: Date; readonly until: Date },
): Promise<ReadonlyMap<string, Changes>> => {
  const changes = new Map<string, Changes>(regions.map((region) => [region, new Map()]));
  const pks = hoursFrom(since, until).flatMap((hour) => keys.logPartitions(side, regions, hour));
  await Promise.all(
    pks.map(async (pk) => {
      const entries = queryAll(table, {
        KeyConditionExpression: "pk = :pk AND sk >= :from",
        ProjectionExpression: "#id, #version, #scope",
        ExpressionAttributeNames: { "#id": "id", "#version": "version", "#scope": "scope" },
        ExpressionAttributeValues: { ":pk": { S: pk }, ":from": { S: since.toISOString() } },
        ConsistentRead: true,
      });
      for await (const item of entries) enter(changes, item);
    }),
  );
  return changes;
};

type Asked = { readonly kind: LogKind; readonly regions: readonly RegionCode[] };

/** The events of all log entries of a kind in an hour of UTC ("2026-11-22T09"), region by region, read consistently. */
export const eventsInHour = async (
  table: Table,
  { kind, regions }: Asked,
  hour: string,
): Promise<ReadonlyMap<string, readonly PlatformEvent[]>> => {
  const events = new Map<string, PlatformEvent[]>(regions.map((region) => [region, []]));
  await Promise.all(
    keys.logPartitions(kind, regions, hour).map(async (pk) => {
      // Other regions share the partition.
      for await (const item of queryAll(table, {
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": { S: pk } },
        ConsistentRead: true,
      }))
        events.get(item["scope"]?.S ?? "")?.push(...eventsOf(item));
    }),
  );
  return events;
};
