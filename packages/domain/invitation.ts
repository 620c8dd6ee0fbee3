import * as z from "zod";
import { Actor } from "./actor.ts";
import { Moment } from "./dates.ts";
import { CouplingId, MarketProfileId, SelfRegistrationId } from "./ids.ts";

/** Letters and digits that cannot be taken for one another (Crockford's base 32). */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 16;

/** As people type it: in any case, with or without dashes and spaces, with O for 0 and I or L for 1. */
const normalised = (typed: string): string =>
  typed.toUpperCase().replaceAll(/[\s-]/g, "").replaceAll("O", "0").replaceAll(/[IL]/g, "1");

/**
 * A code with which somebody of firm A comes forward with a profile of their own: 16 characters of 5 bits, made by
 * chance. It is shown once, to whoever hands it out, and is kept as a hash only.
 */
export const InvitationCode = z
  .string()
  .max(40)
  .transform(normalised)
  .pipe(z.string().regex(new RegExp(`^[${ALPHABET}]{${LENGTH}}$`), "must be a code of 16 letters and digits"))
  .brand("InvitationCode");
export type InvitationCode = z.infer<typeof InvitationCode>;

/** The code that bytes of chance make; needs ten of them. */
export const codeFrom = (bytes: Uint8Array): InvitationCode => {
  const bits = Array.from(bytes.subarray(0, (LENGTH * 5) / 8), (byte) => byte.toString(2).padStart(8, "0"));
  const groups = bits.join("").match(/.{5}/g) ?? [];
  return InvitationCode.parse(groups.map((five) => ALPHABET[Number.parseInt(five, 2)]).join(""));
};

/** As it is shown: in groups of four. */
export const shownCode = (code: InvitationCode): string => code.match(/.{4}/g)?.join("-") ?? code;

export const InvitationId = z.string().regex(/^[0-9a-f-]{36}\.[0-9]{5}$/);

/** The place of one person in an agreed coupling. `number` counts within the coupling; a code given anew keeps it. */
export const Invitation = z.object({
  id: InvitationId,
  version: z.number().int().min(1),
  couplingId: CouplingId,
  number: z.number().int().min(1).max(99_999),
  /** `reserved`: somebody who came forward alone has shown it, and waits for the intake (S7). */
  state: z.enum(["open", "reserved", "used", "withdrawn"]),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  issuedAt: Moment,
  issuedBy: Actor,
  expiresAt: Moment,
  selfRegistrationId: SelfRegistrationId.optional(),
  profileId: MarketProfileId.optional(),
});
export type Invitation = z.infer<typeof Invitation>;

/** How long a code can be used. A setting of our own: no source gives it. */
export const INVITATION_DAYS = 28;

export const invitationIdOf = (couplingId: CouplingId, number: number): string =>
  `${couplingId}.${String(number).padStart(5, "0")}`;

/** Whether it can be used to come forward at that moment. */
export const isUsable = ({ state, expiresAt }: Invitation, at: Date): boolean =>
  (state === "open" && Date.parse(expiresAt) > at.getTime()) || state === "reserved";

/**
 * That a profile is of somebody of a group: since then the person is counted as a profile. `returned`: the profile was
 * withdrawn and the person is a head again; `gone`: the person left, for work elsewhere or with the notice.
 */
export const GroupLink = z.object({
  id: MarketProfileId,
  version: z.number().int().min(1),
  couplingId: CouplingId,
  state: z.enum(["linked", "returned", "gone"]),
  changedAt: Moment,
});
export type GroupLink = z.infer<typeof GroupLink>;
