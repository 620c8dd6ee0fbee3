import type { Actor } from "#packages/domain/actor.ts";
import { MarketProfile } from "#packages/domain/market-profile.ts";
import { Proposal, proposalIdOf } from "#packages/domain/proposal.ts";
import { stableUuid } from "#packages/domain/stable-uuid.ts";
import { Vacancy } from "#packages/domain/vacancy.ts";

export const NOW = new Date("2026-11-23T09:00:00.000Z");
export const KVK = "12345678";

export const ana: Actor = { subject: "team-am18-ana", role: "team", region: "AM18" };
export const bo: Actor = { subject: "team-am18-bo", role: "team", region: "AM18" };
export const cas: Actor = { subject: "team-am19-cas", role: "team", region: "AM19" };
export const dee: Actor = { subject: "team-am20-dee", role: "team", region: "AM20" };
export const admin: Actor = { subject: "admin", role: "administrator" };
export const SYSTEM: Actor = { subject: "matching", role: "system" };

export const aVacancy = (changes: Record<string, unknown> = {}): Vacancy =>
  Vacancy.parse({
    id: stableUuid("vacancy", "1"),
    version: 1,
    status: "open",
    title: "Helpende plus (voorbeeld)",
    employer: { kvkNumber: KVK, name: "Voorbeeld Zorg", sector: "Q" },
    places: [{ pc4: "4811", region: "AM18", open: 2, held: 0, filled: 0 }],
    registeredAt: "2026-11-01T09:00:00.000Z",
    changedAt: "2026-11-01T09:00:00.000Z",
    ...changes,
  });

const consent = (purpose: "matching" | "introduction", receiver: string) => ({
  purpose,
  receiver,
  wording: "2026.1",
  givenAt: "2026-11-01T09:00:00.000Z",
});

export const matchingConsent = consent("matching", "mobility-teams");
export const introductionConsent = consent("introduction", KVK);

export const aProfile = (changes: Record<string, unknown> = {}): MarketProfile =>
  MarketProfile.parse({
    id: stableUuid("profile", "1"),
    jobSeekerId: stableUuid("person", "1"),
    version: 1,
    status: "active",
    region: "AM18",
    pc4: "4811",
    responsible: "uwv",
    consents: [matchingConsent, introductionConsent],
    registeredAt: "2026-11-01T09:00:00.000Z",
    changedAt: "2026-11-01T09:00:00.000Z",
    ...changes,
  });

export const COMPETENCY = "http://example.org/competency/lifting";

/** As matching writes it: proposed, by the platform. */
export const aProposal = (
  changes: Record<string, unknown> = {},
  sides: { vacancy: Vacancy; profile: MarketProfile } = { vacancy: aVacancy(), profile: aProfile() },
): Proposal =>
  Proposal.parse({
    id: proposalIdOf(sides.vacancy.id, sides.profile.id),
    version: 1,
    state: "proposed",
    vacancyId: sides.vacancy.id,
    profileId: sides.profile.id,
    jobSeekerId: sides.profile.jobSeekerId,
    employer: sides.vacancy.employer.kvkNumber,
    region: sides.profile.region,
    homeRegion: sides.profile.region,
    workRegions: sides.vacancy.places.map(({ region }) => region),
    explanation: {
      score: 500_000,
      parts: { competencies: 400_000, occupation: 50_000, distance: 50_000, availability: 0 },
      requirements: [
        {
          competency: COMPETENCY,
          outcome: "matched",
          importance: "must",
          borrowed: false,
          points: 400_000,
          worth: 400_000,
        },
      ],
      distanceHm: 31,
      place: 0,
      completeness: { vacancy: 60, profile: 70 },
      lift: [],
      rules: "rules-1",
      classification: "starter-1",
    },
    fingerprint: "f1",
    dueAt: "2026-11-30T22:59:59.000Z",
    history: [
      { at: "2026-11-20T09:00:00.000Z", by: SYSTEM, what: "proposed", score: 500_000, rules: "rules-1" },
    ],
    proposedAt: "2026-11-20T09:00:00.000Z",
    changedAt: "2026-11-20T09:00:00.000Z",
    ...changes,
  });

export const claimedBy = (by: Actor) => ({ by, at: "2026-11-21T09:00:00.000Z" });
