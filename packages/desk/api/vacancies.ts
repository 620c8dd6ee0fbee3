import * as z from "zod";
import {
  EmployerContact,
  Vacancy,
  type VacancyInput,
  type WithdrawalReason,
} from "#packages/domain/vacancy.ts";
import type { Answered, ApiClient } from "./client.ts";
import { type Page, type PageAsked, pageOf } from "./paging.ts";

/** A vacancy as its employer reads it. */
const VacancyView = Vacancy.extend({ contact: EmployerContact.optional() });
export type VacancyView = z.infer<typeof VacancyView>;

/** How many proposals, never for whom (M4, S4). */
const Counts = z.object({ open: z.number(), takenUp: z.number(), filledPositions: z.number() });
export type ProposalCounts = z.infer<typeof Counts>;

type Written = Promise<Answered<z.infer<typeof Vacancy>>>;

export const registerVacancy = (api: ApiClient, body: z.input<typeof VacancyInput>, key: string): Written =>
  api.ask({ method: "POST", path: "/vacancies", body, idempotencyKey: key }, Vacancy);

export const changeVacancy = (api: ApiClient, id: string, body: object, etag: string): Written =>
  api.ask({ method: "PATCH", path: `/vacancies/${id}`, body, ifMatch: etag }, Vacancy);

export const withdrawVacancy = (api: ApiClient, id: string, reason: WithdrawalReason, key: string): Written =>
  api.ask(
    { method: "POST", path: `/vacancies/${id}/withdrawal`, body: { reason }, idempotencyKey: key },
    Vacancy,
  );

/** Says that it is still open; again on the same day changes nothing. */
export const confirmVacancy = (api: ApiClient, id: string): Written =>
  api.ask({ method: "PUT", path: `/vacancies/${encodeURIComponent(id)}/confirmation` }, Vacancy);

export const findVacancy = (api: ApiClient, id: string): Promise<Answered<VacancyView>> =>
  api.ask({ path: `/vacancies/${encodeURIComponent(id)}` }, VacancyView);

export const listVacancies = async (
  api: ApiClient,
  query: PageAsked,
): Promise<Page<z.infer<typeof Vacancy>>> =>
  (await api.ask({ path: "/vacancies", query }, pageOf(Vacancy))).data;

export const countProposals = async (api: ApiClient, id: string): Promise<ProposalCounts> =>
  (await api.ask({ path: `/vacancies/${id}/proposal-counts` }, Counts)).data;
