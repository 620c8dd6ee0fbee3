import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawFor, evenly, lottery, NothingToDraw } from "#test/support/samples/draw.ts";

describe("drawing", () => {
  it("gives the same numbers for the same labels, on every machine", () => {
    const draw = drawFor(1, "profile", 0);
    // Written down once; another number here changes every sample that anybody compared with.
    expect([draw.whole(0, 999), draw.whole(0, 999), draw.whole(0, 999)]).toEqual([123, 116, 915]);
  });

  it("stays within its bounds, both ends included", () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: -50, max: 50 }),
        fc.integer({ min: 0, max: 9 }),
        (seed, min, width) => {
          const draw = drawFor(seed, "bounds");
          const drawn = Array.from({ length: 200 }, () => draw.whole(min, min + width));
          expect(Math.min(...drawn)).toBe(min);
          expect(Math.max(...drawn)).toBe(min + width);
        },
      ),
    );
  });

  it("is fair: a tenth of the draws falls in each tenth", () => {
    const tenths = new Array<number>(10).fill(0);
    for (let index = 0; index < 20_000; index += 1) {
      const tenth = Math.floor(drawFor(5, "fair", index).number() * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });
});

describe("a lottery", () => {
  it("gives each its share, and nothing to what has no weight", () => {
    const wheel = lottery(["a", "b", "c"], (name) => ({ a: 1, b: 0, c: 3 })[name] ?? 0);
    const drawn = Array.from({ length: 400 }, (_, index) => wheel.at(index / 400));
    expect(drawn.filter((name) => name === "a")).toHaveLength(100);
    expect(drawn.filter((name) => name === "c")).toHaveLength(300);
  });

  it("says so when there is nothing to draw", () => {
    expect(() => lottery(["a"], () => 0)).toThrow(NothingToDraw);
  });
});

it("an even series of 300 leaves no stretch of 0.8 % untouched, wherever it starts", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (start) => {
      const points = Array.from({ length: 300 }, (_, index) => evenly(start, index)).sort((a, b) => a - b);
      const gaps = points.map((point, at) => (points[at + 1] ?? 1 + (points[0] ?? 0)) - point);
      expect(Math.max(...gaps)).toBeLessThan(0.008);
    }),
  );
});
