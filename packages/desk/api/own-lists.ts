import * as z from "zod";
import { OpenHiringView, OwnPlace } from "#packages/api/routes/open-hiring-views.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import type { ApiClient } from "./client.ts";
import { type Page, type PageAsked, pageOf } from "./paging.ts";

export type { OwnPlace };
export type OpenHiring = z.infer<typeof OpenHiringView>;

const Places = z.object({ items: z.array(OwnPlace) });

/** The own places on waiting lists of open hiring (D4), those that have closed among them. */
export const listOwnPlaces = async (api: ApiClient): Promise<readonly OwnPlace[]> =>
  (await api.ask({ path: "/me/waiting-lists" }, Places)).data.items;

/** Vacancies of open hiring, oldest first; where the person lives when no region is named. */
export const listOwnOpenHiring = async (
  api: ApiClient,
  query: PageAsked & { readonly region?: RegionCode | undefined },
): Promise<Page<OpenHiring>> =>
  (await api.ask({ path: "/me/open-hiring", query }, pageOf(OpenHiringView))).data;

const pathOf = (id: string) => `/me/waiting-lists/${id}` as const;

/** Each is safe to do twice; throws ApiTrouble (409) when the list has moved on meanwhile. */
export const joinOwnList = async (api: ApiClient, id: string): Promise<OwnPlace> =>
  (await api.ask({ method: "PUT", path: pathOf(id) }, OwnPlace)).data;
export const leaveOwnList = async (api: ApiClient, id: string): Promise<OwnPlace> =>
  (await api.ask({ method: "DELETE", path: pathOf(id) }, OwnPlace)).data;
export const takeOwnWork = async (api: ApiClient, id: string): Promise<OwnPlace> =>
  (await api.ask({ method: "PUT", path: `${pathOf(id)}/start` }, OwnPlace)).data;
export const answerOwnLifeCoach = async (api: ApiClient, id: string, accepted: boolean): Promise<OwnPlace> =>
  (await api.ask({ method: "PUT", path: `${pathOf(id)}/life-coach`, body: { accepted } }, OwnPlace)).data;
