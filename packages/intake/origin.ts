import type { Classification } from "#packages/classification/classification.ts";
import type { ImportId } from "#packages/domain/ids.ts";

/** Where a change comes from: the moment, the trace of the request, and the import it was a row of. */
export type Origin = {
  readonly now: Date;
  readonly traceparent?: string | undefined;
  readonly importId?: ImportId | undefined;
};

/** What intake asks of the classification. */
export type KnownConcepts = Pick<Classification, "linkTitle" | "occupationIndex" | "competencyIndex">;
