import * as z from "zod";
import { ImportId } from "#packages/domain/ids.ts";

/** Rows of a chunk that repeat an earlier row of the import; see `packages/intake/imports/repeats.ts`. */
const RepeatedRow = z.object({
  line: z.number().int().min(1),
  ofFile: z.number().int().min(1),
  ofLine: z.number().int().min(1),
  same: z.boolean(),
});

/** Asks to work one chunk of an import. */
const WorkChunk = z.object({
  importId: ImportId,
  file: z.number().int().min(1),
  chunk: z.number().int().min(0),
  repeats: z.array(RepeatedRow),
});
export type WorkChunk = z.infer<typeof WorkChunk>;

/** Asks to begin with an import of which all files are there: `receive-notices` sends it. */
const BeginImport = z.object({ importId: ImportId });

/** What is on the queue of imports: numbers and ids, never a row. */
export const Message = z.union([WorkChunk, BeginImport]);
export type Message = z.infer<typeof Message>;
