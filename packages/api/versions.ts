import type { Context } from "hono";
import { VersionConflict } from "#packages/domain/errors.ts";
import { Problem } from "./problem.ts";

/** The entity tag of a version: strong, as `"3"`. */
export const etagOf = (version: number): string => `"${version}"`;

const matches = (header: string, version: number): boolean =>
  header
    .split(",")
    .map((tag) => tag.trim())
    .some((tag) => tag === "*" || tag === etagOf(version));

/** Checks If-Match where it is given. Throws VersionConflict (412) when it names another version. */
export const checkIfMatch = (c: Context, version: number): void => {
  const header = c.req.header("if-match");
  if (header !== undefined && !matches(header, version)) throw new VersionConflict("If-Match");
};

/** Checks If-Match, which must be given: 428 without, 412 for another version. */
export const needIfMatch = (c: Context, version: number): void => {
  if (c.req.header("if-match") === undefined)
    throw new Problem("precondition-required", "Send If-Match with the ETag of what you read.");
  checkIfMatch(c, version);
};

/** Answers a thing with its ETag; 304 without body when If-None-Match names this version (weak tags count too). */
export const answerVersion = (c: Context, version: number, body: unknown): Response => {
  const header = c.req.header("if-none-match")?.replaceAll("W/", "");
  if (header !== undefined && matches(header, version)) return c.body(null, 304, { etag: etagOf(version) });
  return c.json(body, 200, { etag: etagOf(version) });
};
