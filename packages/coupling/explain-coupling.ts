import { couple } from "#packages/brokerage/couple-firms.ts";
import { settingsByRegion } from "#packages/brokerage/coupling-settings.ts";
import { CouplingExplainer, type CouplingExplanation } from "#packages/brokerage/explain.ts";
import type { Coupling } from "#packages/domain/coupling.ts";
import { isTakenUp } from "#packages/domain/coupling.ts";
import { NotPossibleNow } from "#packages/domain/errors.ts";
import { readSettings } from "#packages/store/settings-store.ts";
import type { Coupler } from "./couple-regions.ts";
import { gather } from "./gather.ts";

const gone = () =>
  new NotPossibleNow(
    "What there is has changed: the coupling is about to be replaced. Look again in a moment.",
  );

/**
 * The next best alternative of a coupling and the exact loss, by coupling the group's region as it is now. Throws
 * NotPossibleNow when people have taken it up, or when it would not be made any more.
 */
export const explainCoupling = async (coupler: Coupler, coupling: Coupling): Promise<CouplingExplanation> => {
  if (coupling.state !== "proposed" || isTakenUp(coupling))
    throw new NotPossibleNow("People have taken it up: it is not weighed against others any more.");
  const regions = [coupling.fromRegion];
  const byRegion = settingsByRegion(await readSettings(coupler.table), regions);
  const asked = { regions, at: coupler.now(), crowded: new Set<never>(), byRegion };
  const gathered = await gather(coupler, asked);
  const vacancy = gathered?.vacancies.get(coupling.vacancyId);
  if (gathered === undefined || vacancy === undefined) throw gone();
  const place = vacancy.places.findIndex(({ pc4 }) => pc4 === coupling.pc4);
  const key = { groupId: coupling.surplusId, vacancyId: coupling.vacancyId, place };
  const solved = couple(gathered.input, coupler.world);
  const made = solved.proposals.some(
    (one) => one.groupId === key.groupId && one.vacancyId === key.vacancyId && one.place === place,
  );
  if (!made) throw gone();
  return new CouplingExplainer(solved).explain(key);
};
