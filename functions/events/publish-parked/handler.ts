import { hasStarted } from "#packages/delivery/has-started.ts";
import type { AllSettings } from "#packages/domain/settings.ts";
import type { Publisher } from "#packages/messaging/publisher.ts";
import { describeError } from "#packages/runtime/describe-error.ts";
import type { Log } from "#packages/runtime/log.ts";
import type { OutboxEntry } from "#packages/store/outbox.ts";
import type { Key } from "#packages/store/platform-table.ts";

export type Deps = {
  readonly findUnpublished: (before: Date, limit: number) => AsyncIterable<OutboxEntry>;
  readonly publisher: Publisher;
  readonly settings: () => Promise<AllSettings>;
  readonly markPublished: (key: Key) => Promise<void>;
  /** Counts entries that could not be sent; an alarm watches it. */
  readonly countParked: (entries: number) => void;
  /** Imports whose work was asked for before then and has not begun. */
  readonly findQueuedImports: (before: Date) => AsyncIterable<string>;
  /** Asks for it once more, which is safe whether or not the first message is still there. */
  readonly askAgain: (importId: string, at: Date) => Promise<void>;
  readonly log: Log;
  readonly now: () => Date;
};

/** Younger entries are still on their way through the stream. */
const PATIENCE_MS = 2 * 60_000;
/** An import that waits longer than this may have lost its message; the queue may also just be long. */
const IMPORT_PATIENCE_MS = 15 * 60_000;
/** What one run takes on; the next run, a minute later, goes on. */
const MOST = 500;

const seeToImports = async ({ findQueuedImports, askAgain, log }: Deps, at: Date): Promise<void> => {
  for await (const importId of findQueuedImports(new Date(at.getTime() - IMPORT_PATIENCE_MS))) {
    await askAgain(importId, at);
    log.warn("import asked for once more", { importId });
  }
};

/** Every minute: sends what publish-changes could not send, or never saw (a stream keeps records for 24 hours only). */
export const createHandler = (deps: Deps) => async (): Promise<void> => {
  const at = deps.now();
  const started = hasStarted(await deps.settings(), at);
  const sent = { published: 0, failed: 0 };
  for await (const { events, key } of deps.findUnpublished(new Date(at.getTime() - PATIENCE_MS), MOST)) {
    try {
      await deps.publisher.publish(events, started);
      await deps.markPublished(key);
      sent.published += 1;
    } catch (error) {
      sent.failed += 1;
      deps.log.error("entry stays parked", { entry: key.sk.S ?? "", ...describeError(error) });
    }
  }
  deps.countParked(sent.failed);
  if (sent.published + sent.failed > 0) deps.log.info("parked entries seen to", sent);
  await seeToImports(deps, at);
};
