import fc from "fast-check";
import { expect, it } from "vitest";
import { mergePatch } from "#packages/intake/merge-patch.ts";

// The cases of RFC 7396, appendix A, as facts.
it.each([
  [{ a: "b" }, { a: "c" }, { a: "c" }],
  [{ a: "b" }, { b: "c" }, { a: "b", b: "c" }],
  [{ a: "b" }, { a: null }, {}],
  [{ a: "b", b: "c" }, { a: null }, { b: "c" }],
  [{ a: ["b"] }, { a: "c" }, { a: "c" }],
  [{ a: "c" }, { a: ["b"] }, { a: ["b"] }],
  [{ a: { b: "c" } }, { a: { b: "d", c: null } }, { a: { b: "d" } }],
  [{ a: [{ b: "c" }] }, { a: [1] }, { a: [1] }],
  [
    ["a", "b"],
    ["c", "d"],
    ["c", "d"],
  ],
  [{ a: "b" }, ["c"], ["c"]],
  [{ a: "foo" }, null, null],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: "b", c: null }, { a: "b" }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
])("%j patched with %j is %j", (target, patch, expected) => {
  expect(mergePatch(target, patch)).toEqual(expected);
});

it("never touches the prototype of anything, and never its inputs", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (target, patch) => {
      const [before, asked] = [JSON.stringify(target), JSON.stringify(patch)];
      mergePatch(target, patch);
      expect([JSON.stringify(target), JSON.stringify(patch)]).toEqual([before, asked]);
    }),
  );
  mergePatch({}, JSON.parse('{"__proto__": {"polluted": true}}'));
  expect(Reflect.get({}, "polluted")).toBeUndefined();
});
