import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BrokerageProposal, CouplingInput } from "#packages/brokerage/couple.ts";
import { prepareCoupling } from "#packages/brokerage/couple.ts";
import { couple } from "#packages/brokerage/couple-firms.ts";
import { CouplingSettings, DEFAULT_COUPLING_SETTINGS } from "#packages/brokerage/coupling-settings.ts";
import { demandOf } from "#packages/brokerage/demand.ts";
import { EarlierProposal } from "#packages/brokerage/holds.ts";
import { feasiblePairs, inBulk, oneByOne } from "#packages/brokerage/pairs.ts";
import { groupTerms, priorityOf, surplusGroupIdOf, surplusOf } from "#packages/brokerage/surplus.ts";
import { addDays } from "#packages/domain/dates.ts";
import type { Vacancy } from "#packages/domain/vacancy.ts";
import { assess } from "#packages/matching/assess.ts";
import { anyRegion, demand, group, input, notice, place, TODAY } from "#test/support/brokerage/region.ts";
import { competency, occupation, pc4, smallWorld } from "#test/support/matching/small-world.ts";

const run = (over: Partial<CouplingInput> = {}) => couple(input(over), smallWorld);
const groupId = (key = "g1", number = 1) => surplusGroupIdOf(notice([group()], {}, number).id, key);
const settings = (over: Partial<CouplingSettings>): CouplingSettings => ({
  ...DEFAULT_COUPLING_SETTINGS,
  ...over,
});
const earlier = (over: Record<string, unknown> = {}): EarlierProposal =>
  EarlierProposal.parse({
    groupId: groupId(),
    vacancyId: demand().id,
    place: 0,
    people: 2,
    held: 2,
    standing: false,
    ...over,
  });

/** People by group, and by vacancy and place. */
const countPeople = (proposals: readonly BrokerageProposal[]): Map<string, number> => {
  const placed = new Map<string, number>();
  for (const { groupId: from, vacancyId, place: at, people } of proposals)
    for (const key of [from, `${vacancyId} ${at}`]) placed.set(key, (placed.get(key) ?? 0) + people);
  return placed;
};
const openings = ({ id, places, kind, status }: Vacancy) =>
  places.map(({ open }, at) => ({
    key: `${id} ${at}`,
    open: kind === "open-hiring" || status !== "open" ? 0 : open,
  }));

describe("B1: a group goes to a vacancy with so many people", () => {
  it("as many as there are positions, with the points of matching", () => {
    const { proposals, report } = run();
    const [one] = proposals;
    const [group0] = notice().groups;
    const [demand0] = [demandOf(demand())];
    if (group0 === undefined || demand0 === undefined || "because" in demand0) throw new Error("no sides");
    const [at] = demand0.places;
    const match = at === undefined ? undefined : assess(at.terms, groupTerms(notice(), group0), smallWorld);
    expect(proposals).toHaveLength(1);
    expect(one).toMatchObject({ groupId: groupId(), groupKey: "g1", vacancyId: demand().id, people: 3 });
    expect(match).toMatchObject({ kind: "match", explanation: { score: one?.score } });
    expect(one?.points).toBe(1_050_000 + (one?.score ?? 0));
    expect(report).toMatchObject({
      people: 3,
      points: 3 * (one?.points ?? 0),
      stability: 0,
      unplaced: [{ groupId: groupId(), people: 2, because: "no-position-left" }],
      unfilled: [],
      certificate: { gap: 0 },
    });
  });

  it("points are whole numbers of matching for all feasible pairs, one by one and in bulk alike", () => {
    fc.assert(
      fc.property(anyRegion, ({ notices, vacancies, settings: weights }) => {
        const sides = {
          surplus: notices.flatMap(surplusOf),
          demands: vacancies.flatMap((vacancy) => {
            const one = demandOf(vacancy);
            return "because" in one ? [] : [one];
          }),
          bans: [],
          today: TODAY,
        };
        const bulk = feasiblePairs(sides, smallWorld, { settings: weights, find: inBulk });
        const plain = feasiblePairs(sides, smallWorld, { settings: weights, find: oneByOne });
        expect(bulk).toEqual(plain);
        expect(bulk.score.every((score) => score >= weights.minimumScore)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it("the order of the input makes no difference", () => {
    fc.assert(
      fc.property(anyRegion, (region) => {
        const there = couple(region, smallWorld);
        const back = couple(
          {
            ...region,
            notices: region.notices.map((one) => ({ ...one, groups: one.groups.toReversed() })).toReversed(),
            vacancies: region.vacancies.toReversed(),
          },
          smallWorld,
        );
        expect(back.proposals).toEqual(there.proposals);
        expect(back.certificate).toEqual(there.certificate);
      }),
      { numRuns: 60 },
    );
  });

  it("no head count, no position and no total is exceeded, counted from the proposals alone", () => {
    fc.assert(
      fc.property(anyRegion, (region) => {
        const { proposals, report } = couple(region, smallWorld);
        const placed = countPeople(proposals);
        for (const { id, heads } of region.notices.flatMap(surplusOf)) {
          const unplaced = report.unplaced.find((one) => one.groupId === id);
          expect((placed.get(id) ?? 0) + (unplaced?.people ?? 0)).toBe(heads);
        }
        for (const { key, open } of region.vacancies.flatMap(openings))
          expect(placed.get(key) ?? 0).toBeLessThanOrEqual(open);
      }),
      { numRuns: 100 },
    );
  });
});

describe("who takes part", () => {
  it.each<[string, Partial<CouplingInput>, unknown]>([
    ["a draft", { notices: [notice(undefined, { status: "draft" })] }, { because: "draft" }],
    ["an ended notice", { notices: [notice(undefined, { status: "ended" })] }, { because: "ended" }],
    [
      "a withdrawn notice",
      { notices: [notice(undefined, { status: "withdrawn" })] },
      { because: "withdrawn" },
    ],
    [
      "a notice under embargo until tomorrow",
      { notices: [notice(undefined, { embargoUntilDate: addDays(TODAY, 1) })] },
      { because: "embargo" },
    ],
    [
      "D4: open hiring, never",
      { vacancies: [demand({ kind: "open-hiring", contractKinds: ["permanent"] })] },
      { because: "open-hiring" },
    ],
    ["a closed vacancy", { vacancies: [demand({ status: "closed" })] }, { because: "not-open" }],
    [
      "a vacancy whose positions are held or filled",
      { vacancies: [demand({ places: [place({ open: 0, held: 2, filled: 1 })] })] },
      { because: "no-open-position" },
    ],
  ])("not %s", (_what, over, because) => {
    const { proposals, report } = run(over);
    expect(proposals).toEqual([]);
    expect(report.leftOut).toMatchObject([because]);
  });

  it("a notice on the day that its embargo ends", () => {
    expect(run({ notices: [notice(undefined, { embargoUntilDate: TODAY })] }).proposals).toHaveLength(1);
  });

  it("D1: what places of a national employer may take together is not exceeded", () => {
    const national = demand({
      nationalEmployer: true,
      places: [place(), place({ pc4: pc4(20), region: "AM02" })],
    });
    const { report } = run({ vacancies: [national], totals: new Map([[national.id, 4]]) });
    expect(report.people).toBe(4);
  });

  it("no pair below the minimum quality", () => {
    const { report } = run({ settings: settings({ minimumScore: 999_999 }) });
    expect(report).toMatchObject({
      pairs: 0,
      unplaced: [{ people: 5, because: "nothing-suits" }],
      unfilled: [{ positions: 3, because: "no-group-suits" }],
    });
  });

  it("no banned pair, no banned firms, and no firm with itself", () => {
    const own = demand({ employer: notice().employer });
    const pair = { kind: "pair", groupId: groupId(), vacancyId: demand().id } as const;
    const firms = {
      kind: "firms",
      from: notice().employer.kvkNumber,
      to: demand().employer.kvkNumber,
    } as const;
    expect(run({ bans: [pair] }).proposals).toEqual([]);
    expect(run({ bans: [firms] }).proposals).toEqual([]);
    expect(run({ vacancies: [own] }).proposals).toEqual([]);
    expect(run({ bans: [{ ...pair, groupId: groupId("other") }] }).proposals).toHaveLength(1);
  });

  it("B2: a position that no group takes is told at once, with the reason", () => {
    const two = [demand(), demand({ places: [place({ pc4: pc4(400), open: 7 })] }, 2)];
    expect(run({ vacancies: two }).report.unfilled).toEqual([
      { vacancyId: two[1]?.id, place: 0, positions: 7, because: "no-group-suits" },
    ]);
    expect(run({ vacancies: [demand({ places: [place({ open: 9 })] })] }).report.unfilled).toMatchObject([
      { positions: 4, because: "no-people-left" },
    ]);
  });
});

describe("what a group is to matching", () => {
  it("knows nothing that the group does not state", () => {
    const bare = notice([group({ occupation: undefined, competencies: [] })]);
    const [one] = bare.groups;
    if (one === undefined) throw new Error("no group");
    expect(Object.keys(groupTerms(bare, one)).sort()).toEqual(
      "competencies excludedOccupations excludedSectors id jobSeekerId occupations pc4 region version".split(
        " ",
      ),
    );
  });

  it("a temporary surplus takes no permanent job, and goes back on its date", () => {
    const permanent = demand({ contractKinds: ["permanent"] });
    const back = { availableUntilDate: "2021-06-01" };
    const temporary = { surplusKind: "temporary", ...back };
    const till = (endDate: string) => demand({ startDate: "2021-02-01", endDate });
    const placed = (own: Record<string, unknown>, vacancy: typeof permanent) =>
      run({ notices: [notice([group(own)])], vacancies: [vacancy] }).report.people;
    expect(placed(temporary, permanent)).toBe(0);
    expect(placed({ ...temporary, contractKinds: ["permanent"] }, permanent)).toBe(0);
    expect(placed({}, permanent)).toBe(3);
    expect(placed(temporary, till("2021-12-31"))).toBe(0);
    expect(placed(temporary, till("2021-06-01"))).toBe(3);
    expect(placed({ surplusKind: "lasting", ...back }, till("2021-12-31"))).toBe(3);
  });
});

describe("M2: who is dismissed sooner goes first", () => {
  it.each([
    [undefined, 0],
    [90, 0],
    [200, 0],
    [45, 50_000],
    [1, 98_888],
    [0, 100_000],
    [-10, 100_000],
  ])("dismissal %s days from now adds %i points", (days, points) => {
    const dismissalDate = days === undefined ? undefined : addDays(TODAY, days);
    expect(priorityOf({ dismissalDate }, TODAY, DEFAULT_COUPLING_SETTINGS)).toBe(points);
  });

  it("of two equal groups the one whose dismissal is near is placed", () => {
    const groups = [group(), group({ groupKey: "g2", dismissalDate: addDays(TODAY, 3) })];
    const { proposals } = run({ notices: [notice(groups)] });
    expect(proposals).toMatchObject([{ groupKey: "g2", people: 3 }]);
  });
});

describe("B1: where possible within the region", () => {
  const away = demand({ places: [place({ pc4: pc4(8), region: "AM02" })] }, 1);
  const near = (kilometres: number) => demand({ places: [place({ pc4: pc4(kilometres) })] }, 2);
  const notices = [notice([group({ headCount: 3 })])];

  it("of two vacancies the one in the own region, unless the other suits clearly better", () => {
    const chosen = (vacancy: typeof away) =>
      run({ notices, vacancies: [away, vacancy] }).proposals[0]?.vacancyId;
    expect(chosen(near(0))).toBe(near(0).id);
    expect(chosen(near(45))).toBe(away.id);
  });

  it("B3: a vacancy in another region is within reach", () => {
    expect(run({ notices, vacancies: [away] }).report.people).toBe(3);
  });
});

describe("people placed against quality", () => {
  // One group suits both vacancies, and the other only the vacancy that the first suits best.
  const notices = [
    notice([group({ groupKey: "both", headCount: 1, pc4: pc4(0) })], {}, 1),
    notice(
      [
        group({
          groupKey: "near",
          headCount: 1,
          pc4: pc4(38),
          reachKm: 40,
          occupation: undefined,
          competencies: [],
        }),
      ],
      {},
      2,
    ),
  ];
  const vacancies = [
    demand({ mustHaves: { mode: "soft" }, places: [place({ pc4: pc4(0), open: 1 })] }, 1),
    demand(
      {
        occupation: occupation(5),
        requirements: [{ competency: competency(20), importance: "nice" }],
        places: [place({ pc4: pc4(0), open: 1 })],
        reachKm: 1,
      },
      2,
    ),
  ];
  it.each([
    [0, 1],
    [1_000_000, 2],
  ])("with a base of %i points %i are placed", (basePoints, people) => {
    const weights = settings({ basePoints, minimumScore: 1 });
    const { report } = run({ notices, vacancies, settings: weights });
    expect(report.people).toBe(people);
  });

  it("settings are whole numbers within limits", () => {
    expect(CouplingSettings.safeParse(DEFAULT_COUPLING_SETTINGS).success).toBe(true);
    for (const wrong of [{ basePoints: -1 }, { basePoints: 1.5 }, { priorityDays: 0 }, { other: 1 }])
      expect(CouplingSettings.safeParse({ ...DEFAULT_COUPLING_SETTINGS, ...wrong }).success).toBe(false);
  });
});

describe("B1: holds and what people have taken up", () => {
  const held = demand({ places: [place({ open: 1, held: 2 })] });

  it("positions held for a proposal that is decided anew come back first", () => {
    expect(run({ vacancies: [held] }).report.people).toBe(1);
    expect(run({ vacancies: [held], earlier: [earlier()] }).report.people).toBe(3);
  });

  it("what stands keeps its people and its positions", () => {
    const standing = earlier({ standing: true });
    const { report, proposals } = run({ vacancies: [held], earlier: [standing] });
    expect(proposals).toMatchObject([{ people: 1 }]);
    expect(report.unplaced).toMatchObject([{ people: 2 }]);
    expect(report.conflicts).toEqual([]);
  });

  it("conflicting holds: nothing is held twice, what stands comes first, and it is told", () => {
    const both = [earlier({ standing: true }), earlier()];
    const { report, proposals } = run({ vacancies: [held], earlier: both });
    expect(proposals).toMatchObject([{ people: 1 }]);
    expect(report.conflicts).toEqual([
      { kind: "more-held-than-set-aside", vacancyId: held.id, place: 0, over: 2 },
    ]);
  });

  it("a head count that fell below what stands leaves nobody, and it is told", () => {
    const { report, proposals } = run({ earlier: [earlier({ people: 7, held: 0, standing: true })] });
    expect(proposals).toEqual([]);
    expect(report.conflicts).toEqual([{ kind: "more-people-than-heads", groupId: groupId(), over: 2 }]);
  });

  it("a withdrawal in the middle: an earlier proposal of a side that is gone changes nothing", () => {
    const gone = [
      earlier({ vacancyId: demand({}, 9).id }),
      earlier({ groupId: groupId("gone") }),
      earlier({ place: 4 }),
    ];
    expect(run({ earlier: gone }).proposals).toEqual(run().proposals);
  });
});

describe("stability: what was proposed stays unless something clearly better turns up", () => {
  const vacancies = [demand(), demand({}, 2)];
  const notices = [notice([group({ headCount: 3 })])];

  it.each([0, 1])("of two equal vacancies the one of yesterday (%i)", (which) => {
    const vacancyId = vacancies[which]?.id;
    const { proposals, report } = run({
      notices,
      vacancies,
      earlier: [earlier({ vacancyId, people: 3, held: 0 })],
    });
    expect(proposals).toMatchObject([{ vacancyId, people: 3 }]);
    expect(report.stability).toBe(150_000);
  });

  it("only as many as it was yesterday have the bonus", () => {
    const { report } = run({ earlier: [earlier({ people: 1, held: 0 })] });
    expect(report).toMatchObject({ people: 3, stability: 50_000 });
  });

  it("equal input, and yesterday's outcome: the same outcome", () => {
    fc.assert(
      fc.property(anyRegion, (region) => {
        const first = couple(region, smallWorld);
        const yesterday = first.proposals.map((one) =>
          EarlierProposal.parse({ ...one, held: 0, standing: false }),
        );
        const second = couple({ ...region, earlier: yesterday }, smallWorld);
        expect(second.proposals).toEqual(first.proposals);
      }),
      { numRuns: 60 },
    );
  });
});

it("preparing and solving are apart, so that each can be timed", () => {
  const prepared = prepareCoupling(input(), smallWorld);
  expect(prepared.pairs.value).toHaveLength(1);
  expect(prepared.problem.heads).toEqual(Int32Array.of(5));
});
