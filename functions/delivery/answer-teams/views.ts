import type { Colleagues } from "#packages/api/colleague-views.ts";
import { explanationOf, type Language, labelled } from "#packages/api/explanation-view.ts";
import {
  ColleagueView,
  ProfileView,
  type ProposalDetail,
  type ProposalSummary,
} from "#packages/api/routes/delivery-views.ts";
import { deedsNow } from "#packages/delivery/deeds-now.ts";
import { withdrawableUntil } from "#packages/delivery/withdraw.ts";
import type { Actor } from "#packages/domain/actor.ts";
import { consents } from "#packages/domain/consent.ts";
import type { MarketProfile } from "#packages/domain/market-profile.ts";
import { isOpen, type Proposal } from "#packages/domain/proposal.ts";
import { openPositions, type Vacancy } from "#packages/domain/vacancy.ts";
import type { Receipt } from "#packages/store/receipts.ts";
import type { Deps } from "./deps.ts";

const vacancySummary = (vacancy: Vacancy): ProposalSummary["vacancy"] => ({
  id: vacancy.id,
  title: vacancy.title,
  kind: vacancy.kind,
  status: vacancy.status,
  startDate: vacancy.startDate,
  employerName: vacancy.employer.name,
  openPositions: openPositions(vacancy),
});

export const isOverdue = ({ state, dueAt }: Proposal, now: Date): boolean =>
  isOpen(state) && Date.parse(dueAt) < now.getTime();

/** A proposal as a list shows it. Notes of colleagues are in the detail only. */
export const summaryOf = (proposal: Proposal, vacancy: Vacancy | undefined, now: Date): ProposalSummary => ({
  id: proposal.id,
  version: proposal.version,
  state: proposal.state,
  vacancyId: proposal.vacancyId,
  vacancy: vacancy === undefined ? undefined : vacancySummary(vacancy),
  profileId: proposal.profileId,
  region: proposal.region,
  homeRegion: proposal.homeRegion,
  workRegions: proposal.workRegions,
  score: proposal.explanation.score,
  distanceHm: proposal.explanation.distanceHm,
  dueAt: proposal.dueAt,
  overdue: isOverdue(proposal, now),
  claim: proposal.claim,
  handOver: proposal.handOver,
  startDate: proposal.startDate,
  checkDueDate: proposal.checkDueDate,
  proposedAt: proposal.proposedAt,
  changedAt: proposal.changedAt,
});

type Concepts = Deps["classification"];

const profileOf = (
  profile: MarketProfile,
  { employer }: Proposal,
  { concepts, language }: { readonly concepts: Concepts; readonly language: Language },
): ProposalDetail["profile"] =>
  // Parsing keeps the listed fields and drops all others: what the person did not agree to show stays here.
  ProfileView.parse({
    ...profile,
    occupations: profile.occupations.map(labelled(concepts, "occupation", language)),
    competencies: profile.competencies.map(labelled(concepts, "competency", language)),
    introductionConsent: consents(profile.consents, "introduction", employer),
  });

/** Who reads it, and who worked on it. */
export type Reader = { readonly actor: Actor; readonly colleagues: Colleagues };

/** Everybody in the history of whom the desk knows a name. */
const colleaguesIn = ({ history }: Proposal, colleagues: Colleagues): ProposalDetail["colleagues"] => {
  const subjects = new Set(
    history.flatMap(({ by, to }) => (to === undefined ? by.subject : [by.subject, to])),
  );
  return [...subjects].flatMap((subject) => {
    const known = colleagues.get(subject);
    return known === undefined ? [] : [ColleagueView.parse(known)];
  });
};

export type Shown = {
  readonly proposal: Proposal;
  readonly vacancy: Vacancy | undefined;
  readonly profile: MarketProfile | undefined;
  readonly receipt: Receipt | undefined;
};

/** A proposal with all that a team needs to decide on it, labels in the reader's language. */
export const detailOf = (
  { proposal, vacancy, profile, receipt }: Shown,
  { classification: concepts, now, reader }: Pick<Deps, "classification" | "now"> & { reader: Reader },
  language: Language,
): ProposalDetail => ({
  ...summaryOf(proposal, vacancy, now()),
  deeds: deedsNow(proposal, reader.actor, now()),
  decisionWithdrawableUntilAt: withdrawableUntil(proposal, reader.actor)?.toISOString(),
  colleagues: colleaguesIn(proposal, reader.colleagues),
  explanation: explanationOf(proposal.explanation, concepts, language),
  profile: profile === undefined ? undefined : profileOf(profile, proposal, { concepts, language }),
  history: proposal.history,
  receipt,
  notice: concepts.notice[language],
});
