import type { Context, SQSEvent } from "aws-lambda";
import { RematchRequestedV1 } from "#events/rematch-requested.v1.ts";
import { NotFound, TooBusy } from "#packages/domain/errors.ts";
import type { RematchId } from "#packages/domain/ids.ts";
import { type Rematch, stopped } from "#packages/domain/rematch.ts";
import { onMessages } from "#packages/messaging/on-messages.ts";
import type { Matcher } from "#packages/proposing/match-subject.ts";
import { rematchStep, type StepOptions } from "#packages/proposing/rematch-step.ts";
import type { Log } from "#packages/runtime/log.ts";
import { find } from "#packages/store/documents.ts";
import { ConditionFailed, commit } from "#packages/store/platform-table.ts";
import { rematches, rematchWrites } from "#packages/store/rematches.ts";

export type Deps = { readonly matcher: Matcher; readonly log: Log; readonly stepSize?: number };

/** A step that begins with less than this left is the last of the message. */
const LAST_STEP_MS = 60_000;
/** What must be left for one more vacancy and the progress. */
const RESERVE_MS = 20_000;

const stop = async ({ matcher, log }: Deps, rematch: Rematch): Promise<void> => {
  await commit(matcher.table.client, rematchWrites(matcher.table, rematch, stopped(rematch, matcher.now())));
  log.info("re-match stopped", { rematchId: rematch.id });
};

const step = async (deps: Deps, rematch: Rematch, options: StepOptions): Promise<boolean> => {
  const { id, state, progress } = await rematchStep(deps.matcher, rematch, options);
  deps.log.info("re-match step", {
    rematchId: id,
    scope: rematch.scope,
    state,
    done: progress?.done ?? 0,
    total: progress?.total ?? 0,
  });
  return state === "running" && !options.last;
};

/** So often in a row others may be first: then the message is put back, and told of, instead of trying on without end. */
const MOST_BEATEN = 5;

/** Goes one step on, or stops it if that was asked; whether there is more to do here, or somebody else was first. */
const goOn = async (deps: Deps, id: RematchId, options: StepOptions): Promise<"more" | "done" | "beaten"> => {
  const rematch = await find(deps.matcher.table, rematches, id);
  if (rematch === undefined) throw new NotFound(`re-match ${id}`);
  try {
    if (rematch.state === "running") return (await step(deps, rematch, options)) ? "more" : "done";
    if (rematch.state === "stopping") await stop(deps, rematch);
    return "done";
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
    // Somebody wrote it meanwhile. A stop is seen to here; whoever went on with it, or asked to, has a message.
    return (await find(deps.matcher.table, rematches, id))?.state === "stopping" ? "beaten" : "done";
  }
};

/** Step by step until there is no more to do here. Throws TooBusy when somebody else was first time after time. */
const workOn = async (deps: Deps, id: RematchId, optionsNow: () => StepOptions): Promise<void> => {
  let beaten = 0;
  while (beaten < MOST_BEATEN) {
    const outcome = await goOn(deps, id, optionsNow());
    if (outcome === "done") return;
    beaten = outcome === "beaten" ? beaten + 1 : 0;
  }
  throw new TooBusy(`re-match ${id} is being written by others`);
};

/** rematch-requested of a re-match that people started → its vacancies matched, step by step, from where it is. */
export const createHandler = (deps: Deps) => (event: SQSEvent, context: Context) =>
  onMessages(RematchRequestedV1.schema, deps.log, async ({ data: { rematchId }, traceparent }) => {
    if (rematchId === undefined) throw new RangeError("a re-match without an id is not for this queue");
    const left = () => context.getRemainingTimeInMillis();
    const own = deps.stepSize === undefined ? {} : { stepSize: deps.stepSize };
    await workOn(deps, rematchId, () => ({
      hasTime: () => left() > RESERVE_MS,
      last: left() < LAST_STEP_MS,
      traceparent,
      ...own,
    }));
  })(event, context);
