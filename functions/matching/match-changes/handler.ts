import { PlatformEvent } from "#events/index.ts";
import type { Subject } from "#packages/matching/open-list.ts";
import { onMessages } from "#packages/messaging/on-messages.ts";
import { subjectsOf } from "#packages/proposing/subjects-of-event.ts";
import type { Log } from "#packages/runtime/log.ts";

export type Deps = {
  readonly matchSubject: (subject: Subject, traceparent: string | undefined) => Promise<number>;
  readonly log: Log;
};

/** Whatever can make another pair fit → the open proposals of the vacancies and profiles concerned, brought up to date. */
export const createHandler = (deps: Deps) =>
  onMessages(PlatformEvent, deps.log, async (event) => {
    for (const subject of subjectsOf(event)) {
      const changed = await deps.matchSubject(subject, event.traceparent);
      deps.log.info("matched", { kind: subject.kind, id: subject.id, cause: event.type, changed });
    }
  });
