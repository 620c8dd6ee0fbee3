import type { PlatformEvent } from "#events/index.ts";
import { VacancyChangedV1 } from "#events/vacancy-changed.v1.ts";
import { VacancyRegisteredV1 } from "#events/vacancy-registered.v1.ts";
import { VacancyWithdrawnV1 } from "#events/vacancy-withdrawn.v1.ts";
import { openPositions, regionsOf, type Vacancy, type WithdrawalReason } from "#packages/domain/vacancy.ts";
import type { Origin } from "./origin.ts";

const causeOf = ({ id, version }: Vacancy, { now, traceparent }: Origin) => ({
  subject: id,
  at: now,
  idFrom: [id, String(version)],
  traceparent,
  dataref: `/v1/vacancies/${id}`,
});

/** The event of a vacancy that is new or has changed. */
export const toldOf = (vacancy: Vacancy, origin: Origin): PlatformEvent => {
  const event = vacancy.version === 1 ? VacancyRegisteredV1 : VacancyChangedV1;
  return event.make(
    {
      vacancyId: vacancy.id,
      version: vacancy.version,
      kind: vacancy.kind,
      regions: regionsOf(vacancy),
      openPositions: openPositions(vacancy),
      nationalEmployer: vacancy.nationalEmployer,
      occupation: vacancy.occupation,
      importId: origin.importId,
    },
    causeOf(vacancy, origin),
  );
};

/** The event of a vacancy that is no longer there to be matched. */
export const toldWithdrawn = (
  vacancy: Vacancy,
  reason: WithdrawalReason | "all-positions-filled",
  origin: Origin,
): PlatformEvent =>
  VacancyWithdrawnV1.make(
    {
      vacancyId: vacancy.id,
      version: vacancy.version,
      regions: regionsOf(vacancy),
      nationalEmployer: vacancy.nationalEmployer,
      reason,
    },
    causeOf(vacancy, origin),
  );
