import { readFileSync } from "node:fs";
import * as z from "zod";
import type { catalogue } from "../index.ts";

/** One event of the catalogue. */
export type EventDefinition = (typeof catalogue)[number];

/** What the contracts look at in a JSON Schema. */
export type JsonSchema = {
  readonly [keyword: string]: unknown;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly required?: readonly string[] | undefined;
  readonly properties?: Readonly<Record<string, JsonSchema>> | undefined;
  readonly items?: JsonSchema | undefined;
};

const Shape = z.looseObject({
  title: z.string().optional(),
  description: z.string().optional(),
  required: z.array(z.string()).optional(),
  get properties() {
    return z.record(z.string(), Shape).optional();
  },
  get items() {
    return Shape.optional();
  },
});

/** Reads a JSON Schema and leaves its members in their order, as the files show them. */
export const JsonSchema = z.custom<JsonSchema>(
  (value) => Shape.safeParse(value).success,
  "is not a JSON Schema",
);

/** JSON as the contract files have it: two spaces, a line break at the end, so that a change is a small diff. */
export const asFile = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** "vacancy-registered", 1 → "Vacancy registered, version 1" */
const titleOf = ({ name, version }: EventDefinition): string =>
  `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll("-", " ")}, version ${version}`;

/** An event whose definition has no TSDoc: its meaning has one place, and it is empty. */
export class NoMeaning extends Error {
  override readonly name = "NoMeaning";
}

/**
 * What an event means: the TSDoc above its definition in `events/<key>.ts`, on one line. Throws NoMeaning when the
 * definition has none.
 */
const meaningOf = ({ key }: EventDefinition): string => {
  const source = readFileSync(new URL(`../${key}.ts`, import.meta.url), "utf8");
  const [before] = source.split(/^export const \w+ = defineEvent\(/m);
  const comment = /\/\*\*((?:(?!\*\/).)*)\*\/\s*$/s.exec(before ?? "")?.[1];
  if (comment === undefined) throw new NoMeaning(`events/${key}.ts: no TSDoc above the definition`);
  return comment
    .replaceAll(/^\s*\* ?/gm, "")
    .replaceAll(/\s+/g, " ")
    .trim();
};

const Constant = z.looseObject({ const: z.string() });
const constantOf = (schema: JsonSchema, property: string): string =>
  Constant.parse(schema.properties?.[property]).const;

/**
 * The published schema of an event: of the whole message, its data under `#/properties/data`, which is what the
 * attribute `dataschema` points at. Draft 7, the dialect that AsyncAPI builds on. Open to unknown members, as readers
 * of messages have to be (house rule: a new optional member keeps the version).
 */
export const messageSchemaOf = (definition: EventDefinition): JsonSchema => {
  const made: unknown = z.toJSONSchema(definition.schema, { target: "draft-7", io: "input" });
  const { $schema, ...schema } = JsonSchema.parse(JSON.parse(JSON.stringify(made)));
  const [$id] = constantOf(schema, "dataschema").split("#");
  if ($id === undefined) throw new RangeError(`${definition.key}: the dataschema is empty`);
  return { $schema, $id, title: titleOf(definition), description: meaningOf(definition), ...schema };
};

/** The part of the platform that sends an event: the end of its `source`, as "intake". */
export const senderOf = (definition: EventDefinition): string => {
  const source = constantOf(messageSchemaOf(definition), "source");
  return source.slice(source.lastIndexOf("overstap-") + "overstap-".length);
};
