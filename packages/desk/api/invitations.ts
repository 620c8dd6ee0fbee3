import type * as z from "zod";
import { InvitationList, InvitationsGiven } from "#packages/api/routes/invitation-views.ts";
import type { ApiClient } from "./client.ts";

export type Invitations = z.infer<typeof InvitationList>;
export type CodesGiven = InvitationsGiven;

const pathOf = (id: string): `/${string}` => `/couplings/${encodeURIComponent(id)}/invitations`;

/** The invitations of a coupling, without their codes. */
export const listInvitations = async (api: ApiClient, id: string): Promise<Invitations> =>
  (await api.ask({ path: pathOf(id) }, InvitationList)).data;

/** Codes for so many people: the one time that they are known. Sent again under the same key, they come without. */
export const inviteStaff = async (
  api: ApiClient,
  id: string,
  { people, key }: { readonly people: number; readonly key: string },
): Promise<CodesGiven> =>
  (
    await api.ask(
      { method: "POST", path: pathOf(id), body: { people }, idempotencyKey: key },
      InvitationsGiven,
    )
  ).data;

/** Another code in place of one that was lost. */
export const inviteAnew = async (api: ApiClient, id: string, number: number): Promise<CodesGiven> =>
  (await api.ask({ method: "PUT", path: `${pathOf(id)}/${number}` }, InvitationsGiven)).data;

export const withdrawCode = async (api: ApiClient, id: string, number: number): Promise<Invitations> =>
  (await api.ask({ method: "DELETE", path: `${pathOf(id)}/${number}` }, InvitationList)).data;
