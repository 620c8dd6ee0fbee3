import type { Caller } from "./caller.ts";
import { type Operation, relationFor } from "./operations.ts";
import { isBound, type Relation, type Resource, relates } from "./relations.ts";

/** One caller asking one operation, and what the table says about the two. */
export type Access = {
  readonly caller: Caller;
  /** On what the caller may ask it; lists are chosen by it. */
  readonly relation: Relation;
  /** Whether the caller stands to the thing as the table says. */
  may(thing: Resource): boolean;
  /** Every thing of the answer was asked about, or the same caller got it before. */
  settle(): void;
  /** Whether the table has said yes about a thing, or needs no thing to say so. */
  isDecided(): boolean;
};

/** Undefined when the caller's role may not ask the operation. */
export const accessOf = (operation: Operation, caller: Caller): Access | undefined => {
  const relation = relationFor(operation, caller.actor.role);
  if (relation === undefined) return undefined;
  let decided = !isBound(relation);
  return {
    caller,
    relation,
    may(thing) {
      const related = relates(relation, caller, thing);
      decided ||= related;
      return related;
    },
    settle() {
      decided = true;
    },
    isDecided: () => decided,
  };
};
