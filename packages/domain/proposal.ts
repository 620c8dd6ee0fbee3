import * as z from "zod";
import { Actor } from "./actor.ts";
import { LocalDate, Moment } from "./dates.ts";
import { Explanation } from "./explanation.ts";
import { JobSeekerId, KvkNumber, MarketProfileId, ProposalId, VacancyId } from "./ids.ts";
import { RegionCode } from "./regions.ts";
import { stableUuid } from "./stable-uuid.ts";
import { noteText, plainText } from "./text.ts";

/**
 * proposed → claimed → accepted → introduced → placed | not-placed → checked (after three months);
 * rejected by a person, with a reason; obsolete when a side is withdrawn or changed so that it no longer fits;
 * superseded when better pairs took its room. Only people lead a proposal past `proposed` (M4).
 */
export const PROPOSAL_STATES = [
  "proposed",
  "claimed",
  "accepted",
  "introduced",
  "placed",
  "not-placed",
  "checked",
  "rejected",
  "obsolete",
  "superseded",
] as const;
export const ProposalState = z.enum(PROPOSAL_STATES);
export type ProposalState = z.infer<typeof ProposalState>;

/** States in which a proposal takes room under the caps of its vacancy and its person. */
export const OPEN_STATES: readonly ProposalState[] = ["proposed", "claimed", "accepted", "introduced"];
/** States in which people have taken it up: matching never displaces those. */
const STANDING_STATES: readonly ProposalState[] = ["claimed", "accepted", "introduced"];

export const isOpen = (state: ProposalState): boolean => OPEN_STATES.includes(state);
export const isStanding = (state: ProposalState): boolean => STANDING_STATES.includes(state);

export const REJECTION_REASONS = [
  "person-not-interested",
  "person-not-available",
  "competencies-insufficient",
  "distance-or-transport",
  "hours-do-not-fit",
  "employer-declined",
  "vacancy-no-longer-current",
  "other-proposal-preferred",
  "other",
] as const;
export const RejectionReason = z.enum(REJECTION_REASONS);
export type RejectionReason = z.infer<typeof RejectionReason>;

export const NOT_PLACED_REASONS = [
  "employer-chose-other",
  "employer-withdrew",
  "person-chose-other",
  "person-withdrew",
  "no-agreement-on-terms",
  "other",
] as const;
export const NotPlacedReason = z.enum(NOT_PLACED_REASONS);

/** Why the platform itself ended an open proposal. */
export const END_REASONS = [
  "vacancy-withdrawn",
  "vacancy-closed",
  "vacancy-changed",
  "profile-withdrawn",
  "profile-changed",
  "consent-withdrawn",
  "person-placed",
  "better-matches",
] as const;
export const EndReason = z.enum(END_REASONS);
export type EndReason = z.infer<typeof EndReason>;

export const CONTACT_PARTIES = ["person", "employer", "responsible-party", "other"] as const;
export const CONTACT_CHANNELS = ["phone", "email", "letter", "meeting", "visit", "video"] as const;
export const CONTACT_OUTCOMES = [
  "reached",
  "not-reached",
  "message-left",
  "appointment-made",
  "information-given",
  "needs-time",
  "interested",
  "not-interested",
] as const;
/** A line of the contact log: with whom, how, and what came of it. Codes, so that nobody needs to write it out. */
export const Contact = z
  .object({
    party: z.enum(CONTACT_PARTIES),
    channel: z.enum(CONTACT_CHANNELS),
    outcome: z.enum(CONTACT_OUTCOMES),
  })
  .strict();
export type Contact = z.infer<typeof Contact>;

/** What happened to a proposal: who, what, when. `note` is for colleagues: no medical data, no BSN. */
export const HistoryEntry = z.object({
  at: Moment,
  by: Actor,
  what: z.enum([
    "proposed",
    "rescored",
    "claimed",
    "released",
    "accepted",
    "introduced",
    "placed",
    "not-placed",
    "checked",
    "rejected",
    "ended",
    "hand-over-offered",
    "hand-over-accepted",
    "hand-over-returned",
    "assigned",
    "contacted",
    "decision-withdrawn",
  ]),
  reason: z.string().max(60).optional(),
  /** To whom it was assigned: the subject of that colleague's token. */
  to: z.string().max(200).optional(),
  contact: Contact.optional(),
  note: plainText(1000).optional(),
  score: z.number().int().optional(),
  rules: z.string().optional(),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

export const Claim = z.object({ by: Actor, at: Moment });
export const HandOver = z.object({ from: RegionCode, to: RegionCode, by: Actor, at: Moment });

/** A match as it lies with a team. Ids, codes and scores only: who the person is, is elsewhere. */
export const Proposal = z.object({
  id: ProposalId,
  version: z.number().int().min(1),
  state: ProposalState,
  vacancyId: VacancyId,
  profileId: MarketProfileId,
  jobSeekerId: JobSeekerId,
  employer: KvkNumber,
  /** The team that has it: the person's home region (M1), or the one it was handed over to. */
  region: RegionCode,
  homeRegion: RegionCode,
  /** Regions of the work, for the eye. */
  workRegions: z.array(RegionCode),
  explanation: Explanation,
  /** Of what mattered on both sides when it was scored; a rejected pair returns only when this changes. */
  fingerprint: z.string().max(64),
  dueAt: Moment,
  claim: Claim.optional(),
  handOver: HandOver.optional(),
  startDate: LocalDate.optional(),
  checkDueDate: LocalDate.optional(),
  history: z.array(HistoryEntry).min(1),
  proposedAt: Moment,
  changedAt: Moment,
});
export type Proposal = z.infer<typeof Proposal>;

/** A pair has one proposal, whoever computes it and however often. */
export const proposalIdOf = (vacancyId: VacancyId, profileId: MarketProfileId): ProposalId =>
  ProposalId.parse(stableUuid("proposal", vacancyId, profileId));

const note = noteText.optional();
/** What a team decides (M4). Each kind has the states in which it can be taken; see `packages/delivery`. */
export const Decision = z.discriminatedUnion("decision", [
  z.object({ decision: z.literal("accept"), note }).strict(),
  z.object({ decision: z.literal("reject"), reason: RejectionReason, note }).strict(),
  z.object({ decision: z.literal("introduce"), note }).strict(),
  z.object({ decision: z.literal("place"), startDate: LocalDate, note }).strict(),
  z.object({ decision: z.literal("not-place"), reason: NotPlacedReason, note }).strict(),
  z
    .object({ decision: z.literal("check"), outcome: z.enum(["still-at-work", "left", "unknown"]), note })
    .strict(),
]);
export type Decision = z.infer<typeof Decision>;
