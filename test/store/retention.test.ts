import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { erasedProposal } from "#packages/rights/erase.ts";
import { pseudonymOf } from "#packages/rights/processing-line.ts";
import { RETENTION } from "#packages/rights/retention.ts";
import { now } from "#packages/runtime/clock.ts";
import { proposals } from "#packages/store/kinds.ts";
import { readProcessing } from "#packages/store/processing-log.ts";
import { pseudonymKey } from "#packages/store/pseudonym-key.ts";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";
import {
  aNoticeBody,
  aProfileBody,
  aVacancyBody,
  EMPLOYER,
  intakeOn,
  MUNICIPALITY,
  thingIn,
} from "#test/support/intake/intake-app.ts";
import { aProposal, NOW } from "../unit/delivery/a-proposal.ts";

const Contacted = z.looseObject({ contact: z.looseObject({ name: z.string() }) });
const Kept = z.looseObject({ id: z.string(), jobSeekerId: z.string() });

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

    it.each([
      ["a vacancy", "/v1/vacancies", aVacancyBody()],
      ["a notice", "/v1/surplus-notices", aNoticeBody()],
    ])("whom to call about %s; with a withdrawal it goes at once", async (_what, path, body) => {
      const { ask } = intakeOn(dynamo, { now });
      const name = Contacted.parse(body).contact.name;
      const bring = async () => `${path}/${(await thingIn(await ask(EMPLOYER, "POST", path, { body }))).id}`;
      const shown = async (thing: string) =>
        (await (await ask(EMPLOYER, "GET", thing)).text()).includes(name);
      const [kept, withdrawn] = [await bring(), await bring()];
      const answer = await ask(EMPLOYER, "POST", `${withdrawn}/withdrawal`, { body: { reason: "other" } });
      expect([answer.status, await shown(kept), await shown(withdrawn)]).toEqual([200, true, false]);
      moveOn(RETENTION.employerContact.seconds - 60);
      expect(await shown(kept)).toBe(true);
      moveOn(RETENTION.employerContact.seconds + 60);
      expect(await shown(kept)).toBe(false);
    });

    it("what is left of the proposals of somebody erased: for as long as messages may lead to it", async () => {
      const left = erasedProposal(aProposal({ state: "rejected" }), randomUUID(), NOW);
      const born = NOW.getTime() / 1000;
      expect(left && proposals.expires?.(left)).toBe(born + RETENTION.erasedProfile.seconds);
      expect(RETENTION.erasedProfile.seconds).toBeGreaterThan(RETENTION.queueMessages.seconds);
    });

    it("what was answered to a request, and who used somebody's data", async () => {
      const { ask } = intakeOn(dynamo, { now });
      const body = aProfileBody();
      const headers = { "idempotency-key": randomUUID() };
      const bring = async () =>
        Kept.parse(await (await ask(MUNICIPALITY, "POST", "/v1/market-profiles", { body, headers })).json());
      const { id, jobSeekerId } = await bring();
      const subject = pseudonymOf(await pseudonymKey(dynamo.persons), jobSeekerId);
      const lines = async () => (await readProcessing(dynamo.records, subject, now())).length;
      moveOn(RETENTION.keptAnswers.seconds - 60);
      expect((await bring()).id).toBe(id);
      moveOn(RETENTION.keptAnswers.seconds + 60);
      expect((await bring()).id).not.toBe(id);
      moveOn(RETENTION.processingLog.seconds - 60);
      expect(await lines()).toBe(1);
      moveOn(RETENTION.processingLog.seconds + 60);
      expect(await lines()).toBe(0);
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
