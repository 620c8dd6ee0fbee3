import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { Deps } from "#functions/intake/work-import/deps.ts";
import { createHandler } from "#functions/intake/work-import/handler.ts";
import type { Message } from "#functions/intake/work-import/messages.ts";
import { ImportView } from "#packages/api/routes/imports.ts";
import { loadClassification } from "#packages/classification/load-classification.ts";
import { termsOf } from "#packages/intake/imports/terms.ts";
import { unpublishedPartitions } from "#packages/store/keys.ts";
import { eventsOf } from "#packages/store/log-entries.ts";
import { queryAll, type Table } from "#packages/store/platform-table.ts";
import { processingLog } from "#packages/store/processing-log.ts";
import type { Dynamo } from "#test/support/dynamo.ts";
import { type Claims, intakeOn, silentLog, withClaims } from "#test/support/intake/intake-app.ts";

const known = loadClassification("");
const terms = termsOf(known);

const recordOf = (message: Message, index: number) => ({
  messageId: `m${index}`,
  receiptHandle: "",
  body: JSON.stringify(message),
  attributes: {
    ApproximateReceiveCount: "1",
    SentTimestamp: "0",
    SenderId: "",
    ApproximateFirstReceiveTimestamp: "0",
  },
  messageAttributes: {},
  md5OfBody: "",
  eventSource: "aws:sqs",
  eventSourceARN: "",
  awsRegion: "",
});

/** Files to send: their text by name. */
export type Files = Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>;

export const formOf = (files: Files): FormData => {
  const form = new FormData();
  for (const [name, text] of Object.entries(files)) form.append("files", new File([text], name));
  return form;
};

/** The intake API and the worker of imports on real tables, with the queue between them in hand. */
export const importsOn = (dynamo: Dynamo, over: Partial<Deps> = {}) => {
  const queue: Message[] = [];
  const worker = createHandler({
    tables: { platform: dynamo.platform, persons: dynamo.persons },
    processing: processingLog(dynamo),
    known,
    terms,
    send: async (messages) => {
      queue.push(...messages);
    },
    now: () => new Date(),
    newId: randomUUID,
    log: silentLog,
    ...over,
  });
  const { app, ask } = intakeOn(dynamo, {
    beginImport: async (importId) => {
      queue.push({ importId });
    },
  });

  const post = (
    claims: Claims,
    path: string,
    body: FormData | string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = {},
  ) =>
    app.request(
      path,
      { method: "POST", headers: { "idempotency-key": randomUUID(), ...headers }, body },
      withClaims(claims),
    );
  /** Hands one message to the worker; true when it was done. */
  const deliver = async (message: Message): Promise<boolean> => {
    const { batchItemFailures } = await worker({ Records: [recordOf(message, 0)] });
    return batchItemFailures.length === 0;
  };
  /** Works everything on the queue, one message after the other; what fails five times is poison. */
  const workAll = async (): Promise<void> => {
    const failures = new Map<Message, number>();
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      if (await deliver(next)) continue;
      failures.set(next, (failures.get(next) ?? 0) + 1);
      if (failures.get(next) === 5) throw new Error(`a message of import ${next.importId} fails every time`);
      queue.push(next);
    }
  };
  const read = async (claims: Claims, id: string, query = ""): Promise<ImportView> =>
    ImportView.parse(await (await ask(claims, "GET", `/v1/imports/${id}${query}`)).json());
  const idOf = async (answer: Response): Promise<string> => {
    if (answer.status !== 202) throw new Error(`answered ${answer.status}: ${await answer.text()}`);
    return z.looseObject({ id: z.string() }).parse(await answer.json()).id;
  };
  /** Sends files in one request, works them, and reads what came of it. */
  const importFiles = async (claims: Claims, path: string, files: Files): Promise<ImportView> => {
    const id = await idOf(await post(claims, path, formOf(files)));
    await workAll();
    return read(claims, id);
  };
  return { app, ask, post, queue, deliver, workAll, read, idOf, importFiles };
};

/** Every event in the outbox that has not gone out. */
export const waitingEvents = async (table: Table) => {
  const entries = await Promise.all(
    unpublishedPartitions().map((pk) =>
      Array.fromAsync(
        queryAll(table, {
          IndexName: "Unpublished",
          KeyConditionExpression: "unpublishedPk = :pk",
          ExpressionAttributeValues: { ":pk": { S: pk } },
        }),
      ),
    ),
  );
  return entries.flat().flatMap(eventsOf);
};
