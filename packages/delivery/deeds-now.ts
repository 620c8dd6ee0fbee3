import type { Actor } from "#packages/domain/actor.ts";
import type { Proposal } from "#packages/domain/proposal.ts";
import { assign, claim, release } from "./claim.ts";
import { logContact } from "./contact.ts";
import { refuseDecision } from "./decide.ts";
import { acceptHandOver } from "./hand-over.ts";
import type { Outcome, Refused } from "./transition.ts";
import { refuseDuringHandOver, refuseStranger } from "./who-may.ts";
import { withdrawableUntil } from "./withdraw.ts";

const DECISIONS = ["accept", "reject", "introduce", "place", "not-place", "check"] as const;
type OtherDeed =
  | "claim"
  | "release"
  | "assign"
  | "withdraw-decision"
  | "log-contact"
  | "hand-over"
  | "answer-hand-over";
/** What somebody may do, by the names of the API. */
export type DeedName = (typeof DECISIONS)[number] | OtherDeed;

const isDone = (outcome: Outcome): boolean => outcome.kind === "done";
const isFree = (refused: Refused | undefined): boolean => refused === undefined;

const nobody = (actor: Actor): Actor => ({ ...actor, subject: "" });

/** Another team's region is asked when it is done; here it only matters who offers. */
const mayOffer = (proposal: Proposal, actor: Actor): boolean =>
  isFree(refuseStranger(proposal.region, actor) ?? refuseDuringHandOver(proposal)) &&
  (proposal.claim === undefined || proposal.claim.by.subject === actor.subject);

type May = (proposal: Proposal, actor: Actor, now: Date) => boolean;
const OTHERS: Readonly<Record<OtherDeed, May>> = {
  claim: (proposal, actor, now) => isDone(claim(proposal, actor, now)),
  release: (proposal, actor, now) => isDone(release(proposal, actor, now)),
  assign: (proposal, actor, now) => isDone(assign(proposal, { colleague: nobody(actor) }, actor, now)),
  "withdraw-decision": (proposal, actor, now) => (withdrawableUntil(proposal, actor) ?? new Date(0)) >= now,
  "log-contact": (proposal, actor, now) =>
    isDone(logContact(proposal, { party: "other", channel: "phone", outcome: "reached" }, actor, now)),
  "hand-over": (proposal, actor, now) =>
    mayOffer(proposal, actor) && isDone(claim({ ...proposal, claim: undefined }, actor, now)),
  "answer-hand-over": (proposal, actor, now) => isDone(acceptHandOver(proposal, undefined, actor, now)),
};

/** What this person may do with a proposal as it stands. Consent and open positions are looked at when it is done. */
export const deedsNow = (proposal: Proposal, actor: Actor, now: Date): DeedName[] => {
  const decisions = DECISIONS.filter((decision) => isFree(refuseDecision(proposal, decision, actor)));
  const names: readonly OtherDeed[] = [
    "claim",
    "release",
    "assign",
    "withdraw-decision",
    "log-contact",
    "hand-over",
    "answer-hand-over",
  ];
  return [...decisions, ...names.filter((name) => OTHERS[name](proposal, actor, now))];
};
