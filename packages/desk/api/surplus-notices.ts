import type * as z from "zod";
import { SurplusNotice, type SurplusNoticeInput } from "#packages/domain/surplus-notice.ts";
import { EmployerContact, type WithdrawalReason } from "#packages/domain/vacancy.ts";
import type { Answered, ApiClient } from "./client.ts";
import { type Page, type PageAsked, pageOf } from "./paging.ts";

/** A notice as its filer reads it. */
const NoticeView = SurplusNotice.extend({ contact: EmployerContact.optional() });
export type NoticeView = z.infer<typeof NoticeView>;
export type NoticeBody = z.input<typeof SurplusNoticeInput>;

type Written = Promise<Answered<z.infer<typeof SurplusNotice>>>;

export const registerNotice = (api: ApiClient, body: NoticeBody, key: string): Written =>
  api.ask({ method: "POST", path: "/surplus-notices", body, idempotencyKey: key }, SurplusNotice);

export const changeNotice = (api: ApiClient, id: string, body: object, etag: string): Written =>
  api.ask({ method: "PATCH", path: `/surplus-notices/${id}`, body, ifMatch: etag }, SurplusNotice);

export const withdrawNotice = (api: ApiClient, id: string, reason: WithdrawalReason, key: string): Written =>
  api.ask(
    { method: "POST", path: `/surplus-notices/${id}/withdrawal`, body: { reason }, idempotencyKey: key },
    SurplusNotice,
  );

export const findNotice = (api: ApiClient, id: string): Promise<Answered<NoticeView>> =>
  api.ask({ path: `/surplus-notices/${encodeURIComponent(id)}` }, NoticeView);

export const listNotices = async (
  api: ApiClient,
  query: PageAsked,
): Promise<Page<z.infer<typeof SurplusNotice>>> =>
  (await api.ask({ path: "/surplus-notices", query }, pageOf(SurplusNotice))).data;
