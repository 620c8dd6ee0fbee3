import * as z from "zod";
import { Actor } from "./actor.ts";
import { Moment } from "./dates.ts";
import { NotPossibleNow } from "./errors.ts";
import { RematchId, VacancyId } from "./ids.ts";
import { REGIONS, RegionCode } from "./regions.ts";

export const RematchScope = z.enum([...RegionCode.options, "country"]);
export type RematchScope = z.infer<typeof RematchScope>;

export const RematchReason = z.enum(["settings-changed", "rules-changed", "asked"]);
export type RematchReason = z.infer<typeof RematchReason>;

/** Vacancies seen to, of how many as they are now. Vacancies that come or go meanwhile change the total, never the count. */
const Progress = z.object({
  done: z.number().int().min(0),
  total: z.number().int().min(0),
  /** The region at work, by its place in the scope, and the last vacancy of it that was seen to. */
  region: z.number().int().min(0),
  after: VacancyId.optional(),
});
export type RematchProgress = z.infer<typeof Progress>;

/**
 * A re-match that somebody started: every vacancy of the scope once, in small steps. `stopping`: asked to stop, the step
 * at work is being finished; `stopped`: it can go on from where it is.
 */
export const Rematch = z.object({
  id: RematchId,
  version: z.number().int().min(1),
  scope: RematchScope,
  reason: RematchReason,
  state: z.enum(["running", "stopping", "stopped", "done"]),
  requestedAt: Moment,
  requestedBy: Actor,
  endedAt: Moment.optional(),
  /** What it is scored by, once work has begun: other rules in between make it begin anew. */
  rules: z.string().max(200).optional(),
  classification: z.string().max(100).optional(),
  progress: Progress.optional(),
});
export type Rematch = z.infer<typeof Rematch>;

/** The regions of a scope, in order. */
export const regionsOfScope = (scope: RematchScope): readonly RegionCode[] =>
  scope === "country" ? REGIONS : [scope];

/** Whether it holds its scope: one at a time does. */
export const isUnderWay = ({ state }: Rematch): boolean => state === "running" || state === "stopping";

type Asked = Pick<Rematch, "id" | "scope" | "reason"> & { readonly by: Actor };
export const startedRematch = ({ id, scope, reason, by }: Asked, now: Date): Rematch => ({
  id,
  version: 1,
  scope,
  reason,
  state: "running",
  requestedAt: now.toISOString(),
  requestedBy: by,
});

const next = (rematch: Rematch, change: Partial<Rematch>): Rematch => ({
  ...rematch,
  version: rematch.version + 1,
  ...change,
});

/** Asked to stop. Undefined: it was asked before, or has stopped. Throws NotPossibleNow when it is done. */
export const stopping = (rematch: Rematch): Rematch | undefined => {
  if (rematch.state === "done") throw new NotPossibleNow("The re-match is done.");
  return rematch.state === "running" ? next(rematch, { state: "stopping" }) : undefined;
};

/** Asked to go on. Undefined: it is running. Throws NotPossibleNow when it is done. */
export const continued = (rematch: Rematch): Rematch | undefined => {
  if (rematch.state === "done") throw new NotPossibleNow("The re-match is done.");
  return rematch.state === "running" ? undefined : next(rematch, { state: "running", endedAt: undefined });
};

/** It stands still where it is. */
export const stopped = (rematch: Rematch, now: Date): Rematch =>
  next(rematch, { state: "stopped", endedAt: now.toISOString() });

/** After a step; `ended` after the last. */
export const advanced = (
  rematch: Rematch,
  by: Pick<Rematch, "rules" | "classification"> & { readonly progress: RematchProgress },
  { ended }: { readonly ended: Date | undefined },
): Rematch =>
  next(rematch, { ...by, ...(ended === undefined ? {} : { state: "done", endedAt: ended.toISOString() }) });
