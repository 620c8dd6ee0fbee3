import { couple } from "#packages/brokerage/couple-firms.ts";
import { type CouplingSettings, settingsByRegion } from "#packages/brokerage/coupling-settings.ts";
import type { Coupling } from "#packages/domain/coupling.ts";
import { TooBusy } from "#packages/domain/errors.ts";
import type { VacancyId } from "#packages/domain/ids.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import { type AllSettings, settingsOf } from "#packages/domain/settings.ts";
import type { World } from "#packages/matching/world.ts";
import { basisOf, couplings, readLedger } from "#packages/store/couplings.ts";
import { find } from "#packages/store/documents.ts";
import { ConditionFailed, commit, type Table } from "#packages/store/platform-table.ts";
import { readSettings } from "#packages/store/settings-store.ts";
import { end, type Found, propose, revise, SYSTEM } from "./coupling-steps.ts";
import { type Difference, differences, settleDraft } from "./differences.ts";
import { gather } from "./gather.ts";
import { takingWrites } from "./take-step.ts";
import type { WarmDemand } from "./warm-demand.ts";
import { NoRoom, type Step } from "./write-step.ts";

export type Coupler = {
  readonly table: Table;
  readonly world: World;
  readonly demand: WarmDemand;
  readonly settings: CouplingSettings;
  readonly now: () => Date;
};

export type Coupled = {
  /** People in proposals that are, after this, as the best coupling wants them. */
  readonly people: number;
  /** Proposals that changed: made, revised or ended. */
  readonly changed: number;
  /** The primal value less the dual one: 0 when the coupling is proven to be the best. */
  readonly gap: number;
  /** Where groups are kept together: how many points the coupling can at most be from the best with any firms. */
  readonly togetherGap?: number;
};

type Origin = { readonly traceparent?: string | undefined };
type Round = Origin & { readonly settings: AllSettings; readonly crowded: Set<VacancyId> };

/** The coupling of a line as it is now, if nobody has answered or ended it since. */
const undecided = async (table: Table, id: string): Promise<Coupling | undefined> => {
  const coupling = await find(table, couplings, id);
  const untouched = coupling?.state === "proposed" && Object.keys(coupling.answers).length === 0;
  return untouched ? coupling : undefined;
};

const movedTo = (found: Pick<Coupling, "fromRegion">, { fromRegion }: Coupling): boolean =>
  found.fromRegion !== fromRegion;

const isSame = (before: Coupling, found: Found): boolean =>
  before.people === found.people && basisOf(before) === basisOf(found);

const stepFor = async (
  { table, now }: Coupler,
  difference: Difference,
  { settings }: Round,
): Promise<Step | undefined> => {
  const at = now();
  if (difference.kind === "propose") {
    const { draft } = difference;
    const { version } = await readLedger(table, draft.noticeId);
    const settled = settleDraft(draft, version, at, settingsOf(settings, draft.toRegion));
    return { after: propose(settled, at) };
  }
  const before = await undecided(table, difference.entry.couplingId);
  if (before === undefined) return undefined;
  if (difference.kind === "end")
    return { before, after: end(before, difference.because, { by: SYSTEM, at }) };
  // The group is in another region now: another team answers, and is asked by a coupling of its own.
  if (movedTo(difference.found, before))
    return { before, after: end(before, "notice-changed", { by: SYSTEM, at }) };
  // Another worker may have revised it to the same since the ledger was read.
  return isSame(before, difference.found)
    ? { before, after: before }
    : { before, after: revise(before, difference.found, at) };
};

const vacancyOf = (difference: Difference): VacancyId =>
  difference.kind === "propose" ? difference.draft.vacancyId : difference.entry.vacancyId;

/** Writes one difference. "same": it is so already. "stale": what it was decided on is no longer so. */
const write = async (
  coupler: Coupler,
  difference: Difference,
  round: Round,
): Promise<"written" | "same" | "stale"> => {
  const step = await stepFor(coupler, difference, round);
  if (step === undefined) return "stale";
  if (step.after === step.before) return "same";
  try {
    const cause = { at: new Date(step.after.changedAt), traceparent: round.traceparent };
    await commit(coupler.table.client, await takingWrites(coupler.table, step, cause));
    // What was to be revised and ended is to be proposed anew, by what stands then.
    return difference.kind === "revise" && step.after.state === "ended" ? "stale" : "written";
  } catch (error) {
    if (error instanceof NoRoom) round.crowded.add(vacancyOf(difference));
    else if (!(error instanceof ConditionFailed)) throw error;
    return "stale";
  }
};

type Outcome = Coupled & { readonly stale: number };

const coupleOnce = async (
  coupler: Coupler,
  regions: readonly RegionCode[],
  round: Round,
): Promise<Outcome> => {
  const byRegion = settingsByRegion(round.settings, regions);
  const asked = { regions, at: coupler.now(), crowded: round.crowded, byRegion };
  const gathered = await gather(coupler, asked);
  if (gathered === undefined) return { people: 0, changed: 0, gap: 0, stale: 0 };
  const solved = couple(gathered.input, coupler.world);
  const outcomes: ("written" | "same" | "stale")[] = [];
  for (const difference of differences(gathered, { solved, world: coupler.world }))
    outcomes.push(await write(coupler, difference, round));
  const changed = outcomes.filter((outcome) => outcome === "written").length;
  const stale = outcomes.filter((outcome) => outcome === "stale").length;
  const { people, certificate, together } = solved.report;
  const gap = certificate.primal - certificate.dual;
  const kept = together === undefined ? {} : { togetherGap: together.gap };
  return { people, changed, gap, ...kept, stale };
};

const TRIES = 6;
const pause = (attempt: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * 25 * 2 ** attempt));

/**
 * Couples the surplus of these regions to the demand within its reach, proven to be the best, and writes what is
 * different from what was proposed before. What people have answered or agreed is never touched. When somebody wrote in
 * between, or teams' claims stand in the way of a hold, it starts anew with what stands then; TooBusy when that goes
 * on. Doing it twice changes nothing the second time.
 */
export const coupleRegions = async (
  coupler: Coupler,
  regions: readonly RegionCode[],
  origin: Origin = {},
): Promise<Coupled> => {
  const round: Round = { ...origin, settings: await readSettings(coupler.table), crowded: new Set() };
  let changed = 0;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const { stale, ...outcome } = await coupleOnce(coupler, regions, round);
    changed += outcome.changed;
    if (stale === 0) return { ...outcome, changed };
    await pause(attempt);
  }
  throw new TooBusy(`what is coupled in ${regions.length} regions is being written by others`);
};
