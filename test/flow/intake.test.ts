import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { RegionCode } from "#packages/domain/regions.ts";
import { keys, unpublishedPartitions } from "#packages/store/keys.ts";
import { eventsOf } from "#packages/store/log-entries.ts";
import { partition, queryAll } from "#packages/store/platform-table.ts";
import { readShard } from "#packages/store/shards.ts";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";
import {
  aProfileBody,
  aVacancyBody,
  EMPLOYER,
  intakeOn,
  MUNICIPALITY,
} from "#test/support/intake/intake-app.ts";

const bodyOf = async (answer: Response) =>
  z.looseObject({ id: z.string(), region: RegionCode.optional() }).parse(await answer.json());

describe.skipIf(!hasEngine)("what is handed in is kept, told and ready to be matched", () => {
  let dynamo: Dynamo;
  beforeAll(async () => {
    dynamo = await startDynamo();
  });
  afterAll(() => dynamo.stop());

  it("D1: a vacancy is registered in the region of its place, in one transaction with its event", async () => {
    const { ask } = intakeOn(dynamo);
    const posted = await ask(EMPLOYER, "POST", "/v1/vacancies", { body: aVacancyBody() });
    expect(posted.status).toBe(201);
    const vacancy = await bodyOf(posted);
    expect(vacancy).toMatchObject({ places: [{ pc4: "1012", region: "AM18", open: 2 }], version: 1 });
    expect(vacancy).not.toHaveProperty("contact");
    const read = await ask(EMPLOYER, "GET", posted.headers.get("location") ?? "");
    expect(read.headers.get("etag")).toBe('"1"');
    expect(await read.json()).toMatchObject({ contact: { name: "V. Voorbeeld" } });
    const shard = await readShard(dynamo.platform, { side: "VACANCY", region: "AM18" });
    expect(shard.map(({ id }) => id)).toContain(vacancy.id);
    const waiting = await Promise.all(
      unpublishedPartitions().map((pk) =>
        Array.fromAsync(
          queryAll(dynamo.platform, {
            IndexName: "Unpublished",
            KeyConditionExpression: "unpublishedPk = :pk",
            ExpressionAttributeValues: { ":pk": { S: pk } },
          }),
        ),
      ),
    );
    const events = waiting.flat().flatMap(eventsOf);
    expect(events).toMatchObject([
      { type: "nl.arbeidsmarkt.vacancy-registered.v1", data: { vacancyId: vacancy.id, regions: ["AM18"] } },
    ]);
  });

  it("S4: the person is kept apart from the profile, and only the profile is in the shard", async () => {
    const { ask } = intakeOn(dynamo);
    const posted = await ask(MUNICIPALITY, "POST", "/v1/market-profiles", { body: aProfileBody() });
    expect(posted.status).toBe(201);
    const profile = await bodyOf(posted);
    const items = await Array.fromAsync(partition(dynamo.platform, keys.profile(profile.id).pk.S));
    expect(JSON.stringify(items)).not.toContain("Voorbeeld");
    const read = await ask(MUNICIPALITY, "GET", `/v1/market-profiles/${profile.id}`);
    expect(await read.json()).toMatchObject({ person: { familyName: "Voorbeeld" }, region: profile.region });
    const shard = await readShard(dynamo.platform, { side: "PROFILE", region: profile.region ?? "AM01" });
    expect(shard.map(({ id }) => id)).toEqual([profile.id]);
  });
});
