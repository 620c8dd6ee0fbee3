import * as z from "zod";
import { Actor } from "./actor.ts";
import { Moment } from "./dates.ts";
import { MarketProfileId, SelfRegistrationId } from "./ids.ts";
import { InvitationId } from "./invitation.ts";
import { HomeMunicipality } from "./municipality.ts";
import { RegionCode } from "./regions.ts";
import { ResponsibleParty } from "./situation.ts";

/** Why a request is closed without a profile. `other` needs no word of it: words about people have no place here. */
export const CLOSING_REASONS = [
  "own-request",
  "not-reached",
  "helped-elsewhere",
  "registered-already",
  "mistake",
  "other",
] as const;
export const ClosingReason = z.enum(CLOSING_REASONS);
export type ClosingReason = z.infer<typeof ClosingReason>;

export const SELF_REGISTRATION_STATUSES = ["received", "taken-up", "answered", "closed"] as const;

/** One step of people in the life of a request. */
export const SettlingStep = z.object({
  at: Moment,
  by: Actor,
  what: z.enum(["taken-up", "released", "answered", "closed"]),
  reason: ClosingReason.optional(),
});
export type SettlingStep = z.infer<typeof SettlingStep>;

/**
 * S7: somebody came forward alone, a request to the responsible party of S2. This is the part without personal data,
 * kept in the platform table: nobody is matched by it. `answered`: a profile came of it, after intake and with consent.
 */
export const SelfRegistration = z.object({
  id: SelfRegistrationId,
  version: z.number().int().min(1),
  region: RegionCode,
  municipality: HomeMunicipality.optional(),
  responsible: ResponsibleParty,
  status: z.enum(SELF_REGISTRATION_STATUSES),
  /** Who helps the person now. */
  claim: z.object({ by: Actor, at: Moment }).optional(),
  /** The invitation that was shown, by its id. */
  invitation: InvitationId.optional(),
  /** The profile that answers it. */
  profileId: MarketProfileId.optional(),
  receivedAt: Moment,
  /** By when somebody takes it up. */
  dueAt: Moment.optional(),
  changedAt: Moment.optional(),
  history: z.array(SettlingStep).default([]),
});
export type SelfRegistration = z.infer<typeof SelfRegistration>;

/** Whether somebody still has to do something with it. */
export const isWaiting = ({ status, profileId }: SelfRegistration): boolean =>
  (status === "received" || status === "taken-up") && profileId === undefined;
