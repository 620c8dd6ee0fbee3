import { crc32 } from "node:zlib";
import * as z from "zod";

/**
 * The container of the compact form: one file, so that replacing it is one rename and loading it is one read.
 *
 *     "OVSC" | u32 length of the header | u32 CRC-32 of all other bytes | header (JSON) | sections, each at a multiple of 8
 *
 * Numbers are little-endian, as on every machine that Lambda and Node run on; sections are used in place, as views.
 */
const MAGIC = "OVSC";
const PREFIX = 12;
const ALIGNMENT = 8;
/** Raised when a section changes its name or meaning; an older file is then refused, with what to do. */
export const FORMAT_VERSION = 2;

export type Section = Uint8Array | Uint16Array | Uint32Array | Float32Array;
type ElementType = "u8" | "u16" | "u32" | "f32";

const Header = z.object({
  format: z.number().int(),
  meta: z.unknown(),
  sections: z.record(
    z.string(),
    z.object({
      type: z.enum(["u8", "u16", "u32", "f32"]),
      offset: z.number().int().min(0),
      length: z.number().int().min(0),
    }),
  ),
});

/** The file is not a compact classification of this format, or is damaged. */
export class CompactFormError extends Error {
  override readonly name = "CompactFormError";
}

const elementType = (section: Section): ElementType => {
  if (section instanceof Uint8Array) return "u8";
  if (section instanceof Uint16Array) return "u16";
  return section instanceof Uint32Array ? "u32" : "f32";
};

// The checksum covers all bytes but its own four, at 8.
const checksum = (file: Buffer): number => crc32(file.subarray(PREFIX), crc32(file.subarray(0, 8)));

const aligned = (length: number): number => Math.ceil(length / ALIGNMENT) * ALIGNMENT;

const bytesOf = (section: Section): Buffer =>
  Buffer.from(section.buffer, section.byteOffset, section.byteLength);

/** Packs sections, in the order given, and a header's `meta` into one file. Same input, same bytes. */
export const packSections = (meta: object, sections: ReadonlyMap<string, Section>): Buffer => {
  const table: Record<string, { type: ElementType; offset: number; length: number }> = {};
  let size = 0;
  for (const [name, section] of sections) {
    table[name] = { type: elementType(section), offset: size, length: section.length };
    size = aligned(size + section.byteLength);
  }
  const header = Buffer.from(JSON.stringify({ format: FORMAT_VERSION, meta, sections: table }));
  const start = aligned(PREFIX + header.length);
  const file = Buffer.alloc(start + size);
  file.write(MAGIC, 0, "latin1");
  file.writeUInt32LE(header.length, 4);
  header.copy(file, PREFIX);
  for (const [name, section] of sections) bytesOf(section).copy(file, start + (table[name]?.offset ?? 0));
  file.writeUInt32LE(checksum(file), 8);
  return file;
};

/** Typed views on the sections of a loaded file. A section that is absent or of another type is a damaged file. */
export type Sections = {
  readonly meta: unknown;
  u8(name: string): Uint8Array;
  u16(name: string): Uint16Array;
  u32(name: string): Uint32Array;
  f32(name: string): Float32Array;
};

const readHeader = (file: Buffer): z.infer<typeof Header> => {
  if (file.length < PREFIX || file.toString("latin1", 0, 4) !== MAGIC) {
    throw new CompactFormError("not a compact classification");
  }
  if (file.readUInt32LE(8) !== checksum(file)) {
    throw new CompactFormError("the compact classification is damaged: its checksum differs");
  }
  const json: unknown = JSON.parse(file.toString("utf8", PREFIX, PREFIX + file.readUInt32LE(4)));
  const header = Header.safeParse(json);
  if (!header.success) throw new CompactFormError("the header of the compact classification cannot be read");
  if (header.data.format !== FORMAT_VERSION) {
    throw new CompactFormError(
      `the compact classification has format ${header.data.format}, this program reads ${FORMAT_VERSION}: import it again`,
    );
  }
  return header.data;
};

/** Opens a packed file in place: `bytes` must stay as it is for as long as the views are used. */
export const openSections = (bytes: Buffer): Sections => {
  const { meta, sections } = readHeader(bytes);
  // Views need a start at a multiple of their element size; a pooled Buffer may begin anywhere.
  const file = bytes.byteOffset % ALIGNMENT === 0 ? bytes : Buffer.from(new Uint8Array(bytes).buffer);
  const start = aligned(PREFIX + file.readUInt32LE(4));
  const find = (name: string, type: ElementType, width: number) => {
    const section = sections[name];
    if (section === undefined || section.type !== type) {
      throw new CompactFormError(`the compact classification lacks section ${name} (${type})`);
    }
    if (start + section.offset + section.length * width > file.length) {
      throw new CompactFormError(`section ${name} of the compact classification is cut off`);
    }
    return { at: file.byteOffset + start + section.offset, length: section.length };
  };
  return {
    meta,
    u8: (name) => {
      const { at, length } = find(name, "u8", 1);
      return new Uint8Array(file.buffer, at, length);
    },
    u16: (name) => {
      const { at, length } = find(name, "u16", 2);
      return new Uint16Array(file.buffer, at, length);
    },
    u32: (name) => {
      const { at, length } = find(name, "u32", 4);
      return new Uint32Array(file.buffer, at, length);
    },
    f32: (name) => {
      const { at, length } = find(name, "f32", 4);
      return new Float32Array(file.buffer, at, length);
    },
  };
};
