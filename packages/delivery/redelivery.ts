import type { PlatformEvent } from "#events/index.ts";
import { RedeliveryRequestedV1 } from "#events/redelivery-requested.v1.ts";
import type { Actor } from "#packages/domain/actor.ts";
import type { LocalDate } from "#packages/domain/dates.ts";
import { RedeliveryId } from "#packages/domain/ids.ts";
import type { Redelivery } from "#packages/domain/redelivery.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import { stableUuid } from "#packages/domain/stable-uuid.ts";

/** The one redelivery of a region's start on that date (G1), whoever asks for it and however often. */
export const startRedeliveryId = (region: RegionCode, startDate: LocalDate): RedeliveryId =>
  RedeliveryId.parse(stableUuid("start", region, startDate));

type Asked = { readonly id: RedeliveryId; readonly region: RegionCode; readonly by: Actor };

/** A team asks for all that is open once more. */
export const askedRedelivery = ({ id, region, by }: Asked, now: Date): Redelivery => ({
  id,
  version: 1,
  region,
  reason: "asked",
  state: "waiting",
  requestedAt: now.toISOString(),
  requestedBy: by,
  sent: 0,
});

type Start = { readonly region: RegionCode; readonly startDate: LocalDate; readonly by?: Actor | undefined };

/** A start that is to come, or comes again after the team was paused: what is open then is sent then. */
export const plannedStart = (
  before: Redelivery | undefined,
  { region, startDate, by }: Start,
  now: Date,
): Redelivery => ({
  id: startRedeliveryId(region, startDate),
  version: (before?.version ?? 0) + 1,
  region,
  reason: "team-started",
  state: "planned",
  requestedAt: now.toISOString(),
  requestedBy: by,
  startDate,
  sent: 0,
});

/** A date that is set while the team is at work: nothing waits for it. Kept, so that nothing is sent for it either. */
export const startWithoutWait = (before: Redelivery | undefined, start: Start, now: Date): Redelivery => ({
  ...plannedStart(before, start, now),
  state: "done",
  finishedAt: now.toISOString(),
});

/** The start has come. */
export const begun = (planned: Redelivery, now: Date): Redelivery => ({
  ...planned,
  version: planned.version + 1,
  state: "waiting",
  requestedAt: now.toISOString(),
});

/** A start that nobody planned through the API: its settings were written otherwise. */
export const unplannedStart = (start: Start, now: Date): Redelivery => ({
  ...plannedStart(undefined, start, now),
  state: "waiting",
});

/** After a round that sent so many: where the next goes on, or that all has been sent. */
export const afterRound = (
  before: Redelivery,
  { sent, reached }: { readonly sent: number; readonly reached: Redelivery["reached"] },
  now: Date,
): Redelivery => ({
  ...before,
  version: before.version + 1,
  sent: before.sent + sent,
  reached,
  ...(reached === undefined ? { state: "done", finishedAt: now.toISOString() } : { state: "running" }),
});

/** Asks the worker to begin, or to go on. Each version asks once. */
export const redeliveryRequested = (redelivery: Redelivery, now: Date, traceparent?: string): PlatformEvent =>
  RedeliveryRequestedV1.make(
    { redeliveryId: redelivery.id, region: redelivery.region, reason: redelivery.reason },
    {
      subject: redelivery.id,
      at: now,
      idFrom: [redelivery.id, String(redelivery.version)],
      dataref: `/v1/regions/${redelivery.region}/redeliveries/${redelivery.id}`,
      traceparent,
    },
  );
