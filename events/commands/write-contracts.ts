import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { catalogue } from "../index.ts";
import { asyncApi } from "./async-api.ts";
import { breakingChanges } from "./breaking-changes.ts";
import { asFile, type EventDefinition, JsonSchema, messageSchemaOf } from "./json-schema.ts";

const inEvents = (path: string): URL => new URL(`../${path}`, import.meta.url);

/** What keeps a published schema from being replaced; empty for a new event or a new optional member. */
const objectionsTo = (definition: EventDefinition): string[] => {
  const file = inEvents(`schemas/${definition.key}.json`);
  if (!existsSync(file)) return [];
  const published = JsonSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  return breakingChanges(published, messageSchemaOf(definition)).map(
    (change) => `${definition.key} ${change}`,
  );
};

const writeIfNew = (path: string, text: string): string[] => {
  const file = inEvents(path);
  if (existsSync(file) && readFileSync(file, "utf8") === text) return [];
  writeFileSync(file, text);
  return [`wrote events/${path}`];
};

const say = (lines: readonly string[]) => process.stdout.write(`${lines.join("\n")}\n`);

const objections = catalogue.flatMap(objectionsTo);
if (objections.length > 0) {
  say([
    "Nothing written. These changes would break readers or writers of a published event:",
    ...objections.map((objection) => `  ${objection}`),
    "Leave the version as it is and add a next one (events/README.md, Versions).",
  ]);
  process.exitCode = 1;
} else {
  const written = [
    ...catalogue.flatMap((event) => writeIfNew(`schemas/${event.key}.json`, asFile(messageSchemaOf(event)))),
    ...writeIfNew("asyncapi.json", asFile(asyncApi())),
  ];
  say(written.length === 0 ? ["The contracts are current."] : written);
}
