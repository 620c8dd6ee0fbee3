import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import type { PlatformEvent } from "#events/index.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import { Finding } from "#packages/intake/imports/findings.ts";
import { documentOf } from "./documents.ts";
import {
  expiryOf,
  findImport,
  type ImportCounts,
  type ImportDocument,
  type ImportRecord,
  rowsDoneName,
} from "./imports.ts";
import { keys } from "./keys.ts";
import { logChange } from "./log-entries.ts";
import { ConditionFailed, commit, getItem, queryAll, type Table } from "./platform-table.ts";

/** A chunk by number of its file (from 1) and its number in the file (from 0). */
export type ChunkName = { readonly file: number; readonly chunk: number };

/** What came of a chunk. */
export type ChunkResult = ChunkName & {
  readonly counts: ImportCounts;
  readonly findings: readonly Finding[];
  /** Regions that got something. */
  readonly regions: readonly RegionCode[];
};

const Findings = z.array(Finding);

/** Whether the chunk was worked to the end. */
export const isDone = async (table: Table, id: string, { file, chunk }: ChunkName): Promise<boolean> =>
  (await getItem(table, keys.importFindings(id, file, chunk))) !== undefined;

const countUp = (table: Table, id: string, { file, counts, regions }: ChunkResult): TransactWriteItem => {
  const added = { ...counts, [rowsDoneName(file)]: counts.good + counts.bad, done: 1 };
  const sums = Object.keys(added).map((name) => `${name} :${name}`);
  return {
    Update: {
      TableName: table.tableName,
      Key: { ...keys.import(id) },
      UpdateExpression: `ADD ${[...sums, ...(regions.length === 0 ? [] : ["regions :regions"])].join(", ")}`,
      ConditionExpression: "#state = :working",
      ExpressionAttributeNames: { "#state": "state" },
      ExpressionAttributeValues: {
        ":working": { S: "working" },
        ...Object.fromEntries(
          Object.entries(added).map(([name, value]) => [`:${name}`, { N: String(value) }]),
        ),
        ...(regions.length === 0 ? {} : { ":regions": { SS: [...new Set(regions)] } }),
      },
    },
  };
};

/**
 * Notes that a chunk is done, with its findings and its part of the counts, exactly once: of two workers that did the
 * same chunk, the second changes nothing.
 */
export const noteChunk = async (
  table: Table,
  document: ImportDocument,
  result: ChunkResult,
): Promise<void> => {
  const { file, chunk, findings } = result;
  const marker: TransactWriteItem = {
    Put: {
      TableName: table.tableName,
      Item: {
        ...keys.importFindings(document.id, file, chunk),
        doc: { S: JSON.stringify(findings) },
        expiresAt: { N: String(expiryOf(document)) },
      },
      ConditionExpression: "attribute_not_exists(pk)",
    },
  };
  try {
    await commit(table.client, [marker, countUp(table, document.id, result)]);
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
};

/**
 * Settles an import of which every chunk is done, with its events, exactly once. `now`: this call did it; `before`:
 * another did, or had; `not-yet`: chunks are still to be done.
 */
export const settleImport = async (
  table: Table,
  id: string,
  at: Date,
  eventsOf: (settled: ImportRecord) => readonly PlatformEvent[],
): Promise<"now" | "before" | "not-yet"> => {
  const record = await findImport(table, id);
  if (record?.state === "settled") return "before";
  if (record?.state !== "working" || record.done !== record.chunks) return "not-yet";
  const settle: TransactWriteItem = {
    Update: {
      TableName: table.tableName,
      Key: { ...keys.import(id) },
      UpdateExpression: "SET #state = :settled, settledAt = :at",
      ConditionExpression: "#state = :working AND done = chunks",
      ExpressionAttributeNames: { "#state": "state" },
      ExpressionAttributeValues: {
        ":settled": { S: "settled" },
        ":working": { S: "working" },
        ":at": { S: at.toISOString() },
      },
    },
  };
  const events = eventsOf(record);
  const log = logChange(table, { kind: "OTHER", scopes: ["IMPORTS"], id, version: 1, at, events });
  try {
    await commit(table.client, [settle, ...(events.length === 0 ? [] : log)]);
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
    return "before";
  }
  return "now";
};

/** Where a page of findings ended: after how many findings of which chunk. */
export const FindingsPosition = z
  .object({ sk: z.string().regex(/^FINDINGS#\d{3}#\d{5}$/), taken: z.number().int().min(0) })
  .strict();
export type FindingsPosition = z.infer<typeof FindingsPosition>;
export type FindingsPage = {
  readonly findings: readonly Finding[];
  readonly next?: FindingsPosition | undefined;
};

/** Findings in the order of files and lines, at most `limit`; `next` when there are more. */
export const readFindings = async (
  table: Table,
  id: string,
  { limit, from }: { readonly limit: number; readonly from?: FindingsPosition | undefined },
): Promise<FindingsPage> => {
  const findings: Finding[] = [];
  const items = queryAll(table, {
    KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
    ExpressionAttributeValues: {
      ":pk": keys.import(id).pk,
      ":from": { S: from?.sk ?? "FINDINGS#" },
      ":to": { S: "FINDINGS#~" },
    },
    ConsistentRead: true,
  });
  for await (const item of items) {
    const sk = item["sk"]?.S ?? "";
    const skipped = sk === from?.sk ? from.taken : 0;
    const rest = documentOf(Findings, item).slice(skipped);
    const taken = rest.slice(0, limit - findings.length);
    findings.push(...taken);
    if (taken.length < rest.length) return { findings, next: { sk, taken: skipped + taken.length } };
  }
  return { findings };
};
