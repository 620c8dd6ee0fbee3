import type { Pc4 } from "#packages/domain/postcode.ts";
import type { Vacancy } from "#packages/domain/vacancy.ts";

export type Move = {
  readonly pc4: Pc4;
  /** Positions more, or less, on hold. */
  readonly held: number;
  /** Positions more, or less, filled. */
  readonly filled: number;
  /** What couplings hold beyond what the employer still offers: releasing that gives nothing back. */
  readonly over: number;
};

type Place = Vacancy["places"][number];

const moved = (place: Place, { held: more, filled: fill, over }: Move): Place | undefined => {
  const total = place.open + place.held + place.filled;
  const held = Math.max(0, place.held + (more < 0 ? Math.min(0, more + over) : more));
  const filled = Math.max(0, place.filled + fill);
  const open = total - held - filled;
  return open < 0 ? undefined : { ...place, open, held, filled };
};

/** The last position filled closes a vacancy, and one that comes free again opens it: nothing else closes it. */
const statusOf = ({ status }: Vacancy, left: number): Vacancy["status"] => {
  if (left === 0) return "closed";
  return status === "closed" ? "open" : status;
};

/**
 * The vacancy with positions of one place held, filled or open again; their sum stays what it is, and the last one
 * filled closes it. Undefined when there are not so many positions, or no such place.
 */
export const movePositions = (vacancy: Vacancy, move: Move, at: Date): Vacancy | undefined => {
  const index = vacancy.places.findIndex(({ pc4 }) => pc4 === move.pc4);
  const place = vacancy.places[index];
  const next = place && moved(place, move);
  if (next === undefined) return undefined;
  const places = vacancy.places.with(index, next);
  const left = places.reduce((sum, { open, held }) => sum + open + held, 0);
  return {
    ...vacancy,
    places,
    status: statusOf(vacancy, left),
    version: vacancy.version + 1,
    changedAt: at.toISOString(),
  };
};
