import { type DynamoDBClient, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Message } from "#functions/intake/work-import/messages.ts";
import { ImportId } from "#packages/domain/ids.ts";
import { Vacancy } from "#packages/domain/vacancy.ts";
import { queryAll } from "#packages/store/platform-table.ts";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";
import { type Files, formOf, importsOn, waitingEvents } from "#test/support/imports/import-platform.ts";
import { toJsonLines } from "#test/support/imports/to-csv.ts";
import { aVacancyBody } from "#test/support/intake/intake-app.ts";

let firms = 10_000_000;
/** A firm of its own for each run, so that runs do not meet. */
const aFirm = () => {
  firms += 1;
  const kvkNumber = String(firms);
  return { claims: { sub: `client-${kvkNumber}`, role: "employer", kvkNumber }, kvkNumber };
};
type Firm = ReturnType<typeof aFirm>;

/** What is left in the end: reference, title and version of each vacancy of the firm, ids aside. */
const endState = async ({ platform }: Dynamo, { kvkNumber }: Firm) => {
  const items = await Array.fromAsync(
    queryAll(platform, {
      IndexName: "Lists",
      KeyConditionExpression: "listPk = :pk",
      ExpressionAttributeValues: { ":pk": { S: `EMPLOYER#${kvkNumber}` } },
    }),
  );
  return items
    .map((item) => Vacancy.parse(JSON.parse(item["doc"]?.S ?? "")))
    .map(({ reference, title, version }) => `${reference} ${title} ${version}`)
    .sort();
};

/** A row by its reference, and what it says of it. */
const row = fc.record({ ref: fc.integer({ min: 0, max: 140 }), says: fc.constantFrom("Kok", "Bakker") });
const fileOf = (rows: readonly { ref: number; says: string }[], { kvkNumber }: Firm) =>
  toJsonLines(
    rows.map(({ ref, says }) =>
      aVacancyBody({ reference: `r${ref}`, title: says, employer: { kvkNumber, name: "Voorbeeld" } }),
    ),
  );

const shuffled = <T>(things: readonly T[], random: Iterator<number>): T[] => {
  const drawn = things.map((thing) => ({ thing, at: random.next().value ?? 0 }));
  return drawn.sort((a, b) => a.at - b.at).map(({ thing }) => thing);
};

describe.skipIf(!hasEngine)("whatever is sent twice, shuffled or cut off, comes to the same", () => {
  let dynamo: Dynamo;
  beforeAll(async () => {
    dynamo = await startDynamo();
  });
  afterAll(() => dynamo.stop());

  const begun = async (firm: Firm, files: Files) => {
    const platform = importsOn(dynamo);
    const id = await platform.idOf(await platform.post(firm.claims, "/v1/vacancies/imports", formOf(files)));
    return { ...platform, id };
  };

  type Begun = Awaited<ReturnType<typeof begun>>;
  const firstOf = ({ queue }: Begun): Message => {
    const first = queue.shift();
    if (first === undefined) throw new RangeError("nothing begun");
    return first;
  };

  /** Begun twice at once, every chunk twice, in an order of its own, two at a time; then all once more. */
  const workWildly = async (wild: Begun, random: Iterator<number>) => {
    const start = firstOf(wild);
    await Promise.all([wild.deliver(start), wild.deliver(start)]);
    const messages = shuffled([...wild.queue, ...wild.queue], random);
    wild.queue.length = 0;
    for (let n = 0; n < messages.length; n += 2)
      await Promise.all(messages.slice(n, n + 2).map((message) => wild.deliver(message)));
    for (const message of messages) await wild.deliver(message);
  };

  /** What came of an import, without what differs each time. */
  const outcomeOf = async ({ read, id }: Begun, firm: Firm) => {
    const { id: _id, receivedAt: _r, startedAt: _s, settledAt: _e, ...outcome } = await read(firm.claims, id);
    return outcome;
  };

  const settledEvents = async (id: string) =>
    (await waitingEvents(dynamo.platform)).filter(
      ({ type, subject }) => type.includes("import-settled") && subject === id,
    );

  it("chunks in any order, several times, two at once: same state, same counts, settled once", async () => {
    const files = fc.array(fc.array(row, { minLength: 1, maxLength: 130 }), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(files, fc.infiniteStream(fc.nat()), async (rows, random) => {
        const [plain, shaken] = [aFirm(), aFirm()];
        const named = (firm: Firm) =>
          Object.fromEntries(rows.map((one, n) => [`${n}.jsonl`, fileOf(one, firm)]));
        const calm = await begun(plain, named(plain));
        await calm.workAll();
        const wild = await begun(shaken, named(shaken));
        await workWildly(wild, random);
        expect(await endState(dynamo, shaken)).toEqual(await endState(dynamo, plain));
        const outcome = await outcomeOf(wild, shaken);
        expect(outcome).toEqual(await outcomeOf(calm, plain));
        expect(outcome.state).toBe("settled");
        expect(await settledEvents(wild.id)).toHaveLength(1);
      }),
      { numRuns: 6 },
    );
  });

  it("files of different rows in any order, and any of them several times, come to the same", async () => {
    const order = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 0, maxLength: 5 });
    const parts = [0, 1, 2].map((file) =>
      Array.from({ length: 40 }, (_, n) => ({ ref: file * 40 + n, says: n % 2 === 0 ? "Kok" : "Bakker" })),
    );
    await fc.assert(
      fc.asyncProperty(order, async (extra) => {
        const firm = aFirm();
        const sent = [...extra, 0, 1, 2].map((file, n) => [`${n}.jsonl`, fileOf(parts[file] ?? [], firm)]);
        const one = await begun(firm, Object.fromEntries(sent));
        await one.workAll();
        expect(await outcomeOf(one, firm)).toMatchObject({
          added: 120,
          unchanged: extra.length * 40,
          bad: 0,
        });
        expect((await endState(dynamo, firm)).every((line) => line.endsWith(" 1"))).toBe(true);
      }),
      { numRuns: 4 },
    );
  });

  it("a worker that dies half-way is repeated: counts stay exact", async () => {
    const firm = aFirm();
    const rows = Array.from({ length: 60 }, (_, ref) => ({ ref, says: "Kok" }));
    const { id, queue, deliver, workAll, read } = await begun(firm, { "a.jsonl": fileOf(rows, firm) });
    await deliver(queue.shift() ?? { importId: ImportId.parse(id) });
    const [chunk] = queue;
    if (chunk === undefined) throw new RangeError("no chunk");
    // Every transaction after the twentieth fails, as when a function runs out of time.
    let left = 20;
    const dying = new Proxy(dynamo.client, {
      get: (client, name) =>
        name !== "send"
          ? Reflect.get(client, name)
          : (command: Parameters<DynamoDBClient["send"]>[0]) => {
              if (command instanceof TransactWriteItemsCommand) left -= 1;
              return left < 0 ? Promise.reject(new Error("out of time")) : client.send(command);
            },
    });
    const cut = importsOn(dynamo, {
      tables: {
        platform: { ...dynamo.platform, client: dying },
        persons: { ...dynamo.persons, client: dying },
      },
    });
    expect(await cut.deliver(chunk)).toBe(false);
    expect((await endState(dynamo, firm)).length).toBe(20);
    expect(await read(firm.claims, id)).toMatchObject({ state: "working", good: 0 });
    await workAll();
    expect(await read(firm.claims, id)).toMatchObject({ state: "settled", added: 60, unchanged: 0 });
    expect((await endState(dynamo, firm)).length).toBe(60);
  });

  it("what was changed after the file was sent stays as it is, and its row is reported", async () => {
    const firm = aFirm();
    const { importFiles, post, ask, idOf, workAll, read } = importsOn(dynamo);
    const path = "/v1/vacancies/imports";
    const files = (says: string) => ({ "a.jsonl": fileOf([{ ref: 1, says }], firm) });
    await importFiles(firm.claims, path, files("Kok"));
    const id = await idOf(await post(firm.claims, path, formOf(files("Bakker"))));
    await new Promise((resolve) => setTimeout(resolve, 5));
    const body = aVacancyBody({
      reference: "r1",
      title: "Kapper",
      employer: { kvkNumber: firm.kvkNumber, name: "Voorbeeld" },
    });
    expect((await ask(firm.claims, "POST", "/v1/vacancies", { body })).status).toBe(200);
    await workAll();
    expect(await endState(dynamo, firm)).toEqual(["r1 Kapper 2"]);
    const seen = await read(firm.claims, id);
    expect(seen).toMatchObject({ bad: 1, changed: 0, findings: [{ field: "/reference" }] });
    expect(seen.findings[0]?.reason).toContain("was changed after this import was sent");
  });

  it("rows that are gone before they are worked fail the import, and take nothing back", async () => {
    const firm = aFirm();
    const { id, workAll, read, deliver } = await begun(firm, {
      "a.jsonl": fileOf([{ ref: 1, says: "Kok" }], firm),
    });
    const empty = importsOn({
      ...dynamo,
      persons: { ...dynamo.persons, tableName: dynamo.platform.tableName },
    });
    expect(await empty.deliver({ importId: (await read(firm.claims, id)).id })).toBe(true);
    expect(await read(firm.claims, id)).toMatchObject({ state: "failed", good: 0 });
    await workAll();
    expect(await deliver({ importId: (await read(firm.claims, id)).id })).toBe(true);
    expect(await read(firm.claims, id)).toMatchObject({ state: "failed" });
    expect(await endState(dynamo, firm)).toEqual([]);
  });
});
