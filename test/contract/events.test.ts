import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { breakingChanges } from "#events/commands/breaking-changes.ts";
import { exampleOf } from "#events/commands/destinations.ts";
import { asFile, JsonSchema, messageSchemaOf } from "#events/commands/json-schema.ts";
import { catalogue, PlatformEvent } from "#events/index.ts";
import { jsonOf, namesIn, textOf } from "./published.ts";

/** NL GOV profile for CloudEvents 1.1. */
const SIXTY_FOUR_KB = 64 * 1024;

/** An independent reader of the published schemas: what outsiders see, not what our own zod makes of it. */
const validatorOf = (key: string) => {
  const ajv = new Ajv({ allErrors: true, strict: true });
  addFormats.default(ajv);
  return ajv.compile(jsonOf(`schemas/${key}.json`));
};

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
/** Every member name in a value, however deep; in a schema the names of the members it describes. */
const memberNames = (value: unknown): string[] =>
  isObject(value)
    ? Object.entries(value).flatMap(([name, inside]) => [
        ...(Array.isArray(value) ? [] : [name]),
        ...memberNames(inside),
      ])
    : [];
const describedNames = ({ properties = {}, items, ...rest }: JsonSchema): string[] => [
  ...Object.keys(properties),
  ...Object.values(properties).flatMap(describedNames),
  ...(items === undefined ? [] : describedNames(items)),
  ...["anyOf", "oneOf", "allOf"].flatMap((word) => {
    const options = rest[word];
    return Array.isArray(options) ? options.flatMap((one) => describedNames(JsonSchema.parse(one))) : [];
  }),
];
const wordsOf = (name: string): string[] =>
  name
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/);

/** Words that a member about a person would have in its name (S4, G5). */
const PERSONAL = new Set(
  [
    "name surname firstname lastname initials given family email mail phone telephone mobile contact address street",
    "house postcode postal birth born age sex gender nationality origin health illness limitation benefit group",
    "bsn iban note comment text description situation person",
  ].flatMap((line) => line.split(" ")),
);

it.each([
  ["examples", ".json"],
  ["schemas", ".json"],
])("events/%s has one file for each event of the catalogue and no other", (folder, ending) => {
  expect(namesIn(folder, ending)).toEqual(catalogue.map(({ key }) => key).sort());
});

it("every definition file is in the catalogue, so no event is sent that nobody can look up", () => {
  const files = namesIn("", ".ts").filter((name) => /\.v[0-9]+$/.test(name));
  expect(files).toEqual(catalogue.map(({ key }) => key).sort());
});

describe.each(catalogue.map((event) => ({ key: event.key, event })))("$key", ({ key, event }) => {
  it("still reads the example that was published with it, and drops nothing of it", () => {
    const example = exampleOf(event);
    expect(event.schema.parse(example)).toEqual(example);
    expect(PlatformEvent.parse(example)).toEqual(example);
  });

  it("has not changed since it was published", () => {
    const published = JsonSchema.parse(jsonOf(`schemas/${key}.json`));
    const breaks = breakingChanges(published, messageSchemaOf(event));
    const advice =
      breaks.length === 0
        ? `events/schemas/${key}.json is not current; nothing breaks: run "npm run contracts" and have the diff reviewed`
        : `${breaks.join("; ")}. This breaks a published contract: put events/${key}.ts back and add a next version of it (events/README.md, Versions)`;
    expect(asFile(messageSchemaOf(event)) === textOf(`schemas/${key}.json`), advice).toBe(true);
  });

  it("is published as a schema that others can find at the address in its messages", () => {
    const example = exampleOf(event);
    const published = jsonOf(`schemas/${key}.json`);
    expect(`${published["$id"]}#/properties/data`).toBe(example["dataschema"]);
    expect(published["title"]).toMatch(/, version [0-9]+$/);
    expect(String(published["description"]).length).toBeGreaterThan(20);
  });

  it("fits its published schema by an independent validator, and not without its id or data", () => {
    const example = exampleOf(event);
    const validate = validatorOf(key);
    expect(validate(example), JSON.stringify(validate.errors)).toBe(true);
    for (const required of ["id", "source", "type", "time", "data"]) {
      const { [required]: _, ...without } = example;
      expect(validate(without), `without ${required}`).toBe(false);
    }
  });

  it("readers take a message with members of a later minor version (house rule on versions)", () => {
    const example = exampleOf(event);
    const later = { ...example, sequence: "7", data: { ...Object(example["data"]), addedLater: "x" } };
    expect(validatorOf(key)(later)).toBe(true);
    expect(event.schema.parse(later)).toEqual(example);
  });

  it("S4, G5: names no member after something personal, in the envelope or in the data", () => {
    const example = exampleOf(event);
    const described = describedNames(JsonSchema.parse(jsonOf(`schemas/${key}.json`)));
    expect(described).toEqual(expect.arrayContaining(["id", "source", "data", "subject"]));
    const personal = [...described, ...memberNames(example)].filter((name) =>
      wordsOf(name).some((word) => PERSONAL.has(word)),
    );
    expect(personal).toEqual([]);
  });

  it("names its context attributes in lower case without signs, as CloudEvents wants", () => {
    const example = exampleOf(event);
    expect(Object.keys(example).filter((name) => !/^[a-z0-9]{1,20}$/.test(name))).toEqual([]);
  });

  it("stays under 64 KB", () => {
    expect(Buffer.byteLength(textOf(`examples/${key}.json`))).toBeLessThan(SIXTY_FOUR_KB);
  });
});

it("the largest proposal that a vacancy of 60 requirements can give stays under 64 KB", () => {
  const event = jsonOf("examples/match-handed-over.v1.json");
  const uri = (index: number) => `https://example.org/${String(index).padStart(280, "0")}`;
  const near = Array.from({ length: 60 }, (_, index) => ({
    competency: uri(index),
    by: uri(index + 60),
    points: 1_000_000,
    borrowed: false,
  }));
  const data = { ...Object(event["data"]), reasons: { matched: [], near, missing: [] } };
  const message = JSON.stringify(PlatformEvent.parse({ ...event, data }));
  expect(Buffer.byteLength(message)).toBeGreaterThan(SIXTY_FOUR_KB / 2);
  expect(Buffer.byteLength(message)).toBeLessThan(SIXTY_FOUR_KB);
});

it("events are told apart: no two have the same type, and each example is of its own", () => {
  const types = catalogue.map(({ key }) => jsonOf(`examples/${key}.json`)["type"]);
  expect(new Set(types).size).toBe(catalogue.length);
});
