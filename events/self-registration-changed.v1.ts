import * as z from "zod";
import { SELF_REGISTRATION_STATUSES } from "#packages/domain/self-registration.ts";
import { defineEvent } from "./define-event.ts";
import { SelfRegistrationFacts } from "./self-registration-received.v1.ts";

/**
 * The responsible party took up the request of somebody who came forward alone (S7), gave it back, or settled it: with a
 * profile (`answered`), or without (`closed`; why is not told).
 */
export const SelfRegistrationChangedV1 = defineEvent("self-registration-changed", 1, {
  system: "intake",
  data: SelfRegistrationFacts.extend({
    status: z.enum(SELF_REGISTRATION_STATUSES),
  }),
});
