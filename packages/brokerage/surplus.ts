import * as z from "zod";
import type { ContractKind } from "#packages/domain/conditions.ts";
import { CONTRACT_KINDS } from "#packages/domain/conditions.ts";
import { daysBetween, type LocalDate } from "#packages/domain/dates.ts";
import { JobSeekerId, type KvkNumber, MarketProfileId, type SurplusNoticeId } from "#packages/domain/ids.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import { stableUuid } from "#packages/domain/stable-uuid.ts";
import type { SurplusGroup, SurplusNotice } from "#packages/domain/surplus-notice.ts";
import { ProfileTerms } from "#packages/matching/terms.ts";
import type { CouplingSettings } from "./coupling-settings.ts";

/** Of a group of a notice: derived from the notice and the filer's own key, so that it never changes. */
export const SurplusGroupId = z.uuid().brand("SurplusGroupId");
export type SurplusGroupId = z.infer<typeof SurplusGroupId>;

export const surplusGroupIdOf = (noticeId: SurplusNoticeId, groupKey: string): SurplusGroupId =>
  SurplusGroupId.parse(stableUuid("surplus-group", noticeId, groupKey));

/** A group of staff as coupling knows it. */
export type Surplus = {
  readonly id: SurplusGroupId;
  readonly noticeId: SurplusNoticeId;
  readonly groupKey: string;
  readonly employer: KvkNumber;
  readonly region: RegionCode;
  /** People still to be placed: those of standing proposals are off already. */
  readonly heads: number;
  readonly dismissalDate: LocalDate | undefined;
  readonly terms: ProfileTerms;
};

export type NoticeLeftOut = {
  readonly noticeId: SurplusNoticeId;
  readonly because: "draft" | "ended" | "withdrawn" | "embargo";
};

const TEMPORARY_KINDS: readonly ContractKind[] = CONTRACT_KINDS.filter((kind) => kind !== "permanent");

/** Who goes back to the firm takes no permanent job; of the other groups what was stated, if anything. */
const contractKindsOf = ({ surplusKind, contractKinds }: SurplusGroup): ContractKind[] | undefined => {
  if (surplusKind === "lasting") return contractKinds;
  const stated = (contractKinds ?? []).filter((kind) => kind !== "permanent");
  return stated.length > 0 ? stated : [...TEMPORARY_KINDS];
};

/**
 * What matching may know of a surplus group, as if a head of it had a market profile: so the points of a coupling are those
 * of matching and nothing else. What the group does not state is unknown, which never filters and never scores. The date
 * of return counts for a temporary surplus only.
 */
export const groupTerms = (
  notice: Pick<SurplusNotice, "id" | "version">,
  group: SurplusGroup,
): ProfileTerms => {
  const id = surplusGroupIdOf(notice.id, group.groupKey);
  const { availableUntilDate, contractKinds: _, ...stated } = group;
  const contractKinds = contractKindsOf(group);
  return ProfileTerms.parse({
    ...stated,
    id: MarketProfileId.parse(id),
    jobSeekerId: JobSeekerId.parse(id),
    version: notice.version,
    ...(group.surplusKind === "temporary" && availableUntilDate !== undefined ? { availableUntilDate } : {}),
    ...(contractKinds === undefined ? {} : { contractKinds }),
    occupations: group.occupation === undefined ? [] : [group.occupation],
    excludedOccupations: [],
    excludedSectors: [],
  });
};

/** Why a notice takes no part today, or undefined: it does. Before its embargo ends only the filer sees it. */
export const leftOutBecause = (
  { status, embargoUntilDate }: Pick<SurplusNotice, "status" | "embargoUntilDate">,
  today: LocalDate,
): NoticeLeftOut["because"] | undefined => {
  if (status !== "open") return status;
  return embargoUntilDate !== undefined && today < embargoUntilDate ? "embargo" : undefined;
};

/** The groups of a notice, with all their heads. Whether it takes part is `leftOutBecause`'s to say. */
export const surplusOf = (notice: SurplusNotice): Surplus[] =>
  notice.groups.map((group) => ({
    id: surplusGroupIdOf(notice.id, group.groupKey),
    noticeId: notice.id,
    groupKey: group.groupKey,
    employer: notice.employer.kvkNumber,
    region: group.region,
    heads: group.headCount,
    dismissalDate: group.dismissalDate,
    terms: groupTerms(notice, group),
  }));

/**
 * M2, straight from job to job: additive points for a group whose dismissal is near. A date that has passed is as near as
 * can be, since every day of unemployment counts; without a date there is no hurry that we know of.
 */
export const priorityOf = (
  { dismissalDate }: Pick<Surplus, "dismissalDate">,
  today: LocalDate,
  { priorityPoints, priorityDays }: Pick<CouplingSettings, "priorityPoints" | "priorityDays">,
): number => {
  if (dismissalDate === undefined) return 0;
  const left = Math.min(priorityDays, Math.max(0, daysBetween(today, dismissalDate)));
  return Math.floor((priorityPoints * (priorityDays - left)) / priorityDays);
};
