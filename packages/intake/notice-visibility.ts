import type { PlatformEvent } from "#events/index.ts";
import { SurplusNoticeChangedV1 } from "#events/surplus-notice-changed.v1.ts";
import { SurplusNoticeRegisteredV1 } from "#events/surplus-notice-registered.v1.ts";
import { SurplusNoticeWithdrawnV1 } from "#events/surplus-notice-withdrawn.v1.ts";
import { dayInAmsterdam } from "#packages/domain/dates.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import { SurplusNotice } from "#packages/domain/surplus-notice.ts";
import type { WithdrawalReason } from "#packages/domain/vacancy.ts";
import type { Origin } from "./origin.ts";

/** Regions where the groups are, each once. */
const regionsOfNotice = ({ groups }: Pick<SurplusNotice, "groups">): RegionCode[] => [
  ...new Set(groups.map(({ region }) => region)),
];

/** Whether others than the filer may know of the notice: complete, not withdrawn, and its embargo is over. */
export const isVisible = (
  { status, embargoUntilDate }: Pick<SurplusNotice, "status" | "embargoUntilDate">,
  at: Date,
): boolean => status === "open" && (embargoUntilDate === undefined || embargoUntilDate <= dayInAmsterdam(at));

/**
 * Whether the world has been told of a notice: it was visible when it was last written. A notice under embargo is
 * written again on the day (see `publishNotice`), so that this holds from then on.
 */
export const isPublished = (notice: SurplusNotice): boolean => isVisible(notice, new Date(notice.changedAt));

const causeOf = ({ id, version }: SurplusNotice, { now, traceparent }: Origin) => ({
  subject: id,
  at: now,
  idFrom: [id, String(version)],
  traceparent,
  dataref: `/v1/surplus-notices/${id}`,
});

const factsOf = (notice: SurplusNotice) => ({
  noticeId: notice.id,
  version: notice.version,
  regions: regionsOfNotice(notice),
  groups: notice.groups.length,
  headCount: notice.groups.reduce((sum, { headCount }) => sum + headCount, 0),
});

/** What is told of a new version: nothing while it is a draft or under embargo. */
export const toldOfNotice = (
  notice: SurplusNotice,
  before: SurplusNotice | undefined,
  origin: Origin,
): PlatformEvent[] => {
  if (!isVisible(notice, origin.now)) return [];
  const known = before !== undefined && isPublished(before);
  const event = known ? SurplusNoticeChangedV1 : SurplusNoticeRegisteredV1;
  return [event.make(factsOf(notice), causeOf(notice, origin))];
};

/** What is told of a withdrawal: nothing when nobody was told of the notice. */
export const toldNoticeWithdrawn = (
  notice: SurplusNotice,
  before: SurplusNotice,
  reason: WithdrawalReason,
  origin: Origin,
): PlatformEvent[] =>
  isPublished(before)
    ? [
        SurplusNoticeWithdrawnV1.make(
          { noticeId: notice.id, version: notice.version, regions: regionsOfNotice(notice), reason },
          causeOf(notice, origin),
        ),
      ]
    : [];

/**
 * The seam for the embargo: on or after its day, the next version of a notice with the event that makes it known, to
 * be written like any other change (`noticeWrites`). Undefined when there is nothing to tell, so it is safe to do twice.
 * Brokerage schedules it; the filer's own next change after the day has the same effect.
 */
export const publishNotice = (
  before: SurplusNotice,
  origin: Origin,
): { readonly notice: SurplusNotice; readonly events: readonly PlatformEvent[] } | undefined => {
  if (isPublished(before) || !isVisible(before, origin.now)) return undefined;
  const notice = SurplusNotice.parse({
    ...before,
    version: before.version + 1,
    changedAt: origin.now.toISOString(),
  });
  return { notice, events: toldOfNotice(notice, before, origin) };
};
