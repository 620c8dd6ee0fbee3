import { beforeAll, describe, expect, it } from "vitest";
import type { Classification } from "#packages/classification/classification.ts";
import { openClassification } from "#packages/classification/compact/open-classification.ts";
import { compiledStarter } from "#packages/classification/load-classification.ts";
import { type TransitionCompetency, transitionsFrom } from "#packages/classification/transitions.ts";

describe("where somebody can move", () => {
  let starter: Classification;
  let cook: number;
  beforeAll(() => {
    starter = openClassification(compiledStarter());
    cook = starter.searchOccupations("chefkok")[0]?.index ?? -1;
  });
  const inOrder = (list: readonly TransitionCompetency[]) =>
    list.map(({ kind, competency }) => [
      kind === "essential" ? 0 : 1,
      -starter.rarity(competency),
      competency,
    ]);

  it("names the most similar occupations first, as many as asked", () => {
    const transitions = transitionsFrom(starter, cook, { limit: 5 });
    expect(transitions.map(({ occupation, similarity }) => ({ occupation, similarity }))).toEqual(
      starter.similarOccupations(cook, 5),
    );
    expect(transitions.length).toBe(5);
    expect(transitionsFrom(starter, cook).length).toBeLessThanOrEqual(20);
  });

  it("divides the competencies asked into shared and missing, leaving none out, essential ones first", () => {
    const own = new Set([...starter.essential(cook), ...starter.optional(cook)]);
    let shared = 0;
    for (const transition of transitionsFrom(starter, cook)) {
      const asked = [...starter.essential(transition.occupation), ...starter.optional(transition.occupation)];
      const both = [...transition.shared, ...transition.missing];
      expect(both.map(({ competency }) => competency).sort((a, b) => a - b)).toEqual(
        asked.sort((a, b) => a - b),
      );
      expect(transition.shared.every(({ competency }) => own.has(competency))).toBe(true);
      expect(transition.missing.some(({ competency }) => own.has(competency))).toBe(false);
      for (const list of [inOrder(transition.shared), inOrder(transition.missing)]) {
        expect(list).toEqual(
          list.toSorted(
            (a, b) => a.map((x, i) => x - (b[i] ?? 0)).find((difference) => difference !== 0) ?? 0,
          ),
        );
      }
      shared += transition.shared.length;
    }
    expect(shared).toBeGreaterThan(0);
  });

  it("knows no occupation that is not there", () => {
    expect(() => transitionsFrom(starter, 100_000)).toThrow(RangeError);
  });
});
