import * as z from "zod";
import { Moment } from "./dates.ts";
import { KvkNumber } from "./ids.ts";

/**
 * S4: what a job seeker agreed to, per purpose and receiver. `matching` makes the profile visible to the matcher;
 * `introduction` lets the team give the person's details to one employer.
 */
export const Consent = z
  .object({
    purpose: z.enum(["matching", "introduction"]),
    /** The employer's number for `introduction`; the teams for `matching`. */
    receiver: z.union([z.literal("mobility-teams"), KvkNumber]),
    /** Version of the wording that was shown. */
    wording: z.string().regex(/^[a-z0-9.-]{1,40}$/),
    givenAt: Moment,
    withdrawnAt: Moment.optional(),
  })
  .strict()
  .refine(({ purpose, receiver }) => (purpose === "matching") === (receiver === "mobility-teams"), {
    path: ["receiver"],
    message: "is mobility-teams for matching and a KvK number for introduction",
  });
export type Consent = z.infer<typeof Consent>;

/** Whether a consent for that purpose and receiver stands. Absent means no. */
export const consents = (
  given: readonly Consent[],
  purpose: Consent["purpose"],
  receiver: string = "mobility-teams",
): boolean =>
  given.some((one) => one.purpose === purpose && one.receiver === receiver && one.withdrawnAt === undefined);
