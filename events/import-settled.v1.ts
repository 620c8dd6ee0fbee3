import * as z from "zod";
import { ImportId } from "#packages/domain/ids.ts";
import { RegionCode } from "#packages/domain/regions.ts";
import { defineEvent } from "./define-event.ts";

/** All rows of an import are worked; what came in for one region is matched in one batch. One event a region. */
export const ImportSettledV1 = defineEvent("import-settled", 1, {
  system: "intake",
  data: z.object({
    importId: ImportId,
    kind: z.enum(["vacancies", "surplus-notices", "market-profiles"]),
    region: RegionCode,
    /** From when on its rows were written: what is older did not come with it. */
    since: z.iso.datetime().optional(),
    /** Set when one round was not enough: vacancies up to and including this one have been seen to. */
    after: z.uuid().optional(),
  }),
});
