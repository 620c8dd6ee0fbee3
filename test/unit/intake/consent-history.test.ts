import fc from "fast-check";
import { expect, it } from "vitest";
import { Consent, consents } from "#packages/domain/consent.ts";
import { settleConsents } from "#packages/intake/consent-history.ts";

const at = (day: number) => `2026-11-${String(day).padStart(2, "0")}T09:00:00.000Z`;
const given = (day: number, withdrawn?: number): Consent =>
  Consent.parse({
    purpose: "matching",
    receiver: "mobility-teams",
    wording: "w1",
    givenAt: at(day),
    ...(withdrawn === undefined ? {} : { withdrawnAt: at(withdrawn) }),
  });

it("S4: a consent that was withdrawn stays so when an older list is sent again", () => {
  expect(consents(settleConsents([given(1, 5)], [given(1)], at(9)), "matching")).toBe(false);
  expect(consents(settleConsents([given(1, 5)], [given(6)], at(9)), "matching")).toBe(true);
});

it("S4: a consent that is no longer in the list ends, and is kept", () => {
  expect(settleConsents([given(1)], [], at(9))).toEqual([given(1, 9)]);
});

it("S4: a newer wording replaces the older one, and sending it again leaves it standing", () => {
  const newer = { ...given(5), wording: "w2" };
  const once = settleConsents([given(1)], [newer], at(9));
  expect(once).toEqual([given(1, 5), newer]);
  expect(settleConsents(once, [newer], at(10))).toEqual(once);
});

it("the same list twice is the same as once", () => {
  const one = fc
    .tuple(fc.integer({ min: 1, max: 28 }), fc.option(fc.integer({ min: 1, max: 28 }), { nil: undefined }))
    .map(([day, end]) => given(day, end));
  const list = fc.array(one, { maxLength: 6 });
  fc.assert(
    fc.property(list, list, (known, told) => {
      const once = settleConsents(known, told, at(28));
      const isGiven = (all: readonly Consent[]) => consents(all, "matching");
      expect(isGiven(settleConsents(once, told, at(28)))).toBe(isGiven(once));
    }),
  );
});
