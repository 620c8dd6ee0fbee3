import { defineEvent } from "./define-event.ts";
import { VacancyFacts } from "./vacancy-registered.v1.ts";

/** An employer changed a vacancy, or a position of it was filled or set aside. */
export const VacancyChangedV1 = defineEvent("vacancy-changed", 1, { system: "intake", data: VacancyFacts });
