import type { SQSRecord } from "aws-lambda";
import { describe, expect, it } from "vitest";
import { exampleOf, queuesOf } from "#events/commands/destinations.ts";
import { catalogue } from "#events/index.ts";
import { createHandler } from "#functions/delivery/receive-proposals/handler.ts";
import { eventsOfStep } from "#packages/coupling/coupling-events.ts";
import { revise, SYSTEM, shrink } from "#packages/coupling/coupling-steps.ts";
import type { Coupling } from "#packages/domain/coupling.ts";
import { aCoupling } from "#test/support/brokerage/a-coupling.ts";
import { silentLog } from "#test/support/intake/intake-app.ts";

const AT = new Date("2026-11-03T09:00:00.000Z");
const forTeams = catalogue.filter((event) => queuesOf(event).includes("region"));

describe("G1: the reader of a region without a system of its own", () => {
  it("is told of proposals, couplings, waiting lists and self-registrations", () => {
    const rooms = new Set(forTeams.map(({ key }) => key.replace(/-[a-z]+\.v\d+$/, "")));
    expect([...rooms].sort()).toEqual(
      expect.arrayContaining(["coupling", "match", "self-registration", "waiting-list"]),
    );
  });

  it.each(forTeams.map((event) => [event.key, event] as const))(
    "notes the arrival of %s, as routing sends it",
    async (_, event) => {
      const noted: { id: string; version: number }[] = [];
      const handler = createHandler({
        noteReceipt: async (id, { version }) => {
          noted.push({ id, version });
          return "noted";
        },
        log: silentLog,
        now: () => AT,
      });
      const message = exampleOf(event);
      const record = { messageId: "m", body: JSON.stringify(message) } as SQSRecord;
      expect(await handler({ Records: [record] })).toEqual({ batchItemFailures: [] });
      expect(noted).toEqual([{ id: message["subject"], version: message.data["version"] }]);
    },
  );
});

describe("B1: what teams know of a coupling that nobody has answered", () => {
  const before = aCoupling();
  const found = (over: Partial<Coupling>) => revise(before, { ...before, ...over }, AT);
  const told = (after: Coupling) => eventsOfStep(before, after).map(({ data }) => data);

  it.each([
    ["people", found({ people: 2 })],
    ["score", found({ explanation: { ...before.explanation, score: 400_000 } })],
    ["what the sides say", found({ fingerprint: "another" })],
    ["the region's settings", found({ settingsVersion: 3 })],
    ["the rules of scoring", found({ explanation: { ...before.explanation, rules: "newer" } })],
    ["the points alone", found({ points: 7 })],
    ["a side that became smaller", shrink(before, 1, "vacancy-changed", AT)],
  ])("is its newest version, whatever changed: %s", (_, after) => {
    expect(told(after)).toEqual([expect.objectContaining({ couplingId: before.id, version: 2 })]);
  });

  it("is not told anew of an answer before the last", () => {
    const answers = { team: { people: 3, by: SYSTEM, at: AT.toISOString() } };
    expect(told({ ...before, version: 2, answers })).toEqual([]);
  });
});
