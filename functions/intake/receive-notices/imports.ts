import type { Context } from "hono";
import type { ApiEnv } from "#packages/api/api-env.ts";
import type { createApi } from "#packages/api/create-api.ts";
import { idempotently } from "#packages/api/idempotently.ts";
import {
  addMarketProfileFilesRoute,
  addSurplusNoticeFilesRoute,
  addVacancyFilesRoute,
  findImportRoute,
  forHandler,
  ImportView,
  importMarketProfilesRoute,
  importSurplusNoticesRoute,
  importVacanciesRoute,
  showMarketProfileTemplateRoute,
  showSurplusNoticeTemplateRoute,
  showVacancyTemplateRoute,
} from "#packages/api/routes/imports.ts";
import { templateOf } from "#packages/intake/imports/columns.ts";
import type { ImportKind } from "#packages/intake/imports/import-kinds.ts";
import type { Deps } from "./deps.ts";
import { csvAnswer, followImport } from "./import-following.ts";
import { addFiles, openImport } from "./import-opening.ts";
import { fingerprintOf, readUploads } from "./import-upload.ts";

/** A repeated request is answered as before and begins the work again, should the first have failed to. */
const begin = async ({ beginImport }: Deps, answer: Response): Promise<Response> => {
  const { state, id } = ImportView.parse(await answer.clone().json());
  if (state === "queued") await beginImport(id);
  return answer;
};

const isTrue = (flag: string): boolean => flag === "true";

/** Imports: files of vacancies, surplus notices or market profiles, taken in behind the caller's back. */
export const serveImports = (api: ReturnType<typeof createApi>, deps: Deps): void => {
  const { tables, now } = deps;
  const once = async (c: Context<ApiEnv>, query: object) => {
    const uploads = await readUploads(c);
    return { uploads, once: { table: tables.persons, now, fingerprint: fingerprintOf(uploads, query) } };
  };

  const open = async (
    c: Context<ApiEnv>,
    kind: ImportKind,
    query: { moreFollows: string; dryRun: string },
  ) => {
    const request = await once(c, query);
    const from = { c, kind };
    const asked = { dryRun: isTrue(query.dryRun), closed: !isTrue(query.moreFollows) };
    return begin(
      deps,
      await idempotently(c, request.once, () => openImport(deps, from, request.uploads, asked)),
    );
  };

  type AddQuery = { readonly moreFollows: string };
  const add = async (c: Context<ApiEnv>, kind: ImportKind, { id, ...query }: AddQuery & { id: string }) => {
    const request = await once(c, query);
    const to = { c, kind, id };
    return begin(
      deps,
      await idempotently(c, request.once, () =>
        addFiles(deps, to, request.uploads, !isTrue(query.moreFollows)),
      ),
    );
  };

  const template = (c: Context, kind: ImportKind) => csvAnswer(c, templateOf(kind), `${kind}.csv`);

  api.openapi(forHandler(importVacanciesRoute), (c) => open(c, "vacancies", c.req.valid("query")));
  api.openapi(forHandler(importSurplusNoticesRoute), (c) => open(c, "surplus-notices", c.req.valid("query")));
  api.openapi(forHandler(importMarketProfilesRoute), (c) => open(c, "market-profiles", c.req.valid("query")));

  api.openapi(forHandler(addVacancyFilesRoute), (c) =>
    add(c, "vacancies", { ...c.req.valid("query"), ...c.req.valid("param") }),
  );
  api.openapi(forHandler(addSurplusNoticeFilesRoute), (c) =>
    add(c, "surplus-notices", { ...c.req.valid("query"), ...c.req.valid("param") }),
  );
  api.openapi(forHandler(addMarketProfileFilesRoute), (c) =>
    add(c, "market-profiles", { ...c.req.valid("query"), ...c.req.valid("param") }),
  );

  api.openapi(showVacancyTemplateRoute, (c) => template(c, "vacancies"));
  api.openapi(showSurplusNoticeTemplateRoute, (c) => template(c, "surplus-notices"));
  api.openapi(showMarketProfileTemplateRoute, (c) => template(c, "market-profiles"));

  api.openapi(findImportRoute, (c) =>
    followImport(c, deps, { ...c.req.valid("param"), ...c.req.valid("query") }),
  );
};
