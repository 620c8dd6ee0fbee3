import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { PlatformEvent } from "#events/index.ts";
import type { Coupled } from "#packages/coupling/couple-regions.ts";
import type { CouplingId, MarketProfileId, SurplusNoticeId, VacancyId } from "#packages/domain/ids.ts";
import { REGIONS, type RegionCode } from "#packages/domain/regions.ts";
import { describeError } from "#packages/runtime/describe-error.ts";
import type { Log } from "#packages/runtime/log.ts";
import type { SurplusReach } from "#packages/store/couplings.ts";
import { workOf } from "./work-of-event.ts";

type Origin = { readonly traceparent?: string | undefined };

export type Deps = {
  readonly reconcileNotice: (id: SurplusNoticeId, origin: Origin) => Promise<number>;
  readonly reconcileVacancy: (id: VacancyId, origin: Origin) => Promise<number>;
  /** Brings the waiting list of a vacancy in step, where it has one (D4); takes somebody off all lists. */
  readonly keepList: (id: VacancyId, origin: Origin) => Promise<unknown>;
  readonly leaveLists: (id: MarketProfileId, origin: Origin) => Promise<void>;
  /** A profile that was linked to a group is withdrawn: the region to be coupled anew, if the head came back. */
  readonly returnHead: (
    withdrawn: { readonly couplingId: CouplingId; readonly profileId: MarketProfileId },
    origin: Origin,
  ) => Promise<RegionCode | undefined>;
  /** How far the surplus of the country reaches. */
  readonly readReach: () => Promise<SurplusReach>;
  /** Regions with surplus that could have the work of a vacancy. */
  readonly regionsOf: (id: VacancyId, readReach: Deps["readReach"]) => Promise<readonly RegionCode[]>;
  readonly coupleRegions: (regions: readonly RegionCode[], origin: Origin) => Promise<Coupled>;
  readonly log: Log;
  readonly now: () => Date;
};

/** An event carries the time at which its write began; by then, and a little, it is committed. */
const COMMITTED_AFTER_MS = 5_000;

type Asked = { readonly region: RegionCode; readonly at: Date; readonly record: SQSRecord };

type Seeing = Deps & {
  readonly reachedBy: (id: VacancyId, writtenAt: Date) => Promise<readonly RegionCode[]>;
};
/** Regions that a message wants coupled anew, after the couplings of its own side have been put right. */
const seeTo = async (deps: Seeing, record: SQSRecord): Promise<Asked[]> => {
  const event = PlatformEvent.parse(JSON.parse(record.body));
  const { notice, vacancy, regions, withinReach, left, gone } = workOf(event);
  const origin = { traceparent: event.traceparent };
  if (notice !== undefined) await deps.reconcileNotice(notice, origin);
  if (vacancy !== undefined) await deps.reconcileVacancy(vacancy, origin);
  if (vacancy !== undefined) await deps.keepList(vacancy, origin);
  if (gone !== undefined) await deps.leaveLists(gone, origin);
  const returned = left === undefined ? undefined : await deps.returnHead(left, origin);
  const reached =
    vacancy !== undefined && withinReach === true ? await deps.reachedBy(vacancy, new Date(event.time)) : [];
  return [...regions, ...reached, ...(returned === undefined ? [] : [returned])].map((region) => ({
    region,
    at: new Date(event.time),
    record,
  }));
};

/**
 * How far surplus reaches, kept for messages that were written before it was read; a message of the batch for which it was
 * read is committed too. So a backlog is worked with one look, and nothing newer is missed.
 */
const reachKept = ({ readReach, now }: Deps) => {
  let known:
    | { readonly at: number; readonly batch: object; readonly reach: Promise<SurplusReach> }
    | undefined;
  return (writtenAt: Date, batch: object): Promise<SurplusReach> => {
    const isFresh = known?.batch === batch || (known?.at ?? 0) > writtenAt.getTime() + COMMITTED_AFTER_MS;
    if (known !== undefined && isFresh) return known.reach;
    const reach = readReach();
    known = { at: now().getTime(), batch, reach };
    // A look that failed is not kept: the next message looks again.
    reach.catch(() => {
      known = undefined;
    });
    return reach;
  };
};

const failed = (deps: Deps, record: SQSRecord, error: unknown): string => {
  deps.log.error("message failed", { messageId: record.messageId, ...describeError(error) });
  return record.messageId;
};

/**
 * Notices, demand, and couplings that fell through → the best coupling of the regions concerned. All messages of a
 * batch are coupled in one; a region that was coupled after a message was written needs nothing more for it.
 */
export const createHandler = (deps: Deps) => {
  const coupledAt = new Map<RegionCode, Date>();
  const keptReach = reachKept(deps);

  const isCovered = ({ region, at }: Pick<Asked, "region" | "at">): boolean =>
    (coupledAt.get(region)?.getTime() ?? 0) > at.getTime() + COMMITTED_AFTER_MS;

  /** Nothing is looked up for demand of which every region has been coupled since. */
  const reachedBy = async (id: VacancyId, at: Date, batch: object): Promise<readonly RegionCode[]> =>
    REGIONS.every((region) => isCovered({ region, at }))
      ? []
      : deps.regionsOf(id, () => keptReach(at, batch));

  const coupleAll = async (asked: readonly Asked[]): Promise<void> => {
    const regions = [...new Set(asked.filter((one) => !isCovered(one)).map(({ region }) => region))].sort();
    if (regions.length === 0) return;
    const at = deps.now();
    const done = await deps.coupleRegions(regions, {});
    for (const region of regions) coupledAt.set(region, at);
    deps.log.info("coupled", { regions: regions.length, ...done });
  };

  return async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const failures: string[] = [];
    const batch = {};
    const asked: Asked[] = [];
    for (const record of Records) {
      try {
        asked.push(...(await seeTo({ ...deps, reachedBy: (id, at) => reachedBy(id, at, batch) }, record)));
      } catch (error) {
        failures.push(failed(deps, record, error));
      }
    }
    try {
      await coupleAll(asked);
    } catch (error) {
      for (const record of new Set(asked.map((one) => one.record)))
        failures.push(failed(deps, record, error));
    }
    return { batchItemFailures: failures.map((itemIdentifier) => ({ itemIdentifier })) };
  };
};
