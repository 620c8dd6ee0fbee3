import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSchedule } from "#packages/local/sources/schedule-expression.ts";

const start = new Date("2026-03-27T10:00:30Z");

describe("a schedule comes round when EventBridge would call it", () => {
  it.each([
    ["rate(5 minutes)", "UTC", "2026-03-27T10:05:30Z"],
    ["rate(1 day)", "UTC", "2026-03-28T10:00:30Z"],
    ["cron(0 2 * * ? *)", "UTC", "2026-03-28T02:00:00Z"],
    // Summer time begins on 29 March 2026.
    ["cron(30 6 ? * 1 *)", "Europe/Amsterdam", "2026-03-29T04:30:00Z"],
    ["cron(30 6 ? * MON-FRI *)", "Europe/Amsterdam", "2026-03-30T04:30:00Z"],
    ["cron(0 12 L * ? *)", "UTC", "2026-03-31T12:00:00Z"],
    ["cron(0 12 ? * 2#1 *)", "UTC", "2026-04-06T12:00:00Z"],
    ["cron(0/15 * * * ? *)", "UTC", "2026-03-27T10:15:00Z"],
    ["cron(0 0 1 1 ? 2028)", "UTC", "2028-01-01T00:00:00Z"],
    ["at(2026-05-01T09:00:00)", "Europe/Amsterdam", "2026-05-01T07:00:00Z"],
  ])("%s in %s: next at %s", (expression, timeZone, expected) => {
    expect(readSchedule(expression, timeZone, start)(start)).toEqual(new Date(expected));
  });

  it("has no next time when it is over", () => {
    expect(readSchedule("at(2026-01-01T09:00:00)", "UTC", start)(start)).toBeUndefined();
  });

  it("never comes round in the past, however far the clock was moved", () => {
    const next = readSchedule("rate(7 minutes)", "UTC", start);
    fc.assert(
      fc.property(fc.nat(1_000_000_000), (ms) => {
        const after = new Date(start.getTime() + ms);
        const at = Number(next(after));
        expect(at).toBeGreaterThan(Number(after));
        expect(at - Number(after)).toBeLessThanOrEqual(7 * 60_000);
      }),
    );
  });

  it.each([
    "rate(5)",
    "rate(0 minutes)",
    "cron(0 2 * * *)",
    "cron(61 2 * * ? *)",
    "every day",
    "at(tomorrow)",
  ])("refuses %s", (expression) => {
    expect(() => readSchedule(expression, "UTC", start)).toThrow(/cannot be read/);
  });
});
