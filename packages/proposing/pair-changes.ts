import type { PlatformEvent } from "#events/index.ts";
import type { Actor } from "#packages/domain/actor.ts";
import type { Explanation } from "#packages/domain/explanation.ts";
import type { MarketProfileId, ProposalId, VacancyId } from "#packages/domain/ids.ts";
import {
  type EndReason,
  type HistoryEntry,
  isOpen,
  type Proposal,
  proposalIdOf,
} from "#packages/domain/proposal.ts";
import type { RegionSettings } from "#packages/domain/settings.ts";
import { dueAfterWorkingDays } from "#packages/domain/working-days.ts";
import type { ProfileTerms, VacancyTerms } from "#packages/matching/terms.ts";
import { endedEvent, proposedEvent, rescoredEvent } from "./proposal-events.ts";

/** What matching wants to happen to one pair. */
export type PairChange =
  | {
      readonly kind: "propose" | "rescore";
      readonly vacancy: VacancyTerms;
      readonly profile: ProfileTerms;
      readonly explanation: Explanation;
      readonly fingerprint: string;
    }
  | {
      readonly kind: "end";
      readonly vacancyId: VacancyId;
      readonly profileId: MarketProfileId;
      readonly state: "obsolete" | "superseded";
      readonly reason: EndReason;
    };

export type Moment = {
  readonly at: Date;
  readonly settings: RegionSettings;
  readonly traceparent?: string | undefined;
  readonly inBulk?: boolean | undefined;
};

/** The next state of a proposal and what is told of it; undefined when nothing is to be written. */
export type Step = { readonly proposal: Proposal; readonly event: PlatformEvent };

/** The platform itself: it proposes and withdraws, and never decides (M4). */
const SYSTEM: Actor = { subject: "matching", role: "system" };

const pairOf = (change: PairChange): { vacancyId: VacancyId; profileId: MarketProfileId } =>
  change.kind === "end"
    ? { vacancyId: change.vacancyId, profileId: change.profileId }
    : { vacancyId: change.vacancy.id, profileId: change.profile.id };

export const proposalIdFor = (change: PairChange): ProposalId => {
  const { vacancyId, profileId } = pairOf(change);
  return proposalIdOf(vacancyId, profileId);
};

type Scored = Exclude<PairChange, { kind: "end" }>;

const proposedEntry = ({ explanation }: Scored, at: Date): HistoryEntry => ({
  at: at.toISOString(),
  by: SYSTEM,
  what: "proposed",
  score: explanation.score,
  rules: explanation.rules,
});

/** A first proposal of the pair, or one that comes back after it ended: then the history goes on, and the term starts anew. */
const propose = (change: Scored, before: Proposal | undefined, { at, settings }: Moment): Proposal => {
  const { vacancy, profile, explanation, fingerprint } = change;
  const moment = at.toISOString();
  return {
    id: proposalIdOf(vacancy.id, profile.id),
    version: (before?.version ?? 0) + 1,
    state: "proposed",
    vacancyId: vacancy.id,
    profileId: profile.id,
    jobSeekerId: profile.jobSeekerId,
    employer: vacancy.employer,
    region: profile.region,
    homeRegion: profile.region,
    workRegions: [...new Set(vacancy.places.map(({ region }) => region))],
    explanation,
    fingerprint,
    dueAt: dueAfterWorkingDays(at, settings.dueInWorkingDays).toISOString(),
    history: [...(before?.history ?? []), proposedEntry(change, at)],
    proposedAt: moment,
    changedAt: moment,
  };
};

const rescore = ({ profile, explanation, fingerprint }: Scored, before: Proposal, at: Date): Proposal => ({
  ...before,
  version: before.version + 1,
  // The team that people work with keeps it; the one where the person lives now can see it.
  homeRegion: profile.region,
  explanation,
  fingerprint,
  changedAt: at.toISOString(),
  history: [
    ...before.history,
    {
      at: at.toISOString(),
      by: SYSTEM,
      what: "rescored",
      score: explanation.score,
      rules: explanation.rules,
    },
  ],
});

type End = Extract<PairChange, { kind: "end" }>;
const end = ({ state, reason }: End, { claim: _claim, ...before }: Proposal, at: Date): Proposal => ({
  ...before,
  version: before.version + 1,
  state,
  changedAt: at.toISOString(),
  history: [...before.history, { at: at.toISOString(), by: SYSTEM, what: "ended", reason }],
});

/**
 * M1: the team where the person lives has it. After a move, a proposal that nobody has taken up ends for the old team;
 * its ending has the pair matched again, and it is proposed to the new one.
 */
const movedAway = ({ profile }: Scored, { state, region, homeRegion, handOver }: Proposal): boolean =>
  state === "proposed" && handOver === undefined && region === homeRegion && homeRegion !== profile.region;

const endAfterMove = (change: Scored, before: Proposal, moment: Moment): Step => {
  const { id: vacancyId } = change.vacancy;
  const ending: End = {
    kind: "end",
    vacancyId,
    profileId: change.profile.id,
    state: "obsolete",
    reason: "profile-changed",
  };
  const proposal = end(ending, before, moment.at);
  return { proposal, event: endedEvent(proposal, ending, moment) };
};

/**
 * What a change makes of a proposal as it stands. Undefined when there is nothing left to do, e.g. when what is to be
 * ended has ended: doing it twice is safe.
 */
export const stepOf = (
  change: PairChange,
  before: Proposal | undefined,
  moment: Moment,
): Step | undefined => {
  const open = before !== undefined && isOpen(before.state);
  if (change.kind === "propose") {
    if (open) return undefined;
    const proposal = propose(change, before, moment);
    return { proposal, event: proposedEvent(proposal, moment.traceparent) };
  }
  if (!open) return undefined;
  if (change.kind === "end") {
    const proposal = end(change, before, moment.at);
    return { proposal, event: endedEvent(proposal, change, moment) };
  }
  if (movedAway(change, before)) return endAfterMove(change, before, moment);
  const proposal = rescore(change, before, moment.at);
  return { proposal, event: rescoredEvent(proposal, moment) };
};
