import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SMALLEST_SHOWN, shownAlone, shownBesideTotal } from "#packages/figures/suppress.ts";
import { mondayOf, weeksOf } from "#packages/figures/weeks.ts";

const counts = fc.array(
  fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 5, max: 99 })),
  {
    minLength: 1,
    maxLength: 35,
  },
);

describe("small numbers of people", () => {
  it("G5: fewer than five are never shown; nobody at all is", () => {
    fc.assert(
      fc.property(counts, (values) => {
        const { parts, total } = shownBesideTotal(values);
        for (const shown of [...parts, total, ...values.map(shownAlone)])
          expect(shown !== null && shown > 0 && shown < SMALLEST_SHOWN).toBe(false);
        parts.forEach((shown, index) => {
          if (shown !== null) expect(shown).toBe(values[index]);
        });
      }),
    );
  });

  it("G5: what is left out does not follow from a total that is shown", () => {
    fc.assert(
      fc.property(counts, (values) => {
        const { parts, total } = shownBesideTotal(values);
        const hidden = parts.filter((shown) => shown === null).length;
        if (total !== null) {
          expect(hidden).not.toBe(1);
          expect(total).toBe(values.reduce((sum, value) => sum + value, 0));
        }
      }),
    );
  });

  it.each([
    [[3, 0, 0], [null, 0, 0], null],
    [[3, 7, 20], [null, null, 20], 30],
    [[3, 4, 20], [null, null, 20], 27],
    [[9, 7], [9, 7], 16],
    [[0, 0], [0, 0], 0],
  ])("%j is shown as %j with total %j", (values, parts, total) => {
    expect(shownBesideTotal(values)).toEqual({ parts, total });
  });
});

describe("weeks", () => {
  it.each([
    ["2026-11-22", "2026-11-16"],
    ["2026-11-23", "2026-11-23"],
    ["2027-01-01", "2026-12-28"],
  ])("%s is in the week of %s", (day, monday) => {
    expect(mondayOf(day)).toBe(monday);
  });

  it("every week is there, oldest first, and each day counts in one", () => {
    const days = ["2026-11-15", "2026-11-16", "2026-11-22", "2026-11-23"].map((day) => ({
      day,
      hours: { [`${day}T09`]: { proposed: 1 }, [`${day}T10`]: { proposed: 2, placed: 1 } },
    }));
    const weeks = weeksOf(days, "2026-11-23", 3);
    expect(weeks.map(({ startDate, flow }) => [startDate, flow])).toEqual([
      ["2026-11-09", { proposed: 3, placed: 1 }],
      ["2026-11-16", { proposed: 6, placed: 2 }],
      ["2026-11-23", { proposed: 3, placed: 1 }],
    ]);
  });
});
