import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Coupling } from "#packages/domain/coupling.ts";
import { NotFound, NotPossibleNow } from "#packages/domain/errors.ts";
import type { MarketProfileId, SelfRegistrationId } from "#packages/domain/ids.ts";
import {
  codeFrom,
  INVITATION_DAYS,
  type Invitation,
  type InvitationCode,
  invitationIdOf,
  isUsable,
} from "#packages/domain/invitation.ts";
import type { MarketProfile } from "#packages/domain/market-profile.ts";
import { couplings } from "#packages/store/couplings.ts";
import { find } from "#packages/store/documents.ts";
import {
  findByCode,
  hashOf,
  invitations,
  invitationsOf,
  invitationWrites,
  putLink,
} from "#packages/store/invitations.ts";
import type { Table } from "#packages/store/platform-table.ts";
import type { Doing } from "./coupling-steps.ts";
import { checkAgreed, invite, join, stillToInvite, uninvite } from "./people-steps.ts";
import { takingWrites } from "./take-step.ts";
import { stepWrites } from "./write-step.ts";

/** Invitations that fit in one transaction with what else changes. */
export const MOST_AT_ONCE = 40;

/** By whom, when, by which chance, and for how many days. */
export type Inviting = Doing & {
  readonly randomBytes: (count: number) => Uint8Array;
  readonly days?: number | undefined;
  readonly traceparent?: string | undefined;
};

/** A code with the invitation that is kept of it: the only moment at which the code is known. */
export type Issued = { readonly invitation: Invitation; readonly code: InvitationCode };

/** What is to be written, and the coupling as it then is. */
export type Invited = {
  readonly coupling: Coupling;
  readonly issued: readonly Issued[];
  readonly writes: readonly TransactWriteItem[];
};

const DAY_MS = 86_400_000;
const BYTES = 10;

const issue = (
  { couplingId, number, version }: Pick<Invitation, "couplingId" | "number" | "version">,
  { by, at, days = INVITATION_DAYS, randomBytes }: Inviting,
): Issued => {
  const code = codeFrom(randomBytes(BYTES));
  return {
    code,
    invitation: {
      id: invitationIdOf(couplingId, number),
      version,
      couplingId,
      number,
      state: "open",
      hash: hashOf(code),
      issuedAt: at.toISOString(),
      issuedBy: by,
      expiresAt: new Date(at.getTime() + days * DAY_MS).toISOString(),
    },
  };
};

const causeOf = ({ at, traceparent }: Inviting) => ({ at, traceparent });

/**
 * Codes for so many people more of an agreed coupling; without a number, for all who have none, at most `MOST_AT_ONCE`.
 * Throws NotPossibleNow.
 */
export const inviteMore = async (
  table: Table,
  before: Coupling,
  people: number | undefined,
  inviting: Inviting,
): Promise<Invited> => {
  const count = people ?? Math.max(1, Math.min(MOST_AT_ONCE, stillToInvite(before)));
  const after = invite(before, count, inviting);
  const last = (await invitationsOf(table, before.id)).at(-1)?.number ?? 0;
  const issued = Array.from({ length: count }, (_, index) =>
    issue({ couplingId: before.id, number: last + 1 + index, version: 1 }, inviting),
  );
  return {
    coupling: after,
    issued,
    writes: [
      ...(await stepWrites(table, { before, after }, causeOf(inviting))),
      ...issued.flatMap(({ invitation }) => invitationWrites(table, undefined, invitation)),
    ],
  };
};

/** Who hands out codes is not told which of them were used (S4), so this says no more than that it cannot be done. */
const notOpen = () => new NotPossibleNow("This code is no longer open: it cannot be changed.");

const openInvitation = async (table: Table, { id }: Coupling, number: number): Promise<Invitation> => {
  const found = await find(table, invitations, invitationIdOf(id, number));
  if (found === undefined) throw new NotFound(`invitation ${number} of coupling ${id}`);
  if (found.state === "used" || found.state === "reserved") throw notOpen();
  return found;
};

/** Another code in place of one that was lost, has expired or was withdrawn; the old one is worth nothing from then on. */
export const inviteAnew = async (
  table: Table,
  before: Coupling,
  number: number,
  inviting: Inviting,
): Promise<Invited> => {
  checkAgreed(before);
  const known = await openInvitation(table, before, number);
  const after = known.state === "withdrawn" ? invite(before, 1, inviting) : before;
  if (stillToInvite(before) === 0 && known.state === "withdrawn") throw notOpen();
  const issued = issue({ ...known, version: known.version + 1 }, inviting);
  const step = after === before ? [] : await stepWrites(table, { before, after }, causeOf(inviting));
  return {
    coupling: after,
    issued: [issued],
    writes: [...step, ...invitationWrites(table, known, issued.invitation)],
  };
};

/** The code is worth nothing any more, and somebody else can get one. Undefined when it was withdrawn before. */
export const withdrawInvitation = async (
  table: Table,
  before: Coupling,
  number: number,
  doing: Doing & { readonly traceparent?: string | undefined },
): Promise<{ readonly coupling: Coupling; readonly writes: readonly TransactWriteItem[] } | undefined> => {
  const known = await openInvitation(table, before, number);
  if (known.state === "withdrawn") return undefined;
  const after = uninvite(before, doing);
  const withdrawn: Invitation = { ...known, version: known.version + 1, state: "withdrawn" };
  return {
    coupling: after,
    writes: [
      ...(await stepWrites(table, { before, after }, { at: doing.at, traceparent: doing.traceparent })),
      ...invitationWrites(table, known, withdrawn),
    ],
  };
};

/** The code is unknown, used, withdrawn or expired, or the coupling is over: which of them is nobody's to know. */
export class CodeNotUsable extends Error {
  override readonly name = "CodeNotUsable";
}

type Usable = { readonly invitation: Invitation; readonly coupling: Coupling };

const usable = async (table: Table, invitation: Invitation | undefined, at: Date): Promise<Usable> => {
  if (invitation === undefined || !isUsable(invitation, at)) throw new CodeNotUsable("no such code");
  const coupling = await find(table, couplings, invitation.couplingId);
  if (coupling === undefined) throw new CodeNotUsable("no such coupling");
  // Who showed it while the coupling ran is linked at the intake, also when it is over by then: a person is no head.
  if (invitation.state === "open" && coupling.state !== "agreed" && coupling.state !== "transition")
    throw new CodeNotUsable("the coupling is over");
  return { invitation, coupling };
};

/** To which group of which notice a profile belongs, and by which coupling. */
export type Linked = NonNullable<MarketProfile["linked"]>;

/** An invitation as it is shown: by its code, or by its id where it was reserved before. */
export type Shown = { readonly code: InvitationCode } | { readonly invitationId: string };

const shownTo = (table: Table, shown: Shown): Promise<Invitation | undefined> =>
  "code" in shown ? findByCode(table, shown.code) : find(table, invitations, shown.invitationId);

/** Whether this profile is the one that used the invitation before: then there is nothing to do. */
export const isJoinedBy = async (
  table: Table,
  shown: Shown,
  profileId: MarketProfileId,
): Promise<boolean> => {
  const known = await shownTo(table, shown);
  return known?.state === "used" && known.profileId === profileId;
};

type Joining = Doing & {
  readonly profileId: MarketProfileId;
  readonly traceparent?: string | undefined;
};

/**
 * Somebody of firm A comes with a profile: the place in the coupling is theirs, and they are counted as a person from
 * then on. To be written in one transaction with the profile. Throws CodeNotUsable, NotPossibleNow.
 */
export const joinBy = async (
  table: Table,
  shown: Shown,
  { profileId, traceparent, ...doing }: Joining,
): Promise<{ readonly linked: Linked; readonly writes: readonly TransactWriteItem[] }> => {
  const { invitation, coupling: before } = await usable(table, await shownTo(table, shown), doing.at);
  const after = join(before, doing);
  const changedAt = doing.at.toISOString();
  const { id: couplingId, noticeId, surplusId } = before;
  return {
    linked: { couplingId, noticeId, surplusId, since: changedAt },
    writes: [
      ...(await takingWrites(table, { before, after }, { at: doing.at, traceparent })),
      ...invitationWrites(table, invitation, {
        ...invitation,
        version: invitation.version + 1,
        state: "used",
        profileId,
      }),
      putLink(table, { id: profileId, version: 1, couplingId, state: "linked", changedAt }),
    ],
  };
};

/** The request with which a code was shown comes to no profile: the code can be shown again, until its term is over. */
export const freeCode = async (
  table: Table,
  { id, invitation }: { readonly id: SelfRegistrationId; readonly invitation?: string | undefined },
): Promise<TransactWriteItem[]> => {
  const known = invitation === undefined ? undefined : await find(table, invitations, invitation);
  if (known?.state !== "reserved" || known.selfRegistrationId !== id) return [];
  const { selfRegistrationId: _shown, ...rest } = known;
  return invitationWrites(table, known, { ...rest, version: known.version + 1, state: "open" });
};

/**
 * Somebody who comes forward alone shows a code (S7): it is kept for them until the intake. Nothing is joined yet: there
 * is no profile before intake and consent. Throws CodeNotUsable.
 */
export const reserveCode = async (
  table: Table,
  code: InvitationCode,
  { selfRegistrationId, at }: { readonly selfRegistrationId: SelfRegistrationId; readonly at: Date },
): Promise<{ readonly id: string; readonly writes: readonly TransactWriteItem[] }> => {
  const { invitation } = await usable(table, await findByCode(table, code), at);
  if (invitation.state !== "open") throw new CodeNotUsable("reserved");
  const { id, version } = invitation;
  const reserved: Invitation = { ...invitation, version: version + 1, state: "reserved", selfRegistrationId };
  return { id, writes: invitationWrites(table, invitation, reserved) };
};
