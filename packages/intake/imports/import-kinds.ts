import * as z from "zod";

/** What can be imported, named as in the paths of the API and in the event `import-settled`. */
export const IMPORT_KINDS = ["vacancies", "surplus-notices", "market-profiles"] as const;
export const ImportKind = z.enum(IMPORT_KINDS);
export type ImportKind = z.infer<typeof ImportKind>;

/** How a file is written. */
export const ImportFormat = z.enum(["csv", "json-lines"]);
export type ImportFormat = z.infer<typeof ImportFormat>;

/** Limits of an import. A request holds 6 MB, of which base64 takes a quarter: so a file of 4 MB fits. */
export const MAX_FILE_BYTES = 4 * 1024 * 1024;
export const MAX_FILES = 20;
export const MAX_ROWS = 100_000;
/** Characters of one row; no row of any kind that is not mistaken comes near it. */
export const MAX_ROW_LENGTH = 64 * 1024;
