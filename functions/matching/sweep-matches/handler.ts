import type { PlatformEvent } from "#events/index.ts";
import { RematchRequestedV1 } from "#events/rematch-requested.v1.ts";
import { dayInAmsterdam } from "#packages/domain/dates.ts";
import { REGIONS } from "#packages/domain/regions.ts";
import type { Log } from "#packages/runtime/log.ts";

export type Deps = {
  readonly ask: (events: readonly PlatformEvent[]) => Promise<void>;
  readonly log: Log;
  readonly now: () => Date;
};

/**
 * Every night: asks for a re-match of each region. Where nothing was lost that changes nothing; what it does change is
 * a repair, and `match-imports` reports it.
 */
export const createHandler = (deps: Deps) => async (): Promise<void> => {
  const at = deps.now();
  const events = REGIONS.map((region) =>
    RematchRequestedV1.make(
      { region, of: "vacancies", reason: "nightly-check" },
      { subject: region, at, idFrom: [region, dayInAmsterdam(at)] },
    ),
  );
  await deps.ask(events);
  deps.log.info("re-match asked", { regions: events.length });
};
