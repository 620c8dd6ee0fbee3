import * as z from "zod";
import { Moment } from "#packages/domain/dates.ts";
import { ErasureId } from "#packages/domain/ids.ts";

/** Proof that somebody's data were erased: what was, when, and what still has to age out. It leads to nobody. */
export const Erasure = z.object({
  id: ErasureId,
  state: z.enum(["begun", "finished"]),
  askedAt: Moment,
  finishedAt: Moment.optional(),
  erased: z
    .record(z.string().max(40), z.number().int())
    .meta({ description: "How many of each class of data" }),
  agesOut: z
    .array(z.object({ what: z.string().max(200), byAt: Moment }))
    .meta({ description: "What cannot be searched and is gone by itself, and when" }),
});
export type Erasure = z.infer<typeof Erasure>;
