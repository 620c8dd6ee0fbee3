import * as z from "zod";
import { SelfRegistrationId } from "#packages/domain/ids.ts";
import { RegionCode } from "#packages/domain/regions.ts";
import { SELF_REGISTRATION_STATUSES } from "#packages/domain/self-registration.ts";
import { ResponsibleParty } from "#packages/domain/situation.ts";
import { defineEvent } from "./define-event.ts";

/**
 * The responsible party took up the request of somebody who came forward alone (S7), gave it back, or settled it: with a
 * profile (`answered`), or without (`closed`; why is not told).
 */
export const SelfRegistrationChangedV1 = defineEvent("self-registration-changed", 1, {
  system: "intake",
  data: z.object({
    selfRegistrationId: SelfRegistrationId,
    version: z.number().int().min(1),
    region: RegionCode,
    responsible: ResponsibleParty,
    status: z.enum(SELF_REGISTRATION_STATUSES),
  }),
});
