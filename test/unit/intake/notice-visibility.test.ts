import { expect, it } from "vitest";
import { SurplusNoticeId } from "#packages/domain/ids.ts";
import { SurplusNoticeInput } from "#packages/domain/surplus-notice.ts";
import { patchNotice, withdrawNotice } from "#packages/intake/change-notice.ts";
import { InvalidInput } from "#packages/intake/invalid-input.ts";
import { publishNotice } from "#packages/intake/notice-visibility.ts";
import type { KnownConcepts } from "#packages/intake/origin.ts";
import { shapeNotice } from "#packages/intake/register-notice.ts";

const ID = SurplusNoticeId.parse("0190a1b2-0000-4000-8000-000000000001");
/** Knows every concept and no title. */
const known: KnownConcepts = {
  occupationIndex: () => 1,
  competencyIndex: () => 1,
  linkTitle: () => ({ kind: "suggestions", suggestions: [] }),
};
const on = (day: string) => ({ now: new Date(`${day}T12:00:00Z`) });
const aNotice = (over: Record<string, unknown> = {}) =>
  SurplusNoticeInput.parse({
    employer: { kvkNumber: "12345678", name: "Voorbeeld" },
    groups: [
      {
        groupKey: "a",
        occupation: "http://data.europa.eu/esco/occupation/x",
        headCount: 5,
        postcode: "1012AB",
        availableFromDate: "2027-03-01",
      },
    ],
    ...over,
  });
const shape = (over: Record<string, unknown>, day: string) =>
  shapeNotice(aNotice(over), { id: ID, filer: { role: "employer" } }, on(day), known);
const types = (events: readonly { readonly type: string }[]) => events.map(({ type }) => type);
const REGISTERED = "nl.arbeidsmarkt.surplus-notice-registered.v1";

it("nobody is told of a notice before the day its embargo ends", () => {
  expect(shape({ embargoUntilDate: "2026-12-01" }, "2026-11-30").events).toEqual([]);
  expect(types(shape({ embargoUntilDate: "2026-12-01" }, "2026-12-01").events)).toEqual([REGISTERED]);
});

it("on the day of the embargo the next version makes it known, once", () => {
  const { notice } = shape({ embargoUntilDate: "2026-12-01" }, "2026-11-22");
  expect(publishNotice(notice, on("2026-11-30"))).toBeUndefined();
  const published = publishNotice(notice, on("2026-12-01"));
  expect(published?.notice.version).toBe(2);
  expect(types(published?.events ?? [])).toEqual([REGISTERED]);
  expect(published && publishNotice(published.notice, on("2026-12-02"))).toBeUndefined();
});

it("a change under embargo stays unknown; one after it makes the notice known", () => {
  const { notice } = shape({ embargoUntilDate: "2026-12-01" }, "2026-11-22");
  const before = { notice, contact: undefined };
  expect(patchNotice(before, { reasons: ["season"] }, on("2026-11-23"), known)?.events).toEqual([]);
  const after = patchNotice(before, { reasons: ["season"] }, on("2026-12-03"), known);
  expect(types(after?.events ?? [])).toEqual([REGISTERED]);
});

it("a withdrawal is told only when the notice was", () => {
  const secret = shape({ embargoUntilDate: "2026-12-01" }, "2026-11-22").notice;
  expect(withdrawNotice(secret, "mistake", on("2026-11-23"))?.events).toEqual([]);
  const open = shape({}, "2026-11-22").notice;
  expect(types(withdrawNotice(open, "mistake", on("2026-11-23"))?.events ?? [])).toEqual([
    "nl.arbeidsmarkt.surplus-notice-withdrawn.v1",
  ]);
});

it("what others know of stays complete", () => {
  const { notice } = shape({}, "2026-11-22");
  const groups = [{ groupKey: "a", headCount: 5, postcode: "1012AB" }];
  expect(() => patchNotice({ notice, contact: undefined }, { groups }, on("2026-11-23"), known)).toThrow(
    InvalidInput,
  );
});

it("a patch that changes nothing is no change", () => {
  const { notice } = shape({}, "2026-11-22");
  const before = { notice, contact: undefined };
  expect(patchNotice(before, {}, on("2026-11-23"), known)).toBeUndefined();
  expect(patchNotice(before, { embargoUntilDate: null }, on("2026-11-23"), known)).toBeUndefined();
});
