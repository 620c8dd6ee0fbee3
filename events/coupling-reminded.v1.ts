import * as z from "zod";
import { CouplingFacts } from "./coupling-proposed.v1.ts";
import { defineEvent } from "./define-event.ts";

/**
 * A coupling was agreed, and for some time nobody has told how it goes. Both teams are reminded, again and again, until
 * somebody reports or ends it: nothing agreed is forgotten.
 */
export const CouplingRemindedV1 = defineEvent("coupling-reminded", 1, {
  system: "brokerage",
  data: CouplingFacts.extend({
    /** When the next reminder comes. */
    remindAt: z.iso.datetime(),
  }),
});
