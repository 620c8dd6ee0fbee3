import * as z from "zod";
import { OwnConsents, OwnProfile, OwnProposal, Reading, ReviewView } from "#packages/api/routes/me-views.ts";
import type { Consent } from "#packages/domain/consent.ts";
import type { RestrictionGround } from "#packages/domain/market-profile.ts";
import { Erasure } from "#packages/rights/erasure-proof.ts";
import type { Language } from "../texts/texts.ts";
import type { Answered, ApiClient } from "./client.ts";

export type { OwnConsents, OwnProfile, OwnProposal, Reading, ReviewView };

const Session = z.object({ token: z.string(), expiresAt: z.iso.datetime() });

/** Uses a personal link up. Throws ApiTrouble 404 for one that was used, is over or never was, 400 for what is no token. */
export const openPersonalSession = async (api: ApiClient, token: string): Promise<string> =>
  (await api.ask({ method: "POST", path: "/personal-sessions", body: { token } }, Session)).data.token;

/** The session's token opens nothing after this. */
export const closePersonalSession = async (api: ApiClient): Promise<void> => {
  await api.fetch({ method: "DELETE", path: "/personal-sessions/current" });
};

export const findMe = (api: ApiClient, language: Language): Promise<Answered<OwnProfile>> =>
  api.ask({ path: "/me", language }, OwnProfile);

export const rectify = async (api: ApiClient, patch: object, ifMatch: string): Promise<void> => {
  await api.ask({ method: "PATCH", path: "/me/profile", body: patch, ifMatch }, OwnProfile);
};

export const listConsents = async (api: ApiClient): Promise<OwnConsents> =>
  (await api.ask({ path: "/me/consents" }, OwnConsents)).data;

type ForWhat = Pick<Consent, "purpose" | "receiver">;
const pathOfConsent = ({ purpose, receiver }: ForWhat) =>
  `/me/consents/${purpose}/${encodeURIComponent(receiver)}` as const;

/** `wording` is the version that was shown. */
export const giveConsent = async (api: ApiClient, forWhat: ForWhat, wording: string): Promise<void> => {
  await api.ask({ method: "PUT", path: pathOfConsent(forWhat), body: { wording } }, OwnConsents);
};

export const withdrawConsent = async (api: ApiClient, forWhat: ForWhat): Promise<void> => {
  await api.ask({ method: "DELETE", path: pathOfConsent(forWhat) }, OwnConsents);
};

const Proposals = z.object({ items: z.array(OwnProposal), nextCursor: z.string().optional() });
export type OwnProposals = z.infer<typeof Proposals>;
const PAGE = 50;

export const listOwnProposals = async (
  api: ApiClient,
  language: Language,
  cursor?: string,
): Promise<OwnProposals> =>
  (await api.ask({ path: "/me/proposals", language, query: { cursor, limit: PAGE } }, Proposals)).data;

export const findOwnProposal = async (api: ApiClient, language: Language, id: string): Promise<OwnProposal> =>
  (await api.ask({ path: `/me/proposals/${encodeURIComponent(id)}`, language }, OwnProposal)).data;

const Readings = z.object({ items: z.array(Reading) });
export const listReadings = async (api: ApiClient): Promise<readonly Reading[]> =>
  (await api.ask({ path: "/me/readings" }, Readings)).data.items;

export const EXPORT_FORMS = { html: "text/html", json: "application/json", txt: "text/plain" } as const;

/** Everything that is kept, as a file. */
export const exportMe = (
  api: ApiClient,
  form: keyof typeof EXPORT_FORMS,
  language: Language,
): Promise<Response> => api.fetch({ path: "/me/export", accept: EXPORT_FORMS[form], language });

export const setRestriction = async (api: ApiClient, ground: RestrictionGround): Promise<void> => {
  await api.ask({ method: "PUT", path: "/me/restriction", body: { ground } }, OwnProfile);
};
export const liftRestriction = async (api: ApiClient): Promise<void> => {
  await api.ask({ method: "DELETE", path: "/me/restriction" }, OwnProfile);
};
export const object = async (api: ApiClient): Promise<void> => {
  await api.ask({ method: "PUT", path: "/me/objection" }, OwnProfile);
};
export const withdrawObjection = async (api: ApiClient): Promise<void> => {
  await api.ask({ method: "DELETE", path: "/me/objection" }, OwnProfile);
};

const Reviews = z.object({ items: z.array(ReviewView) });
export const listReviews = async (api: ApiClient): Promise<readonly ReviewView[]> =>
  (await api.ask({ path: "/me/review-requests" }, Reviews)).data.items;

type Review = Pick<ReviewView, "subject" | "proposalId" | "question">;
/** `key` was made when the form was shown: sent twice, it is asked once. */
export const askReview = async (api: ApiClient, body: Review, key: string): Promise<void> => {
  await api.ask({ method: "POST", path: "/me/review-requests", body, idempotencyKey: key }, ReviewView);
};

/** Erases everything; the session is over with it. Gives the id of the proof, which anybody who has it can read. */
export const eraseMe = async (api: ApiClient): Promise<Erasure> =>
  (await api.ask({ method: "POST", path: "/me/erasure", body: { confirm: "erase-everything" } }, Erasure))
    .data;

/** Throws ApiTrouble 404 where there is none such. */
export const findErasure = async (api: ApiClient, id: string): Promise<Erasure> =>
  (await api.ask({ path: `/erasures/${encodeURIComponent(id)}` }, Erasure)).data;
