import type * as z from "zod";
import { SelfRegistration, type SelfRegistrationInput } from "#packages/domain/person.ts";
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
