import * as z from "zod";
import { Moment } from "#packages/domain/dates.ts";
import { MarketProfile } from "#packages/domain/market-profile.ts";
import { Proposal } from "#packages/domain/proposal.ts";
import { Redelivery } from "#packages/domain/redelivery.ts";
import { RegionSettings } from "#packages/domain/settings.ts";
import { SettingsChange } from "#packages/domain/settings-change.ts";
import { Vacancy } from "#packages/domain/vacancy.ts";
import { Colleague } from "#packages/store/colleagues.ts";
import { Competency, ExplanationView, Occupation } from "../explanation-view.ts";

/** What a team sees of the vacancy of a proposal; the vacancy itself has the rest. */
const VacancySummary = Vacancy.pick({
  id: true,
  title: true,
  kind: true,
  status: true,
  startDate: true,
}).extend({
  employerName: z.string().max(200),
  openPositions: z.number().int().min(0),
});

/** A proposal as a list shows it. */
export const ProposalSummary = Proposal.pick({
  id: true,
  version: true,
  state: true,
  profileId: true,
  region: true,
  homeRegion: true,
  workRegions: true,
  dueAt: true,
  claim: true,
  handOver: true,
  startDate: true,
  checkDueDate: true,
  proposedAt: true,
  changedAt: true,
})
  .extend({
    vacancyId: Proposal.shape.vacancyId,
    vacancy: VacancySummary.optional(),
    score: z.number().int().min(0).max(1_000_000),
    distanceHm: z.number().int().min(0).meta({ description: "Hectometres between home and work" }),
    overdue: z.boolean().meta({ description: "It is open, and its term has passed" }),
  })
  .meta({ id: "ProposalSummary" });
export type ProposalSummary = z.infer<typeof ProposalSummary>;

/** Somebody of a team, by what the desk calls them: never a name of a person. */
export const ColleagueView = Colleague.pick({ subject: true, role: true, deskName: true }).meta({
  id: "Colleague",
});

/** What somebody may do with a proposal as it stands. What a person has to agree to is asked when it is done. */
export const DEEDS = [
  "claim",
  "release",
  "assign",
  "accept",
  "reject",
  "introduce",
  "place",
  "not-place",
  "check",
  "withdraw-decision",
  "log-contact",
  "hand-over",
  "answer-hand-over",
] as const;
export const Deeds = z.array(z.enum(DEEDS)).meta({ description: "What the caller may do with it now" });

/** The anonymous profile: who the person is, is elsewhere (S4). */
export const ProfileView = MarketProfile.pick({
  id: true,
  version: true,
  status: true,
  region: true,
  responsible: true,
  hoursPerWeek: true,
  availableFromDate: true,
  availableUntilDate: true,
  contractKinds: true,
  languages: true,
  educationLevel: true,
  licences: true,
  irregularHours: true,
  reachKm: true,
  learningJob: true,
  affinities: true,
}).extend({
  occupations: z.array(Occupation),
  competencies: z.array(Competency),
  introductionConsent: z
    .boolean()
    .meta({ description: "The person agreed to be introduced to this employer" }),
});

/** A proposal with all that a team needs to decide on it. */
export const ProposalDetail = ProposalSummary.extend({
  explanation: ExplanationView,
  profile: ProfileView.optional(),
  history: Proposal.shape.history,
  deeds: Deeds,
  decisionWithdrawableUntilAt: Moment.optional().meta({
    description: "Until then the caller may take back the last decision",
  }),
  colleagues: z.array(ColleagueView).meta({ description: "What the desks call those in the history" }),
  receipt: z
    .object({ version: z.number().int().min(1), receivedAt: z.iso.datetime() })
    .optional()
    .meta({
      description: "The newest version that arrived over the team's queue, where the platform reads it",
    }),
  notice: z.string().max(2000).meta({ description: "Of the classification, to be shown with its labels" }),
}).meta({ id: "Proposal" });
export type ProposalDetail = z.infer<typeof ProposalDetail>;

export const RedeliveryView = Redelivery.pick({
  id: true,
  region: true,
  reason: true,
  state: true,
  requestedAt: true,
  sent: true,
  finishedAt: true,
}).meta({ id: "Redelivery" });

export const SettingsView = RegionSettings.extend({
  changes: z.array(SettingsChange).meta({ description: "Who changed what, newest first" }),
}).meta({ id: "RegionSettings" });
