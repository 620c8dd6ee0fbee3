import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import { ImportId } from "#packages/domain/ids.ts";
import { Finding } from "#packages/intake/imports/findings.ts";
import { ImportFormat, ImportKind, MAX_FILES } from "#packages/intake/imports/import-kinds.ts";
import type { Operation } from "#packages/policy/operations.ts";
import { ImportState } from "#packages/store/imports.ts";
import { allow } from "../access.ts";
import { BODY_TROUBLE, ById, IdempotencyHeader, ok, problems, TOKEN, WITH_LINK } from "./parts.ts";

const Count = z.number().int().min(0);

/** One file of an import and how many of its rows have been worked. */
export const ImportFileView = z
  .object({
    number: z
      .number()
      .int()
      .min(1)
      .max(MAX_FILES)
      .meta({ description: "In the order of sending; findings say it" }),
    name: z.string().max(200).meta({ description: "As it was sent; empty once it has expired" }),
    format: ImportFormat,
    rows: Count,
    rowsDone: Count,
  })
  .meta({ id: "ImportFile" });

/** An import and how far it is. */
export const ImportView = z
  .object({
    id: ImportId,
    kind: ImportKind,
    state: ImportState,
    dryRun: z.boolean(),
    receivedAt: z.iso.datetime(),
    startedAt: z.iso.datetime().optional(),
    settledAt: z.iso.datetime().optional(),
    rows: Count.meta({ description: "In all files" }),
    good: Count.meta({ description: "added + changed + unchanged" }),
    bad: Count.meta({ description: "Rows with findings; nothing of them is kept" }),
    added: Count,
    changed: Count,
    unchanged: Count,
    files: z.array(ImportFileView),
    findings: z.array(Finding.meta({ id: "ImportFinding" })),
    nextCursor: z.string().optional().meta({ description: "When there are more findings" }),
  })
  .meta({ id: "Import" });
export type ImportView = z.infer<typeof ImportView>;

const flag = z.enum(["true", "false"]).default("false");
export const UploadQuery = z.object({
  moreFollows: flag.meta({
    description: "true: more files follow in another request; work begins with the first request without it",
  }),
});
export const OpenQuery = UploadQuery.extend({
  dryRun: flag.meta({ description: "true: rows are checked and reported, and nothing is taken in" }),
});

const bytes = z.string().meta({ format: "binary" });
/** Files as the document tells of them; handlers read the body themselves (`forHandler`). */
const files = {
  required: true as const,
  content: {
    "multipart/form-data": {
      schema: z.object({ files: z.array(bytes).max(MAX_FILES) }).meta({
        description: "Parts with a file name that ends in .csv, .jsonl or .ndjson",
      }),
    },
    "text/csv": { schema: bytes },
    "application/jsonl": { schema: bytes },
    "application/x-ndjson": { schema: bytes },
  },
};

const tags = ["imports"];
const received = {
  202: ok(ImportView, "Received; Location is where it can be followed", {
    Location: { description: "Where the import is", schema: { type: "string" }, example: "/v1/imports/…" },
  }),
};
const RULES =
  "CSV with a header, or JSON Lines with a body of the single POST on each line; at most 4 MB a file, 20 files and 100,000 rows an import. Every row needs a reference, by which it is known when it is sent again. Good rows are taken in, bad ones are reported; nothing is ever withdrawn.";

type Paths = { readonly path: `/${string}`; readonly operationId: Operation; readonly what: string };
const opening = ({ path, operationId, what }: Paths) =>
  createRoute({
    tags,
    security: TOKEN,
    method: "post",
    path,
    operationId,
    summary: `Send files of ${what}`,
    description: RULES,
    middleware: allow(operationId),
    request: { headers: IdempotencyHeader, query: OpenQuery, body: files },
    responses: { ...received, ...problems(...BODY_TROUBLE) },
  });
const adding = ({ path, operationId, what }: Paths) =>
  createRoute({
    tags,
    security: TOKEN,
    method: "post",
    path: `${path}/{id}/files`,
    operationId,
    summary: `Send more files of ${what} in an import that is being received`,
    middleware: allow(operationId),
    request: { headers: IdempotencyHeader, params: ById, query: UploadQuery, body: files },
    responses: { ...received, ...problems(...BODY_TROUBLE, 404) },
  });
const showing = ({ path, operationId, what }: Paths) =>
  createRoute({
    tags,
    security: TOKEN,
    method: "get",
    path: `${path}/template`,
    operationId,
    summary: `A CSV file to begin with: columns of ${what} and a row of examples`,
    middleware: allow(operationId),
    responses: { 200: csv("Header and one row, separated by semicolons"), ...problems(401, 403) },
  });
const csv = (description: string) => {
  const answer = ok(z.string(), description);
  return { ...answer, content: { "text/csv": { schema: z.string() } } };
};

const VACANCIES = { path: "/vacancies/imports", what: "vacancies" } as const;
const NOTICES = { path: "/surplus-notices/imports", what: "surplus notices" } as const;
const PROFILES = { path: "/market-profiles/imports", what: "market profiles" } as const;

export const importVacanciesRoute = opening({ ...VACANCIES, operationId: "importVacancies" });
export const addVacancyFilesRoute = adding({ ...VACANCIES, operationId: "addVacancyFiles" });
export const showVacancyTemplateRoute = showing({ ...VACANCIES, operationId: "showVacancyTemplate" });
export const importSurplusNoticesRoute = opening({ ...NOTICES, operationId: "importSurplusNotices" });
export const addSurplusNoticeFilesRoute = adding({ ...NOTICES, operationId: "addSurplusNoticeFiles" });
export const showSurplusNoticeTemplateRoute = showing({
  ...NOTICES,
  operationId: "showSurplusNoticeTemplate",
});
export const importMarketProfilesRoute = opening({ ...PROFILES, operationId: "importMarketProfiles" });
export const addMarketProfileFilesRoute = adding({ ...PROFILES, operationId: "addMarketProfileFiles" });
export const showMarketProfileTemplateRoute = showing({
  ...PROFILES,
  operationId: "showMarketProfileTemplate",
});

export const findImportRoute = createRoute({
  tags,
  security: TOKEN,
  method: "get",
  path: "/imports/{id}",
  operationId: "findImport",
  summary: "Follow an import, and read what is wrong with its rows",
  description: "With Accept: text/csv the findings come as a file, 10,000 a page.",
  middleware: allow("findImport"),
  request: {
    params: ById,
    query: z.object({
      limit: z.coerce.number().int().min(1).max(1000).default(100).meta({ description: "Findings a page" }),
      cursor: z.string().min(1).max(200).optional().meta({ description: "`nextCursor` of the page before" }),
    }),
  },
  responses: {
    200: ok(ImportView, "The import and a page of its findings", WITH_LINK),
    ...problems(400, 401, 403, 404, 406),
  },
});

/** A route whose body the handler reads itself: files are not looked at as a form. */
export const forHandler = <R extends { readonly request: { readonly body?: unknown } }>(route: R) => {
  const { body: _read, ...request } = route.request;
  return { ...route, request };
};
