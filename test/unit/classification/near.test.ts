import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NEAR_GROUP_LIMIT, narrowestGroups, nearSets } from "#packages/classification/compact/near.ts";

const COMPETENCIES = 60;
const GROUPS = 6;

const above = (of: number, upTo: number) =>
  fc.array(fc.uniqueArray(fc.nat(upTo - 1), { maxLength: 3 }), { minLength: of, maxLength: of });

const hierarchy = fc.record({
  groups: above(COMPETENCIES, GROUPS),
  broader: above(COMPETENCIES, COMPETENCIES),
  broaderGroups: above(GROUPS, GROUPS),
});

describe("near competencies", () => {
  it("are symmetric, never the competency itself, and few, whatever the hierarchy", () => {
    fc.assert(
      fc.property(hierarchy, fc.integer({ min: 2, max: 12 }), (given, limit) => {
        const near = nearSets(given, limit);
        for (const [a, list] of near.entries()) {
          expect(list).toEqual([...new Set(list)].sort((x, y) => x - y));
          expect(list).not.toContain(a);
          for (const b of list) expect(near[b]).toContain(a);
        }
        // At most: siblings in three groups, concepts below, and one for each concept above.
        for (const list of near) expect(list.length).toBeLessThanOrEqual(3 * (limit - 1) + limit + 3);
      }),
    );
  });

  it("a group above the limit tells nothing, one at the limit does", () => {
    const groupOf = (size: number) => ({
      groups: Array.from({ length: size }, () => [0]),
      broader: Array.from({ length: size }, () => []),
      broaderGroups: [[]],
    });
    expect(nearSets(groupOf(NEAR_GROUP_LIMIT)).every((list) => list.length === NEAR_GROUP_LIMIT - 1)).toBe(
      true,
    );
    expect(nearSets(groupOf(NEAR_GROUP_LIMIT + 1)).flat()).toEqual([]);
  });

  it("of a group and the wider group around it only the narrow one counts", () => {
    const broaderGroups = [[1], [2], []];
    expect(narrowestGroups({ groups: [[0, 2], [1, 2], [2]], broader: [[], [], []], broaderGroups })).toEqual([
      [0],
      [1],
      [2],
    ]);
    expect(narrowestGroups({ groups: [[0, 1]], broader: [[]], broaderGroups: [[1], [0]] })).toEqual([[0, 1]]);
  });
});
