import type { Step } from "./residual.ts";
import type { TransportProblem } from "./transport.ts";

/** People who have left a place, or were nowhere, and are to go somewhere. */
export type Uprooted = { readonly group: number; readonly from: number | undefined };
/** `undefined`: nowhere. */
export type GroupMove = Uprooted & { readonly to: number | undefined };

/** What one step does to whoever is uprooted: moves that are then known, and who is uprooted after it. */
const follow = (
  uprooted: Uprooted | undefined,
  { change }: Step,
  { group, place }: { readonly group: number; readonly place: number },
): { moves: GroupMove[]; uprooted: Uprooted | undefined } => {
  const stranded = uprooted === undefined ? [] : [{ ...uprooted, to: undefined }];
  if (change === -1) return { moves: stranded, uprooted: { group, from: place } };
  const moves =
    uprooted?.group === group
      ? [{ ...uprooted, to: place }]
      : [...stranded, { group, from: undefined, to: place }];
  return { moves, uprooted: undefined };
};

/**
 * The moves along a way, beginning with people who leave their place. Coming and leaving alternate; where the way passes
 * the root, somebody is not placed any more, or somebody who was not is.
 */
export const movesAlong = (
  steps: readonly Step[],
  own: Uprooted,
  { arcGroup, arcPlace }: TransportProblem,
): GroupMove[] => {
  const all: GroupMove[] = [];
  let uprooted: Uprooted | undefined = own;
  for (const step of steps) {
    const at = { group: arcGroup[step.arc] ?? 0, place: arcPlace[step.arc] ?? 0 };
    const { moves, uprooted: next } = follow(uprooted, step, at);
    all.push(...moves);
    uprooted = next;
  }
  return uprooted === undefined ? all : [...all, { ...uprooted, to: undefined }];
};
