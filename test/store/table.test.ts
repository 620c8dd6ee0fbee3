import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RematchRequestedV1 } from "#events/rematch-requested.v1.ts";
import { VersionConflict } from "#packages/domain/errors.ts";
import { stableUuid } from "#packages/domain/stable-uuid.ts";
import { ask } from "#packages/store/ask.ts";
import { batchGet } from "#packages/store/batch-get.ts";
import { find, findMany, put } from "#packages/store/documents.ts";
import { keys } from "#packages/store/keys.ts";
import { vacancies } from "#packages/store/kinds.ts";
import { changesSince, logChange } from "#packages/store/log-entries.ts";
import { findUnpublished, markPublished } from "#packages/store/outbox.ts";
import { ConditionFailed, commit, type Table } from "#packages/store/platform-table.ts";
import { noteReceipt, readReceipt } from "#packages/store/receipts.ts";
import { readSettings, writeSettings } from "#packages/store/settings-store.ts";
import { checkInShard, putInShard, readFromShard, readShard, takeFromShard } from "#packages/store/shards.ts";
import { aVacancy } from "#test/support/build.ts";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";

describe.skipIf(!hasEngine)("the platform table", () => {
  let dynamo: Dynamo;
  let table: Table;
  beforeAll(async () => {
    dynamo = await startDynamo();
    table = dynamo.platform;
  });
  afterAll(() => dynamo.stop());
  const write = (...items: Parameters<typeof commit>[1]) => commit(dynamo.client, items);
  const inRegion = { side: "VACANCY", region: "AM18" } as const;

  it("keeps a thing by its id and gives it back as it was (pattern 1)", async () => {
    await write(put(table, vacancies, aVacancy({}, 101)));
    expect(await find(table, vacancies, aVacancy({}, 101).id)).toEqual(aVacancy({}, 101));
    expect(await find(table, vacancies, aVacancy({}, 999).id)).toBeUndefined();
  });

  it("lets a version be written once only: who comes second is told what stands there", async () => {
    const vacancy = aVacancy({}, 102);
    await write(put(table, vacancies, vacancy));
    await write(put(table, vacancies, { ...vacancy, version: 2, title: "Chef-kok" }));
    const late = write(put(table, vacancies, { ...vacancy, version: 2, title: "Afwasser" }));
    await expect(late).rejects.toThrow(ConditionFailed);
    await expect(late).rejects.toMatchObject({ index: 0, item: { version: { N: "2" } } });
    expect((await find(table, vacancies, vacancy.id))?.title).toBe("Chef-kok");
  });

  it("writes all of a transaction or nothing of it", async () => {
    const known = aVacancy({}, 103);
    await write(put(table, vacancies, known));
    const fresh = aVacancy({}, 104);
    await expect(write(put(table, vacancies, fresh), put(table, vacancies, known))).rejects.toMatchObject({
      index: 1,
    });
    expect(await find(table, vacancies, fresh.id)).toBeUndefined();
  });

  it("reads many at once, in the order asked, more than one call takes", async () => {
    const many = Array.from({ length: 130 }, (_, index) => aVacancy({}, 1000 + index));
    for (const vacancy of many.slice(0, 120)) await write(put(table, vacancies, vacancy));
    const found = await findMany(
      table,
      vacancies,
      many.map(({ id }) => id),
    );
    expect(found.map((one) => one?.id)).toEqual([
      ...many.slice(0, 120).map(({ id }) => id),
      ...Array.from({ length: 10 }, () => undefined),
    ]);
    expect(await batchGet(table, [])).toEqual([]);
  });

  it("shows a region's shard whole, one document, and none after it was taken out (pattern 3)", async () => {
    const ids = Array.from({ length: 9 }, (_, index) => stableUuid("shard", String(index)));
    for (const id of ids)
      await write(putInShard(table, inRegion, { id, version: 4, terms: `terms of ${id}` }));
    expect((await readShard(table, inRegion)).map(({ id }) => id).sort()).toEqual([...ids].sort());
    const [first = "", second = ""] = ids;
    const documentOf = (id: string) => ({ id, version: 4, terms: `terms of ${id}` });
    const asked = [second, stableUuid("never there"), first];
    expect(await readFromShard(table, inRegion, asked)).toEqual([
      documentOf(second),
      undefined,
      documentOf(first),
    ]);
    await expect(write(checkInShard(table, inRegion, { id: first, version: 3 }))).rejects.toThrow(
      ConditionFailed,
    );
    await write(
      takeFromShard(table, inRegion, first),
      takeFromShard(table, inRegion, stableUuid("never there")),
    );
    expect(await readFromShard(table, inRegion, [first])).toEqual([undefined]);
    expect(await readShard(table, { side: "VACANCY", region: "AM19" })).toEqual([]);
  });

  it("tells what changed in a region since a moment, over the hour, each with its newest version (pattern 4)", async () => {
    const change = (id: string, version: number, at: string) =>
      logChange(table, {
        kind: "PROFILE",
        scopes: ["AM05", "AM06"],
        id,
        version,
        at: new Date(at),
        events: [],
      });
    const [a, b, c] = ["a", "b", "c"].map((name) => stableUuid("changed", name));
    if (a === undefined || b === undefined || c === undefined) throw new Error("no ids");
    await write(...change(a, 1, "2026-05-01T09:59:59.000Z"));
    await write(...change(b, 1, "2026-05-01T09:59:58.000Z"), ...change(b, 2, "2026-05-01T10:00:01.000Z"));
    await write(...change(c, 7, "2026-05-01T09:20:00.000Z"));
    const since = new Date("2026-05-01T09:59:59.000Z");
    const until = new Date("2026-05-01T10:00:05.000Z");
    const moments = { since, until };
    const newest = new Map([
      [a, 1],
      [b, 2],
    ]);
    // AM09 shares its partitions with AM05.
    for (const regions of [["AM05"], ["AM05", "AM06"], ["AM06", "AM05", "AM09"]] as const)
      expect(await changesSince(table, { side: "PROFILE", regions }, moments)).toEqual(
        new Map(regions.map((region) => [region, region === "AM09" ? new Map() : newest])),
      );
    expect(await changesSince(table, { side: "VACANCY", regions: ["AM05"] }, moments)).toEqual(
      new Map([["AM05", new Map()]]),
    );
  });

  it("keeps events until they have gone out, and never counts them twice", async () => {
    const at = new Date("2026-05-02T08:00:00.000Z");
    const events = (["AM07", "AM08"] as const).map((region) =>
      RematchRequestedV1.make(
        { region, of: "vacancies", reason: "asked" },
        { subject: region, at, idFrom: [region] },
      ),
    );
    await ask(table, events, at);
    await ask(table, events, at);
    const waiting = await Array.fromAsync(findUnpublished(table, new Date("2026-05-02T08:05:00Z"), 10));
    expect(waiting.flatMap((entry) => entry.events.map(({ id }) => id)).sort()).toEqual(
      events.map(({ id }) => id).sort(),
    );
    expect(await Array.fromAsync(findUnpublished(table, new Date("2026-05-02T07:59:00Z"), 10))).toEqual([]);
    expect(await Array.fromAsync(findUnpublished(table, new Date("2026-05-02T08:05:00Z"), 1))).toHaveLength(
      1,
    );
    for (const { key } of waiting) {
      await markPublished(table, key);
      await markPublished(table, key);
    }
    expect(await Array.fromAsync(findUnpublished(table, new Date("2026-05-02T08:05:00Z"), 10))).toEqual([]);
    await markPublished(table, keys.log("OTHER", "ASKED", at.toISOString(), "gone"));
  });

  it("lets one of two people change the settings at once (pattern 6)", async () => {
    expect(await readSettings(table)).toEqual({ version: 0, regions: {} });
    await writeSettings(table, { version: 1, regions: {} });
    await expect(writeSettings(table, { version: 1, regions: {} })).rejects.toThrow(VersionConflict);
    await writeSettings(table, { version: 2, regions: {} });
    expect((await readSettings(table)).version).toBe(2);
  });

  it("notes that a proposal arrived, and takes no notice of what comes twice or late (pattern 5)", async () => {
    const id = stableUuid("received");
    expect(await readReceipt(table, id)).toBeUndefined();
    expect(await noteReceipt(table, id, { version: 2, receivedAt: "2026-05-01T09:00:00Z" })).toBe("noted");
    expect(await noteReceipt(table, id, { version: 2, receivedAt: "2026-05-01T10:00:00Z" })).toBe("known");
    expect(await noteReceipt(table, id, { version: 1, receivedAt: "2026-05-01T11:00:00Z" })).toBe("known");
    expect(await readReceipt(table, id)).toEqual({ version: 2, receivedAt: "2026-05-01T09:00:00Z" });
  });
});
