import type { HonoRequest } from "hono";
import { Problem } from "./problem.ts";
import { takesFiles } from "./routes/import-paths.ts";
import { MAX_BODY_BYTES, readStrictJson } from "./strict-json.ts";

const WITH_BODY = new Set(["POST", "PUT", "PATCH"]);
const JSON_TYPES = ["application/json", "application/merge-patch+json"];

const isOtherCharset = (contentType: string): boolean => {
  const charset = /charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1];
  return charset !== undefined && charset.toLowerCase() !== "utf-8";
};

const checkType = (contentType: string | undefined): void => {
  const type = contentType?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (!JSON_TYPES.includes(type) || isOtherCharset(contentType ?? ""))
    throw new Problem("unsupported-media-type", "Send application/json in UTF-8.", {
      headers: { accept: JSON_TYPES.join(", ") },
    });
};

/**
 * Checks a request's body before anything else looks at it: its type, its size, and all that `readStrictJson` is
 * strict about; files of imports are read by their own rules. A request without a body is let through; the route's schema tells what is missing.
 */
export const readBody = async (request: HonoRequest): Promise<void> => {
  if (!WITH_BODY.has(request.method)) return;
  if (Number(request.header("content-length") ?? 0) > MAX_BODY_BYTES)
    throw new Problem("too-large", "The body is larger than 6 MB.");
  if (takesFiles(request.path)) return;
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength === 0) return;
  checkType(request.header("content-type"));
  readStrictJson(bytes);
};
