import type * as z from "zod";
import type { SelfRegistrationInput } from "#packages/domain/person.ts";
import { SelfRegistration } from "#packages/domain/self-registration.ts";
import type { ApiClient } from "./client.ts";

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
