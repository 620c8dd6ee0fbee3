import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { PlatformEvent } from "#events/index.ts";
import type { SurplusNotice } from "#packages/domain/surplus-notice.ts";
import type { EmployerContact } from "#packages/domain/vacancy.ts";
import { put } from "./documents.ts";
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

const contactWrites = (table: Table, { notice, contact }: NoticeWrite): TransactWriteItem[] => {
  if (contact === undefined) return [];
  if (contact === null) return [takeContact(table, "NOTICE", notice.id)];
  return [putContact(table, "NOTICE", notice.id, contact)];
};

const referenceOf = (notice: SurplusNotice | undefined) =>
  notice?.reference === undefined
    ? undefined
    : { kind: "surplus-notice" as const, owner: filerOf(notice), reference: notice.reference };

/** All writes of one change of a notice: the thing first, then who can be called, its reference, the change log. */
export const noticeWrites = ({ platform, persons }: Tables, change: NoticeWrite): TransactWriteItem[] => {
  const { notice, before, events } = change;
  const [first, ...others] = new Set([...regionsOf(notice), ...regionsOf(before)]);
  if (first === undefined) throw new RangeError(`notice ${notice.id} has no group`);
  return [
    put(platform, surplusNotices, notice),
    ...contactWrites(persons, change),
    ...changedReference(platform, notice.id, referenceOf(before), referenceOf(notice)),
    ...logChange(platform, {
      kind: "NOTICE",
      scopes: [first, ...others],
      id: notice.id,
      version: notice.version,
      at: new Date(notice.changedAt),
      events,
    }),
  ];
};
