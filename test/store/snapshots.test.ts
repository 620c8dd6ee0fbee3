import { randomUUID } from "node:crypto";
import { DeleteItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { MarketProfile } from "#packages/domain/market-profile.ts";
import { type World, worldOf } from "#packages/matching/world.ts";
import { buildSnapshots } from "#packages/proposing/build-snapshots.ts";
import { warmMatcher } from "#packages/proposing/warm-matcher.ts";
import { find } from "#packages/store/documents.ts";
import { keys } from "#packages/store/keys.ts";
import { marketProfiles } from "#packages/store/kinds.ts";
import { commit, type Table } from "#packages/store/platform-table.ts";
import { findSnapshot } from "#packages/store/snapshots.ts";
import { profileWrites } from "#packages/store/write-profile.ts";
import { vacancyWrites } from "#packages/store/write-vacancy.ts";
import { aMarketProfile, aVacancy } from "#test/support/build.ts";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";
import { competency, smallClassification } from "#test/support/matching/small-world.ts";

const world: World = worldOf(smallClassification);
const always = { hasTime: () => true, newId: randomUUID };
const shard = { side: "PROFILE", region: "AM18" } as const;

describe.skipIf(!hasEngine)("snapshots of shards", () => {
  let dynamo: Dynamo;
  let table: Table;
  let clock = 0;
  const now = () => new Date(Date.now() + clock);
  beforeEach(async () => {
    clock = 0;
    dynamo = await startDynamo();
    table = dynamo.platform;
  });
  afterEach(() => dynamo.stop());

  const save = async (profile: MarketProfile) => {
    const both = { platform: table, persons: dynamo.persons };
    const before = await find(table, marketProfiles, profile.id);
    const next = { ...profile, version: (before?.version ?? 0) + 1, changedAt: now().toISOString() };
    await commit(
      table.client,
      profileWrites(both, { profile: next, before, referenceOwner: "uwv", events: [] }),
    );
  };
  const profile = (number: number, over: Partial<MarketProfile> = {}): MarketProfile =>
    aMarketProfile({ competencies: [competency(number % 4)], ...over }, number);
  const fill = async () => {
    for (let n = 0; n < 40; n += 1) await save(profile(n));
    const vacancy = aVacancy(
      { requirements: [{ competency: competency(1), importance: "nice", weight: 3 }] },
      1,
    );
    await commit(
      table.client,
      vacancyWrites({ platform: table, persons: dynamo.persons }, { vacancy, events: [] }),
    );
  };

  /** What a function that starts cold sees of the region, and what it logged. */
  const cold = async (over: Partial<World> = {}) => {
    const lines: string[] = [];
    const note = (message: string, fields = {}) => lines.push(`${message} ${JSON.stringify(fields)}`);
    const matcher = warmMatcher(table, now, { ...world, ...over }, { info: note, warn: note, error: note });
    const people = await matcher.profiles.read({ regions: ["AM18"], asOf: now() });
    return { people: people.sort((a, b) => (a.id < b.id ? -1 : 1)), lines: lines.join("\n") };
  };
  const build = () => buildSnapshots(warmMatcher(table, now, world), always);

  it("a cold start is snapshot and log: it sees what came, changed and went since", async () => {
    await fill();
    expect(await build()).toMatchObject({ built: 70, left: 0 });
    await save(profile(3, { competencies: [competency(0), competency(2)] }));
    await save(profile(4, { status: "withdrawn" }));
    await save(profile(5, { consents: [] }));
    await save(profile(99));
    const after = await cold();
    expect(after.lines).toContain('"fromSnapshots":1,"fromTable":0');
    expect(after.people).toHaveLength(39);
    await table.client.send(
      new DeleteItemCommand({ TableName: table.tableName, Key: keys.snapshot("PROFILE", "AM18") }),
    );
    const read = await cold();
    expect(read.lines).toContain('"fromSnapshots":0,"fromTable":1');
    expect(after.people).toEqual(read.people);
  });

  it("builds again only what changed, or will soon be too old", async () => {
    await fill();
    // What was written just before a snapshot is looked at once more.
    clock += 10_000;
    await build();
    expect(await build()).toMatchObject({ built: 0, asTheyWere: 70 });
    await save(profile(7, { competencies: [competency(3)] }));
    expect(await build()).toMatchObject({ built: 1, asTheyWere: 69 });
    clock += 81 * 60_000;
    expect(await build()).toMatchObject({ built: 70 });
    expect(await buildSnapshots(warmMatcher(table, now, world), { ...always, hasTime: () => false })).toEqual(
      {
        built: 0,
        asTheyWere: 0,
        left: 70,
      },
    );
  });

  const partOf = async (): Promise<Record<string, { S: string }>> => {
    const manifest = await findSnapshot(table, shard, now());
    if (manifest === undefined) throw new Error("no snapshot");
    return keys.snapshotPart(keys.snapshotParts("PROFILE", "AM18", manifest.generation), 0);
  };

  it.each([
    [
      "a part is missing",
      async () => {
        await table.client.send(new DeleteItemCommand({ TableName: table.tableName, Key: await partOf() }));
      },
      "snapshot cannot be read",
    ],
    [
      "a part was changed",
      async () => {
        const Item = { ...(await partOf()), bytes: { B: new Uint8Array(100).fill(7) } };
        await table.client.send(new PutItemCommand({ TableName: table.tableName, Item }));
      },
      "snapshot cannot be read",
    ],
    [
      "it is older than two hours",
      async () => {
        clock += 121 * 60_000;
      },
      "snapshot does not fit",
    ],
    [
      "it has expired",
      async () => {
        clock += 7 * 3_600_000;
      },
      '"fromTable":1',
    ],
  ] as const)("reads the table and says so when %s", async (_what, spoil, line) => {
    await fill();
    const whole = (await cold()).people;
    await build();
    await spoil();
    const after = await cold();
    expect(after.people).toEqual(whole);
    expect(after.lines).toContain(line);
    expect(after.lines).toContain('"fromTable":1');
  });

  it("one of other rules is not used", async () => {
    await fill();
    await build();
    const other = await cold({ rules: "rules-2+other" });
    expect(other.lines).toContain("snapshot does not fit");
    expect(other.people).toHaveLength(40);
  });
});
