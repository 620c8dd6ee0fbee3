import * as z from "zod";

/** What of a JSON Schema is put into words. */
const Shape = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  allOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).default([]),
  description: z.string().default(""),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  maxLength: z.number().optional(),
  maxItems: z.number().optional(),
  pattern: z.string().optional(),
});
type Shape = z.infer<typeof Shape>;

const SIGNS: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
/** Text for HTML. */
export const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);

const range = ({ minimum, maximum }: Shape): string =>
  minimum === undefined && maximum === undefined ? "" : ` ${minimum ?? ""} to ${maximum ?? ""}`;
const limits = (shape: Shape): string =>
  [
    range(shape),
    shape.maxLength === undefined ? "" : `, at most ${shape.maxLength} characters`,
    shape.pattern === undefined ? "" : `, like <code>${escaped(shape.pattern)}</code>`,
  ].join("");

const MOST_VALUES = 40;
const valuesOf = (values: readonly unknown[]): string =>
  values
    .slice(0, MOST_VALUES)
    .map((value) => `<code>${escaped(String(value))}</code>`)
    .join(" ");

const ofParts = (shape: Shape): string | undefined => {
  const parts = shape.anyOf ?? shape.oneOf ?? shape.allOf;
  return parts?.map(typeOf).join(shape.allOf === undefined ? " or " : " and ");
};
const ofReference = ({ $ref }: Shape): string | undefined => {
  const name = $ref?.split("/").at(-1);
  return name === undefined ? undefined : `<a href="#schema-${escaped(name)}">${escaped(name)}</a>`;
};
const ofList = ({ items, maxItems }: Shape): string | undefined =>
  items === undefined
    ? undefined
    : `list${maxItems === undefined ? "" : ` of at most ${maxItems}`}: ${typeOf(items)}`;

/** The type of a schema in words, as HTML. */
export const typeOf = (schema: unknown): string => {
  const shape = Shape.parse(schema ?? {});
  return (
    ofReference(shape) ??
    (shape.enum === undefined ? undefined : valuesOf(shape.enum)) ??
    ofParts(shape) ??
    ofList(shape) ??
    `${escaped(shape.format ?? String(shape.type ?? "anything"))}${limits(shape)}`
  );
};

const MOST_DEPTH = 4;
const inner = (schema: unknown, path: string, depth: number): string => {
  const shape = Shape.parse(schema ?? {});
  const nested = shape.items === undefined ? shape : Shape.parse(shape.items);
  return nested.properties === undefined || depth > MOST_DEPTH
    ? ""
    : rows(nested, shape.items === undefined ? path : `${path}[]`, depth + 1);
};

const rows = (shape: Shape, above: string, depth: number): string =>
  Object.entries(shape.properties ?? {})
    .map(([name, schema]) => {
      const path = above === "" ? name : `${above}.${name}`;
      const needed = shape.required.includes(name) ? " <small>needed</small>" : "";
      const { description } = Shape.parse(schema ?? {});
      return `<tr><th scope="row"><code>${escaped(path)}</code>${needed}</th><td>${typeOf(schema)}</td><td>${escaped(description)}</td></tr>${inner(schema, path, depth)}`;
    })
    .join("");

/** Rows of a table with the members of a schema, those of members within too, as HTML. */
export const memberRows = (schema: unknown): string => {
  const shape = Shape.parse(schema);
  const own = rows(shape, "", 0);
  return own === "" ? `<tr><td colspan="3">${typeOf(schema)} ${escaped(shape.description)}</td></tr>` : own;
};
