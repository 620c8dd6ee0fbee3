import type { PlatformEvent } from "#events/index.ts";
import { RematchRequestedV1 } from "#events/rematch-requested.v1.ts";
import { type Rematch, regionsOfScope } from "#packages/domain/rematch.ts";

/** Asks the worker to begin, to go on, or to see that it is to stop. Each version asks once. */
export const rematchRequested = (
  { id, version, scope, reason, progress }: Rematch,
  at: Date,
  traceparent?: string,
): PlatformEvent => {
  const regions = regionsOfScope(scope);
  const region = regions[progress?.region ?? 0] ?? regions[0];
  if (region === undefined) throw new RangeError(`re-match ${id} has no region`);
  return RematchRequestedV1.make(
    { region, of: "vacancies", reason, rematchId: id },
    { subject: id, at, idFrom: [id, String(version)], dataref: `/v1/rematches/${id}`, traceparent },
  );
};
