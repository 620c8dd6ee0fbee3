import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BrokerageProposal, Coupling } from "#packages/brokerage/couple.ts";
import { couple } from "#packages/brokerage/couple-firms.ts";
import { CouplingExplainer, NoSuchProposal } from "#packages/brokerage/explain.ts";
import { EarlierProposal } from "#packages/brokerage/holds.ts";
import { solveTransport } from "#packages/brokerage/solve-transport.ts";
import { surplusGroupIdOf } from "#packages/brokerage/surplus.ts";
import { NothingToChange, whatIf } from "#packages/brokerage/what-if.ts";
import { anyRegion, demand, group, input, notice, place } from "#test/support/brokerage/region.ts";
import { pc4, smallWorld } from "#test/support/matching/small-world.ts";

/** The points of the best coupling that does not use the pair at all. */
const withoutPair = (
  { pairs, problem }: Coupling,
  { groupId, vacancyId, place: at }: BrokerageProposal,
): number => {
  const arcLimit = problem.arcLimit.map((limit, arc) => {
    const to = pairs.places[problem.arcPlace[arc] ?? 0];
    const from = pairs.surplus[problem.arcGroup[arc] ?? 0];
    return from?.id === groupId && to?.vacancyId === vacancyId && to.place === at ? 0 : limit;
  });
  return solveTransport({ ...problem, arcLimit }).certificate.primal;
};

describe("why this coupling", () => {
  it("the loss is exactly what forbidding the pair and solving anew costs, and lies within the bounds", () => {
    fc.assert(
      fc.property(anyRegion, fc.boolean(), (region, again) => {
        const first = couple(region, smallWorld);
        const yesterday = first.proposals.map((one, index) =>
          EarlierProposal.parse({ ...one, people: 1 + (index % 3), held: 0, standing: false }),
        );
        const coupling = again ? couple({ ...region, earlier: yesterday }, smallWorld) : first;
        const explainer = new CouplingExplainer(coupling);
        for (const { proposal, atLeast, atMost } of explainer.bounds()) {
          const { loss, alternatives } = explainer.explain(proposal);
          expect(loss).toBe(coupling.certificate.primal - withoutPair(coupling, proposal));
          expect(atLeast).toBeLessThanOrEqual(loss);
          expect(atMost).toBeGreaterThanOrEqual(loss);
          expect(alternatives.reduce((sum, { people }) => sum + people, 0)).toBe(proposal.people);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("the chain of moves begins with the people themselves and can be carried out", () => {
    fc.assert(
      fc.property(anyRegion, (region) => {
        const coupling = couple(region, smallWorld);
        const explainer = new CouplingExplainer(coupling);
        const key = (groupId: string, to: { vacancyId: string; place: number }) =>
          `${groupId} ${to.vacancyId} ${to.place}`;
        const feasible = new Map(
          [...coupling.pairs.group.entries()].flatMap(([pair, of]) => {
            const one = coupling.pairs.surplus[of];
            const to = coupling.pairs.places[coupling.pairs.place[pair] ?? 0];
            return one && to ? [[key(one.id, to), coupling.pairs.value[pair] ?? 0] as const] : [];
          }),
        );
        for (const proposal of coupling.proposals)
          for (const { moves, lossPerPerson } of explainer.explain(proposal).alternatives) {
            expect(moves[0]).toMatchObject({
              groupId: proposal.groupId,
              from: { vacancyId: proposal.vacancyId, place: proposal.place },
            });
            const worth = (groupId: string, to: (typeof moves)[number]["to"]) =>
              to === undefined ? 0 : (feasible.get(key(groupId, to)) ?? Number.NaN);
            const change = moves.reduce(
              (sum, { groupId, from, to }) => sum + worth(groupId, to) - worth(groupId, from),
              0,
            );
            expect(change + lossPerPerson).toBe(0);
          }
      }),
      { numRuns: 100 },
    );
  });

  it("tells where the people would go, and who would take their place", () => {
    const near = notice([group({ headCount: 1, pc4: pc4(0) })], {}, 1);
    const far = notice([group({ headCount: 1, pc4: pc4(20) })], {}, 2);
    const vacancies = [
      demand({ places: [place({ open: 1 })] }, 1),
      demand({ places: [place({ open: 1, pc4: pc4(20) })] }, 2),
    ];
    const coupling = couple(input({ notices: [near, far], vacancies }), smallWorld);
    const own = coupling.proposals.find(({ noticeId }) => noticeId === near.id);
    if (own === undefined) throw new Error("no proposal");
    const { alternatives, loss } = new CouplingExplainer(coupling).explain(own);
    const [one, two] = vacancies.map(({ id }) => ({ vacancyId: id, place: 0 }));
    expect(own.vacancyId).toBe(vacancies[0]?.id);
    expect(alternatives[0].moves).toEqual([
      { groupId: surplusGroupIdOf(near.id, "g1"), from: one, to: two },
      { groupId: surplusGroupIdOf(far.id, "g1"), from: two, to: one },
    ]);
    // Twenty of the fifty kilometres of reach, twice.
    expect(loss).toBe(80_000);
  });

  it("refuses a proposal that is not there", () => {
    const coupling = couple(input(), smallWorld);
    const [one] = coupling.proposals;
    if (one === undefined) throw new Error("no proposal");
    expect(() => new CouplingExplainer(coupling).explain({ ...one, place: 5 })).toThrow(NoSuchProposal);
  });
});

describe("what if", () => {
  const base = input({ vacancies: [demand({ places: [place({ open: 3 })] })] });
  const before = couple(base, smallWorld);
  const ask = (change: Parameters<typeof whatIf>[2]["change"]) => {
    const { people, points } = whatIf(base, smallWorld, { before, change });
    return { people, points };
  };
  const own = before.proposals[0];
  const positions = (by: number) => ({ kind: "positions", vacancyId: demand().id, place: 0, by }) as const;
  const heads = (by: number) =>
    ({ kind: "heads", groupId: surplusGroupIdOf(notice().id, "g1"), by }) as const;

  it("positions more or fewer bring what coupling anew brings, which no price tells", () => {
    const points = own?.points ?? 0;
    expect(ask(positions(1))).toEqual({ people: 1, points });
    // Two people are left: the price of one position is not that of five.
    expect(ask(positions(5))).toEqual({ people: 2, points: 2 * points });
    expect(ask(positions(-9))).toEqual({ people: -3, points: -3 * points });
  });

  it("heads and bans", () => {
    expect(ask(heads(4))).toEqual({ people: 0, points: 0 });
    expect(ask(heads(-9)).people).toBe(-2);
    const ban = {
      kind: "pair",
      groupId: surplusGroupIdOf(notice().id, "g1"),
      vacancyId: demand().id,
    } as const;
    expect(ask({ kind: "ban", ban }).people).toBe(-3);
  });

  it("refuses a change of what is not there", () => {
    expect(() => ask({ ...positions(1), place: 1 })).toThrow(NothingToChange);
    expect(() => ask({ ...heads(1), groupId: surplusGroupIdOf(notice().id, "none") })).toThrow(
      NothingToChange,
    );
  });
});
