import { createHash } from "node:crypto";
import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { CouplingId, type MarketProfileId } from "#packages/domain/ids.ts";
import { GroupLink, Invitation, type InvitationCode, invitationIdOf } from "#packages/domain/invitation.ts";
import { documentOf, find, type Kind, put } from "./documents.ts";
import { INVITATION_OF, keys } from "./keys.ts";
import { getItem, partition, type Table } from "./platform-table.ts";

/** Only this of a code is kept. With 80 bits of chance in it, it cannot be found by trying. */
export const hashOf = (code: InvitationCode): string => createHash("sha256").update(code).digest("hex");

export const invitations: Kind<Invitation> = { schema: Invitation, key: keys.invitation };

const Named = z.object({ couplingId: CouplingId, number: z.number().int() });

const codeItem = (table: Table, { hash, couplingId, number }: Invitation): TransactWriteItem => ({
  Put: {
    TableName: table.tableName,
    Item: { ...keys.invitationCode(hash), doc: { S: JSON.stringify({ couplingId, number }) } },
    ConditionExpression: "attribute_not_exists(pk)",
  },
});

const noCode = (table: Table, hash: string): TransactWriteItem => ({
  Delete: { TableName: table.tableName, Key: keys.invitationCode(hash) },
});

/** The next version of an invitation; under its code it can be found as long as it may be used. */
export const invitationWrites = (
  table: Table,
  before: Invitation | undefined,
  after: Invitation,
): TransactWriteItem[] => {
  const hadCode = before !== undefined && before.state !== "withdrawn";
  const other = before?.hash !== after.hash;
  return [
    put(table, invitations, after),
    ...(hadCode && (other || after.state === "withdrawn") ? [noCode(table, before.hash)] : []),
    ...(other ? [codeItem(table, after)] : []),
  ];
};

/** The invitation with that code, read consistently; undefined when there is none, or it was withdrawn. */
export const findByCode = async (table: Table, code: InvitationCode): Promise<Invitation | undefined> => {
  const item = await getItem(table, keys.invitationCode(hashOf(code)));
  if (item === undefined) return undefined;
  const { couplingId, number } = documentOf(Named, item);
  return find(table, invitations, invitationIdOf(couplingId, number));
};

/** All invitations of a coupling by their number, read consistently. */
export const invitationsOf = async (table: Table, couplingId: CouplingId): Promise<Invitation[]> => {
  const all: Invitation[] = [];
  for await (const item of partition(table, keys.coupling(couplingId).pk.S, INVITATION_OF)) {
    if (!(item["sk"]?.S ?? "").startsWith(INVITATION_OF)) break;
    all.push(documentOf(Invitation, item));
  }
  return all;
};

const linkKind = (couplingId: CouplingId): Kind<GroupLink> => ({
  schema: GroupLink,
  key: (profileId) => keys.groupLink(couplingId, profileId),
});

/** Whether, and how, a profile belongs to a coupling. */
export const findLink = (
  table: Table,
  couplingId: CouplingId,
  profileId: MarketProfileId,
): Promise<GroupLink | undefined> => find(table, linkKind(couplingId), profileId);

export const putLink = (table: Table, link: GroupLink): TransactWriteItem =>
  put(table, linkKind(link.couplingId), link);
