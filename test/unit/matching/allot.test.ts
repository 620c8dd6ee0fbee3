import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { proposalIdOf } from "#packages/domain/proposal.ts";
import type { Candidate, Step } from "#packages/matching/allot.ts";
import { allot, applyChanges, endAll } from "#packages/matching/allot.ts";
import type { OpenEntry } from "#packages/matching/open-list.ts";
import { capOfPerson, capOfVacancy } from "#packages/matching/open-list.ts";
import { AllotmentModel, profileId, vacancyId } from "#test/support/matching/allotment-model.ts";

const score = fc.option(
  fc.integer({ min: 24, max: 100 }).map((tens) => tens * 10_000),
  { nil: undefined, freq: 5 },
);
const cap = fc.integer({ min: 0, max: 3 });
const aWorld = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 6 })).chain(([v, p]) =>
  fc.record({
    scores: fc.array(fc.array(score, { minLength: p, maxLength: p }), { minLength: v, maxLength: v }),
    vacancyCaps: fc.array(cap, { minLength: v, maxLength: v }),
    profileCaps: fc.array(cap, { minLength: p, maxLength: p }),
  }),
);

const at = fc.nat({ max: 30 });
const event = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constant("change"),
      at,
      cap,
      scores: fc.array(score, { minLength: 6, maxLength: 6 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("withdraw"), at }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant("claim"), at }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("release"), at }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant("reject"), at }) },
  { weight: 6, arbitrary: fc.record({ what: fc.constant("work"), at }) },
  {
    weight: 3,
    arbitrary: fc.record({ what: fc.constant("break off"), at, most: fc.integer({ min: 0, max: 2 }) }),
  },
);
type Event = {
  what: string;
  at: number;
  cap?: number;
  most?: number;
  scores?: readonly (number | undefined)[];
};

const play = (
  model: AllotmentModel,
  { what, at: index, cap: newCap = 1, most = 0, scores = [] }: Event,
): void => {
  const subjects = model.subjects();
  const subject = subjects[index % subjects.length];
  if (subject === undefined) return;
  const acts: Record<string, () => void> = {
    change: () => model.change(subject, newCap, scores),
    withdraw: () => model.withdraw(subject),
    claim: () => model.setStanding(index, true),
    release: () => model.setStanding(index, false),
    reject: () => model.reject(index),
    work: () => model.work(index),
    "break off": () => model.work(index, most),
  };
  acts[what]?.();
};

/** Entries that lost their room to somebody, with who took it; those above a lowered cap lost it to nobody. */
const displacements = (steps: readonly Step[]) =>
  steps.flatMap(({ changes }) => {
    const newcomer =
      changes.find((change) => change.kind === "propose")?.candidate.score ?? Number.POSITIVE_INFINITY;
    return changes.flatMap((change) =>
      change.kind === "end" && change.state === "superseded" ? [{ entry: change.entry, newcomer }] : [],
    );
  });

const order = fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 12 });

describe("allotment under caps", () => {
  it("once all is quiet, whatever happened in whatever order, nothing that should be open is left out", () => {
    fc.assert(
      fc.property(aWorld, fc.array(event, { maxLength: 40 }), order, (world, events, turns) => {
        const model = new AllotmentModel(world);
        for (const one of events) play(model, one);
        expect(model.settle(turns)).toBe(0);
        expect(model.violations()).toEqual([]);
      }),
      { numRuns: 600 },
    );
  });

  it("each single thing that happens is settled by the work that it asks for", () => {
    fc.assert(
      fc.property(aWorld, fc.array(event, { maxLength: 12 }), order, (world, events, turns) => {
        const model = new AllotmentModel(world);
        model.settle(turns);
        for (const one of events) {
          play(model, one);
          expect(model.settle(turns)).toBe(0);
          expect(model.violations()).toEqual([]);
        }
      }),
      { numRuns: 600 },
    );
  });

  it("when it is quiet, matching anything anew changes nothing", () => {
    fc.assert(
      fc.property(aWorld, fc.array(event, { maxLength: 15 }), order, (world, events, turns) => {
        const model = new AllotmentModel(world);
        for (const one of events) play(model, one);
        model.settle(turns);
        expect(model.subjects().flatMap((subject) => model.decide(subject))).toEqual([]);
      }),
    );
  });

  it("what stands is never ended to make room, and small differences displace nothing", () => {
    let seen = 0;
    fc.assert(
      fc.property(aWorld, fc.array(event, { maxLength: 40 }), (world, events) => {
        const model = new AllotmentModel(world);
        const displaced = events.flatMap((one) => {
          play(model, one);
          return [...model.jobs.values()].flatMap((subject) => displacements(model.decide(subject)));
        });
        seen += displaced.length;
        expect(displaced.filter(({ entry: { standing } }) => standing)).toEqual([]);
        expect(displaced.filter(({ entry: { score: lost }, newcomer }) => newcomer - lost <= 50_000)).toEqual(
          [],
        );
      }),
      { numRuns: 300 },
    );
    expect(seen).toBeGreaterThan(0);
  });

  it("caps hold after every single step, as far as unclaimed proposals go", () => {
    fc.assert(
      fc.property(aWorld, order, (world, turns) => {
        const model = new AllotmentModel(world);
        for (let jobs = 0; model.jobs.size > 0 && jobs < 500; jobs += 1) {
          model.work(turns[jobs % turns.length] ?? 0, 1);
          for (const { id } of model.subjects()) {
            const { cap: most, entries } = model.listOf(id);
            expect(entries.length).toBeLessThanOrEqual(most);
          }
        }
      }),
    );
  });

  it("a vacancy for everybody reads other lists a hundred at a time, and only those that matter", () => {
    const candidates = Array.from({ length: 300 }, (_, index) => candidate(1, index, 900_000 - index));
    const subject = { kind: "vacancy", id: vacancyId(1) } as const;
    const answer = allot({
      subject,
      own: { cap: 20, entries: [] },
      candidates,
      counterparts: new Map(),
      changed: "vacancy-changed",
    });
    expect(answer).toEqual({
      kind: "needs",
      counterparts: candidates.slice(0, 100).map((one) => one.profileId),
    });
    const empty = { cap: 10, entries: [] };
    const counterparts = new Map(candidates.slice(0, 100).map((one) => [one.profileId, empty]));
    const then = allot({
      subject,
      own: { cap: 20, entries: [] },
      candidates,
      counterparts,
      changed: "vacancy-changed",
    });
    expect(then.kind === "allotted" ? then.steps.length : then).toBe(20);
  });
});

const candidate = (v: number, p: number, points: number): Candidate => ({
  proposalId: proposalIdOf(vacancyId(v), profileId(p)),
  vacancyId: vacancyId(v),
  profileId: profileId(p),
  score: points,
  fingerprint: "now",
  minimum: 300_000,
});
const entry = (v: number, p: number, points: number, standing = false): OpenEntry => ({
  proposalId: proposalIdOf(vacancyId(v), profileId(p)),
  vacancyId: vacancyId(v),
  profileId: profileId(p),
  score: points,
  fingerprint: "now",
  standing,
});

type Case = {
  readonly cap: number;
  readonly own?: readonly OpenEntry[];
  readonly candidates?: readonly Candidate[];
  readonly other?: { readonly cap: number; readonly entries: readonly OpenEntry[] };
};
/** Allots vacancy 1, with the same list for everybody on the other side. */
const forVacancy = ({
  cap: most,
  own = [],
  candidates = [],
  other = { cap: 10, entries: [] },
}: Case): readonly Step[] => {
  const answer = allot({
    subject: { kind: "vacancy", id: vacancyId(1) },
    own: { cap: most, entries: own },
    candidates,
    counterparts: new Map(candidates.map((one) => [one.profileId, other])),
    changed: "vacancy-changed",
  });
  return answer.kind === "allotted" ? answer.steps : [];
};
const told = (steps: readonly Step[]) =>
  steps.flatMap(({ changes }) =>
    changes.map((change) =>
      change.kind === "end"
        ? `${change.state}: ${change.entry.score} ${change.reason}`
        : `${change.kind} ${change.candidate.score}`,
    ),
  );

describe("one allotment", () => {
  it("admits the best first, up to the cap", () => {
    const candidates = [candidate(1, 1, 700_000), candidate(1, 2, 600_000), candidate(1, 3, 500_000)];
    expect(told(forVacancy({ cap: 2, candidates }))).toEqual(["propose 700000", "propose 600000"]);
  });

  it("asks the minimum of the person's team", () => {
    expect(told(forVacancy({ cap: 2, candidates: [candidate(1, 1, 299_999)] }))).toEqual([]);
    expect(told(forVacancy({ cap: 2, candidates: [candidate(1, 1, 300_000)] }))).toEqual(["propose 300000"]);
  });

  it.each([
    { newcomer: 450_000, expected: [] },
    { newcomer: 450_001, expected: ["superseded: 400000 better-matches", "propose 450001"] },
  ])("a full vacancy makes room for $newcomer beside 400,000: $expected", ({ newcomer, expected }) => {
    const own = [entry(1, 1, 400_000), entry(1, 2, 800_000)];
    const candidates = [candidate(1, 2, 800_000), candidate(1, 3, newcomer), candidate(1, 1, 400_000)];
    expect(told(forVacancy({ cap: 2, own, candidates }))).toEqual(expected);
  });

  it("a full person makes room too, and the vacancy that loses is matched anew", () => {
    const other = { cap: 1, entries: [entry(7, 3, 400_000)] };
    const steps = forVacancy({ cap: 1, candidates: [candidate(1, 3, 500_000)], other });
    expect(told(steps)).toEqual(["superseded: 400000 better-matches", "propose 500000"]);
    expect(steps.flatMap(({ followUps }) => followUps)).toEqual([{ kind: "vacancy", id: vacancyId(7) }]);
  });

  it("nobody enters a list above its cap before that is shrunk", () => {
    const other = { cap: 1, entries: [entry(7, 3, 400_000), entry(8, 3, 410_000)] };
    expect(told(forVacancy({ cap: 1, candidates: [candidate(1, 3, 990_000)], other }))).toEqual([]);
  });

  it("a claimed pair stands and takes room, however weak", () => {
    const own = [entry(1, 1, 310_000, true)];
    const candidates = [candidate(1, 2, 990_000), candidate(1, 1, 310_000)];
    expect(told(forVacancy({ cap: 1, own, candidates }))).toEqual([]);
  });

  it("ends what no longer suits or scores too little, but not what stands", () => {
    const own = [
      entry(1, 1, 700_000),
      entry(1, 2, 700_000),
      entry(1, 3, 700_000, true),
      entry(1, 4, 700_000, true),
    ];
    const candidates = [candidate(1, 2, 200_000), candidate(1, 4, 200_000)];
    const steps = forVacancy({ cap: 5, own, candidates });
    expect(told(steps)).toEqual([
      "obsolete: 700000 vacancy-changed",
      "obsolete: 700000 vacancy-changed",
      "rescore 200000",
    ]);
    expect(steps.flatMap(({ followUps }) => followUps.map(({ id }) => id))).toEqual([1, 2, 4].map(profileId));
  });

  it("rescores; only who is worth less to somebody else makes them look again", () => {
    const own = [
      entry(1, 1, 700_000),
      entry(1, 2, 600_000),
      { ...entry(1, 3, 500_000), fingerprint: "before" },
    ];
    const candidates = [candidate(1, 2, 650_000), candidate(1, 1, 640_000), candidate(1, 3, 500_000)];
    const steps = forVacancy({ cap: 5, own, candidates });
    expect(told(steps)).toEqual(["rescore 640000", "rescore 650000", "rescore 500000"]);
    expect(steps.flatMap(({ followUps }) => followUps)).toEqual([{ kind: "profile", id: profileId(1) }]);
  });

  it("ends the weakest when positions are filled, never what stands", () => {
    const own = [entry(1, 1, 400_000, true), entry(1, 2, 500_000), entry(1, 3, 600_000)];
    const candidates = [candidate(1, 3, 600_000), candidate(1, 2, 500_000), candidate(1, 1, 400_000)];
    expect(told(forVacancy({ cap: 2, own, candidates }))).toEqual(["superseded: 500000 better-matches"]);
    expect(told(forVacancy({ cap: 0, own, candidates }))).toEqual([
      "superseded: 500000 better-matches",
      "superseded: 600000 better-matches",
    ]);
  });

  it("withdrawal ends everything everywhere, what stands too", () => {
    const steps = endAll(
      { kind: "profile", id: profileId(1) },
      [entry(1, 1, 400_000, true), entry(2, 1, 500_000)],
      "consent-withdrawn",
    );
    expect(told(steps)).toEqual(["obsolete: 400000 consent-withdrawn", "obsolete: 500000 consent-withdrawn"]);
    expect(steps.flatMap(({ followUps }) => followUps.map(({ id }) => id))).toEqual([
      vacancyId(1),
      vacancyId(2),
    ]);
  });

  it("applied to a list, changes of other lists leave it as it is", () => {
    const kept = entry(2, 2, 500_000);
    const changes = [
      { kind: "propose", candidate: candidate(1, 1, 700_000) },
      { kind: "rescore", entry: kept, candidate: candidate(2, 2, 510_000) },
      { kind: "rescore", entry: entry(1, 2, 1), candidate: candidate(1, 2, 2) },
    ] as const;
    expect(applyChanges({ kind: "vacancy", id: vacancyId(2) }, [kept], changes)).toEqual([
      { ...kept, score: 510_000 },
    ]);
  });

  it("caps: per open position and in all for a vacancy, by the home region for a person", () => {
    const settings = { capPerPosition: 20, capPerVacancy: 100, capPerPerson: 10 };
    expect([0, 1, 5, 6].map((positions) => capOfVacancy(positions, settings))).toEqual([0, 20, 100, 100]);
    expect(capOfPerson(settings)).toBe(10);
  });
});
