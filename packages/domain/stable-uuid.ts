import { createHash } from "node:crypto";

/** The same parts always give the same UUID (version 8, from SHA-256), so a repeated message is recognised. */
export const stableUuid = (...parts: readonly string[]): string => {
  const hex = createHash("sha256").update(JSON.stringify(parts)).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
