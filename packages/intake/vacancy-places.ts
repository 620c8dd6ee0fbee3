import { NotPossibleNow } from "#packages/domain/errors.ts";
import type { VacancyInput, VacancyPlace } from "#packages/domain/vacancy.ts";
import { type Fault, throwIfAny } from "./invalid-input.ts";
import { lookUp } from "./locations.ts";

type Offered = VacancyInput["places"][number];

/** One place per postcode area: positions of the same area are one number. */
const gathered = (offered: readonly Offered[], now: Date): Map<string, VacancyPlace> => {
  const faults: Fault[] = [];
  const places = new Map<string, VacancyPlace>();
  offered.forEach(({ postcode, positions }, index) => {
    const { at, faults: found } = lookUp(postcode, `/places/${index}/postcode`, now);
    faults.push(...found);
    if (at === undefined) return;
    const open = (places.get(at.pc4)?.open ?? 0) + positions;
    places.set(at.pc4, { ...at, open, held: 0, filled: 0 });
  });
  throwIfAny(faults);
  return places;
};

/** Fewer positions are taken from the open ones first, then from those held for brokerage, never from filled ones. */
const shrunk = (place: VacancyPlace, before: VacancyPlace | undefined): VacancyPlace => {
  if (before === undefined) return place;
  const left = place.open - before.filled;
  if (left < 0)
    throw new NotPossibleNow(`In ${place.pc4} ${before.filled} positions are filled: no fewer can be asked.`);
  const held = Math.min(before.held, left);
  return { ...place, filled: before.filled, held, open: left - held };
};

/**
 * Places as they are kept, from those that are offered. Of a place that was there before, held and filled positions
 * stay what they are. Throws InvalidInput for unknown postcodes, NotPossibleNow when filled positions would be lost.
 */
export const arrangePlaces = (
  offered: readonly Offered[],
  before: readonly VacancyPlace[],
  now: Date,
): VacancyPlace[] => {
  const places = gathered(offered, now);
  for (const { pc4, filled } of before)
    if (filled > 0 && !places.has(pc4))
      throw new NotPossibleNow(`In ${pc4} ${filled} positions are filled: the place must stay.`);
  return [...places.values()].map((place) =>
    shrunk(
      place,
      before.find(({ pc4 }) => pc4 === place.pc4),
    ),
  );
};
