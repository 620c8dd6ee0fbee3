import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { RETENTION } from "#packages/rights/retention.ts";
import { now } from "#packages/runtime/clock.ts";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";
import { aProfileBody, intakeOn, MUNICIPALITY, thingIn } from "#test/support/intake/intake-app.ts";

let dynamo: Dynamo;
/** The clock that functions read, moved on. */
const moveOn = (seconds: number) => {
  process.env["CLOCK_OFFSET_MS"] = String(seconds * 1000);
};

describe.skipIf(!hasEngine)(
  "what is kept for a time is not read after it, before the table has removed it",
  () => {
    beforeAll(async () => {
      dynamo = await startDynamo();
    });
    afterEach(() => {
      delete process.env["CLOCK_OFFSET_MS"];
    });
    afterAll(() => dynamo?.stop());

    it("a withdrawn profile, with its person", async () => {
      const { ask } = intakeOn(dynamo);
      const { id } = await thingIn(
        await ask(MUNICIPALITY, "POST", "/v1/market-profiles", { body: aProfileBody() }),
      );
      const path = `/v1/market-profiles/${id}`;
      await ask(MUNICIPALITY, "POST", `${path}/withdrawal`, { body: { reason: "other" } });
      moveOn(RETENTION.withdrawnProfile.seconds - 60);
      expect((await ask(MUNICIPALITY, "GET", path)).status).toBe(200);
      moveOn(RETENTION.withdrawnProfile.seconds + 60);
      expect((await ask(MUNICIPALITY, "GET", path)).status).toBe(404);
    });

    it("the reference of a withdrawn profile: it can be given to somebody new, and is free as long as that", async () => {
      const { ask } = intakeOn(dynamo, { now });
      const bring = () =>
        ask(MUNICIPALITY, "POST", "/v1/market-profiles", { body: aProfileBody({ reference: "used-again" }) });
      const { id } = await thingIn(await bring());
      await ask(MUNICIPALITY, "POST", `/v1/market-profiles/${id}/withdrawal`, { body: { reason: "other" } });
      moveOn(RETENTION.withdrawnProfile.seconds - 60);
      expect((await bring()).status).toBe(409);
      moveOn(RETENTION.withdrawnProfile.seconds + 60);
      const anew = await bring();
      expect([anew.status, (await thingIn(anew)).id === id]).toEqual([201, false]);
    });

    it("somebody who came forward alone", async () => {
      const { ask } = intakeOn(dynamo);
      const body = {
        givenName: "V",
        familyName: "V",
        postcode: "3511AA",
        situation: "young-person",
        phone: "06",
      };
      const { id } = await thingIn(await ask(MUNICIPALITY, "POST", "/v1/self-registrations", { body }));
      const path = `/v1/self-registrations/${id}`;
      expect((await ask(MUNICIPALITY, "GET", path)).status).toBe(200);
      moveOn(RETENTION.selfRegistration.seconds + 60);
      expect((await ask(MUNICIPALITY, "GET", path)).status).toBe(404);
    });
  },
);
