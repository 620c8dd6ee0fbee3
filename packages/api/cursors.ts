import { createHash } from "node:crypto";
import type { Context } from "hono";
import * as z from "zod";
import { type Page, type PageAsked, Position } from "#packages/store/pages.ts";
import { invalidInput } from "./problem.ts";

const DEFAULT_LIMIT = 50;

/** Query keys of every list. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(DEFAULT_LIMIT).meta({
    description: "At most this many",
  }),
  cursor: z.string().min(1).max(1000).optional().meta({
    description: "Where the page before ended: `nextCursor` of its answer",
  }),
};

const Cursor = z.object({ list: z.string(), at: Position });
/** A list by who sees what, so that a cursor of another list is refused. */
const nameOf = (list: string): string => createHash("sha256").update(list).digest("base64url").slice(0, 8);

const strange = () =>
  invalidInput([{ parameter: "cursor", detail: "is not a cursor of this list: begin without" }]);

const decode = (text: string): unknown => {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
  } catch (cause) {
    throw invalidInput([{ parameter: "cursor", detail: "cannot be read" }], "request", cause);
  }
};

/** What page of the list is asked. `list` names the list with all that selects from it. Throws a Problem (400). */
export const pageAsked = (
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
  list: string,
): PageAsked => {
  if (cursor === undefined) return { limit };
  const parsed = Cursor.safeParse(decode(cursor));
  if (!parsed.success || parsed.data.list !== nameOf(list)) throw strange();
  return { limit, from: parsed.data.at };
};

/** Answers what shows a page, with a cursor (also as a link of relation `next`) unless it is the last. */
export const answerCursor = (
  c: Context,
  shown: object,
  list: string,
  next: Position | undefined,
): Response => {
  if (next === undefined) return c.json(shown);
  const nextCursor = Buffer.from(JSON.stringify({ list: nameOf(list), at: next })).toString("base64url");
  const url = new URL(c.req.url);
  url.searchParams.set("cursor", nextCursor);
  return c.json({ ...shown, nextCursor }, 200, { link: `<${url.pathname}${url.search}>; rel="next"` });
};

/** Answers a page: its things as they are shown, and a cursor. */
export const answerPage = <T>(
  c: Context,
  { things, next }: Page<T>,
  list: string,
  view: (thing: T) => unknown = (thing) => thing,
): Response => answerCursor(c, { items: things.map(view) }, list, next);

/** Schema of a page of things. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().optional() });
