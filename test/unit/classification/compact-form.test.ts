import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listSections, openLists } from "#packages/classification/compact/lists.ts";
import { CompactFormError, openSections, packSections } from "#packages/classification/compact/sections.ts";
import { openStringTable, StringTableBuilder } from "#packages/classification/compact/string-table.ts";

describe("the compact form", () => {
  it("gives every list and string back as it was packed", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.nat(4_294_967_295), { maxLength: 6 }), { maxLength: 20 }),
        fc.array(fc.string({ unit: "grapheme" }), { maxLength: 20 }),
        (lists, texts) => {
          const strings = new StringTableBuilder();
          const numbers = texts.map((text) => strings.add(text));
          const file = packSections(
            { any: 1 },
            new Map([...strings.sections(), ...listSections("list", lists)]),
          );
          const sections = openSections(file);
          const read = openStringTable(sections);
          const opened = openLists(sections, "list");
          expect(numbers.map(read)).toEqual(texts);
          expect(lists.map((_, index) => [...opened.of(index)])).toEqual(lists);
          expect(sections.meta).toEqual({ any: 1 });
        },
      ),
    );
  });

  it("is read wherever in memory its bytes begin", () => {
    const file = packSections({}, new Map([["a", Uint32Array.of(7, 8)]]));
    const shifted = Buffer.alloc(file.length + 3);
    file.copy(shifted, 3);
    expect([...openSections(shifted.subarray(3)).u32("a")]).toEqual([7, 8]);
  });

  it("a damaged file is refused, whichever byte is wrong", () => {
    const file = packSections({}, new Map([["a", Uint16Array.of(1, 2, 3)]]));
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const damaged = Buffer.from(file);
        damaged.writeUInt8(damaged.readUInt8(at) ^ flip, at);
        expect(() => openSections(damaged)).toThrow(CompactFormError);
      }),
    );
  });

  it("a file cut short, of another kind, or without a section says so", () => {
    const file = packSections({}, new Map([["a", Uint16Array.of(1, 2, 3)]]));
    expect(() => openSections(file.subarray(0, file.length - 4))).toThrow(CompactFormError);
    expect(() => openSections(Buffer.from("PK, this is a zip"))).toThrow("not a compact classification");
    expect(() => openSections(file).u32("a")).toThrow("lacks section a (u32)");
    expect(() => openSections(file).u16("b")).toThrow("lacks section b");
  });
});
