import { describe, expect, it } from "vitest";
import { breakingChanges } from "#events/commands/breaking-changes.ts";
import type { JsonSchema } from "#events/commands/json-schema.ts";

const published: JsonSchema = {
  title: "Something happened, version 1",
  type: "object",
  properties: {
    region: { type: "string", enum: ["AM01", "AM02"] },
    count: { type: "integer", minimum: 1 },
    lines: { type: "array", items: { type: "object", properties: { points: { type: "integer" } } } },
  },
  required: ["region", "count"],
};
const withMember = (name: string, schema: JsonSchema): JsonSchema => ({
  ...published,
  properties: { ...published.properties, [name]: schema },
});

describe("what makes a next version of an event needed (house rule on versions)", () => {
  it.each<[string, JsonSchema]>([
    ["nothing at all", published],
    ["a new optional member", withMember("note", { type: "string" })],
    ["other words of explanation", { ...published, title: "Other", description: "words" }],
  ])("%s keeps the version", (_, after) => {
    expect(breakingChanges(published, after)).toEqual([]);
  });

  it.each<[string, JsonSchema, string]>([
    [
      "another value in an enum",
      withMember("region", { type: "string", enum: ["AM01", "AM02", "AM03"] }),
      "/region: enum changed",
    ],
    ["a tighter bound", withMember("count", { type: "integer", minimum: 2 }), "/count: minimum changed"],
    [
      "another type inside a list",
      withMember("lines", {
        type: "array",
        items: { type: "object", properties: { points: { type: "number" } } },
      }),
      "/lines/items/points: type changed",
    ],
    [
      "a list that says no more what is in it",
      withMember("lines", { type: "array" }),
      "/lines: items changed",
    ],
    ["a member made optional", { ...published, required: ["region"] }, "/count: became optional"],
    [
      "a member made required",
      { ...published, required: ["region", "count", "lines"] },
      "/lines: became required",
    ],
    [
      "a closed door for unknown members",
      { ...published, additionalProperties: false },
      "/: additionalProperties changed",
    ],
    [
      "a member that is gone",
      { ...published, properties: { region: { type: "string", enum: ["AM01", "AM02"] } } },
      "/count: is gone",
    ],
  ])("%s needs the next version", (_, after, said) => {
    expect(breakingChanges(published, after)).toContain(said);
  });
});
