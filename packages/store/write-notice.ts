import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { PlatformEvent } from "#events/index.ts";
import type { SurplusNotice } from "#packages/domain/surplus-notice.ts";
import type { EmployerContact } from "#packages/domain/vacancy.ts";
import { isPublished } from "#packages/intake/notice-visibility.ts";
import { put } from "./documents.ts";
import { keys, lists } from "./keys.ts";
import { filerOf, surplusNotices } from "./kinds.ts";
import { logChange } from "./log-entries.ts";
import { putContact, takeContact } from "./persons-table.ts";
import type { Table } from "./platform-table.ts";
import { changedReference } from "./references.ts";
import type { Tables } from "./write-vacancy.ts";

export type NoticeWrite = {
  readonly notice: SurplusNotice;
  readonly before?: SurplusNotice | undefined;
  /** Who can be called: null takes away what was there, absent leaves it. */
  readonly contact?: EmployerContact | null | undefined;
  readonly events: readonly PlatformEvent[];
};

const regionsOf = (notice: SurplusNotice | undefined) => notice?.groups.map(({ region }) => region) ?? [];

/** Brokerage finds a notice in the regions of its groups, from the moment that others may know of it. */
const regionWrites = (table: Table, { notice, before }: NoticeWrite): TransactWriteItem[] => {
  const TableName = table.tableName;
  const here = new Set(isPublished(notice) ? regionsOf(notice) : []);
  const there = new Set([...regionsOf(notice), ...regionsOf(before)].filter((region) => !here.has(region)));
  return [
    ...[...here].map((region) => ({
      Put: {
        TableName,
        Item: { ...keys.noticeInRegion(region, notice.id), version: { N: String(notice.version) } },
      },
    })),
    ...(before === undefined ? [] : [...there]).map((region) => ({
      Delete: { TableName, Key: keys.noticeInRegion(region, notice.id) },
    })),
  ];
};

const awaitsEmbargo = (notice: SurplusNotice | undefined): boolean =>
  notice?.status === "open" && !isPublished(notice);

/** A complete notice waits in a list for the day on which its embargo ends. */
const embargoWrites = (table: Table, { notice, before }: NoticeWrite): TransactWriteItem[] => {
  const TableName = table.tableName;
  const { id, embargoUntilDate } = notice;
  if (awaitsEmbargo(notice) && embargoUntilDate !== undefined) {
    const doc = { S: JSON.stringify({ id, version: notice.version }) };
    const Item = { ...keys.embargo(id), ...lists.embargoes(id, embargoUntilDate), doc };
    return [{ Put: { TableName, Item } }];
  }
  return awaitsEmbargo(before) ? [{ Delete: { TableName, Key: keys.embargo(id) } }] : [];
};

const contactWrites = (table: Table, { notice, contact }: NoticeWrite): TransactWriteItem[] => {
  if (contact === undefined) return [];
  if (contact === null) return [takeContact(table, "NOTICE", notice.id)];
  return [putContact(table, "NOTICE", notice.id, contact)];
};

const referenceOf = (notice: SurplusNotice | undefined) =>
  notice?.reference === undefined
    ? undefined
    : { kind: "surplus-notice" as const, owner: filerOf(notice), reference: notice.reference };

const logWrites = (table: Table, { notice, before, events }: NoticeWrite): TransactWriteItem[] => {
  const [first, ...others] = new Set([...regionsOf(notice), ...regionsOf(before)]);
  if (first === undefined) throw new RangeError(`notice ${notice.id} has no group`);
  return logChange(table, {
    kind: "NOTICE",
    scopes: [first, ...others],
    id: notice.id,
    version: notice.version,
    at: new Date(notice.changedAt),
    events,
  });
};

/** The writes when nothing changes but that others may know of the notice. */
export const publishedWrites = (table: Table, change: Omit<NoticeWrite, "contact">): TransactWriteItem[] => [
  put(table, surplusNotices, change.notice),
  ...regionWrites(table, change),
  ...embargoWrites(table, change),
  ...logWrites(table, change),
];

/**
 * All writes of one change of a notice: the thing first, then who can be called, its reference, where brokerage finds
 * it, the change log. At most 4 items a region that its groups are or were in, and 6 more.
 */
export const noticeWrites = ({ platform, persons }: Tables, change: NoticeWrite): TransactWriteItem[] => {
  const { notice, before } = change;
  return [
    put(platform, surplusNotices, notice),
    ...contactWrites(persons, change),
    ...changedReference(platform, notice.id, referenceOf(before), referenceOf(notice)),
    ...regionWrites(platform, change),
    ...embargoWrites(platform, change),
    ...logWrites(platform, change),
  ];
};
