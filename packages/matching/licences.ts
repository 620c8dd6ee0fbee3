import type { Licence } from "#packages/domain/conditions.ts";

/**
 * Who holds the first may also drive what the others allow: Directive 2006/126/EC, articles 4 and 6 (C and D are only
 * given to holders of B; an E needs its own base; B+ is B with code 96). One step each; `covers` follows the steps.
 */
const INCLUDES: Readonly<Partial<Record<Licence, readonly Licence[]>>> = {
  A1: ["AM"],
  A2: ["A1"],
  A: ["A2"],
  B: ["AM"],
  "B+": ["B"],
  BE: ["B+"],
  C1: ["B"],
  C: ["C1"],
  C1E: ["C1", "BE"],
  CE: ["C", "C1E"],
  D1: ["B"],
  D: ["D1"],
  D1E: ["D1", "BE"],
  DE: ["D", "D1E"],
};

/** All that a holder of these may drive. */
export const allowedBy = (held: readonly Licence[]): ReadonlySet<Licence> => {
  const allowed = new Set<Licence>();
  const open = [...held];
  for (let licence = open.pop(); licence !== undefined; licence = open.pop()) {
    if (allowed.has(licence)) continue;
    allowed.add(licence);
    open.push(...(INCLUDES[licence] ?? []));
  }
  return allowed;
};

/** Whether a holder of `held` may drive everything in `asked`. A higher licence never counts against anybody. */
export const covers = (held: readonly Licence[], asked: readonly Licence[]): boolean => {
  const allowed = allowedBy(held);
  return asked.every((licence) => allowed.has(licence));
};
