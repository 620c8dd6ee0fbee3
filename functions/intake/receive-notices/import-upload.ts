import { createHash } from "node:crypto";
import type { Context } from "hono";
import type { ApiEnv } from "#packages/api/api-env.ts";
import { Problem, type ProblemError } from "#packages/api/problem.ts";
import { fileText } from "#packages/intake/imports/file-text.ts";
import type { ImportFormat, ImportKind } from "#packages/intake/imports/import-kinds.ts";
import { readCsv } from "#packages/intake/imports/read-csv.ts";
import { readJsonLines } from "#packages/intake/imports/read-json-lines.ts";
import { RefusedFile } from "#packages/intake/imports/refused-file.ts";
import type { ReadFile } from "#packages/intake/imports/rows.ts";

/** A file as it was sent. */
export type Upload = {
  readonly name: string;
  readonly format: ImportFormat;
  readonly charset: string;
  readonly bytes: Uint8Array;
};

const TYPES: Readonly<Record<string, ImportFormat>> = {
  "text/csv": "csv",
  "application/csv": "csv",
  "application/jsonl": "json-lines",
  "application/x-ndjson": "json-lines",
  "application/x-jsonlines": "json-lines",
};
const ENDINGS: Readonly<Record<string, ImportFormat>> = {
  csv: "csv",
  jsonl: "json-lines",
  ndjson: "json-lines",
};

const mediaType = (contentType: string): string => contentType.split(";")[0]?.trim().toLowerCase() ?? "";
const charsetOf = (contentType: string): string =>
  /charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1]?.toLowerCase() ?? "utf-8";
const refused = (errors: readonly ProblemError[]) =>
  new Problem("invalid-input", "The files cannot be taken in.", { errors });

const UNSUPPORTED =
  "Send text/csv, application/jsonl, or multipart/form-data with files ending in .csv or .jsonl.";
/** The format by the ending of the name, since browsers name CSV in many ways; else by the type. */
const formatOf = (name: string, contentType: string): ImportFormat => {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  const format = ENDINGS[ending] ?? TYPES[mediaType(contentType)];
  if (format === undefined) throw new Problem("unsupported-media-type", UNSUPPORTED);
  return format;
};

/** The last part of a path, without what breaks a log or a page. */
const plainName = (name: string): string =>
  (name.split(/[\\/]/).at(-1) ?? "")
    .replaceAll(/\p{Cc}/gu, "")
    .toWellFormed()
    .slice(0, 200);

const uploadOf = async (file: File): Promise<Upload> => ({
  name: plainName(file.name),
  format: formatOf(file.name, file.type),
  charset: charsetOf(file.type),
  bytes: new Uint8Array(await file.arrayBuffer()),
});

const partsOf = async (bytes: ArrayBuffer, contentType: string): Promise<FormData> => {
  try {
    return await new Response(bytes, { headers: { "content-type": contentType } }).formData();
  } catch (cause) {
    throw new Problem("invalid-input", "The body cannot be read as multipart/form-data.", { cause });
  }
};

/** Every file of the request's body, in order. Throws a Problem: 400 for a body without files, 415 for other types. */
export const readUploads = async (c: Context<ApiEnv>): Promise<Upload[]> => {
  const contentType = c.req.header("content-type") ?? "";
  const bytes = await c.req.arrayBuffer();
  if (bytes.byteLength === 0) throw refused([{ pointer: "", detail: "is empty: send a file" }]);
  if (mediaType(contentType) !== "multipart/form-data")
    return [
      {
        name: "",
        format: formatOf("", contentType),
        charset: charsetOf(contentType),
        bytes: new Uint8Array(bytes),
      },
    ];
  const uploads: Upload[] = [];
  for (const [, value] of await partsOf(bytes, contentType)) {
    if (typeof value === "string")
      throw refused([{ pointer: `/files/${uploads.length}`, detail: "is a part without a file name" }]);
    uploads.push(await uploadOf(value));
  }
  if (uploads.length === 0) throw refused([{ pointer: "", detail: "has no files" }]);
  return uploads;
};

/** What makes two requests the same: their files and what is asked of them; multipart has other boundaries each time. */
export const fingerprintOf = (uploads: readonly Upload[], query: object): string => {
  const hash = createHash("sha256").update(JSON.stringify(query));
  for (const { name, format, charset, bytes } of uploads)
    hash.update(JSON.stringify([name, format, charset, bytes.byteLength])).update(bytes);
  return hash.digest("hex");
};

const readFile = ({ format, charset, bytes }: Upload, kind: ImportKind): ReadFile => {
  const text = fileText(bytes, charset);
  return format === "csv" ? readCsv(text, kind) : readJsonLines(text);
};

/** The rows of every file. Throws a Problem naming all that is wrong with each: 413 when one is too large, else 400. */
export const readFiles = (uploads: readonly Upload[], kind: ImportKind): ReadFile[] => {
  const errors: ProblemError[] = [];
  const read = uploads.flatMap((upload, index) => {
    try {
      return [readFile(upload, kind)];
    } catch (error) {
      if (!(error instanceof RefusedFile)) throw error;
      if (error.tooLarge) throw new Problem("too-large", `File ${index + 1}: ${error.message}.`);
      errors.push(...error.details.map((detail) => ({ pointer: `/files/${index}`, detail })));
      return [];
    }
  });
  if (errors.length > 0) throw refused(errors);
  return read;
};
