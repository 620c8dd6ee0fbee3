import type { JsonSchema } from "./json-schema.ts";

/** Words that explain a schema and bind nobody. */
const EXPLANATIONS: readonly string[] = ["title", "description", "$comment", "examples"];
/** Members that are compared by going into them. */
const STRUCTURE: readonly string[] = ["properties", "required", "items"];

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const changedKeywords = (before: JsonSchema, after: JsonSchema, path: string): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((keyword) => !EXPLANATIONS.includes(keyword) && !STRUCTURE.includes(keyword))
    .filter((keyword) => !same(before[keyword], after[keyword]))
    .map((keyword) => `${path}: ${keyword} changed`);

const changedRequired = (before: JsonSchema, after: JsonSchema, path: string): string[] => {
  const [was, is] = [before.required ?? [], after.required ?? []];
  return [
    ...is.filter((name) => !was.includes(name)).map((name) => `${path}/${name}: became required`),
    ...was.filter((name) => !is.includes(name)).map((name) => `${path}/${name}: became optional`),
  ];
};

const changedProperties = (before: JsonSchema, after: JsonSchema, path: string): string[] =>
  Object.entries(before.properties ?? {}).flatMap(([name, was]) => {
    const is = after.properties?.[name];
    return is === undefined ? [`${path}/${name}: is gone`] : breakingChanges(was, is, `${path}/${name}`);
  });

const changedItems = ({ items: was }: JsonSchema, { items: is }: JsonSchema, path: string): string[] => {
  if (was === undefined || is === undefined) return was === is ? [] : [`${path}: items changed`];
  return breakingChanges(was, is, `${path}/items`);
};

/**
 * What in `after` a reader of `before` could stumble over: everything but a new optional member and words of
 * explanation. Tightening breaks old writers, loosening (another value in an enum, a member made optional) breaks
 * old readers, so both count. Empty: the version may stay.
 */
export const breakingChanges = (before: JsonSchema, after: JsonSchema, path = ""): string[] => [
  ...changedKeywords(before, after, path === "" ? "/" : path),
  ...changedRequired(before, after, path),
  ...changedProperties(before, after, path),
  ...changedItems(before, after, path),
];
