import type { Context } from "hono";
import type { ApiEnv } from "#packages/api/api-env.ts";
import type { createApi } from "#packages/api/create-api.ts";
import { type Doing, idempotently, jsonAnswer } from "#packages/api/idempotently.ts";
import {
  changeSurplusNoticeRoute,
  endSurplusNoticeRoute,
  findSurplusNoticeRoute,
  registerSurplusNoticeRoute,
  withdrawSurplusNoticeRoute,
} from "#packages/api/routes/surplus-notices.ts";
import { answerVersion, checkIfMatch, etagOf, needIfMatch } from "#packages/api/versions.ts";
import { headsOfNotice } from "#packages/coupling/heads.ts";
import { SurplusNoticeId } from "#packages/domain/ids.ts";
import type { SurplusNotice, SurplusNoticeInput } from "#packages/domain/surplus-notice.ts";
import { endNotice, patchNotice, replaceNotice, withdrawNotice } from "#packages/intake/change-notice.ts";
import { type TitleSuggestions, tellSuggestions } from "#packages/intake/concepts.ts";
import { type NoticeChange, shapeNotice } from "#packages/intake/register-notice.ts";
import type { Caller } from "#packages/policy/caller.ts";
import { ownerOfReference } from "#packages/policy/filing.ts";
import { mayRead } from "#packages/policy/parts.ts";
import { noticeResource } from "#packages/policy/resources.ts";
import { find } from "#packages/store/documents.ts";
import { surplusNotices } from "#packages/store/kinds.ts";
import { findContact } from "#packages/store/persons-table.ts";
import { findByReference } from "#packages/store/references.ts";
import { noticeWrites } from "#packages/store/write-notice.ts";
import { commitChange } from "./changing.ts";
import { type Deps, originOf } from "./deps.ts";
import { filesFor, seenNotice } from "./notice-access.ts";
import { serveNoticeLists } from "./notice-lists.ts";

const written = (status: number, notice: SurplusNotice, suggestions: readonly TitleSuggestions[] = []) =>
  jsonAnswer(
    status,
    { ...notice, ...tellSuggestions(suggestions) },
    { etag: etagOf(notice.version), location: `/v1/surplus-notices/${notice.id}` },
  );

const withContact = async ({ tables }: Deps, notice: SurplusNotice) => ({
  notice,
  contact: await findContact(tables.persons, "NOTICE", notice.id),
});

const doing = ({ tables }: Deps, status: number, change: NoticeChange): Doing => ({
  writes: noticeWrites(tables, change),
  answer: written(status, change.notice, change.suggestions),
});

const knownByReference = async ({ tables }: Deps, caller: Caller, reference: string | undefined) => {
  if (reference === undefined) return undefined;
  const owner = ownerOfReference(caller);
  const id = await findByReference(tables.platform, { kind: "surplus-notice", owner, reference });
  return id === undefined ? undefined : find(tables.platform, surplusNotices, id);
};

const post = async (c: Context<ApiEnv>, deps: Deps, input: SurplusNoticeInput): Promise<Doing> => {
  const filer = filesFor(c, input);
  const origin = originOf(c, deps);
  const before = await knownByReference(deps, c.var.caller, input.reference);
  if (before === undefined) {
    const id = SurplusNoticeId.parse(deps.newId());
    return doing(deps, 201, shapeNotice(input, { id, filer }, origin, deps.known));
  }
  const change = replaceNotice(await withContact(deps, before), input, origin, deps.known);
  return change === undefined ? { writes: [], answer: written(200, before) } : doing(deps, 200, change);
};

/** Surplus notices: staff that firms will no longer need, by the firm or its sector organisation (B1, B4). */
export const serveSurplusNotices = (api: ReturnType<typeof createApi>, deps: Deps): void => {
  const once = { table: deps.tables.persons, now: deps.now };

  api.openapi(registerSurplusNoticeRoute, (c) => {
    const input = c.req.valid("json");
    return idempotently(c, once, () => post(c, deps, input));
  });

  serveNoticeLists(api, deps);

  api.openapi(findSurplusNoticeRoute, async (c) => {
    const notice = await seenNotice(c, deps, c.req.valid("param").id);
    const heads = notice.status !== "draft" ? await headsOfNotice(deps.tables.platform, notice) : undefined;
    if (!mayRead("notice-contact", c.var.caller, noticeResource(notice)))
      return answerVersion(c, notice.version, { ...notice, heads });
    const { contact } = await withContact(deps, notice);
    return answerVersion(c, notice.version, { ...notice, contact, heads });
  });

  api.openapi(changeSurplusNoticeRoute, async (c) => {
    const before = await seenNotice(c, deps, c.req.valid("param").id);
    needIfMatch(c, before.version);
    const patch = c.req.valid("json");
    const change = patchNotice(await withContact(deps, before), patch, originOf(c, deps), deps.known);
    if (change !== undefined) {
      filesFor(c, change.notice);
      await commitChange(deps, noticeWrites(deps.tables, change));
    }
    const { body, ...init } = written(200, change?.notice ?? before, change?.suggestions);
    return new Response(body, init);
  });

  api.openapi(endSurplusNoticeRoute, (c) =>
    idempotently(c, once, async () => {
      const before = await seenNotice(c, deps, c.req.valid("param").id);
      checkIfMatch(c, before.version);
      const change = endNotice(before, originOf(c, deps));
      return change === undefined ? { writes: [], answer: written(200, before) } : doing(deps, 200, change);
    }),
  );

  api.openapi(withdrawSurplusNoticeRoute, (c) =>
    idempotently(c, once, async () => {
      const before = await seenNotice(c, deps, c.req.valid("param").id);
      checkIfMatch(c, before.version);
      const change = withdrawNotice(before, c.req.valid("json").reason, originOf(c, deps));
      return change === undefined ? { writes: [], answer: written(200, before) } : doing(deps, 200, change);
    }),
  );
};
