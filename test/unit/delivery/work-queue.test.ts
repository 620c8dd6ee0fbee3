import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  countLists,
  countNew,
  inOrder,
  isInList,
  orderOf,
  passesFilters,
  passesVacancy,
  WORK_LISTS,
  WORK_SORTS,
} from "#packages/delivery/work-queue.ts";
import { type QueueLine, stageOf } from "#packages/domain/queue-line.ts";
import { ana, aVacancy, NOW } from "./a-proposal.ts";

const looking = { region: "AM18" as const, actor: ana, now: NOW };
const moments = fc.constantFrom(
  "2026-11-01T09:00:00.000Z",
  "2026-11-21T09:00:00.000Z",
  "2026-11-23T08:59:59.000Z",
  "2026-11-23T22:59:59.000Z",
  "2026-12-01T22:59:59.000Z",
);
const regions = fc.constantFrom("AM18" as const, "AM19" as const);
const shared = {
  region: regions,
  vacancyId: fc.constant(aVacancy().id),
  score: fc.integer({ min: 0, max: 1_000_000 }),
  distanceHm: fc.integer({ min: 0, max: 2_000 }),
  proposedAt: moments,
};
const person = fc
  .record({
    kind: fc.constant("person" as const),
    id: fc.uuid(),
    ...shared,
    state: fc.constantFrom("proposed", "claimed", "accepted", "introduced", "placed"),
    when: moments,
    claimedBy: fc.constantFrom(undefined, ana.subject, "team-am18-bo"),
    offered: fc.boolean(),
  })
  .map(({ when, offered, ...line }) => ({
    ...line,
    ...(line.state === "placed" ? { checkDueDate: when.slice(0, 10) } : { dueAt: when }),
    ...(offered
      ? { handOver: { from: line.region, to: line.region === "AM18" ? "AM19" : "AM18", at: when } }
      : {}),
  }));
const coupling = fc.record({
  kind: fc.constant("coupling" as const),
  id: fc.uuid(),
  ...shared,
  state: fc.constantFrom("proposed", "agreed"),
  people: fc.integer({ min: 1, max: 9 }),
  teamAnswered: fc.boolean(),
  claimedBy: fc.constantFrom(undefined, "ana", "ben"),
});
const linesOf = fc.array(fc.oneof(person, coupling), { maxLength: 30 }).map((lines): QueueLine[] =>
  // The shapes are those of the schema; ids are branded there.
  JSON.parse(JSON.stringify(lines)),
);

const isFree = (line: QueueLine) =>
  line.claimedBy === undefined && (line.kind === "person" ? line.handOver === undefined : !line.teamAnswered);
const isAnas = (line: QueueLine) => line.claimedBy === ana.subject;

describe("a team's work", () => {
  it("M4: open work of the team's own is in all; what nobody has and nobody else considers is unassigned", () => {
    fc.assert(
      fc.property(linesOf, (lines) => {
        const counts = countLists(lines, looking);
        const own = lines.filter(({ region, state }) => region === "AM18" && state !== "placed");
        expect(counts.all).toBe(own.length);
        for (const line of own) {
          expect(isInList(line, "unassigned", looking)).toBe(isFree(line));
          expect(isInList(line, "mine", looking)).toBe(isAnas(line));
        }
        for (const list of WORK_LISTS)
          expect(counts[list]).toBe(lines.filter((line) => passesFilters(line, { list }, looking)).length);
      }),
    );
  });

  it("a placement comes into the list of checks on the day that it is due, and in no other list", () => {
    fc.assert(
      fc.property(linesOf, (lines) => {
        for (const line of lines.filter((one) => stageOf(one) === "PLACED")) {
          const due = line.kind === "person" && (line.checkDueDate ?? "") <= "2026-11-23";
          expect(WORK_LISTS.filter((list) => isInList(line, list, looking))).toEqual(due ? ["checks"] : []);
        }
      }),
    );
  });

  it("pages of any order follow each other without a gap or a repeat", () => {
    fc.assert(
      fc.property(
        linesOf,
        fc.constantFrom(...WORK_SORTS),
        fc.integer({ min: 1, max: 7 }),
        (lines, sort, limit) => {
          const read: QueueLine[] = [];
          for (let page = inOrder(lines, sort).slice(0, limit); page.length > 0; ) {
            read.push(...page);
            const last = read.at(-1);
            page = last === undefined ? [] : inOrder(lines, sort, orderOf(last, sort)).slice(0, limit);
          }
          expect(read).toEqual(inOrder(lines, sort));
          expect(new Set(read).size).toBe(lines.length);
        },
      ),
    );
  });

  it.each([
    ["oldest", "proposedAt", 1],
    ["score", "score", -1],
    ["distance", "distanceHm", 1],
  ] as const)("the order %s goes by %s", (sort, field, direction) => {
    fc.assert(
      fc.property(linesOf, (lines) => {
        const values = inOrder(lines, sort).map((line) => line[field]);
        const sorted = [...values].sort((a, b) => (a < b ? -direction : a > b ? direction : 0));
        expect(values).toEqual(sorted);
      }),
    );
  });

  it("late is what has passed; soon is what ends within two days; nothing is both", () => {
    fc.assert(
      fc.property(linesOf, (lines) => {
        for (const line of lines) {
          const list = "all" as const;
          const late = passesFilters(line, { list, term: "late" }, looking);
          const soon = passesFilters(line, { list, term: "soon" }, looking);
          expect(late && soon).toBe(false);
          if (late) expect((line.dueAt ?? "") < NOW.toISOString()).toBe(true);
        }
      }),
    );
  });

  it("what is new is what came, or was offered, after that moment", () => {
    fc.assert(
      fc.property(linesOf, (lines) => {
        const since = new Date("2026-11-21T09:00:00.000Z");
        const expected = lines.filter((line) => {
          const offered =
            line.kind === "person" && line.handOver?.to === "AM18" ? line.handOver.at : undefined;
          return (offered ?? line.proposedAt) > since.toISOString();
        });
        expect(countNew(lines, since, looking)).toBe(expected.length);
      }),
    );
  });

  it.each([
    ["helpende", true],
    ["HÉLPENDE plus", true],
    ["zorg helpende", true],
    ["lasser", false],
  ])("finds %s in title and employer's name: %s", (text, expected) => {
    expect(passesVacancy(aVacancy(), { list: "all", text })).toBe(expected);
    expect(passesVacancy(undefined, { list: "all", text })).toBe(false);
  });
});
