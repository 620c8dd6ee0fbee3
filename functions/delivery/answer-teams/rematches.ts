import type { Context } from "hono";
import { mayAbout, seen, seenPage } from "#packages/api/access.ts";
import type { ApiEnv } from "#packages/api/api-env.ts";
import type { createApi } from "#packages/api/create-api.ts";
import { answerPage, pageAsked } from "#packages/api/cursors.ts";
import { type Doing, idempotently, jsonAnswer } from "#packages/api/idempotently.ts";
import { Problem } from "#packages/api/problem.ts";
import {
  continueRematchRoute,
  findRematchRoute,
  listRematchesRoute,
  RematchView,
  requestRematchRoute,
  stopRematchRoute,
} from "#packages/api/routes/rematches.ts";
import { RematchId } from "#packages/domain/ids.ts";
import { REGIONS } from "#packages/domain/regions.ts";
import {
  continued,
  type Rematch,
  type RematchScope,
  startedRematch,
  stopping,
} from "#packages/domain/rematch.ts";
import { rematchResource } from "#packages/policy/resources.ts";
import { rematchRequested } from "#packages/proposing/rematch-event.ts";
import { find } from "#packages/store/documents.ts";
import { lists } from "#packages/store/keys.ts";
import { logChange } from "#packages/store/log-entries.ts";
import { readList } from "#packages/store/pages.ts";
import {
  findRematchChanges,
  type RematchChanges,
  rematches,
  rematchUnderWay,
  rematchWrites,
} from "#packages/store/rematches.ts";
import type { Deps } from "./deps.ts";

const NOTHING: RematchChanges = { new: 0, renewed: 0, withdrawn: 0 };

const viewOf = ({ requestedAt, progress, ...rematch }: Rematch, changes: RematchChanges) =>
  RematchView.parse({
    ...rematch,
    startedAt: requestedAt,
    done: progress?.done ?? 0,
    total: progress?.total,
    changes,
  });

const shown = async ({ table }: Deps, rematch: Rematch) =>
  viewOf(rematch, (await findRematchChanges(table, [rematch.id]))[0] ?? NOTHING);

/** Throws a Problem (409) that names the re-match that has the scope. */
const checkFree = async ({ table }: Deps, scope: RematchScope): Promise<void> => {
  const other = await rematchUnderWay(table, scope);
  if (other !== undefined)
    throw new Problem(
      "not-possible-now",
      `Re-match ${other} of ${scope} is under way: /v1/rematches/${other}`,
    );
};

/** The writes of a re-match that was asked for something, with the message that tells its worker. */
const askedFor = async (
  c: Context<ApiEnv>,
  deps: Deps,
  { before, after }: { readonly before: Rematch | undefined; readonly after: Rematch },
): Promise<Doing> => {
  const { table, now } = deps;
  const at = now();
  const { id, version } = after;
  const events = [rematchRequested(after, at, c.var.traceparent)];
  return {
    writes: [
      ...rematchWrites(table, before, after),
      ...logChange(table, { kind: "OTHER", scopes: ["REMATCH"], id, version, at, events }),
    ],
    answer: jsonAnswer(202, await shown(deps, after), { location: `/v1/rematches/${id}` }),
  };
};

/** Re-matches: started, looked at, stopped and continued. */
export const serveRematches = (api: ReturnType<typeof createApi>, deps: Deps): void => {
  const { table } = deps;
  const theirs = async (c: Context<ApiEnv>, id: RematchId): Promise<Rematch> =>
    seen(c, await find(table, rematches, id), rematchResource, `re-match ${id}`);

  api.openapi(requestRematchRoute, (c) => {
    const { scope, reason } = c.req.valid("json");
    const { actor } = c.var.caller;
    if (!mayAbout(c, rematchResource({ scope })))
      throw new Problem("not-allowed", `The token is for the team of ${actor.region}.`);
    return idempotently(c, deps, async () => {
      await checkFree(deps, scope);
      const id = RematchId.parse(deps.newId());
      const after = startedRematch({ id, scope, reason, by: actor }, deps.now());
      return askedFor(c, deps, { before: undefined, after });
    });
  });

  api.openapi(listRematchesRoute, async (c) => {
    const query = c.req.valid("query");
    const all: readonly RematchScope[] = ["country", ...REGIONS];
    const scopes = all.filter(
      (scope) => mayAbout(c, rematchResource({ scope })) && scope === (query.scope ?? scope),
    );
    const list = `rematches ${scopes.join(" ")}`;
    const page = await readList(
      table,
      rematches,
      scopes.map(lists.rematchesPartition),
      pageAsked(query, list),
    );
    const visible = seenPage(c, page, rematchResource);
    const changes = await findRematchChanges(
      table,
      visible.things.map(({ id }) => id),
    );
    const things = visible.things.map((rematch, index) => viewOf(rematch, changes[index] ?? NOTHING));
    return answerPage(c, { ...visible, things }, list);
  });

  api.openapi(findRematchRoute, async (c) => {
    const { id } = c.req.valid("param");
    return c.json(await shown(deps, await theirs(c, id)));
  });

  api.openapi(stopRematchRoute, (c) => {
    const { id } = c.req.valid("param");
    return idempotently(c, deps, async () => {
      const before = await theirs(c, id);
      const after = stopping(before);
      if (after !== undefined) return askedFor(c, deps, { before, after });
      return { writes: [], answer: jsonAnswer(202, await shown(deps, before), {}) };
    });
  });

  api.openapi(continueRematchRoute, (c) => {
    const { id } = c.req.valid("param");
    return idempotently(c, deps, async () => {
      const before = await theirs(c, id);
      const after = continued(before);
      if (after === undefined) return { writes: [], answer: jsonAnswer(202, await shown(deps, before), {}) };
      if (before.state === "stopped") await checkFree(deps, before.scope);
      return askedFor(c, deps, { before, after });
    });
  });
};
