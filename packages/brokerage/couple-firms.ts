import type { World } from "#packages/matching/world.ts";
import { type Coupling, type CouplingInput, prepareCoupling, solveCoupling } from "./couple.ts";
import { keepTogether } from "./keep-together.ts";

/** The second step, for groups whose region asks for it: few receiving firms. Its gap is in the report. */
const together = (coupling: Coupling): Coupling => {
  if (coupling.togetherPoints.every((points) => points === 0)) return coupling;
  const kept = keepTogether(coupling, { points: coupling.togetherPoints });
  const { links, linksBefore, gap } = kept;
  return { ...kept.coupling, report: { ...kept.coupling.report, together: { links, linksBefore, gap } } };
};

/**
 * B1: which group goes to which vacancy with how many people. Over all feasible pairs, solved to proof; the same
 * input in any order gives the same proposals. For a region or for as much of the country as is passed in (B3). Where
 * settings ask for it, groups are kept together in a second step: the proof is then for the firms that it chose.
 */
export const couple = (input: CouplingInput, world: World): Coupling =>
  together(solveCoupling(prepareCoupling(input, world)));
