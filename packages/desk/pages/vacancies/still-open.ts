import type { Vacancy } from "#packages/domain/vacancy.ts";

const DAY = 86_400_000;
/** Four weeks: vacancies that are gone and still stand are what spoils a match most. A setting of our own. */
const ASK_AFTER_DAYS = 28;

type Dated = Pick<Vacancy, "status" | "changedAt" | "confirmedAt">;

/** Days since its employer changed a vacancy or said that it is still open. */
export const daysUntouched = (
  { changedAt, confirmedAt = changedAt }: Omit<Dated, "status">,
  now: Date,
): number => Math.floor((now.getTime() - Date.parse(confirmedAt)) / DAY);

/** Whether to ask if it is still open: nobody changed it or said so for four weeks. */
export const isOld = (vacancy: Dated, now: Date): boolean =>
  vacancy.status === "open" && daysUntouched(vacancy, now) >= ASK_AFTER_DAYS;
