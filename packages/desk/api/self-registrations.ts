import * as z from "zod";
import type { MarketProfileInput } from "#packages/domain/market-profile.ts";
import { SelfRegistrationInput } from "#packages/domain/person.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import { type ClosingReason, SelfRegistration } from "#packages/domain/self-registration.ts";
import type { Answered, ApiClient } from "./client.ts";
import { type Page, type PageAsked, pageOf } from "./paging.ts";

type Body = z.input<typeof SelfRegistrationInput>;

/** Passes on that somebody comes forward alone (S7). */
export const registerSelf = async (api: ApiClient, body: Body, key: string): Promise<SelfRegistration> =>
  (
    await api.ask(
      { method: "POST", path: "/self-registrations", body, idempotencyKey: key },
      SelfRegistration,
    )
  ).data;

/** What is told of somebody who came forward: who helps them where, and nothing of who it is. */
export const Receipt = SelfRegistration.pick({ id: true, region: true, responsible: true, receivedAt: true });
export type Receipt = z.infer<typeof Receipt>;

/** Comes forward (S7). `key` was made when the form was shown: sent twice, it is received once. */
export const comeForward = async (api: ApiClient, body: object, key: string): Promise<Receipt> =>
  (await api.ask({ method: "POST", path: "/own-registrations", body, idempotencyKey: key }, Receipt)).data;

const Line = SelfRegistration.extend({ overdue: z.boolean() });
/** A request in a list: nobody took it up within its term when it is `overdue`. */
export type RequestLine = z.infer<typeof Line>;

const View = SelfRegistration.extend({ person: SelfRegistrationInput.optional() });
/** A request, with who it is for whoever has taken it up. */
export type RequestView = z.infer<typeof View>;

export const REQUEST_LISTS = ["waiting", "settled"] as const;
type ListAsked = PageAsked & {
  readonly region: RegionCode;
  readonly state: (typeof REQUEST_LISTS)[number];
};

/** Requests of a region, oldest first: of the caller's party, or for a team those of all. */
export const listRequests = async (api: ApiClient, query: ListAsked): Promise<Page<RequestLine>> =>
  (await api.ask({ path: "/self-registrations", query }, pageOf(Line))).data;

/** Reads one; the reading is put on record when who it is comes with it. */
export const findRequest = (api: ApiClient, id: string): Promise<Answered<RequestView>> =>
  api.ask({ path: `/self-registrations/${id}` }, View);

/** What is done with which version of a request: throws ApiTrouble (412) when that is no longer the newest. */
export type OfVersion = { readonly id: string; readonly ifMatch: string };

export const takeUpRequest = (api: ApiClient, { id, ifMatch }: OfVersion) =>
  api.ask({ method: "PUT", path: `/self-registrations/${id}/claim`, ifMatch }, SelfRegistration);

export const giveBackRequest = (api: ApiClient, { id, ifMatch }: OfVersion) =>
  api.ask({ method: "DELETE", path: `/self-registrations/${id}/claim`, ifMatch }, SelfRegistration);

export const closeRequest = (api: ApiClient, { id, ifMatch }: OfVersion, reason: ClosingReason) =>
  api.ask(
    { method: "PUT", path: `/self-registrations/${id}/closing`, ifMatch, body: { reason } },
    SelfRegistration,
  );

const Made = z.object({ id: z.string() });

/** The profile that answers a request, after the intake. `key` was made when the form was shown. */
export const answerRequest = async (
  api: ApiClient,
  body: z.input<typeof MarketProfileInput>,
  key: string,
): Promise<string> =>
  (await api.ask({ method: "POST", path: "/market-profiles", body, idempotencyKey: key }, Made)).data.id;

const Link = z.object({ token: z.string(), expiresAt: z.iso.datetime() });

/** A link by which the job seeker gets at the own data, once and within a quarter of an hour. */
export const makePersonalLink = async (api: ApiClient, profileId: string): Promise<z.infer<typeof Link>> =>
  (await api.ask({ method: "POST", path: `/market-profiles/${profileId}/personal-links` }, Link)).data;
