import * as z from "zod";
import { Consent } from "#packages/domain/consent.ts";
import { Moment } from "#packages/domain/dates.ts";
import { KvkNumber } from "#packages/domain/ids.ts";
import { MarketProfile } from "#packages/domain/market-profile.ts";
import { Person } from "#packages/domain/person.ts";
import { HistoryEntry, Proposal } from "#packages/domain/proposal.ts";
import { RegionCode } from "#packages/domain/regions.ts";
import { ReviewRequest } from "#packages/domain/review-request.ts";
import { Desk } from "#packages/domain/settings.ts";
import { ResponsibleParty } from "#packages/domain/situation.ts";
import { Vacancy } from "#packages/domain/vacancy.ts";
import { Competency, ExplanationView, Occupation } from "../explanation-view.ts";

/** Why a profile is, or is not, matched automatically now. */
export const NOT_MATCHED = ["no-consent", "paused", "placed", "withdrawn", "restricted", "objected"] as const;

/** A job seeker's own profile, with who is responsible and where the team is. */
export const OwnProfile = z
  .object({
    profile: MarketProfile.extend({
      occupations: z.array(Occupation),
      competencies: z.array(Competency),
    }),
    person: Person,
    responsible: ResponsibleParty.meta({ description: "The party to turn to (S2)" }),
    region: RegionCode,
    desk: Desk.meta({ description: "Where the mobility team can be found" }),
    matched: z.boolean().meta({ description: "Whether the profile is compared with vacancies by itself" }),
    notMatchedBecause: z.array(z.enum(NOT_MATCHED)),
    workOffered: z
      .boolean()
      .meta({ description: "Whether work of open hiring is the person's to take now (D4)" }),
  })
  .meta({ id: "OwnProfile" });
export type OwnProfile = z.infer<typeof OwnProfile>;

/** Consents as the person sees them, with the words that were and would be agreed to. */
export const OwnConsents = z
  .object({
    items: z.array(
      Consent.safeExtend({
        text: z
          .string()
          .max(2000)
          .optional()
          .meta({ description: "The wording, where it is the platform's" }),
        employerName: z.string().max(200).optional(),
      }),
    ),
    wordings: z
      .array(
        z.object({ purpose: Consent.shape.purpose, version: z.string().max(40), text: z.string().max(2000) }),
      )
      .meta({ description: "What is agreed to when a consent is given today" }),
  })
  .meta({ id: "OwnConsents" });
export type OwnConsents = z.infer<typeof OwnConsents>;

const Step = HistoryEntry.pick({
  at: true,
  what: true,
  reason: true,
  note: true,
  contact: true,
  score: true,
  rules: true,
}).extend({
  by: z.object({ role: HistoryEntry.shape.by.shape.role, region: RegionCode.optional() }).meta({
    description: "Role and team; `system` is the platform itself, which proposes and never decides",
  }),
});

/** A proposal as the person whom it is about sees it. */
export const OwnProposal = z
  .object({
    ...Proposal.pick({ id: true, version: true, state: true, region: true, workRegions: true }).shape,
    ...Proposal.pick({ proposedAt: true, changedAt: true, startDate: true }).shape,
    vacancy: Vacancy.pick({ title: true, kind: true, status: true, startDate: true, hoursPerWeek: true })
      .partial()
      .optional(),
    employer: z
      .object({ kvkNumber: KvkNumber, name: z.string().max(200) })
      .optional()
      .meta({
        description:
          "Once people have accepted the proposal, so that introduction can be agreed to, or while that consent stands",
      }),
    introductionConsent: z.boolean(),
    explanation: ExplanationView,
    history: z.array(Step),
  })
  .meta({ id: "OwnProposal" });
export type OwnProposal = z.infer<typeof OwnProposal>;

/** One use of the person's data: who looked and why. */
export const Reading = z
  .object({
    at: Moment,
    activity: z.string().max(100),
    purpose: z.string().max(300).meta({ description: "In Dutch, from the register of processing" }),
    ground: z.string().max(40),
    chosenPurpose: z.string().max(60).optional(),
    by: z.object({
      role: HistoryEntry.shape.by.shape.role,
      region: RegionCode.optional(),
      party: ResponsibleParty.optional(),
    }),
    about: z.string().max(100).optional(),
    traceId: z.string().max(32),
  })
  .meta({ id: "Reading" });
export type Reading = z.infer<typeof Reading>;

/** A request that a person looks again, as it is told. */
export const ReviewView = ReviewRequest.omit({ jobSeekerId: true, answer: true })
  .extend({
    question: z.string().max(2000).optional(),
    answer: z
      .object({
        outcome: ReviewRequest.shape.answer.unwrap().shape.outcome,
        at: Moment,
        by: z.object({ role: HistoryEntry.shape.by.shape.role, region: RegionCode.optional() }),
        text: z.string().max(2000).optional(),
      })
      .optional(),
    overdue: z.boolean(),
  })
  .meta({ id: "ReviewRequest" });
export type ReviewView = z.infer<typeof ReviewView>;
