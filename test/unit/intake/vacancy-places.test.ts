import fc from "fast-check";
import { expect, it } from "vitest";
import { NotPossibleNow } from "#packages/domain/errors.ts";
import { Pc4, Postcode } from "#packages/domain/postcode.ts";
import type { VacancyPlace } from "#packages/domain/vacancy.ts";
import { InvalidInput } from "#packages/intake/invalid-input.ts";
import { arrangePlaces } from "#packages/intake/vacancy-places.ts";

const NOW = new Date("2026-11-22T10:00:00Z");
const offer = (postcode: string, positions: number) => ({ postcode: Postcode.parse(postcode), positions });
const place = (open: number, held: number, filled: number): VacancyPlace => ({
  pc4: Pc4.parse("1012"),
  region: "AM18",
  open,
  held,
  filled,
});

it("places in one postcode area are one place", () => {
  expect(arrangePlaces([offer("1012AA", 2), offer("1012ZZ", 3)], [], NOW)).toEqual([place(5, 0, 0)]);
});

it("every unknown postcode is named, by its place in the list", () => {
  const wrong = () => arrangePlaces([offer("5028AA", 1), offer("1012AA", 1), offer("5029AA", 1)], [], NOW);
  expect(wrong).toThrow(InvalidInput);
  expect(wrong).toThrow("/places/0/postcode");
});

it("held and filled positions survive a change, and no number gets lost", () => {
  const count = fc.integer({ min: 0, max: 20 });
  fc.assert(
    fc.property(count, count, count, fc.integer({ min: 1, max: 60 }), (open, held, filled, asked) => {
      const before = place(open, held, filled);
      const change = () => arrangePlaces([offer("1012AA", asked)], [before], NOW);
      if (asked < filled) {
        expect(change).toThrow(NotPossibleNow);
        return;
      }
      const [after] = change();
      expect(after).toMatchObject({ filled, held: Math.min(held, asked - filled) });
      expect((after?.open ?? 0) + (after?.held ?? 0) + (after?.filled ?? 0)).toBe(asked);
      expect(after?.open).toBeGreaterThanOrEqual(0);
    }),
  );
});

it("a place with filled positions must stay; one without may go", () => {
  expect(() => arrangePlaces([offer("9711AA", 1)], [place(1, 0, 1)], NOW)).toThrow(NotPossibleNow);
  expect(arrangePlaces([offer("9711AA", 1)], [place(3, 1, 0)], NOW)).toMatchObject([
    { pc4: "9711", open: 1 },
  ]);
});
