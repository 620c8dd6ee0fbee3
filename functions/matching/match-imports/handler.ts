import type { Context, SQSEvent } from "aws-lambda";
import * as z from "zod";
import { ImportSettledV1 } from "#events/import-settled.v1.ts";
import type { PlatformEvent } from "#events/index.ts";
import { RematchRequestedV1 } from "#events/rematch-requested.v1.ts";
import { onMessages } from "#packages/messaging/on-messages.ts";
import type { Round, RoundResult } from "#packages/proposing/match-region.ts";
import type { Log } from "#packages/runtime/log.ts";

export type Deps = {
  readonly matchRegion: (round: Round) => Promise<RoundResult>;
  /** Writes the event that asks for the next round. */
  readonly goOn: (next: PlatformEvent) => Promise<void>;
  readonly log: Log;
  readonly now: () => Date;
};

const Message = z.discriminatedUnion("type", [ImportSettledV1.schema, RematchRequestedV1.schema]);
type Message = z.infer<typeof Message>;

/** What is left before the time runs out must do for one more and for asking for the next round. */
const RESERVE_MS = 20_000;

const scopeOf = (message: Message): Round["scope"] => {
  if (message.type === "nl.arbeidsmarkt.rematch-requested.v1")
    return message.data.of === "people" ? "people" : "vacancies";
  return message.data.kind === "market-profiles" ? "vacancies-for-people" : "vacancies";
};

/** The same request, to go on after that vacancy. */
const nextRound = (message: Message, after: string, at: Date): PlatformEvent => {
  const cause = {
    subject: message.subject,
    at,
    idFrom: [message.id, after],
    traceparent: message.traceparent,
  };
  return message.type === "nl.arbeidsmarkt.import-settled.v1"
    ? ImportSettledV1.make({ ...message.data, after }, cause)
    : RematchRequestedV1.make({ ...message.data, after }, cause);
};

/** What an import brought into one region, or a region that is to be matched anew → all its vacancies, in rounds. */
export const createHandler = (deps: Deps) => (event: SQSEvent, context: Context) =>
  onMessages(Message, deps.log, async (message) => {
    const result = await deps.matchRegion({
      region: message.data.region,
      scope: scopeOf(message),
      after: message.data.after,
      since:
        "since" in message.data && message.data.since !== undefined
          ? new Date(message.data.since)
          : undefined,
      hasTime: () => context.getRemainingTimeInMillis() > RESERVE_MS,
      traceparent: message.traceparent,
    });
    if (result.after !== undefined) await deps.goOn(nextRound(message, result.after, deps.now()));
    deps.log.info("region matched", {
      region: message.data.region,
      cause: message.type,
      seen: result.seen,
      changed: result.changed,
      goesOn: result.after !== undefined,
    });
  })(event, context);
