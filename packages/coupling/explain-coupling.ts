import { couple } from "#packages/brokerage/couple-firms.ts";
import { settingsByRegion } from "#packages/brokerage/coupling-settings.ts";
import { CouplingExplainer, type CouplingExplanation } from "#packages/brokerage/explain.ts";
import {
  type RouteSettings,
  routeSettingsOf,
  type Transition,
  transitionIfTrained,
} from "#packages/brokerage/transition-routes.ts";
import { type Change, whatIf } from "#packages/brokerage/what-if.ts";
import type { Coupling } from "#packages/domain/coupling.ts";
import { isTakenUp } from "#packages/domain/coupling.ts";
import { NotPossibleNow } from "#packages/domain/errors.ts";
import type { VacancyId } from "#packages/domain/ids.ts";
import { settingsOf } from "#packages/domain/settings.ts";
import type { Vacancy } from "#packages/domain/vacancy.ts";
import { assess } from "#packages/matching/assess.ts";
import { type ProfileTerms, termsOfVacancy } from "#packages/matching/terms.ts";
import type { World } from "#packages/matching/world.ts";
import { readSettings } from "#packages/store/settings-store.ts";
import type { Coupler } from "./couple-regions.ts";
import { type Gathered, gather } from "./gather.ts";

const gone = () =>
  new NotPossibleNow(
    "What there is has changed: the coupling is about to be replaced. Look again in a moment.",
  );

/** Work that the people could do after learning, and by which routes (D2). */
export type Trainable = { readonly vacancyId: VacancyId; readonly learning: Transition };

export type Explained = Pick<CouplingExplanation, "loss" | "alternatives"> & {
  readonly oneMorePosition: { readonly people: number; readonly points: number };
  readonly oneMoreHead: { readonly people: number; readonly points: number };
  readonly ifTrained: readonly Trainable[];
};

const MOST_TRAINABLE = 5;
type Learning = { readonly world: World; readonly routes: RouteSettings };

/** The route for one vacancy; undefined when the people suit already, or when learning is not what stands in the way. */
const routeTo = (
  vacancy: Vacancy,
  group: ProfileTerms,
  { world, routes }: Learning,
): Trainable | undefined => {
  const terms = termsOfVacancy(vacancy);
  if (terms === undefined || assess(terms, group, world).kind === "match") return undefined;
  const learning = transitionIfTrained(terms, group, { world, learning: vacancy.learning, settings: routes });
  return learning?.canBeMadeSuitable === true && learning.toLearn.length > 0
    ? { vacancyId: vacancy.id, learning }
    : undefined;
};

/** What else people of a group could do within nine months, the shortest way first. */
const trainable = (
  { surplusId, fromFirm }: Coupling,
  { groups, vacancies }: Gathered,
  learning: Learning,
): Trainable[] => {
  const group = groups.get(surplusId);
  if (group === undefined) return [];
  return [...vacancies.values()]
    .filter(({ employer, kind }) => employer.kvkNumber !== fromFirm && kind !== "open-hiring")
    .flatMap((vacancy) => routeTo(vacancy, group, learning) ?? [])
    .sort(
      (a, b) =>
        a.learning.weeks - b.learning.weeks ||
        Number(a.vacancyId > b.vacancyId) - Number(a.vacancyId < b.vacancyId),
    )
    .slice(0, MOST_TRAINABLE);
};

/**
 * The next best alternative of a coupling and the exact loss, what one position or head more would bring, and what the
 * people could do after training, by coupling the group's region as it is now. Throws
 * NotPossibleNow when people have taken it up, or when it would not be made any more.
 */
export const explainCoupling = async (coupler: Coupler, coupling: Coupling): Promise<Explained> => {
  if (coupling.state !== "proposed" || isTakenUp(coupling))
    throw new NotPossibleNow("People have taken it up: it is not weighed against others any more.");
  const regions = [coupling.fromRegion];
  const settings = await readSettings(coupler.table);
  const byRegion = settingsByRegion(settings, regions);
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
  const { loss, alternatives } = new CouplingExplainer(solved).explain(key);
  const more = (change: Change) => {
    const { people, points } = whatIf(gathered.input, coupler.world, { before: solved, change });
    return { people, points };
  };
  return {
    loss,
    alternatives,
    oneMorePosition: more({ kind: "positions", vacancyId: vacancy.id, place, by: 1 }),
    oneMoreHead: more({ kind: "heads", groupId: key.groupId, by: 1 }),
    ifTrained: trainable(coupling, gathered, {
      world: coupler.world,
      routes: routeSettingsOf(settingsOf(settings, coupling.fromRegion)),
    }),
  };
};
