import {
  ConditionalCheckFailedException,
  type TransactWriteItem,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { Actor } from "#packages/domain/actor.ts";
import { Sector } from "#packages/domain/conditions.ts";
import { Moment } from "#packages/domain/dates.ts";
import { ImportId, KvkNumber } from "#packages/domain/ids.ts";
import { HomeMunicipality } from "#packages/domain/municipality.ts";
import { RegionCode } from "#packages/domain/regions.ts";
import { ImportFormat, ImportKind } from "#packages/intake/imports/import-kinds.ts";
import { documentOf } from "./documents.ts";
import { keys, lists } from "./keys.ts";
import { getItem, type Item, type Table } from "./platform-table.ts";

/** Results of an import can be read this long; its rows are parked much shorter (`import-rows.ts`). */
const KEPT_DAYS = 90;

/** Who sends an import, with what their token said: rows are taken in with these rights and no others. */
export const ImportSender = z.object({
  actor: Actor,
  kvkNumber: KvkNumber.optional(),
  sector: Sector.optional(),
  municipality: HomeMunicipality.optional(),
});
export type ImportSender = z.infer<typeof ImportSender>;

/** One file: how many rows in how many chunks, parked in `parcel` as the chunks from number `first` on. */
export const ImportFile = z.object({
  format: ImportFormat,
  rows: z.number().int().min(1),
  chunks: z.number().int().min(1),
  parcel: z.uuid(),
  first: z.number().int().min(0),
});
export type ImportFile = z.infer<typeof ImportFile>;

/** What an import is. It holds no name of a file: those can name people, and stand beside the rows. */
export const ImportDocument = z.object({
  id: ImportId,
  version: z.number().int().min(1),
  kind: ImportKind,
  dryRun: z.boolean(),
  sender: ImportSender,
  files: z.array(ImportFile),
  receivedAt: Moment,
  traceparent: z.string().optional(),
});
export type ImportDocument = z.infer<typeof ImportDocument>;

/** `receiving`: more files follow. `failed`: its rows were gone before they could be worked; nothing is taken back. */
export const IMPORT_STATES = ["receiving", "queued", "working", "settled", "failed"] as const;
export const ImportState = z.enum(IMPORT_STATES);
export type ImportState = z.infer<typeof ImportState>;

/** Rows worked, by what came of them: good = added + changed + unchanged. */
export const ImportCounts = z.object({
  good: z.number().int(),
  bad: z.number().int(),
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
});
export type ImportCounts = z.infer<typeof ImportCounts>;
export const NO_COUNTS: ImportCounts = { good: 0, bad: 0, added: 0, changed: 0, unchanged: 0 };

/** An import and how far it is. `done` and `chunks` count chunks; `rowsDone` counts rows, file by file. */
export type ImportRecord = {
  readonly document: ImportDocument;
  readonly state: ImportState;
  readonly counts: ImportCounts;
  readonly chunks: number;
  readonly done: number;
  readonly rowsDone: readonly number[];
  readonly regions: readonly RegionCode[];
  readonly startedAt?: string | undefined;
  readonly settledAt?: string | undefined;
};

const numberIn = (item: Item, name: string): number => Number(item[name]?.N ?? 0);
const chunksOf = ({ files }: ImportDocument): number => files.reduce((sum, { chunks }) => sum + chunks, 0);

export const rowsDoneName = (file: number): string => `rowsDone${file}`;

const recordOf = (item: Item): ImportRecord => {
  const document = documentOf(ImportDocument, item);
  return {
    document,
    state: ImportState.parse(item["state"]?.S),
    counts: {
      good: numberIn(item, "good"),
      bad: numberIn(item, "bad"),
      added: numberIn(item, "added"),
      changed: numberIn(item, "changed"),
      unchanged: numberIn(item, "unchanged"),
    },
    chunks: chunksOf(document),
    done: numberIn(item, "done"),
    rowsDone: document.files.map((_, index) => numberIn(item, rowsDoneName(index + 1))),
    regions: z.array(RegionCode).parse([...(item["regions"]?.SS ?? [])].sort()),
    startedAt: item["startedAt"]?.S,
    settledAt: item["settledAt"]?.S,
  };
};

/** Reads an import consistently; undefined when there is none (any more). */
export const findImport = async (table: Table, id: string): Promise<ImportRecord | undefined> => {
  const item = await getItem(table, keys.import(id));
  return item === undefined ? undefined : recordOf(item);
};

/**
 * Writes what an import is, as long as it is being received. Version 1 is a new one; a later version follows the one
 * before, so that of two requests that add files at once one has to look again. `closed`: no more files follow.
 */
export const putImport = (
  table: Table,
  document: ImportDocument,
  { closed }: { readonly closed: boolean },
): TransactWriteItem => ({
  Put: {
    TableName: table.tableName,
    Item: {
      ...keys.import(document.id),
      version: { N: String(document.version) },
      doc: { S: JSON.stringify(document) },
      state: { S: closed ? "queued" : "receiving" },
      ...(closed ? lists.queuedImports(document.id, document.receivedAt) : {}),
      chunks: { N: String(chunksOf(document)) },
      done: { N: "0" },
      expiresAt: { N: String(expiryOf(document)) },
    },
    ...(document.version === 1
      ? { ConditionExpression: "attribute_not_exists(pk)" }
      : {
          ConditionExpression: "version = :before AND #state = :receiving",
          ExpressionAttributeNames: { "#state": "state" },
          ExpressionAttributeValues: {
            ":before": { N: String(document.version - 1) },
            ":receiving": { S: "receiving" },
          },
        }),
  },
});

/** Until when results are kept, in seconds since 1970. */
export const expiryOf = ({ receivedAt }: Pick<ImportDocument, "receivedAt">): number =>
  Math.floor(Date.parse(receivedAt) / 1000) + KEPT_DAYS * 86_400;

type Step = { readonly from: readonly ImportState[]; readonly to: ImportState; readonly moment: string };
const moveOn = async (table: Table, id: string, at: Date, step: Step): Promise<boolean> => {
  try {
    await table.client.send(
      new UpdateItemCommand({
        TableName: table.tableName,
        Key: { ...keys.import(id) },
        UpdateExpression: `SET #state = :to, ${step.moment} = if_not_exists(${step.moment}, :at) REMOVE listPk, listSk`,
        ConditionExpression: `#state IN (${step.from.map((_, index) => `:from${index}`).join(", ")})`,
        ExpressionAttributeNames: { "#state": "state" },
        ExpressionAttributeValues: {
          ":to": { S: step.to },
          ":at": { S: at.toISOString() },
          ...Object.fromEntries(step.from.map((state, index) => [`:from${index}`, { S: state }])),
        },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};

/** The work begins, or begins again after a crash. False when it is over, or the import is still being received. */
export const startImport = (table: Table, id: string, at: Date): Promise<boolean> =>
  moveOn(table, id, at, { from: ["queued", "working"], to: "working", moment: "startedAt" });

/** The rows are gone: what was taken in stays, the rest has to be sent again. Saying it twice is fine. */
export const failImport = (table: Table, id: string, at: Date): Promise<boolean> =>
  moveOn(table, id, at, { from: ["queued", "working"], to: "failed", moment: "settledAt" });
