import type { Context } from "hono";
import { mayAbout, seen } from "#packages/api/access.ts";
import type { ApiEnv } from "#packages/api/api-env.ts";
import type { Doing } from "#packages/api/idempotently.ts";
import { jsonAnswer } from "#packages/api/idempotently.ts";
import { invalidInput, Problem } from "#packages/api/problem.ts";
import type { ImportView } from "#packages/api/routes/imports.ts";
import { NotFound, NotPossibleNow } from "#packages/domain/errors.ts";
import { ImportId } from "#packages/domain/ids.ts";
import { type ImportKind, MAX_FILES, MAX_ROWS } from "#packages/intake/imports/import-kinds.ts";
import { chunksOf, type ReadFile } from "#packages/intake/imports/rows.ts";
import type { Resource } from "#packages/policy/relations.ts";
import { ownResource, sendingResource } from "#packages/policy/resources.ts";
import { noteParked, parkRows } from "#packages/store/import-rows.ts";
import {
  findImport,
  type ImportDocument,
  type ImportFile,
  type ImportRecord,
  NO_COUNTS,
  putImport,
} from "#packages/store/imports.ts";
import type { Deps } from "./deps.ts";
import { readFiles, type Upload } from "./import-upload.ts";

/** An import is of who sent it: the same client, or another for the same firm. */
export const importResource = ({ document }: ImportRecord): Resource => sendingResource(document.sender);

/** How an import is shown, but for its findings. */
export const viewOf = (
  { document, state, counts, rowsDone, startedAt, settledAt }: ImportRecord,
  names: readonly string[],
): Omit<ImportView, "findings" | "nextCursor"> => ({
  id: document.id,
  kind: document.kind,
  state,
  dryRun: document.dryRun,
  receivedAt: document.receivedAt,
  ...(startedAt === undefined ? {} : { startedAt }),
  ...(settledAt === undefined ? {} : { settledAt }),
  rows: document.files.reduce((sum, { rows }) => sum + rows, 0),
  ...counts,
  files: document.files.map(({ format, rows }, index) => ({
    number: index + 1,
    name: names[index] ?? "",
    format,
    rows,
    rowsDone: rowsDone[index] ?? 0,
  })),
});

type Parked = { readonly files: readonly ImportFile[] };

/** Parks the rows of files under a parcel of their own; what an abandoned try parked expires. */
const park = async (deps: Deps, uploads: readonly Upload[], read: readonly ReadFile[]): Promise<Parked> => {
  const parcel = deps.newId();
  const chunked = read.map(chunksOf);
  let first = 0;
  const files = read.map(({ format, rows }, index): ImportFile => {
    const chunks = chunked[index]?.length ?? 0;
    const file = { format, rows: rows.length, chunks, parcel, first };
    first += chunks;
    return file;
  });
  const names = uploads.map(({ name }) => name);
  await parkRows(deps.tables.persons, { id: parcel, chunks: chunked.flat(), names }, deps.now());
  return { files };
};

const checkRoom = (before: readonly ImportFile[], read: readonly ReadFile[]): void => {
  if (before.length + read.length > MAX_FILES)
    throw invalidInput([{ pointer: "/files", detail: `are more than ${MAX_FILES} in one import` }]);
  const rows = [...before.map((file) => file.rows), ...read.map((file) => file.rows.length)];
  if (rows.reduce((sum, count) => sum + count, 0) > MAX_ROWS)
    throw new Problem("too-large", "An import has at most 100,000 rows: send it as several.");
};

/** What is asked with the files: `closed`, no more follow. */
export type Asked = { readonly dryRun: boolean; readonly closed: boolean };

const received = (document: ImportDocument, names: readonly string[], closed: boolean) => {
  const state = closed ? "queued" : "receiving";
  const record: ImportRecord = {
    document,
    state,
    counts: NO_COUNTS,
    chunks: 0,
    done: 0,
    rowsDone: [],
    regions: [],
  };
  const body = { ...viewOf(record, names), findings: [] };
  return jsonAnswer(202, body, { location: `/v1/imports/${document.id}` });
};

const namesOf = (uploads: readonly Upload[]): string[] => uploads.map(({ name }) => name);

/**
 * By it, whoever is erased is taken out of the rows that name them and were not worked yet (GDPR 17). Noted anew with each
 * request: the rows of the last stay the longest.
 */
const notedParked = ({ tables: { persons } }: Deps, { kind, sender, id, receivedAt }: ImportDocument) =>
  kind === "market-profiles" ? [noteParked(persons, sender.actor.subject, id, new Date(receivedAt))] : [];

/** A new import with its first files. */
export const openImport = async (
  deps: Deps,
  { c, kind }: { c: Context<ApiEnv>; kind: ImportKind },
  uploads: readonly Upload[],
  { dryRun, closed }: Asked,
): Promise<Doing> => {
  const read = readFiles(uploads, kind);
  checkRoom([], read);
  const { files } = await park(deps, uploads, read);
  const { caller, traceparent } = c.var;
  const { actor, kvkNumber, sector, municipality } = caller;
  // What is in the rows is asked row by row, where they are worked.
  mayAbout(c, ownResource(caller));
  const document: ImportDocument = {
    id: ImportId.parse(deps.newId()),
    version: 1,
    kind,
    dryRun,
    sender: { actor, kvkNumber, sector, municipality },
    files: [...files],
    receivedAt: deps.now().toISOString(),
    traceparent,
  };
  return {
    writes: [putImport(deps.tables.platform, document, { closed }), ...notedParked(deps, document)],
    answer: received(document, namesOf(uploads), closed),
  };
};

/** More files of an import. Throws NotFound for one of somebody else or another kind, NotPossibleNow when it is closed. */
export const addFiles = async (
  deps: Deps,
  { c, kind, id }: { c: Context<ApiEnv>; kind: ImportKind; id: string },
  uploads: readonly Upload[],
  closed: boolean,
): Promise<Doing> => {
  const record = seen(c, await findImport(deps.tables.platform, id), importResource, id);
  if (record.document.kind !== kind) throw new NotFound(id);
  const before = record.document;
  if (record.state !== "receiving")
    throw new NotPossibleNow(`The import is ${record.state}: no more files can be added.`);
  const read = readFiles(uploads, kind);
  checkRoom(before.files, read);
  const { files } = await park(deps, uploads, read);
  const receivedAt = deps.now().toISOString();
  const document = { ...before, version: before.version + 1, files: [...before.files, ...files], receivedAt };
  const names = [...before.files.map(() => ""), ...namesOf(uploads)];
  return {
    writes: [putImport(deps.tables.platform, document, { closed }), ...notedParked(deps, document)],
    answer: received(document, names, closed),
  };
};
