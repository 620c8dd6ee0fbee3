import type { Caller } from "./caller.ts";
import type { Rule } from "./operations.ts";
import { type Resource, relates } from "./relations.ts";

/**
 * Parts of things that fewer may read than the thing itself. Employers' contacts and people behind profiles are personal
 * data: whoever needs no contact gets none, an administrator neither.
 */
const PARTS = {
  "vacancy-contact": { employer: "own-firm" },
  "notice-contact": { employer: "own-firm", "sector-organisation": "own-sector" },
  person: { "responsible-party": "own-party" },
  // The number or name by which the party knows somebody may tell who it is (S4).
  "profile-reference": { "responsible-party": "own-party" },
  "self-registered-person": { "responsible-party": "own-party" },
  // Who in person answered, and the notes, are for the teams.
  "coupling-history": { team: "own-region", coordinator: "own-region", administrator: "any" },
  // Names of files are the sender's: they may name people.
  "import-file-names": {
    employer: "own-sending",
    "sector-organisation": "own-sending",
    "responsible-party": "own-sending",
  },
} as const satisfies Record<string, Rule>;
export type Part = keyof typeof PARTS;

/** Whether the caller may read that part of the thing. */
export const mayRead = (part: Part, caller: Caller, thing: Resource): boolean => {
  const rule: Rule = PARTS[part];
  const { role } = caller.actor;
  const relation = role === "system" || role === "job-seeker" ? undefined : rule[role];
  return relation !== undefined && relates(relation, caller, thing);
};
