import type { Context } from "hono";
import { seen } from "#packages/api/access.ts";
import type { ApiEnv } from "#packages/api/api-env.ts";
import { invalidInput } from "#packages/api/problem.ts";
import { FINDINGS_HEADER, findingLine } from "#packages/intake/imports/findings.ts";
import { mayRead } from "#packages/policy/parts.ts";
import { type FindingsPage, FindingsPosition, readFindings } from "#packages/store/import-results.ts";
import { fileNames } from "#packages/store/import-rows.ts";
import { findImport, type ImportRecord } from "#packages/store/imports.ts";
import type { Deps } from "./deps.ts";
import { importResource, viewOf } from "./import-opening.ts";

/** Findings in a page of the error file: they fit the 6 MB of an answer, however long they are. */
const CSV_PAGE = 10_000;

const strange = (cause?: unknown) =>
  invalidInput(
    [{ parameter: "cursor", detail: "is not a cursor of findings: begin without" }],
    "request",
    cause,
  );

const parsed = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch (cause) {
    throw strange(cause);
  }
};

const positionOf = (cursor: string | undefined): FindingsPosition | undefined => {
  if (cursor === undefined) return undefined;
  const position = FindingsPosition.safeParse(parsed(cursor));
  if (!position.success) throw strange();
  return position.data;
};

const cursorOf = (position: FindingsPosition): string =>
  Buffer.from(JSON.stringify(position)).toString("base64url");

const linkTo = (c: Context, cursor: string): string => {
  const url = new URL(c.req.url);
  url.searchParams.set("cursor", cursor);
  return `<${url.pathname}${url.search}>; rel="next"`;
};

/** A file of CSV as an answer. */
export const csvAnswer = (
  c: Context,
  text: string,
  name: string,
  headers: Record<string, string> = {},
): Response =>
  c.body(text, 200, {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="${name}"`,
    ...headers,
  });

const wantsCsv = (c: Context): boolean => /(^|,)\s*text\/csv\s*(;|,|$)/i.test(c.req.header("accept") ?? "");

/** What there is to answer: an import the caller may see, and a page of what is wrong with its rows. */
type Followed = { readonly record: ImportRecord; readonly page: FindingsPage; readonly own: boolean };

const errorFile = (c: Context, { record, page }: Followed): Response => {
  const lines = page.findings.map(findingLine).join("");
  return csvAnswer(c, `${FINDINGS_HEADER}${lines}`, `import-${record.document.id}.csv`, linksTo(c, page));
};

const linksTo = (c: Context, { next }: FindingsPage): Record<string, string> =>
  next === undefined ? {} : { link: linkTo(c, cursorOf(next)) };

const answerImport = async (c: Context, { tables }: Deps, { record, page, own }: Followed) => {
  // Names of files are the sender's: they may name people.
  const names = own ? await fileNames(tables.persons, record.document) : [];
  const nextCursor = page.next === undefined ? {} : { nextCursor: cursorOf(page.next) };
  return c.json({ ...viewOf(record, names), findings: page.findings, ...nextCursor }, 200, linksTo(c, page));
};

const seenImport = async (c: Context<ApiEnv>, { tables }: Deps, id: string) => {
  const record = seen(c, await findImport(tables.platform, id), importResource, id);
  return { record, own: mayRead("import-file-names", c.var.caller, importResource(record)) };
};

type Asked = { readonly id: string; readonly limit: number; readonly cursor?: string | undefined };
/** How far an import is, with a page of findings; as a file when the caller accepts text/csv. Throws NotFound. */
export const followImport = async (
  c: Context<ApiEnv>,
  deps: Deps,
  { id, limit, cursor }: Asked,
): Promise<Response> => {
  const from = positionOf(cursor);
  const seen = await seenImport(c, deps, id);
  const asFile = wantsCsv(c);
  const page = await readFindings(deps.tables.platform, id, { limit: asFile ? CSV_PAGE : limit, from });
  return asFile ? errorFile(c, { ...seen, page }) : answerImport(c, deps, { ...seen, page });
};
