import type { Context, SQSEvent } from "aws-lambda";
import * as z from "zod";
import { ImportSettledV1 } from "#events/import-settled.v1.ts";
import type { PlatformEvent } from "#events/index.ts";
import { MatchEndedV1 } from "#events/match-ended.v1.ts";
import { MatchRescoredV1 } from "#events/match-rescored.v1.ts";
import { RematchRequestedV1 } from "#events/rematch-requested.v1.ts";
import type { Subject } from "#packages/matching/open-list.ts";
import { onMessages } from "#packages/messaging/on-messages.ts";
import type { Round, RoundResult } from "#packages/proposing/match-region.ts";
import type { Request } from "#packages/proposing/match-subject.ts";
import { subjectsOf } from "#packages/proposing/subjects-of-event.ts";
import type { Log } from "#packages/runtime/log.ts";

export type Deps = {
  readonly matchRegion: (round: Round) => Promise<RoundResult>;
  readonly matchSubject: (subject: Subject, request: Request) => Promise<number>;
  /** Writes the event that asks for the next round. */
  readonly goOn: (next: PlatformEvent) => Promise<void>;
  readonly log: Log;
  readonly now: () => Date;
};

const Whole = z.discriminatedUnion("type", [ImportSettledV1.schema, RematchRequestedV1.schema]);
type Whole = z.infer<typeof Whole>;
/** What follows from matching in bulk: both sides of a pair once more. */
const Following = z.discriminatedUnion("type", [MatchEndedV1.schema, MatchRescoredV1.schema]);
const Message = z.discriminatedUnion("type", [Whole, Following]);

/** What is left before the time runs out must do for one more and for asking for the next round. */
const RESERVE_MS = 20_000;

const scopeOf = (message: Whole): Round["scope"] => {
  if (message.type === "nl.arbeidsmarkt.rematch-requested.v1")
    return message.data.of === "people" ? "people" : "vacancies";
  return message.data.kind === "market-profiles" ? "vacancies-for-people" : "vacancies";
};

/** The same request, to go on after that vacancy. */
const nextRound = (message: Whole, after: string, at: Date): PlatformEvent => {
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

/**
 * What an import brought into one region, or a region that is to be matched anew → all its vacancies, in rounds. A pair
 * that ended or is worth less by work in bulk → both its sides.
 */
export const createHandler = (deps: Deps) => (event: SQSEvent, context: Context) => {
  const matchWhole = async (message: Whole): Promise<void> => {
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
  };
  return onMessages(Message, deps.log, async (message) => {
    const whole = Whole.safeParse(message);
    if (whole.success) return matchWhole(whole.data);
    for (const subject of subjectsOf(message))
      await deps.matchSubject(subject, { traceparent: message.traceparent, inBulk: true });
  })(event, context);
};
