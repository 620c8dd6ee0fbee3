type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * JSON merge patch (RFC 7396): members of the patch replace those of the target, null takes one away, objects are
 * merged, lists are replaced whole. Changes neither of the two.
 */
export const mergePatch = (target: unknown, patch: unknown): unknown => {
  if (!isMembers(patch)) return patch;
  const merged = new Map(Object.entries(isMembers(target) ? target : {}));
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name);
    else merged.set(name, mergePatch(merged.get(name), value));
  }
  // A Map, so that a member called __proto__ is a member like any other.
  return Object.fromEntries(merged);
};
