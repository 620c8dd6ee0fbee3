import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { PlatformEvent } from "#events/index.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import type { SurplusNotice } from "#packages/domain/surplus-notice.ts";
import type { EmployerContact } from "#packages/domain/vacancy.ts";
import { regionsWithin } from "#packages/geography/distance.ts";
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

/** Of a reach: every region of the country may be in it. */
export const EVERYWHERE = "*";
/** Rounding of distances to hectometres may put a pair in reach that is up to 50 metres beyond it. */
const ROUNDING_METRES = 50;

const regionsOf = (notice: SurplusNotice | undefined) => notice?.groups.map(({ region }) => region) ?? [];

/** Regions where the groups of a region could work, in one text: `*` when one of them would go anywhere. */
const reachOf = ({ groups }: SurplusNotice, region: RegionCode): string => {
  const here = groups.filter((group) => group.region === region);
  if (here.some(({ reachKm }) => reachKm === undefined)) return EVERYWHERE;
  const reached = here.flatMap(({ pc4, reachKm = 0 }) =>
    regionsWithin(pc4, reachKm * 1000 + ROUNDING_METRES),
  );
  return [...new Set(reached)].sort().join(" ");
};

/** Brokerage finds a notice in the regions of its groups, from the moment that others may know of it. */
const regionWrites = (table: Table, { notice, before }: NoticeWrite): TransactWriteItem[] => {
  const TableName = table.tableName;
  const here = new Set(isPublished(notice) ? regionsOf(notice) : []);
  const there = new Set([...regionsOf(notice), ...regionsOf(before)].filter((region) => !here.has(region)));
  return [
    ...[...here].map((region) => ({
      Put: {
        TableName,
        Item: {
          ...keys.noticeInRegion(region, notice.id),
          version: { N: String(notice.version) },
          reach: { S: reachOf(notice, region) },
        },
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

/** Nobody is called any more about a notice that is withdrawn: who it was goes with it. */
const contactWrites = (table: Table, { notice, contact }: NoticeWrite): TransactWriteItem[] => {
  const { id, status, changedAt } = notice;
  if (contact === null || status === "withdrawn") return [takeContact(table, "NOTICE", id)];
  return contact === undefined ? [] : [putContact(table, { of: "NOTICE", id, changedAt }, contact)];
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
