import * as z from "zod";
import { VacancyId } from "#packages/domain/ids.ts";
import type { Vacancy } from "#packages/domain/vacancy.ts";
import type { Surplus } from "./surplus.ts";
import { SurplusGroupId } from "./surplus.ts";

/**
 * A proposal that was made before. `held` positions are set aside for it at that place (B1). When people have taken it up
 * it is `standing`: coupling leaves it alone, its people are off the head count and its positions stay held. What is not
 * standing is decided anew: its positions come back first.
 */
export const EarlierProposal = z.object({
  groupId: SurplusGroupId,
  vacancyId: VacancyId,
  /** Index of the place among those of the vacancy. */
  place: z.number().int().min(0),
  people: z.number().int().min(1),
  held: z.number().int().min(0),
  standing: z.boolean(),
});
export type EarlierProposal = z.infer<typeof EarlierProposal>;

/** Where what was agreed and what is registered do not fit: nothing is given away twice, and people are told. */
export type Conflict =
  | { readonly kind: "more-people-than-heads"; readonly groupId: SurplusGroupId; readonly over: number }
  | {
      readonly kind: "more-held-than-set-aside";
      readonly vacancyId: VacancyId;
      readonly place: number;
      readonly over: number;
    };

const add = (sums: Map<string, number>, key: string, amount: number): void => {
  sums.set(key, (sums.get(key) ?? 0) + amount);
};

/** Takes the people of standing proposals off the groups. */
export const withoutStanding = (
  surplus: readonly Surplus[],
  earlier: readonly EarlierProposal[],
): { surplus: Surplus[]; conflicts: Conflict[] } => {
  const taken = new Map<string, number>();
  for (const { groupId, people, standing } of earlier) if (standing) add(taken, groupId, people);
  const over = (one: Surplus): number => (taken.get(one.id) ?? 0) - one.heads;
  return {
    surplus: surplus.map((one) => ({ ...one, heads: Math.max(0, -over(one)) })),
    conflicts: surplus
      .filter((one) => over(one) > 0)
      .map((one) => ({ kind: "more-people-than-heads", groupId: one.id, over: over(one) })),
  };
};

type Place = Vacancy["places"][number];

/** What of a place's held positions comes back: never what standing proposals hold, and never more than is set aside. */
const returned = ({ held }: Place, wanted: number, standing: number): number =>
  Math.max(0, Math.min(wanted, held - standing));

/**
 * Gives the positions of proposals that are decided anew back to their places. When more is claimed to be held than
 * the vacancy has set aside, standing proposals come first, and what is over is reported.
 */
export const withReturnedHolds = (
  vacancies: readonly Vacancy[],
  earlier: readonly EarlierProposal[],
): { vacancies: Vacancy[]; conflicts: Conflict[] } => {
  const wanted = new Map<string, number>();
  const standing = new Map<string, number>();
  for (const one of earlier) add(one.standing ? standing : wanted, `${one.vacancyId} ${one.place}`, one.held);
  const conflicts: Conflict[] = [];
  const settle = (vacancyId: Vacancy["id"], place: Place, index: number): Place => {
    const key = `${vacancyId} ${index}`;
    const [asked, fixed] = [wanted.get(key) ?? 0, standing.get(key) ?? 0];
    const over = asked + fixed - place.held;
    if (over > 0) conflicts.push({ kind: "more-held-than-set-aside", vacancyId, place: index, over });
    const back = returned(place, asked, fixed);
    return { ...place, open: place.open + back, held: place.held - back };
  };
  return {
    vacancies: vacancies.map((vacancy) => ({
      ...vacancy,
      places: vacancy.places.map((place, index) => settle(vacancy.id, place, index)),
    })),
    conflicts,
  };
};
