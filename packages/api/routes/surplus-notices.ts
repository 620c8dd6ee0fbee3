import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import { Sector } from "#packages/domain/conditions.ts";
import { KvkNumber } from "#packages/domain/ids.ts";
import { SurplusNotice, SurplusNoticeInput } from "#packages/domain/surplus-notice.ts";
import { EmployerContact } from "#packages/domain/vacancy.ts";
import { suggestionMembers } from "#packages/intake/concepts.ts";
import { allow } from "../access.ts";
import { pageOf, pageQuery } from "../cursors.ts";
import { NOTICE_EXAMPLE } from "./input-examples.ts";
import {
  ById,
  body,
  changed,
  found,
  IdempotencyHeader,
  IfMatchHeader,
  IfNoneMatchHeader,
  listed,
  patchBody,
  registered,
  TOKEN,
  withdrawn,
} from "./parts.ts";
import { Withdrawal } from "./withdrawal.ts";

const SurplusNoticeDocument = SurplusNoticeInput.meta({ id: "SurplusNoticeInput", example: NOTICE_EXAMPLE });

/** A notice as it is answered when it is written: without its contact, which is personal. */
export const SurplusNoticeWritten = SurplusNotice.extend({
  ...suggestionMembers,
}).meta({ id: "SurplusNoticeWritten" });

const Heads = z.number().int().min(0);

/** What has become of the people of a group. `left` can still be coupled. */
export const GroupHeadsView = z
  .object({
    groupKey: z.string(),
    headCount: Heads,
    proposed: Heads.meta({ description: "In proposals that not everybody has agreed to" }),
    agreed: Heads.meta({ description: "Agreed, and not started" }),
    started: Heads.meta({ description: "Started at another firm, and did not fall back" }),
    linked: Heads.meta({ description: "Came with a profile of their own; who they are is not told (S4)" }),
    left: Heads,
  })
  .meta({ id: "GroupHeads" });

/** A notice as its filer reads it. */
export const SurplusNoticeView = SurplusNotice.extend({
  contact: EmployerContact.optional(),
  heads: z.array(GroupHeadsView).optional().meta({ description: "Group by group; not of a draft" }),
}).meta({ id: "SurplusNotice" });

const shared = { tags: ["surplus-notices"], security: TOKEN };

export const registerSurplusNoticeRoute = createRoute({
  ...shared,
  method: "post",
  path: "/surplus-notices",
  operationId: "registerSurplusNotice",
  summary: "Flag staff that will no longer be needed",
  description:
    "By the firm, or by its sector organisation (B4). An incomplete notice is a draft: `missing` points to what it needs. Nobody is told of a draft, nor of a notice before the day its embargo ends. A reference used before changes that notice (200).",
  middleware: allow("registerSurplusNotice"),
  request: { headers: IdempotencyHeader, body: body(SurplusNoticeDocument) },
  responses: registered(SurplusNoticeWritten),
});

export const listSurplusNoticesRoute = createRoute({
  ...shared,
  method: "get",
  path: "/surplus-notices",
  operationId: "listSurplusNotices",
  summary: "List surplus notices",
  description:
    "A filer's own, oldest first. Others name an employer or a sector, and see no drafts and nothing that is under embargo.",
  middleware: allow("listSurplusNotices"),
  request: {
    query: z.object({ ...pageQuery, employer: KvkNumber.optional(), sector: Sector.optional() }).strict(),
  },
  responses: listed(pageOf(SurplusNotice), "A page of notices"),
});

export const findSurplusNoticeRoute = createRoute({
  ...shared,
  method: "get",
  path: "/surplus-notices/{id}",
  operationId: "findSurplusNotice",
  summary: "Read a surplus notice",
  middleware: allow("findSurplusNotice"),
  request: { params: ById, headers: IfNoneMatchHeader },
  responses: found(SurplusNoticeView, "The notice"),
});

export const changeSurplusNoticeRoute = createRoute({
  ...shared,
  method: "patch",
  path: "/surplus-notices/{id}",
  operationId: "changeSurplusNotice",
  summary: "Change a surplus notice",
  description: "A draft becomes open by it when nothing is missing any more.",
  middleware: allow("changeSurplusNotice"),
  request: { params: ById, headers: IfMatchHeader, body: patchBody("SurplusNotice") },
  responses: changed(SurplusNoticeWritten),
});

export const withdrawSurplusNoticeRoute = createRoute({
  ...shared,
  method: "post",
  path: "/surplus-notices/{id}/withdrawal",
  operationId: "withdrawSurplusNotice",
  summary: "Withdraw a surplus notice",
  middleware: allow("withdrawSurplusNotice"),
  request: { params: ById, headers: IdempotencyHeader, body: body(Withdrawal) },
  responses: withdrawn(SurplusNoticeWritten),
});

export const endSurplusNoticeRoute = createRoute({
  ...shared,
  method: "post",
  path: "/surplus-notices/{id}/ending",
  operationId: "endSurplusNotice",
  summary: "End a surplus notice: nobody else is to be placed",
  description:
    "Proposals that were not agreed end, what was agreed goes on. To undo agreements too, withdraw the notice.",
  middleware: allow("endSurplusNotice"),
  request: { params: ById, headers: IdempotencyHeader },
  responses: withdrawn(SurplusNoticeWritten),
});
