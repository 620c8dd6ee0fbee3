import type { VacancyId } from "#packages/domain/ids.ts";
import type { SurplusNotice } from "#packages/domain/surplus-notice.ts";
import type { Vacancy } from "#packages/domain/vacancy.ts";
import type { World } from "#packages/matching/world.ts";
import type { Coupling, CouplingInput } from "./couple.ts";
import { couple } from "./couple-firms.ts";
import type { Ban } from "./pairs.ts";
import type { SurplusGroupId } from "./surplus.ts";
import { surplusGroupIdOf } from "./surplus.ts";

/** Something that could be otherwise. `by` may be negative; nothing goes below 0 positions or 1 head. */
export type Change =
  | {
      readonly kind: "positions";
      readonly vacancyId: VacancyId;
      readonly place: number;
      readonly by: number;
    }
  | { readonly kind: "heads"; readonly groupId: SurplusGroupId; readonly by: number }
  | { readonly kind: "ban"; readonly ban: Ban };

/** What a change would bring: more (or fewer) people placed and points, without the bonus of stability. */
export type Consequence = {
  readonly people: number;
  readonly points: number;
  readonly after: Coupling;
};

/** The change is of a group, a vacancy or a place that is not in the input. */
export class NothingToChange extends Error {
  override readonly name = "NothingToChange";
}

const withPositions = (vacancy: Vacancy, index: number, by: number): Vacancy => ({
  ...vacancy,
  places: vacancy.places.map((place, at) =>
    at === index ? { ...place, open: Math.max(0, place.open + by) } : place,
  ),
});

const withHeads = (notice: SurplusNotice, groupId: SurplusGroupId, by: number): SurplusNotice => ({
  ...notice,
  groups: notice.groups.map((group) =>
    surplusGroupIdOf(notice.id, group.groupKey) === groupId
      ? { ...group, headCount: Math.max(1, group.headCount + by) }
      : group,
  ),
});

const changed = (input: CouplingInput, change: Change): CouplingInput => {
  switch (change.kind) {
    case "positions": {
      const { vacancyId, place, by } = change;
      const exists = input.vacancies.some(({ id, places }) => id === vacancyId && place in places);
      if (!exists) throw new NothingToChange(`no place ${place} of vacancy ${vacancyId}`);
      const vacancies = input.vacancies.map((one) =>
        one.id === vacancyId ? withPositions(one, place, by) : one,
      );
      return { ...input, vacancies };
    }
    case "heads": {
      const { groupId, by } = change;
      const notices = input.notices.map((notice) => withHeads(notice, groupId, by));
      const ids = notices.flatMap(({ id, groups }) =>
        groups.map(({ groupKey }) => surplusGroupIdOf(id, groupKey)),
      );
      if (!ids.includes(groupId)) throw new NothingToChange(`no group ${groupId}`);
      return { ...input, notices };
    }
    case "ban":
      return { ...input, bans: [...input.bans, change.ban] };
  }
};

/**
 * What would come of a change, by coupling anew. Never from a price: a price tells what the next step is worth where many
 * optimal prices are possible, and how far that step reaches nobody knows. `before` is the coupling of `input`.
 */
export const whatIf = (
  input: CouplingInput,
  world: World,
  { before, change }: { readonly before: Coupling; readonly change: Change },
): Consequence => {
  const after = couple(changed(input, change), world);
  return {
    people: after.report.people - before.report.people,
    points: after.report.points - before.report.points,
    after,
  };
};
