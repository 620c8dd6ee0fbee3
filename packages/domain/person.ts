import * as z from "zod";
import { LocalDate, Moment } from "./dates.ts";
import { JobSeekerId, MarketProfileId } from "./ids.ts";
import { InvitationCode } from "./invitation.ts";
import { Postcode } from "./postcode.ts";
import { ResponsibleParty, Situation } from "./situation.ts";
import { plainText } from "./text.ts";

/** What only the people who help somebody may see. It lives in the persons table and nowhere else. */
export const PersonInput = z
  .object({
    givenName: plainText(100),
    familyName: plainText(100),
    postcode: Postcode,
    dateOfBirth: LocalDate.optional(),
    email: z.email().max(254).optional(),
    phone: plainText(30).optional(),
    situation: Situation,
    /** S6: notice is being or has been given, and the person still works. */
    underNotice: z.object({ lastWorkingDate: LocalDate.optional() }).strict().optional(),
  })
  .strict();
export type PersonInput = z.infer<typeof PersonInput>;

/** S3: who was responsible since when, and for which situation. Newest last. */
export const Responsibility = z.object({ party: ResponsibleParty, situation: Situation, since: Moment });
export type Responsibility = z.infer<typeof Responsibility>;

export const Person = z.object({
  ...PersonInput.shape,
  id: JobSeekerId,
  profileId: MarketProfileId,
  version: z.number().int().min(1),
  responsibilities: z.array(Responsibility).min(1),
  /** Which client of the party gave the reference: it has to be known when the person is erased. */
  referenceOwner: z.string().max(200).optional(),
  registeredAt: Moment,
  changedAt: Moment,
});
export type Person = z.infer<typeof Person>;

/** S7: somebody who comes forward alone. A request to the responsible party; no profile and no matching before intake. */
export const SelfRegistrationInput = z
  .object({
    givenName: plainText(100),
    familyName: plainText(100),
    postcode: Postcode,
    situation: Situation,
    email: z.email().max(254).optional(),
    phone: plainText(30).optional(),
    note: plainText(1000).optional(),
    /** Of somebody whose firm agreed to a coupling; it is kept for them until the intake, and never as it is. */
    invitationCode: InvitationCode.optional(),
  })
  .strict()
  .refine(({ email, phone }) => email !== undefined || phone !== undefined, {
    path: ["email"],
    message: "or phone is needed, so that somebody can answer",
  });
export type SelfRegistrationInput = z.infer<typeof SelfRegistrationInput>;
