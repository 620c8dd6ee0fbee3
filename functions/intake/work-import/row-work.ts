import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type * as z from "zod";
import { NotPossibleNow } from "#packages/domain/errors.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import type { ImportKind } from "#packages/intake/imports/import-kinds.ts";
import { type Fault, InvalidInput } from "#packages/intake/invalid-input.ts";
import type { Origin } from "#packages/intake/origin.ts";
import { OtherPartyResponsible } from "#packages/intake/register-profile.ts";
import type { ImportDocument } from "#packages/store/imports.ts";
import type { Reference } from "#packages/store/references.ts";
import { RowNotAllowed } from "./row-access.ts";

/** What is to be done about a row. Without `writes` there is nothing left to write: an earlier try did. */
export type Decision =
  | { readonly outcome: "unchanged" }
  | {
      readonly outcome: "added" | "changed";
      readonly regions: readonly RegionCode[];
      readonly writes: readonly TransactWriteItem[];
    };

/** How rows of one kind are taken in, by the decisions of the single POST. `T` is a row, `B` what is known already. */
export type RowWork<T, B> = {
  readonly kind: ImportKind;
  readonly schema: z.ZodType<T>;
  readonly reference: (input: T) => Reference;
  /** The things with these ids, each with its personal part. */
  readonly read: (ids: readonly string[]) => Promise<(B | undefined)[]>;
  /** Pure. Throws the errors that `faultsOfError` knows. */
  readonly decide: (input: T, before: B | undefined, origin: Origin) => Decision;
};

type Kept = {
  readonly id: string;
  readonly importId?: string | undefined;
  readonly registeredAt: string;
  readonly changedAt: string;
};

/**
 * Whether an earlier try of this very import wrote the row, and how it counted then. Each reference is worked once an
 * import, so a thing that carries its id is done with; that keeps counts exact when a worker crashed half-way.
 */
const doneBefore = (
  before: Kept | undefined,
  { id, receivedAt }: ImportDocument,
): "added" | "changed" | undefined => {
  if (before?.importId !== id) return undefined;
  return before.registeredAt >= receivedAt ? "added" : "changed";
};

const point = (pointer: string, detail: string) => new InvalidInput([{ pointer, detail }]);

/** What somebody changed after the file was sent is newer than the file. Throws InvalidInput. */
const checkNotNewer = (before: Kept | undefined, { receivedAt }: ImportDocument): void => {
  if (before !== undefined && before.changedAt > receivedAt)
    throw point(
      "/reference",
      `names ${before.id}, which was changed after this import was sent; it stays as it is`,
    );
};

/** Details of a person's fields are told in words of their own: those of the API name the postcode area. */
const anonymous = ({ pointer, detail }: Fault): Fault =>
  pointer === "/person/postcode"
    ? { pointer, detail: "is in a postcode area that is not known" }
    : { pointer, detail };

/** Why a row could not be taken in; undefined for errors that are not about the row. */
export const faultsOfError = (error: unknown): readonly Fault[] | undefined => {
  if (error instanceof RowNotAllowed) return [error.fault];
  if (error instanceof InvalidInput) return error.faults.map(anonymous);
  if (error instanceof OtherPartyResponsible)
    return [{ pointer: "/person/situation", detail: "is one for which another party is responsible (S2)" }];
  return error instanceof NotPossibleNow ? [{ pointer: "/reference", detail: error.detail }] : undefined;
};

/** How one row is decided. `regions` are those of what is known; `shape` gives undefined when the row says the same. */
type Steps<C> = {
  readonly regions: readonly RegionCode[];
  readonly shape: () => C | undefined;
  readonly written: (change: C) => {
    readonly regions: readonly RegionCode[];
    readonly writes: readonly TransactWriteItem[];
  };
};

/** The decision about a row of any kind: done by an earlier try, the same, newer than the file, or to be written. */
export const decideRow = <C>(
  before: Kept | undefined,
  document: ImportDocument,
  steps: Steps<C>,
): Decision => {
  const earlier = doneBefore(before, document);
  if (earlier !== undefined) return { outcome: earlier, regions: steps.regions, writes: [] };
  const change = steps.shape();
  if (change === undefined) return { outcome: "unchanged" };
  checkNotNewer(before, document);
  const { regions, writes } = steps.written(change);
  return {
    outcome: before === undefined ? "added" : "changed",
    regions: [...steps.regions, ...regions],
    writes,
  };
};
