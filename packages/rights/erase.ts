import { createHash } from "node:crypto";
import type { Actor } from "#packages/domain/actor.ts";
import type { Consent } from "#packages/domain/consent.ts";
import { JobSeekerId } from "#packages/domain/ids.ts";
import { MarketProfile } from "#packages/domain/market-profile.ts";
import { isOpen, type Proposal } from "#packages/domain/proposal.ts";
import type { Origin } from "#packages/intake/origin.ts";
import { RETENTION } from "./retention.ts";

/** The postcode area that stands where nobody's does any more. */
const NOWHERE = "1000";

/**
 * GDPR 17: what is left of a profile. It answers for its id with 410 as long as messages may lead to it; nothing in it
 * is about anybody, and the id of the person is a new one that leads nowhere.
 */
export const erasedProfile = (before: MarketProfile, newId: string, { now }: Origin): MarketProfile => {
  const at = now.toISOString();
  return MarketProfile.parse({
    id: before.id,
    jobSeekerId: newId,
    version: before.version + 1,
    status: "withdrawn",
    region: before.region,
    pc4: NOWHERE,
    responsible: before.responsible,
    consents: [],
    withdrawal: { reason: "other", at },
    erasedAt: at,
    registeredAt: at,
    changedAt: at,
  });
};

const SYSTEM: Actor = { subject: "erasure", role: "system" };

/**
 * What is left of a proposal that has ended: that there was one for the vacancy, and that it is gone. No reasons, no
 * notes, nobody's steps. Undefined while it is still open: matching ends it first, and its team is told.
 */
export const erasedProposal = (before: Proposal, newId: string, now: Date): Proposal | undefined => {
  if (isOpen(before.state)) return undefined;
  const at = now.toISOString();
  const { rules, classification } = before.explanation;
  return {
    id: before.id,
    version: before.version + 1,
    state: "obsolete",
    vacancyId: before.vacancyId,
    profileId: before.profileId,
    jobSeekerId: JobSeekerId.parse(newId),
    employer: before.employer,
    region: before.region,
    homeRegion: before.region,
    workRegions: before.workRegions,
    explanation: {
      score: 0,
      parts: { competencies: 0, occupation: 0, distance: 0, availability: 0 },
      requirements: [],
      distanceHm: 0,
      place: 0,
      completeness: { vacancy: 0, profile: 0 },
      lift: [],
      rules,
      classification,
    },
    fingerprint: "erased",
    dueAt: before.dueAt,
    history: [{ at, by: SYSTEM, what: "ended", reason: "profile-withdrawn" }],
    proposedAt: at,
    changedAt: at,
  };
};

/** Whether nothing of a person is left in a proposal. */
export const isErased = ({ fingerprint }: Proposal): boolean => fingerprint === "erased";

/** A reference of somebody erased, so that it is known again and cannot be read. */
export const erasedReference = (owner: string, reference: string): string =>
  createHash("sha256")
    .update(JSON.stringify([owner, reference]))
    .digest("hex");

/**
 * Whether somebody whose data were erased comes anew: with a consent that was given since. What says nothing newer than
 * that (an older file, a list that is sent every night) brings nobody back.
 */
export const comesAnew = (erasedAt: string, consents: readonly Pick<Consent, "givenAt">[]): boolean =>
  consents.some(({ givenAt }) => Date.parse(givenAt) > Date.parse(erasedAt));

/** What is told of a person who would be brought back. */
export const ERASED_SINCE =
  "names somebody whose data were erased: only with a consent that was given since can they come again";

/** What nobody can search and is gone by itself, and when. */
export const agesOut = (askedAt: Date): { readonly what: string; readonly byAt: string }[] => {
  const by = (seconds: number) => new Date(askedAt.getTime() + seconds * 1000).toISOString();
  return [
    {
      what: "Berichten op wachtrijen van regio's: nummers, codes en redenen, geen namen. Een wachtrij kan niet worden doorzocht.",
      byAt: by(RETENTION.queueMessages.seconds),
    },
    {
      what: "Momentopnamen voor het matchen: nummers en codes, geen namen. Het matchen zelf rekent u meteen niet meer mee.",
      byAt: by(RETENTION.snapshots.seconds),
    },
    {
      what: "Het logboek van wijzigingen waaruit die berichten komen: nummers, codes en redenen, geen namen.",
      byAt: by(RETENTION.changeLog.seconds),
    },
    {
      what: "Bestanden die al waren ontvangen en nog niet verwerkt: hun regels brengen u niet terug.",
      byAt: by(RETENTION.importRows.seconds),
    },
    {
      what: "Een afdruk van het kenmerk waaronder de partij u kende, zodat een ouder bestand u niet terugbrengt. Niemand is eraan te herkennen.",
      byAt: by(RETENTION.erasedReference.seconds),
    },
    {
      what: "Herstelkopieën van de tabellen; wie er een terugzet, voert dit verzoek opnieuw uit.",
      byAt: by(RETENTION.recovery.seconds),
    },
  ];
};
