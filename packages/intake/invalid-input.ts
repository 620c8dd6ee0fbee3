import type * as z from "zod";

/** One thing wrong with the input: where, as a JSON Pointer into the body, and what, fit for the sender to read. */
export type Fault = { readonly pointer: string; readonly detail: string };

/** The input has the right form but cannot be taken in: all that is wrong, at once. Never holds the value itself. */
export class InvalidInput extends Error {
  override readonly name = "InvalidInput";
  readonly faults: readonly Fault[];
  constructor(faults: readonly Fault[]) {
    super(faults.map(({ pointer }) => pointer).join(", "));
    this.faults = faults;
  }
}

/** Throws InvalidInput when there is any fault. */
export const throwIfAny = (faults: readonly Fault[]): void => {
  if (faults.length > 0) throw new InvalidInput(faults);
};

const escaped = (part: PropertyKey): string => String(part).replaceAll("~", "~0").replaceAll("/", "~1");
/** JSON Pointer (RFC 6901) of a path in a document. */
export const pointerTo = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${escaped(part)}`).join("");

/** What zod found, fault by fault. Unknown members are named one by one; of a union, its nearest branch is told. */
export const faultsOf = (error: z.core.$ZodError): Fault[] =>
  error.issues.flatMap((issue) => faultsOfIssue(issue, []));

const faultsOfIssue = (issue: z.core.$ZodIssue, above: readonly PropertyKey[]): Fault[] => {
  const path = [...above, ...issue.path];
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({ pointer: pointerTo([...path, key]), detail: "is not a known member" }));
  const nearest =
    issue.code === "invalid_union" ? [...issue.errors].sort((a, b) => a.length - b.length)[0] : undefined;
  if (nearest !== undefined && nearest.length > 0)
    return nearest.flatMap((inner) => faultsOfIssue(inner, path));
  return [{ pointer: pointerTo(path), detail: issue.message }];
};
