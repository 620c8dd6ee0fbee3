import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { Moment } from "#packages/domain/dates.ts";
import { ErasureId, ImportId, JobSeekerId, MarketProfileId } from "#packages/domain/ids.ts";
import { RegionCode } from "#packages/domain/regions.ts";
import { erasedReference } from "#packages/rights/erase.ts";
import { Erasure } from "#packages/rights/erasure-proof.ts";
import { expiryOf, isOver } from "#packages/rights/retention.ts";
import { documentOf } from "./documents.ts";
import { getItem, type Key, partition, type Table } from "./platform-table.ts";

const key = (pk: string, sk: string): Key => ({ pk: { S: pk }, sk: { S: sk } });
const PENDING = "ERASURES";
/** P11 and P12 of the persons table, R4 of the records table. */
const erasureKeys = {
  pending: (askedAt: string, id: string) => key(PENDING, `${askedAt}#${id}`),
  reference: (owner: string, hash: string) => key(`ERASED#${owner}`, hash),
  proof: (id: string, state: "begun" | "finished") => key(`ERASURE#${id}`, state),
} as const;

/** What is still to be taken away of somebody. It is gone when that is done, and with it all that led to the person. */
export const PendingErasure = z.object({
  id: ErasureId,
  askedAt: Moment,
  profileId: MarketProfileId,
  jobSeekerId: JobSeekerId,
  region: RegionCode,
  importId: ImportId.optional(),
  reference: z.string().optional(),
  /** Whose reference it is: the client in whose files the person may stand. */
  referenceOwner: z.string().optional(),
});
export type PendingErasure = z.infer<typeof PendingErasure>;

const putDocument = ({ tableName }: Table, at: Key, doc: unknown, expiresAt?: number): TransactWriteItem => ({
  Put: {
    TableName: tableName,
    Item: {
      ...at,
      doc: { S: JSON.stringify(doc) },
      ...(expiresAt === undefined ? {} : { expiresAt: { N: String(expiresAt) } }),
    },
  },
});

export const putPending = (persons: Table, pending: PendingErasure): TransactWriteItem =>
  putDocument(persons, erasureKeys.pending(pending.askedAt, pending.id), pending);

export const takePending = ({ tableName }: Table, { askedAt, id }: PendingErasure): TransactWriteItem => ({
  Delete: { TableName: tableName, Key: { ...erasureKeys.pending(askedAt, id) } },
});

/** All that are still to be finished, oldest first. */
export const readPending = (persons: Table): Promise<PendingErasure[]> =>
  Array.fromAsync(partition(persons, PENDING), (item) => documentOf(PendingErasure, item));

/** The proof, as it is written when the erasure begins and once more when it is finished. Neither is ever changed. */
export const putProof = (records: Table, proof: Erasure): TransactWriteItem =>
  putDocument(records, erasureKeys.proof(proof.id, proof.state), proof);

/** The newest proof of an erasure; undefined when there is none with that id. */
export const findProof = async (records: Table, id: string): Promise<Erasure | undefined> => {
  const item =
    (await getItem(records, erasureKeys.proof(id, "finished"))) ??
    (await getItem(records, erasureKeys.proof(id, "begun")));
  return item === undefined ? undefined : documentOf(Erasure, item);
};

/** Notes that whoever had this reference was erased: a file that was made before must not bring the person back. */
export const noteErasedReference = (
  persons: Table,
  owner: string,
  reference: string,
  now: Date,
): TransactWriteItem =>
  putDocument(
    persons,
    erasureKeys.reference(owner, erasedReference(owner, reference)),
    { at: now.toISOString() },
    expiryOf("erasedReference", now),
  );

const Noted = z.object({ at: Moment });
/** When whoever had this reference was erased lately; undefined when nobody was. */
export const erasedAtOf = async (
  persons: Table,
  { owner, reference }: { readonly owner: string; readonly reference: string },
  now: Date,
): Promise<string | undefined> => {
  const item = await getItem(persons, erasureKeys.reference(owner, erasedReference(owner, reference)));
  return item === undefined || isOver(Number(item["expiresAt"]?.N), now)
    ? undefined
    : documentOf(Noted, item).at;
};

/** Hashes of references that were erased lately, by sender, with the moment of it. */
export const erasedReferences = async (
  persons: Table,
  owner: string,
  now: Date,
): Promise<Map<string, string>> => {
  const found = new Map<string, string>();
  for await (const item of partition(persons, `ERASED#${owner}`))
    if (!isOver(Number(item["expiresAt"]?.N), now))
      found.set(item["sk"]?.S ?? "", documentOf(Noted, item).at);
  return found;
};
