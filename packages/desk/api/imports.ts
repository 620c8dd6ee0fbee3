import * as z from "zod";
import { Finding } from "#packages/intake/imports/findings.ts";
import type { ApiClient } from "./client.ts";

const Count = z.number().int();

/** An import of files, and how far it is. */
const Import = z.object({
  id: z.string(),
  kind: z.string(),
  state: z.string(),
  dryRun: z.boolean(),
  receivedAt: z.string(),
  settledAt: z.string().optional(),
  rows: Count,
  good: Count,
  bad: Count,
  added: Count,
  changed: Count,
  unchanged: Count,
  files: z.array(z.object({ number: Count, name: z.string(), rows: Count, rowsDone: Count })),
  findings: z.array(Finding),
  nextCursor: z.string().optional(),
});
export type ImportView = z.infer<typeof Import>;

/** What can be sent in files, by its path in the API. */
export const FILE_KINDS = ["vacancies", "surplus-notices"] as const;
export type FileKind = (typeof FILE_KINDS)[number];

export type Upload = {
  readonly kind: FileKind;
  readonly files: readonly File[];
  readonly dryRun: boolean;
  readonly key: string;
};

export const sendFiles = async (
  api: ApiClient,
  { kind, files, dryRun, key }: Upload,
): Promise<ImportView> => {
  const body = new FormData();
  for (const file of files) body.append("files", file, file.name);
  const query = { dryRun: String(dryRun) };
  const request = { method: "POST", path: `/${kind}/imports`, query, body, idempotencyKey: key } as const;
  return (await api.ask(request, Import)).data;
};

export const findImport = async (
  api: ApiClient,
  id: string,
  query: { readonly cursor?: string | undefined },
): Promise<ImportView> => (await api.ask({ path: `/imports/${encodeURIComponent(id)}`, query }, Import)).data;

/** The findings as a file, 10,000 at a time. */
export const fetchFindings = (api: ApiClient, id: string): Promise<Response> =>
  api.fetch({ path: `/imports/${encodeURIComponent(id)}`, accept: "text/csv" });

export const fetchTemplate = (api: ApiClient, kind: FileKind): Promise<Response> =>
  api.fetch({ path: `/${kind}/imports/template`, accept: "text/csv" });
