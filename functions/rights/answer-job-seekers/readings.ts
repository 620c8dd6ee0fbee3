import type { createApi } from "#packages/api/create-api.ts";
import { listReadingsRoute } from "#packages/api/routes/me.ts";
import type { Reading } from "#packages/api/routes/me-views.ts";
import { activityOf } from "#packages/rights/processing-activities.ts";
import { derivedPseudonymOf, type ProcessingLine, requestsIn } from "#packages/rights/processing-line.ts";
import { findMany } from "#packages/store/documents.ts";
import { selfRegistrations } from "#packages/store/kinds.ts";
import { readProcessing } from "#packages/store/processing-log.ts";
import type { Deps } from "./deps.ts";
import { ownProfile } from "./own-data.ts";

/** A line of the log of processing for the person concerned: role, team and party, not which member of staff. */
const readingOf = ({ start_time, trace_id, attributes }: ProcessingLine): Reading => {
  const id = attributes["dpl.core.processing_activity_id"];
  const activity = activityOf(id);
  return {
    at: start_time,
    activity: id,
    purpose: activity?.purpose ?? "",
    ground: activity?.ground ?? "",
    chosenPurpose: attributes["overstap.purpose"],
    by: {
      role: attributes["overstap.role"],
      region: attributes["overstap.region"],
      party: attributes["overstap.party"],
    },
    about: attributes["overstap.about"],
    traceId: trace_id,
  };
};

/** Under both pseudonyms: functions without the key write under the other. */
const linesOf = async ({ tables, processing, now }: Deps, id: string): Promise<ProcessingLine[]> => {
  const pseudonyms = [await processing.pseudonym(id), derivedPseudonymOf(id)];
  return (await Promise.all(pseudonyms.map((one) => readProcessing(tables.records, one, now())))).flat();
};

/**
 * Every use of the person's data that is still kept, newest first; also of what they told when they came forward alone,
 * before there was a profile.
 */
export const readingsOf = async (deps: Deps, jobSeekerId: string): Promise<Reading[]> => {
  const own = await linesOf(deps, jobSeekerId);
  const before = await Promise.all([...requestsIn(own)].map((id) => linesOf(deps, id)));
  return [...own, ...before.flat()]
    .toSorted((a, b) => b.start_time.localeCompare(a.start_time))
    .map(readingOf);
};

/** The person's own requests of when they came forward alone (S7), as long as these are kept, without names of staff. */
export const ownRequests = async (deps: Deps, jobSeekerId: string) => {
  const ids = [...requestsIn(await linesOf(deps, jobSeekerId))];
  const found = await findMany(deps.tables.platform, selfRegistrations, ids);
  return found
    .filter((one) => one !== undefined)
    .map(({ id, region, responsible, status, receivedAt, history }) => ({
      id,
      region,
      responsible,
      status,
      receivedAt,
      history: history.map(({ at, what, reason, by: { role, party } }) => ({
        at,
        what,
        reason,
        by: { role, party },
      })),
    }));
};
export type OwnRequest = Awaited<ReturnType<typeof ownRequests>>[number];

/** Who used the person's data, when and why. */
export const serveReadings = (api: ReturnType<typeof createApi>, deps: Deps): void => {
  api.openapi(listReadingsRoute, async (c) => {
    await ownProfile(c, deps);
    return c.json({ items: await readingsOf(deps, c.var.own.jobSeekerId) }, 200);
  });
};
