import fc from "fast-check";
import { expect, it } from "vitest";
import { Problem } from "#packages/api/problem.ts";
import { readStrictJson } from "#packages/api/strict-json.ts";

const bytes = (text: string): ArrayBuffer => {
  const { buffer, byteOffset, byteLength } = new TextEncoder().encode(text);
  return buffer.slice(byteOffset, byteOffset + byteLength);
};
const levels = (value: unknown): number =>
  typeof value === "object" && value !== null
    ? 1 + Math.max(0, ...Object.values(value).map((inner) => levels(inner)))
    : 0;

it("reads what JSON.parse reads, unless it is deep or holds what breaks stores", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
      const text = JSON.stringify(value);
      if (/\\u0000|\\ud[89a-f]|"__proto__":/i.test(text)) return;
      expect(readStrictJson(bytes(text))).toEqual(JSON.parse(text));
    }),
  );
});

it("counts brackets outside of texts only, up to 32 deep", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 64 }), fc.string(), (depth, text) => {
      const inner = JSON.stringify(`${text}[[{{`.replaceAll("\u0000", ""));
      const json = `${"[".repeat(depth)}${inner}${"]".repeat(depth)}`;
      const read = () => levels(readStrictJson(bytes(json)));
      if (depth > 32) expect(read).toThrow(Problem);
      else expect(read()).toBe(depth);
    }),
  );
});

it.each([
  ["a NUL in a text", '{"a":["\\u0000"]}', "/a/0"],
  ["half a surrogate pair", '{"a/b":{"c":"\\udc00"}}', "/a~1b/c"],
])("%s is named by its place", (_what, json, pointer) => {
  const read = () => readStrictJson(bytes(json));
  expect(read).toThrow(
    expect.objectContaining({ kind: "invalid-json", errors: [expect.objectContaining({ pointer })] }),
  );
});

it.each(['{"a":1,"a":1}', '{"x":[{"b":1,"\\u0062" : 2}]}', '{"a":{"b":1},"a":2}'])(
  "%s has a name twice",
  (json) => {
    expect(() => readStrictJson(bytes(json))).toThrow("twice");
  },
);

it("a name in two objects, or as a text too, is no repetition", () => {
  const json = '{"a":"a","b":[{"a":1},{"a":2}],"c":{"a":"b:"}}';
  expect(readStrictJson(bytes(json))).toEqual(JSON.parse(json));
});
