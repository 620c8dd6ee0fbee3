import { describe, expect, it } from "vitest";
import { matchesPattern, matchesPatterns } from "#packages/local/sources/filter-criteria.ts";

const record = {
  eventName: "INSERT",
  dynamodb: {
    Keys: { pk: { S: "vacancy#1" } },
    NewImage: { kind: { S: "Vacancy" }, n: 4, tags: ["a", "b"] },
  },
};

describe("an event pattern lets through what AWS would let through", () => {
  it.each([
    [{ eventName: ["INSERT", "MODIFY"] }, true],
    [{ eventName: ["REMOVE"] }, false],
    [{ dynamodb: { Keys: { pk: { S: [{ prefix: "vacancy#" }] } } } }, true],
    [{ dynamodb: { Keys: { pk: { S: [{ suffix: "#2" }] } } } }, false],
    [{ dynamodb: { NewImage: { kind: { S: [{ "anything-but": ["LogEntry"] }] } } } }, true],
    [{ dynamodb: { NewImage: { kind: { S: [{ "anything-but": "Vacancy" }] } } } }, false],
    [{ dynamodb: { NewImage: { kind: { S: [{ "anything-but": { prefix: "Vac" } }] } } } }, false],
    [{ dynamodb: { NewImage: { kind: { S: [{ "equals-ignore-case": "vacancy" }] } } } }, true],
    [{ dynamodb: { NewImage: { kind: { S: [{ prefix: { "equals-ignore-case": "VAC" } }] } } } }, true],
    [{ dynamodb: { NewImage: { n: [{ numeric: [">", 3, "<=", 4] }] } } }, true],
    [{ dynamodb: { NewImage: { n: [{ numeric: ["<", 4] }] } } }, false],
    [{ dynamodb: { NewImage: { tags: ["b"] } } }, true],
    [{ dynamodb: { NewImage: { kind: { S: [{ exists: true }] } } } }, true],
    [{ dynamodb: { OldImage: { kind: { S: [{ exists: false }] } } } }, true],
    [{ dynamodb: { NewImage: { kind: { S: [{ exists: false }] } } } }, false],
    [{ dynamodb: { OldImage: { kind: { S: ["Vacancy"] } } } }, false],
    [{ userIdentity: [null] }, false],
    [{ $or: [{ eventName: ["REMOVE"] }, { eventName: ["INSERT"] }] }, true],
    [{ eventName: ["INSERT"], dynamodb: { Keys: { pk: { S: ["other"] } } } }, false],
  ])("%j: %s", (pattern, expected) => {
    expect(matchesPattern(pattern, record)).toBe(expected);
  });

  it("takes a record that any of several patterns takes, and every record when there are none", () => {
    const patterns = ['{"eventName":["REMOVE"]}', '{"eventName":["INSERT"]}'];
    expect([
      matchesPatterns(patterns, record),
      matchesPatterns([], record),
      matchesPatterns(patterns.slice(0, 1), record),
    ]).toEqual([true, true, false]);
  });

  it("never guesses at an operator that it does not know", () => {
    expect(() => matchesPattern({ eventName: [{ wildcard: "IN*" }] }, record)).toThrow(
      /does not know "wildcard"/,
    );
  });
});
