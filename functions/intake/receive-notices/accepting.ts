import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import {
  CodeNotUsable,
  isJoinedBy,
  joinBy,
  type Linked,
  reserveCode,
  type Shown,
} from "#packages/coupling/invitations.ts";
import type { JobSeekerId, MarketProfileId, SelfRegistrationId } from "#packages/domain/ids.ts";
import type { InvitationCode } from "#packages/domain/invitation.ts";
import type { MarketProfile, MarketProfileInput } from "#packages/domain/market-profile.ts";
import { isWaiting } from "#packages/domain/self-registration.ts";
import { InvalidInput } from "#packages/intake/invalid-input.ts";
import type { Origin } from "#packages/intake/origin.ts";
import { answerRequest, toldOfRequest } from "#packages/intake/settle-self-registration.ts";
import type { Caller } from "#packages/policy/caller.ts";
import { relates } from "#packages/policy/relations.ts";
import { selfRegistrationResource } from "#packages/policy/resources.ts";
import { aboutRequest } from "#packages/rights/processing-line.ts";
import { find } from "#packages/store/documents.ts";
import { selfRegistrations } from "#packages/store/kinds.ts";
import { settledSelfRegistrationWrites } from "#packages/store/write-self-registration.ts";
import type { Deps } from "./deps.ts";

/** What a profile answers: an invitation, or the request of somebody who came forward alone. */
type Answered = Pick<MarketProfileInput, "invitationCode" | "selfRegistrationId">;
type Subject = {
  readonly id: MarketProfileId;
  readonly jobSeekerId: JobSeekerId;
  readonly before?: MarketProfile | undefined;
};
type Asking = { readonly caller: Caller; readonly origin: Origin };

/** What is written with the profile, and the group that it is linked to by it. */
export type Accepted = {
  readonly linked?: Linked | undefined;
  readonly writes: readonly TransactWriteItem[];
};

const fault = (pointer: string, detail: string) => new InvalidInput([{ pointer, detail }]);

const NOT_USABLE =
  "cannot be used: it is not known, was used or withdrawn, has expired, or was for an agreement that is over";

/** Accepts an invitation for a profile; one that this profile accepted before is fine. Throws InvalidInput. */
const join = async (
  { tables: { platform } }: Deps,
  { shown, pointer }: { readonly shown: Shown; readonly pointer: string },
  { id, before }: Subject,
  { caller, origin }: Asking,
): Promise<Accepted> => {
  if (before?.linked !== undefined) {
    if (await isJoinedBy(platform, shown, id)) return { writes: [] };
    throw fault(pointer, "is for somebody else: this profile came by another invitation");
  }
  try {
    const { now: at, traceparent } = origin;
    return await joinBy(platform, shown, { profileId: id, by: caller.actor, at, traceparent });
  } catch (error) {
    if (error instanceof CodeNotUsable) throw fault(pointer, NOT_USABLE);
    throw error;
  }
};

/** The person's own log leads to that of the request, so that they see who read it before there was a profile. */
const logged = ({ processing }: Deps, id: SelfRegistrationId, subject: Subject, asking: Asking) => {
  const { now: at, traceparent = "" } = asking.origin;
  return processing.writes(subject.jobSeekerId, {
    name: "answerSelfRegistration",
    activity: "settle-self-registration",
    by: asking.caller.actor,
    traceparent,
    startedAt: at,
    endedAt: at,
    about: aboutRequest(id),
  });
};

/** S7: the request is answered by this profile, with the invitation that the person showed. Throws InvalidInput. */
const takeUp = async (deps: Deps, selfId: string, subject: Subject, asking: Asking): Promise<Accepted> => {
  const pointer = "/selfRegistrationId";
  const { platform } = deps.tables;
  const registration = await find(platform, selfRegistrations, selfId);
  if (
    registration === undefined ||
    !relates("own-party", asking.caller, selfRegistrationResource(registration))
  )
    throw fault(pointer, "is not a self-registration for this party");
  if (registration.profileId === subject.id) return { writes: [] };
  if (!isWaiting(registration)) throw fault(pointer, "is answered or closed already");
  const joined =
    registration.invitation === undefined
      ? { writes: [] }
      : await join(deps, { shown: { invitationId: registration.invitation }, pointer }, subject, asking);
  const { origin, caller } = asking;
  const next = answerRequest(registration, subject.id, { by: caller.actor, at: origin.now });
  const writes = settledSelfRegistrationWrites(deps.tables, next, [toldOfRequest(next, origin)]);
  const line = await logged(deps, registration.id, subject, asking);
  return { ...joined, writes: [...joined.writes, ...writes, ...line] };
};

/**
 * What comes of the invitation code and the self-registration that a profile is posted with: the link to the group, and
 * what is to be written with it. Throws InvalidInput naming the member, NotPossibleNow when all places are taken.
 */
export const accept = async (
  deps: Deps,
  { invitationCode: code, selfRegistrationId: selfId }: Answered,
  subject: Subject,
  asking: Asking,
): Promise<Accepted> => {
  const takenUp = selfId === undefined ? { writes: [] } : await takeUp(deps, selfId, subject, asking);
  if (code === undefined) return takenUp;
  const shown = { shown: { code }, pointer: "/invitationCode" };
  if ("linked" in takenUp && takenUp.linked !== undefined)
    throw fault("/invitationCode", "is one too many: the self-registration came with an invitation");
  const joined = await join(deps, shown, subject, asking);
  return { linked: joined.linked, writes: [...takenUp.writes, ...joined.writes] };
};

/** Keeps the invitation that somebody who comes forward alone shows, until the intake (S7). Throws InvalidInput. */
export const reserve = async (
  { tables: { platform } }: Deps,
  code: InvitationCode | undefined,
  selfRegistrationId: SelfRegistrationId,
  at: Date,
) => {
  if (code === undefined) return undefined;
  try {
    return await reserveCode(platform, code, { selfRegistrationId, at });
  } catch (error) {
    if (error instanceof CodeNotUsable) throw fault("/invitationCode", NOT_USABLE);
    throw error;
  }
};
