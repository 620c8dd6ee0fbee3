import * as z from "zod";
import { SelfRegistrationId } from "#packages/domain/ids.ts";
import { RegionCode } from "#packages/domain/regions.ts";
import { ResponsibleParty } from "#packages/domain/situation.ts";
import { defineEvent } from "./define-event.ts";

/** What every event of a self-registration says; never who it is. */
export const SelfRegistrationFacts = z.object({
  selfRegistrationId: SelfRegistrationId,
  version: z.number().int().min(1),
  region: RegionCode,
  responsible: ResponsibleParty,
});

/** Somebody came forward alone (S7): a request to the responsible party of S2, in the region where the person lives. */
export const SelfRegistrationReceivedV1 = defineEvent("self-registration-received", 1, {
  system: "intake",
  data: SelfRegistrationFacts,
});
