import { DeleteItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { AuditFact, emptyChain, headOf, linkAfter, verifyChain } from "#packages/rights/audit-chain.ts";
import { auditWrites, keepCheckpoint, readChain, readHead } from "#packages/store/audit-trail.ts";
import { ConditionFailed, commit } from "#packages/store/platform-table.ts";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";

let dynamo: Dynamo;
const fact = (about: string): AuditFact =>
  AuditFact.parse({
    chain: "AM18",
    at: "2026-11-22T09:00:00.000Z",
    what: "settings-changed",
    by: { subject: "coordinator-AM18", role: "coordinator", region: "AM18" },
    about,
    detail: { version: 3, fields: "capPerPerson" },
  });

/** As a function does it: decides anew when another deed got there first. */
const append = async (about: string): Promise<void> => {
  for (;;) {
    try {
      await commit(dynamo.client, await auditWrites(dynamo.records, fact(about)));
      return;
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
    }
  }
};
const wrong = async () =>
  verifyChain(await readChain(dynamo.records, "AM18")).map(({ kind, sequence }) => `${kind} ${sequence}`);
const keyOf = (sk: string) => ({ pk: { S: "AUDIT#AM18" }, sk: { S: sk } });
const link = (sequence: number) => keyOf(`LINK#${String(sequence).padStart(12, "0")}`);
const take = (sequence: number) =>
  dynamo.client.send(new DeleteItemCommand({ TableName: dynamo.records.tableName, Key: link(sequence) }));
const write = (key: ReturnType<typeof keyOf>, doc: unknown) =>
  dynamo.client.send(
    new PutItemCommand({
      TableName: dynamo.records.tableName,
      Item: { ...key, doc: { S: JSON.stringify(doc) } },
    }),
  );

describe.skipIf(!hasEngine)("the audit trail", () => {
  beforeEach(async () => {
    dynamo?.stop();
    dynamo = await startDynamo();
    for (let count = 1; count <= 5; count += 1) await append(`settings ${count}`);
  });
  afterAll(() => dynamo?.stop());

  it("is one unbroken chain, also when twenty write at once", async () => {
    await Promise.all(Array.from({ length: 20 }, (_, count) => append(`at once ${count}`)));
    expect(await wrong()).toEqual([]);
    expect(await readHead(dynamo.records, "AM18")).toMatchObject({ sequence: 25 });
    const { entries } = await readChain(dynamo.records, "AM18");
    expect(new Set(entries.map(({ about }) => about)).size).toBe(25);
  });

  it("shows a link that was changed, in whatever member", async () => {
    const { entries } = await readChain(dynamo.records, "AM18");
    await write(link(3), { ...entries[2], by: { ...entries[2]?.by, subject: "somebody-else" } });
    expect(await wrong()).toEqual(["changed 3"]);
  });

  it("shows a link to which something was added, and one that was put in from another chain", async () => {
    const { entries } = await readChain(dynamo.records, "AM18");
    await write(link(2), { ...entries[1], remark: "agreed by phone" });
    await write(link(4), { ...entries[3], by: { ...entries[3]?.by, name: "V. Voorbeeld" } });
    expect(await wrong()).toEqual(["changed 2", "changed 4"]);
    await write(link(2), entries[1]);
    await write(link(4), entries[3]);
    const foreign = linkAfter(
      { ...emptyChain("AM17"), sequence: 5, hash: entries[4]?.hash ?? "" },
      {
        ...fact("settings 6"),
        chain: "AM17",
      },
    );
    await write(link(6), foreign);
    await write(keyOf("HEAD"), { ...headOf(foreign), chain: "AM18" });
    expect(await wrong()).toEqual(["changed 6"]);
  });

  it("shows a link that was changed with its own hash made anew: the next no longer follows", async () => {
    const { entries } = await readChain(dynamo.records, "AM18");
    await write(link(3), { ...entries[2], hash: "0".repeat(64) });
    expect(await wrong()).toEqual(["changed 3", "changed 4"]);
  });

  it("shows a link that was taken out of the middle", async () => {
    await take(3);
    expect(await wrong()).toEqual(["missing 4"]);
  });

  it("shows that the last links were taken away: by the head, and with the head by a checkpoint", async () => {
    await keepCheckpoint(dynamo.records, await readHead(dynamo.records, "AM18"));
    const { entries } = await readChain(dynamo.records, "AM18");
    await take(5);
    await take(4);
    expect(await wrong()).toEqual(["cut-off 5", "cut-off 5"]);
    const last = entries[2];
    await write(keyOf("HEAD"), { chain: "AM18", sequence: 3, hash: last?.hash });
    expect(await wrong()).toEqual(["cut-off 5"]);
    const elsewhere = { chain: "AM18" as const, sequence: 5, hash: entries[4]?.hash ?? "" };
    const read = await readChain(dynamo.records, "AM18");
    expect(verifyChain({ ...read, checkpoints: [] })).toEqual([]);
    expect(verifyChain({ ...read, checkpoints: [elsewhere] })).toMatchObject([{ kind: "cut-off" }]);
  });
});
