import { describe, expect, it } from "vitest";
import { addMonths } from "#packages/delivery/add-months.ts";
import { changeSettings, notTheirs, SettingsPatch } from "#packages/delivery/change-settings.ts";
import { dueStarts, isToBegin } from "#packages/delivery/due-starts.ts";
import { hasStarted } from "#packages/delivery/has-started.ts";
import {
  begun,
  plannedStart,
  redeliveryRequested,
  startRedeliveryId,
} from "#packages/delivery/redelivery.ts";
import { type AllSettings, defaultSettings } from "#packages/domain/settings.ts";
import { admin, ana, NOW } from "./a-proposal.ts";

const startingOn = (startDate: string, changedAt = "2026-10-01T09:00:00.000Z"): AllSettings => ({
  version: 1,
  regions: { AM18: { ...defaultSettings("AM18"), version: 1, startDate, changedAt } },
});
const dueAt = (all: AllSettings, moment: string) =>
  dueStarts(all, new Date(moment)).map(({ region }) => region);

describe("G1: the start of a team", () => {
  it.each([
    { startDate: "2026-12-01", at: "2026-11-30T22:59:59.000Z", started: false, due: [] },
    { startDate: "2026-12-01", at: "2026-11-30T23:00:00.000Z", started: true, due: [] },
    { startDate: "2026-12-01", at: "2026-11-30T23:01:00.000Z", started: true, due: ["AM18"] },
    { startDate: "2026-07-01", at: "2026-06-30T22:00:59.000Z", started: true, due: [] },
    { startDate: "2026-07-01", at: "2026-06-30T22:01:00.000Z", started: true, due: ["AM18"] },
  ])("on $startDate: at $at it has started: $started", ({ startDate, at, started, due }) => {
    const all = startingOn(startDate, "2026-01-01T09:00:00.000Z");
    expect(hasStarted(all, new Date(at))("AM18")).toBe(started);
    expect(dueAt(all, at)).toEqual(due);
  });

  it("that is set to a date of the past waits until whoever held something back has finished", () => {
    const all = startingOn("2026-11-01", "2026-11-20T09:00:00.000Z");
    expect(dueAt(all, "2026-11-20T09:00:59.999Z")).toEqual([]);
    expect(dueAt(all, "2026-11-20T09:01:00.000Z")).toEqual(["AM18"]);
  });

  it("of the other 34, that nobody set, was before the platform began", () => {
    expect(dueAt({ version: 0, regions: {} }, "2026-12-01T09:00:00.000Z")).toEqual([]);
  });

  it.each([
    { known: undefined, startDate: "2026-12-01", begins: true },
    { known: undefined, startDate: "2021-03-01", begins: false },
    { known: "planned" as const, startDate: "2021-03-01", begins: true },
    { known: "waiting" as const, startDate: "2026-12-01", begins: false },
    { known: "done" as const, startDate: "2026-12-01", begins: false },
  ])("on $startDate with a redelivery that is $known begins: $begins", ({ known, startDate, begins }) => {
    const start = { region: "AM18", startDate } as const;
    const redelivery = known && { ...plannedStart(undefined, start, NOW), state: known };
    expect(isToBegin({ ...defaultSettings("AM18"), startDate }, redelivery)).toBe(begins);
  });

  it("has one redelivery per region and date, and asks once per version of it", () => {
    const start = { region: "AM18", startDate: "2026-12-01" } as const;
    const planned = plannedStart(undefined, start, NOW);
    expect(planned.id).toBe(startRedeliveryId("AM18", "2026-12-01"));
    expect(startRedeliveryId("AM19", "2026-12-01")).not.toBe(planned.id);
    const request = redeliveryRequested(begun(planned, NOW), NOW);
    expect(redeliveryRequested(begun(planned, NOW), new Date()).id).toBe(request.id);
    const again = plannedStart(begun(planned, NOW), start, NOW);
    expect(redeliveryRequested(begun(again, NOW), NOW).id).not.toBe(request.id);
  });
});

describe("changing settings", () => {
  it.each([
    { actor: ana, patch: { capPerPerson: 5, startDate: "2027-01-01" }, not: ["startDate"] },
    {
      actor: { subject: "s", role: "steering-group" as const },
      patch: { capPerPerson: 5, startDate: "2027-01-01" },
      not: ["capPerPerson"],
    },
    { actor: admin, patch: { capPerPerson: 5, startDate: "2027-01-01" }, not: [] },
  ])("a $actor.role may not set $not", ({ actor, patch, not }) => {
    expect(notTheirs(SettingsPatch.parse(patch), actor)).toEqual(not);
  });

  it("keeps who changed what from what to what, and leaves other regions as they are", () => {
    const all = startingOn("2026-12-01");
    const patch = SettingsPatch.parse({ capPerPerson: 5, desk: { website: "https://rmt.example/" } });
    const { all: next, change } = changeSettings(all, { region: "AM19", patch, by: ana }, NOW);
    expect(next.version).toBe(2);
    expect(next.regions.AM18).toEqual(all.regions.AM18);
    expect(change).toEqual({
      region: "AM19",
      version: 1,
      at: NOW.toISOString(),
      by: ana,
      changed: {
        capPerPerson: { from: 10, to: 5 },
        desk: { from: {}, to: { website: "https://rmt.example/" } },
      },
    });
  });
});

it.each([
  ["2026-12-01", 3, "2027-03-01"],
  ["2026-11-30", 3, "2027-02-28"],
  ["2027-11-30", 3, "2028-02-29"],
  ["2026-01-31", 1, "2026-02-28"],
  ["2026-10-15", 3, "2027-01-15"],
])("%s and %d months is %s", (day, months, later) => {
  expect(addMonths(day, months)).toBe(later);
});
