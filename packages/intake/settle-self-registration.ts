import type { PlatformEvent } from "#events/index.ts";
import { SelfRegistrationChangedV1 } from "#events/self-registration-changed.v1.ts";
import { type Actor, isSomebody } from "#packages/domain/actor.ts";
import { NotPossibleNow } from "#packages/domain/errors.ts";
import type { MarketProfileId } from "#packages/domain/ids.ts";
import {
  type ClosingReason,
  isWaiting,
  type SelfRegistration,
  type SettlingStep,
} from "#packages/domain/self-registration.ts";
import type { Origin } from "./origin.ts";

/** Who does something with the request of somebody who came forward alone, and when. */
export type Settling = { readonly by: Actor; readonly at: Date };
type Changed = Partial<Pick<SelfRegistration, "status" | "claim" | "profileId">>;
type Step = { readonly what: SettlingStep["what"]; readonly reason?: ClosingReason };

/** Every step is somebody's: there is none without a person in the history (M4). */
const step = (before: SelfRegistration, { what, reason }: Step, { by, at }: Settling, changed: Changed) => {
  if (!isSomebody(by)) throw new NotPossibleNow("Only a person can do this.");
  const moment = at.toISOString();
  return {
    ...before,
    ...changed,
    version: before.version + 1,
    changedAt: moment,
    history: [...before.history, { at: moment, by, what, reason }],
  } satisfies SelfRegistration;
};

const isTheirs = ({ claim }: SelfRegistration, { by }: Settling): boolean => claim?.by.subject === by.subject;

/** Throws NotPossibleNow when nothing is to be done with it any more. */
const checkWaiting = (before: SelfRegistration): void => {
  const { status, profileId } = before;
  if (!isWaiting(before))
    throw new NotPossibleNow(`It is ${profileId === undefined ? status : "answered"} already.`);
};

/**
 * Somebody of the responsible party takes it up, and is to help the person. Undefined: the same had it before. Throws
 * NotPossibleNow when a colleague has it, or it is settled.
 */
export const takeUpRequest = (before: SelfRegistration, doing: Settling): SelfRegistration | undefined => {
  checkWaiting(before);
  if (isTheirs(before, doing)) return undefined;
  if (before.claim !== undefined)
    throw new NotPossibleNow(`A colleague has taken it up at ${before.claim.at}.`);
  const claim = { by: doing.by, at: doing.at.toISOString() };
  return step(before, { what: "taken-up" }, doing, { status: "taken-up", claim });
};

/**
 * It waits for a colleague again. By anybody of the party: somebody who is ill must hold up nobody. Undefined: nobody
 * had it.
 */
export const releaseRequest = (before: SelfRegistration, doing: Settling): SelfRegistration | undefined => {
  checkWaiting(before);
  if (before.claim === undefined) return undefined;
  return step(before, { what: "released" }, doing, { status: "received", claim: undefined });
};

const saidBefore = ({ status, history }: SelfRegistration, reason: ClosingReason): boolean =>
  status === "closed" && history.at(-1)?.reason === reason;

/**
 * It comes to no profile. Only whoever has taken it up can say so, with the reason: nothing is closed unseen. Undefined:
 * closed for that reason before. Throws NotPossibleNow.
 */
export const closeRequest = (
  before: SelfRegistration,
  reason: ClosingReason,
  doing: Settling,
): SelfRegistration | undefined => {
  if (saidBefore(before, reason)) return undefined;
  checkWaiting(before);
  if (!isTheirs(before, doing))
    throw new NotPossibleNow("Take it up first: only whoever has taken it up can close it.");
  return step(before, { what: "closed", reason }, doing, { status: "closed" });
};

/** A profile answers it, after the intake; by anybody of the party. Throws NotPossibleNow when it is settled. */
export const answerRequest = (
  before: SelfRegistration,
  profileId: MarketProfileId,
  doing: Settling,
): SelfRegistration => {
  checkWaiting(before);
  return step(before, { what: "answered" }, doing, { status: "answered", profileId });
};

/** That it changed, for the team of the region: not why, which is between the person and the party. */
export const toldOfRequest = (
  { id, version, region, responsible, status }: SelfRegistration,
  { now, traceparent }: Pick<Origin, "now" | "traceparent">,
): PlatformEvent =>
  SelfRegistrationChangedV1.make(
    { selfRegistrationId: id, version, region, responsible, status },
    {
      subject: id,
      at: now,
      idFrom: [id, String(version)],
      traceparent,
      dataref: `/v1/self-registrations/${id}`,
    },
  );
