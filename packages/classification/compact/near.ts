import { ascending } from "./lists.ts";

/**
 * Groups of more members than this, and concepts with more concepts below them, tell nothing ("working with
 * computers") and give no near pairs. With 32, ESCO 1.1.1 keeps 260 of its 412 groups that hold competencies; a
 * competency then has 5.7 near ones on average and 39 at most.
 */
export const NEAR_GROUP_LIMIT = 32;

type Hierarchy = {
  /** Per competency: the groups directly above it. */
  groups: readonly (readonly number[])[];
  /** Per competency: the competencies directly above it. */
  broader: readonly (readonly number[])[];
  /** Per group: the groups directly above it. */
  broaderGroups: readonly (readonly number[])[];
};

const ancestorsOf = (group: number, broaderGroups: Hierarchy["broaderGroups"]): Set<number> => {
  const found = new Set<number>();
  const open = [...(broaderGroups[group] ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(broaderGroups[next] ?? []));
  }
  return found;
};

/** Of the groups directly above a competency only those that hold no other of them: the narrowest. */
export const narrowestGroups = ({ groups, broaderGroups }: Hierarchy): number[][] =>
  groups.map((own) => {
    if (own.length < 2) return [...own];
    const wider = new Set(own.flatMap((group) => [...ancestorsOf(group, broaderGroups)]));
    const narrow = own.filter((group) => !wider.has(group));
    // A circle in the hierarchy would leave none.
    return narrow.length > 0 ? narrow : [...own];
  });

const membersOf = (above: readonly (readonly number[])[]): Map<number, number[]> => {
  const members = new Map<number, number[]>();
  for (const [member, parents] of above.entries()) {
    for (const parent of parents) members.set(parent, [...(members.get(parent) ?? []), member]);
  }
  return members;
};

type Join = (a: number, b: number) => void;

const joinSiblings = (members: readonly number[], join: Join): void => {
  for (const a of members) for (const b of members) join(a, b);
};

/**
 * Per competency the near ones, ascending: those in the same narrowest group, and the same concept one level up or
 * down. Symmetric by construction, never the competency itself, groups above the limit left out.
 */
export const nearSets = (hierarchy: Hierarchy, limit = NEAR_GROUP_LIMIT): number[][] => {
  const near = hierarchy.groups.map(() => new Set<number>());
  const join: Join = (a, b) => {
    if (a === b) return;
    near[a]?.add(b);
    near[b]?.add(a);
  };
  const telling = (entry: [number, number[]]) => entry[1].length <= limit;
  for (const [, members] of [...membersOf(narrowestGroups(hierarchy))].filter(telling))
    joinSiblings(members, join);
  for (const [parent, children] of [...membersOf(hierarchy.broader)].filter(telling)) {
    for (const child of children) join(parent, child);
  }
  return near.map(ascending);
};
