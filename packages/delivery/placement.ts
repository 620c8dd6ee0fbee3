import type { LocalDate } from "#packages/domain/dates.ts";
import type { MarketProfile } from "#packages/domain/market-profile.ts";
import type { Vacancy } from "#packages/domain/vacancy.ts";
import { addMonths } from "./add-months.ts";
import { type Placement, type Refused, refuse } from "./transition.ts";

/** After so many months it is checked whether the person still works there. */
const CHECK_AFTER_MONTHS = 3;

export const checkDueDateOf = (startDate: LocalDate): LocalDate => addMonths(startDate, CHECK_AFTER_MONTHS);

/** Held positions are still to be filled by brokerage, so they keep a vacancy open. */
const stillToFill = (places: Vacancy["places"]): number =>
  places.reduce((sum, { open, held }) => sum + open + held, 0);

/** The vacancy with one open position of that place filled; the last one closes it. Undefined when none is open there. */
const fillPosition = (vacancy: Vacancy, place: number, at: Date): Vacancy | undefined => {
  if ((vacancy.places[place]?.open ?? 0) < 1) return undefined;
  const places = vacancy.places.map((one, index) =>
    index === place ? { ...one, open: one.open - 1, filled: one.filled + 1 } : one,
  );
  return {
    ...vacancy,
    places,
    status: stillToFill(places) === 0 ? "closed" : vacancy.status,
    version: vacancy.version + 1,
    changedAt: at.toISOString(),
  };
};

/** Both sides of a proposal as they stand now; undefined when they are no longer there. */
export type Sides = { readonly vacancy: Vacancy | undefined; readonly profile: MarketProfile | undefined };

/** Introducing and placing need a vacancy that is open and a person who is still looking. */
export const bothStand = ({
  vacancy,
  profile,
}: Sides): { readonly kind: "stand"; vacancy: Vacancy; profile: MarketProfile } | Refused => {
  if (vacancy === undefined || vacancy.status !== "open")
    return refuse("vacancy-not-open", `The vacancy is ${vacancy?.status ?? "no longer there"}.`);
  if (profile === undefined || profile.status !== "active")
    return refuse("person-not-available", `The profile is ${profile?.status ?? "no longer there"}.`);
  if (profile.restriction !== undefined)
    return refuse("person-restricted", "The job seeker has the use of the data restricted.");
  return { kind: "stand", vacancy, profile };
};

/** What a placement does to both sides: a position is filled, the profile is no longer to be matched. */
export const placementOf = (sides: Sides, place: number, at: Date): Placement | Refused => {
  const standing = bothStand(sides);
  if (standing.kind === "refused") return standing;
  const { vacancy: vacancyBefore, profile } = standing;
  const vacancy = fillPosition(vacancyBefore, place, at);
  if (vacancy === undefined)
    return refuse("no-open-position", "All positions of the vacancy in that place have been filled.");
  return {
    vacancyBefore,
    vacancy,
    profile: { ...profile, status: "placed", version: profile.version + 1, changedAt: at.toISOString() },
  };
};
