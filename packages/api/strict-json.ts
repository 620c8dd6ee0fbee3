import { pointerTo } from "#packages/intake/invalid-input.ts";
import { Problem } from "./problem.ts";

const MAX_DEPTH = 32;
/** The limit of one invocation of a function is 6 MB; what is larger never gets here from API Gateway. */
export const MAX_BODY_BYTES = 6 * 1024 * 1024;

/** Where the string that opens at `start` ends. */
const endOfString = (text: string, start: number): number => {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at;
};

const STEPS: Readonly<Record<string, number>> = { "{": 1, "[": 1, "}": -1, "]": -1 };

/** Outside of strings, in JSON text nothing but brackets matters for depth. Before parsing, which would recurse. */
const depthOf = (text: string): number => {
  let [depth, deepest] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"') at = endOfString(text, at);
    depth += STEPS[text[at] ?? ""] ?? 0;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
};

const unreadable = (detail: string, pointer?: string): Problem =>
  new Problem("invalid-json", detail, pointer === undefined ? {} : { errors: [{ pointer, detail }] });

/** NUL breaks stores, half a surrogate pair breaks everything that writes UTF-8. */
const faultOf = (text: string): string | undefined => {
  if (text.includes("\u0000")) return "has a NUL character";
  return text.isWellFormed() ? undefined : "has half a surrogate pair";
};

const checkText = (text: string, path: readonly PropertyKey[]): void => {
  const fault = faultOf(text);
  if (fault !== undefined) throw unreadable(fault, pointerTo(path));
};

const checkTexts = (value: unknown, path: readonly PropertyKey[]): void => {
  if (typeof value === "string") checkText(value, path);
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (faultOf(key) !== undefined) throw unreadable("a member's name has a NUL or half a surrogate pair");
    // Numbers are the bulk of a large body, and no place for a text.
    if (typeof inner !== "number") checkTexts(inner, [...path, key]);
  }
};

const nextSign = (text: string, from: number): string => {
  const sign = /\S/g;
  sign.lastIndex = from;
  return sign.exec(text)?.[0] ?? "";
};

/** Goes into an object or list, or out of it. */
const step = (open: Set<string>[], sign: string): void => {
  if (STEPS[sign] === 1) open.push(new Set());
  if (STEPS[sign] === -1) open.pop();
};

/** Names in an object that stand there twice: readers differ about which one counts, so neither does. */
const checkNames = (text: string): void => {
  const open: Set<string>[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const start = at;
    step(open, text[at] ?? "");
    if (text[at] === '"') {
      at = endOfString(text, at);
      if (nextSign(text, at + 1) === ":") addName(open.at(-1), text.slice(start, at + 1));
    }
  }
};
const addName = (names: Set<string> | undefined, written: string): void => {
  const name = String(JSON.parse(written));
  // Nothing here has such a member, and readers that build objects lose it without a word.
  if (name === "__proto__") throw unreadable("The member __proto__ is not a known member.");
  if (names?.has(name)) throw unreadable(`The member ${name.slice(0, 100)} stands twice in one object.`);
  names?.add(name);
};

const utf8 = new TextDecoder("utf-8", { fatal: true });

const textOf = (bytes: ArrayBuffer): string => {
  try {
    return utf8.decode(bytes);
  } catch (cause) {
    throw new Problem("invalid-json", "The body is not UTF-8.", { cause });
  }
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Problem("invalid-json", "The body is not valid JSON.", { cause });
  }
};

/**
 * Reads a JSON body that a stranger sent. Throws a Problem (400 or 413) that says what is wrong: not UTF-8, not JSON,
 * nested deeper than 32, larger than 6 MB, a name twice in one object, a member called __proto__, a NUL or half a
 * surrogate pair in a text.
 */
export const readStrictJson = (bytes: ArrayBuffer): unknown => {
  if (bytes.byteLength > MAX_BODY_BYTES) throw new Problem("too-large", "The body is larger than 6 MB.");
  const text = textOf(bytes);
  if (depthOf(text) > MAX_DEPTH) throw unreadable(`The body is nested deeper than ${MAX_DEPTH}.`);
  const value = parse(text);
  checkNames(text);
  // Raw, neither NUL nor half a surrogate pair gets this far: only an escape can bring one.
  if (text.includes("\\u")) checkTexts(value, []);
  return value;
};
