import * as z from "zod";
import { Moment } from "#packages/domain/dates.ts";

const Count = z.number().int().min(0).max(10_000);
const Counts = {
  agreed: Count.meta({ description: "People agreed" }),
  invited: Count.meta({ description: "Codes given out, used ones among them" }),
  joined: Count.meta({ description: "People who came with a profile; who they are is not told" }),
  stillToInvite: Count,
};

const InvitationView = z.object({
  number: z.number().int().min(1),
  state: z.enum(["given-out", "expired", "withdrawn", "open", "reserved", "used"]).meta({
    description:
      "For the firm: given-out, expired or withdrawn, whether or not somebody used it (S4). The team sees whether it is open, reserved or used.",
  }),
  issuedAt: Moment,
  expiresAt: Moment,
});
export type InvitationView = z.infer<typeof InvitationView>;

/** All invitations of a coupling, with how many there are. */
export const InvitationList = z
  .object({ ...Counts, items: z.array(InvitationView) })
  .meta({ id: "InvitationList" });

/** Codes as they are given: the one time that they are shown. */
export const InvitationsGiven = z
  .object({
    ...Counts,
    items: z.array(
      z.object({
        number: z.number().int().min(1),
        code: z.string().optional().meta({
          description:
            "Shown once. Sending the request again gives the same numbers without codes; a lost code is given anew with PUT.",
          example: "7K3F-Q2MX-9V0T-HB4D",
        }),
        expiresAt: Moment,
      }),
    ),
  })
  .meta({ id: "InvitationsGiven" });
export type InvitationsGiven = z.infer<typeof InvitationsGiven>;
