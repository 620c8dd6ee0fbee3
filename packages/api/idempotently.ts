import { createHash } from "node:crypto";
import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Context } from "hono";
import { TooBusy } from "#packages/domain/errors.ts";
import {
  type Answer,
  findAnswer,
  noteAnswerAbout,
  putAnswer,
  type Repeatable,
} from "#packages/store/idempotency.ts";
import { ConditionFailed, commit, type Table } from "#packages/store/platform-table.ts";
import type { ApiEnv } from "./api-env.ts";
import { Problem } from "./problem.ts";

const KEY = /^[\x21-\x7e](?:[\x20-\x7e]{0,126}[\x21-\x7e])?$/;
const TRIES = 8;

/** Full jitter, 15 ms doubling: of many who wrote the same thing at once, not all come back at once. */
const pause = (attempt: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * 15 * 2 ** attempt));

/** What is done for a request: the writes and the answer that they come with. */
export type Doing = {
  readonly writes: readonly TransactWriteItem[];
  readonly answer: Answer;
  /** Given the first time instead of `answer`, and never kept: with what is shown once, as a code. */
  readonly shownOnce?: Answer | undefined;
  /** Whom the answer tells of, by id: it is taken away when that person is erased. Needs the persons table. */
  readonly about?: string | undefined;
};

type Once = {
  readonly table: Table;
  readonly now: () => Date;
  /** What makes two requests the same, where that is not their bodies to the byte. */
  readonly fingerprint?: string;
};

const keyOf = (c: Context): string => {
  const key = c.req.header("idempotency-key");
  if (key !== undefined && KEY.test(key)) return key;
  const detail = key === undefined ? "is needed" : "must be 1 to 128 printable characters";
  throw new Problem("invalid-input", `The header Idempotency-Key ${detail}.`, {
    errors: [{ header: "Idempotency-Key", detail }],
  });
};

const requestOf = async (c: Context<ApiEnv>, fingerprint?: string): Promise<Repeatable> => ({
  subject: c.var.caller.actor.subject,
  route: `${c.req.method} ${c.req.path}`,
  key: keyOf(c),
  fingerprint:
    fingerprint ??
    createHash("sha256")
      .update(Buffer.from(await c.req.arrayBuffer()))
      .digest("hex"),
});

/** One try. Undefined: somebody wrote the same thing in between, so that it has to be decided again. */
const attempt = async (
  c: Context<ApiEnv>,
  request: Repeatable,
  work: () => Promise<Doing>,
  { table, now }: Once,
): Promise<Answer | undefined> => {
  const before = await findAnswer(table, request, now());
  if (before !== undefined) {
    c.var.access?.settle();
    return before;
  }
  const { writes, answer, shownOnce, about } = await work();
  const noted = about === undefined ? [] : [noteAnswerAbout(table, request, about, now())];
  try {
    await commit(table.client, [putAnswer(table, request, answer, now()), ...noted, ...writes]);
    return shownOnce ?? answer;
  } catch (error) {
    if (error instanceof ConditionFailed) return undefined;
    throw error;
  }
};

/**
 * Does what a POST asks exactly once per caller, path and Idempotency-Key, and answers the same again for the same
 * body (for 7 days). `work` reads, decides and returns its writes: they go into one transaction with the answer, so
 * that of two requests at once one does it and both get its answer. `work` runs again when somebody else changed what
 * it read. Throws a Problem (400) without key, KeyReused (409) for another body, TooBusy (503).
 * The answer is kept as it is: it must not hold personal data unless `table` is the persons table.
 */
export const idempotently = async (
  c: Context<ApiEnv>,
  once: Once,
  work: () => Promise<Doing>,
): Promise<Response> => {
  const request = await requestOf(c, once.fingerprint);
  for (let count = 0; count < TRIES; count += 1) {
    const answer = await attempt(c, request, work, once);
    if (answer !== undefined) return new Response(answer.body, answer);
    if (count + 1 < TRIES) await pause(count);
  }
  throw new TooBusy("the same thing is being written by others");
};

/** An answer of JSON with its version as ETag, and where to find the thing. */
export const jsonAnswer = (
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Answer => ({
  status,
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify(body),
});
