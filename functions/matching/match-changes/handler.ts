import type { Context, SQSEvent } from "aws-lambda";
import { PlatformEvent } from "#events/index.ts";
import type { Subject } from "#packages/matching/open-list.ts";
import { onMessages } from "#packages/messaging/on-messages.ts";
import type { Request } from "#packages/proposing/match-subject.ts";
import { subjectsOf } from "#packages/proposing/subjects-of-event.ts";
import type { Log } from "#packages/runtime/log.ts";

export type Deps = {
  readonly matchSubject: (subject: Subject, request: Request) => Promise<number>;
  readonly log: Log;
  readonly now: () => Date;
};

/**
 * Whatever can make another pair fit → the open proposals of the vacancies and profiles concerned, brought up to date.
 * What a message tells of was committed before the batch came, so one look at the change log serves all of the batch.
 */
export const createHandler = (deps: Deps) => (event: SQSEvent, context?: Context) => {
  const asOf = deps.now();
  return onMessages(PlatformEvent, deps.log, async (message) => {
    for (const subject of subjectsOf(message)) {
      const changed = await deps.matchSubject(subject, { asOf, traceparent: message.traceparent });
      deps.log.info("matched", { kind: subject.kind, id: subject.id, cause: message.type, changed });
    }
  })(event, context);
};
