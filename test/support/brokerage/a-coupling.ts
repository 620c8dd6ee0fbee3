import { COUPLING_PARTIES, Coupling } from "#packages/domain/coupling.ts";
import { stableUuid } from "#packages/domain/stable-uuid.ts";

const AT = "2026-11-01T09:00:00.000Z";
const by = { subject: "test", role: "team" };

/** A coupling as it is kept; with `agreed`, all three parties agreed to that number. */
export const aCoupling = (over: Readonly<Record<string, unknown>> = {}): Coupling => {
  const agreed = over["agreed"];
  const answers = Object.fromEntries(
    COUPLING_PARTIES.map((party) => [party, { people: agreed, by, at: AT }]),
  );
  return Coupling.parse({
    id: stableUuid("test-coupling"),
    version: 1,
    state: "proposed",
    noticeId: stableUuid("test-notice"),
    groupKey: "g1",
    surplusId: stableUuid("test-group"),
    vacancyId: stableUuid("test-vacancy"),
    pc4: "1012",
    fromFirm: "90000001",
    toFirm: "80000001",
    fromRegion: "AM01",
    toRegion: "AM01",
    people: 3,
    answers: agreed === undefined ? {} : answers,
    explanation: {
      score: 500_000,
      parts: { competencies: 0, occupation: 500_000, distance: 0, availability: 0 },
      requirements: [],
      distanceHm: 0,
      place: 0,
      lift: [],
      completeness: { vacancy: 50, profile: 50 },
      classification: "test",
      rules: "test",
    },
    points: 1_500_000,
    settingsVersion: 0,
    fingerprint: "f",
    holdEndsAt: "2026-11-06T22:59:59.000Z",
    history: [{ at: AT, by, what: "proposed", people: 3 }],
    proposedAt: AT,
    changedAt: AT,
    ...over,
  });
};
