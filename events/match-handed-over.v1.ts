import * as z from "zod";
import { RegionCode } from "#packages/domain/regions.ts";
import { defineEvent } from "./define-event.ts";
import { ProposalFacts } from "./match-proposed.v1.ts";

/** A team hands a proposal to another region's team, which accepts or returns it; both are told. The term travels along. */
export const MatchHandedOverV1 = defineEvent("match-handed-over", 1, {
  system: "delivery",
  data: ProposalFacts.extend({
    what: z.enum(["offered", "accepted", "returned"]),
    from: RegionCode,
    to: RegionCode,
    /** Which of the two teams this message is for. */
    addressee: RegionCode,
  }),
});
