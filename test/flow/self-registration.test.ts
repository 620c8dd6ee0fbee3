import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { SelfRegistration } from "#packages/domain/self-registration.ts";
import { pseudonymOf } from "#packages/rights/processing-line.ts";
import { RETENTION } from "#packages/rights/retention.ts";
import { readEntries } from "#packages/store/audit-trail.ts";
import { readProcessing } from "#packages/store/processing-log.ts";
import { pseudonymKey } from "#packages/store/pseudonym-key.ts";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";
import {
  aProfileBody,
  type Claims,
  intakeOn,
  MUNICIPALITY,
  pageIn,
  problemIn,
  team,
  thingIn,
  UWV,
} from "#test/support/intake/intake-app.ts";
import { toldAbout } from "#test/support/intake/told.ts";
import { rightsOn } from "#test/support/rights/rights-apps.ts";

const COLLEAGUE: Claims = { ...MUNICIPALITY, sub: "client-colleague" };
const ELSEWHERE: Claims = { ...MUNICIPALITY, sub: "client-elsewhere", region: "AM01" };
const SELF = {
  givenName: "Voornaam",
  familyName: "Voorbeeld",
  postcode: "3511 AA",
  situation: "young-person",
  phone: "030-0000000",
};
const Seen = SelfRegistration.extend({ person: z.unknown().optional(), overdue: z.boolean().optional() });
const seenIn = async (answer: Response) => Seen.parse(await answer.json());

describe.skipIf(!hasEngine)(
  "S7: the request of somebody who comes forward alone, until it is settled",
  () => {
    let dynamo: Dynamo;
    let clock = new Date("2026-11-23T09:00:00.000Z");
    let ask: ReturnType<typeof intakeOn>["ask"];
    beforeAll(async () => {
      dynamo = await startDynamo();
      ({ ask } = intakeOn(dynamo, { now: () => clock }));
    });
    afterAll(() => dynamo.stop());

    const comeForward = async (): Promise<string> =>
      (await thingIn(await ask({}, "POST", "/v1/own-registrations", { body: SELF }))).id;
    const pathOf = (id: string) => `/v1/self-registrations/${id}`;
    const take = (id: string, by: Claims = MUNICIPALITY) => ask(by, "PUT", `${pathOf(id)}/claim`);
    const letGo = (id: string, by: Claims = MUNICIPALITY) => ask(by, "DELETE", `${pathOf(id)}/claim`);
    const close = (id: string, reason: string, by: Claims = MUNICIPALITY) =>
      ask(by, "PUT", `${pathOf(id)}/closing`, { body: { reason } });
    const listed = async (by: Claims, query = "region=AM13") =>
      (await pageIn(await ask(by, "GET", `/v1/self-registrations?${query}`))).items.map(({ id }) => id);

    it("is taken up by a person, who is named in its history; a colleague is told, and the team of the region", async () => {
      const id = await comeForward();
      expect(await seenIn(await take(id))).toMatchObject({
        status: "taken-up",
        claim: { by: { subject: "client-municipality", party: "municipality" } },
        history: [{ what: "taken-up", by: { subject: "client-municipality" } }],
      });
      expect((await seenIn(await take(id))).version).toBe(2);
      expect((await problemIn(await take(id, COLLEAGUE))).status).toBe(409);
      expect((await seenIn(await letGo(id, COLLEAGUE))).history.at(-1)).toMatchObject({
        what: "released",
        by: { subject: "client-colleague" },
      });
      expect((await take(id, COLLEAGUE)).status).toBe(200);
      expect(
        (await toldAbout(dynamo, id)).map(({ type, data }) => [type.split(".").at(-2), data]),
      ).toMatchObject([
        ["self-registration-received", { region: "AM13" }],
        ["self-registration-changed", { status: "taken-up", version: 2 }],
        ["self-registration-changed", { status: "received", version: 3 }],
        ["self-registration-changed", { status: "taken-up", version: 4 }],
      ]);
    });

    it("of many who take it up at once one has it, and nobody else thinks so", async () => {
      const id = await comeForward();
      const many = Array.from({ length: 6 }, (_, n) => ({ ...MUNICIPALITY, sub: `colleague-${n}` }));
      const answers = await Promise.all(many.map((one) => take(id, one)));
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409, 409]);
    });

    it("M4: is closed only by whoever took it up, with a reason that stands in the audit trail and in no message", async () => {
      const id = await comeForward();
      expect((await problemIn(await close(id, "not-reached"))).status).toBe(409);
      await take(id);
      expect((await problemIn(await close(id, "not-reached", COLLEAGUE))).status).toBe(409);
      expect((await problemIn(await close(id, "too-old"))).errors).toMatchObject([{ pointer: "/reason" }]);
      const closed = await seenIn(await close(id, "not-reached"));
      expect(closed).toMatchObject({ status: "closed" });
      expect(closed.history.at(-1)).toMatchObject({
        reason: "not-reached",
        by: { role: "responsible-party" },
      });
      expect((await seenIn(await close(id, "not-reached"))).version).toBe(closed.version);
      expect((await close(id, "mistake")).status).toBe(409);
      expect((await take(id)).status).toBe(409);
      expect((await letGo(id)).status).toBe(409);
      expect(JSON.stringify(await toldAbout(dynamo, id))).not.toContain("not-reached");
      const trail = await readEntries(dynamo.records, "AM13", { from: 1, limit: 100 });
      expect(trail.filter(({ about }) => about.includes(id))).toMatchObject([
        { what: "self-registration-settled", detail: { reason: "not-reached" } },
      ]);
    });

    it("what the person told goes when it is closed; that it was, and when, stays for a time", async () => {
      const id = await comeForward();
      await take(id);
      expect(await seenIn(await ask(MUNICIPALITY, "GET", pathOf(id)))).toMatchObject({ person: SELF_SEEN });
      await close(id, "own-request");
      for (const who of [MUNICIPALITY, COLLEAGUE])
        expect((await seenIn(await ask(who, "GET", pathOf(id)))).person).toBeUndefined();
      const own = await ask({}, "GET", `/v1/own-registrations/${id}`);
      expect(await own.json()).toMatchObject({ status: "closed", changedAt: clock.toISOString() });
    });

    it("S4: who it is, only whoever has taken it up reads: no colleague before or beside them, and not after giving it back", async () => {
      const id = await comeForward();
      const personFor = async (who: Claims) =>
        (await seenIn(await ask(who, "GET", pathOf(id)))).person !== undefined;
      expect(await personFor(MUNICIPALITY)).toBe(false);
      await take(id);
      expect([await personFor(MUNICIPALITY), await personFor(COLLEAGUE)]).toEqual([true, false]);
      await letGo(id, COLLEAGUE);
      expect(await personFor(MUNICIPALITY)).toBe(false);
    });

    it("what was decided by an older version is told as changed; doing the same again is fine all the same", async () => {
      const id = await comeForward();
      const asOf = (version: number, [method, path]: readonly [string, string], by: Claims = MUNICIPALITY) =>
        ask(by, method, `${pathOf(id)}${path}`, {
          headers: { "if-match": `"${version}"` },
          ...(path === "/closing" ? { body: { reason: "own-request" } } : {}),
        });
      const [taking, giving, closing] = [
        ["PUT", "/claim"],
        ["DELETE", "/claim"],
        ["PUT", "/closing"],
      ] as const;
      expect((await asOf(1, taking)).status).toBe(200);
      expect((await asOf(1, taking)).status).toBe(200);
      expect((await asOf(1, taking, COLLEAGUE)).status).toBe(409);
      expect((await asOf(1, giving, COLLEAGUE)).status).toBe(412);
      expect((await asOf(1, closing)).status).toBe(412);
      expect((await asOf(2, closing)).status).toBe(200);
      expect((await asOf(2, closing)).status).toBe(200);
    });

    it("becomes a profile after the intake, with consent or not at all; nothing was there to be matched before", async () => {
      const id = await comeForward();
      await take(id);
      const { profile } = aProfileBody();
      const without = { ...aProfileBody(), profile: { ...profile, consents: [] }, selfRegistrationId: id };
      const refused = await ask(MUNICIPALITY, "POST", "/v1/market-profiles", { body: without });
      expect((await problemIn(refused)).errors).toMatchObject([{ pointer: "/profile/consents" }]);
      expect((await seenIn(await ask(MUNICIPALITY, "GET", pathOf(id)))).status).toBe("taken-up");
      const body = { ...aProfileBody(), selfRegistrationId: id };
      const brought = await thingIn(await ask(COLLEAGUE, "POST", "/v1/market-profiles", { body }));
      const settled = await seenIn(await ask(MUNICIPALITY, "GET", pathOf(id)));
      expect(settled).toMatchObject({ status: "answered", profileId: brought.id });
      expect(settled.history.map(({ what, by }) => [what, by.subject])).toEqual([
        ["taken-up", "client-municipality"],
        ["answered", "client-colleague"],
      ]);
      expect(settled.person).toBeUndefined();
      expect((await close(id, "other")).status).toBe(409);
      const again = await ask(MUNICIPALITY, "POST", "/v1/market-profiles", { body });
      expect((await problemIn(again)).errors).toMatchObject([{ pointer: "/selfRegistrationId" }]);
    });

    it("stands in the list of its party and of the team of its region while it waits, and in that of the settled after", async () => {
      const id = await comeForward();
      for (const who of [MUNICIPALITY, team("AM13")]) expect(await listed(who)).toContain(id);
      for (const who of [UWV, team("AM17")]) expect(await listed(who)).not.toContain(id);
      expect(await listed(ELSEWHERE)).not.toContain(id);
      await take(id);
      expect(await listed(MUNICIPALITY)).toContain(id);
      await close(id, "helped-elsewhere");
      expect(await listed(MUNICIPALITY)).not.toContain(id);
      expect(await listed(team("AM13"), "state=settled")).toContain(id);
    });

    it("a team sees that somebody waits and whether it is overdue, and never who it is", async () => {
      const id = await comeForward();
      const seen = await seenIn(await ask(team("AM13"), "GET", pathOf(id)));
      expect(seen).toMatchObject({ status: "received", responsible: "municipality" });
      expect(JSON.stringify(seen)).not.toContain(SELF.familyName);
      const overdue = async () =>
        z
          .object({ items: z.array(Seen) })
          .parse(await (await ask(team("AM13"), "GET", "/v1/self-registrations?limit=100")).json())
          .items.find((one) => one.id === id)?.overdue;
      expect(await overdue()).toBe(false);
      const before = clock;
      clock = new Date("2026-12-01T09:00:00.000Z");
      expect(await overdue()).toBe(true);
      await take(id);
      expect(await overdue()).toBe(false);
      clock = before;
      expect((await take(id, team("AM13"))).status).toBe(403);
    });

    it.each([
      ["another party", UWV],
      ["the same party in another region", ELSEWHERE],
    ])("is not there for %s: not to read, to take up, to give back or to close", async (_, who) => {
      const id = await comeForward();
      const answers = [
        await ask(who, "GET", pathOf(id)),
        await take(id, who),
        await letGo(id, who),
        await close(id, "other", who),
      ];
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    });

    it("tells whoever has its id how far it is, and nothing of who, by whom or why", async () => {
      const id = await comeForward();
      await take(id);
      await close(id, "registered-already");
      const text = await (await ask({}, "GET", `/v1/own-registrations/${id}`)).text();
      expect(Object.keys(JSON.parse(text)).toSorted()).toEqual(
        ["changedAt", "dueAt", "id", "receivedAt", "region", "responsible", "status"].toSorted(),
      );
      expect(text).not.toContain("registered-already");
      expect((await ask({}, "GET", `/v1/own-registrations/${randomUUID()}`)).status).toBe(404);
      expect((await ask({}, "GET", "/v1/own-registrations/1")).status).toBe(400);
    });

    it("every step is on the person's record; that of the profile leads to what was read before there was one", async () => {
      const id = await comeForward();
      await take(id);
      await ask(MUNICIPALITY, "GET", pathOf(id));
      const body = { ...aProfileBody(), selfRegistrationId: id };
      const { id: profileId } = await thingIn(
        await ask(MUNICIPALITY, "POST", "/v1/market-profiles", { body }),
      );
      const key = await pseudonymKey(dynamo.persons);
      const namesOf = async (subject: string) =>
        (await readProcessing(dynamo.records, pseudonymOf(key, subject), clock)).map(({ name }) => name);
      expect((await namesOf(id)).toSorted()).toEqual(
        ["comeForward", "findSelfRegistration", "takeUpSelfRegistration"].toSorted(),
      );
      const profile = await ask(MUNICIPALITY, "GET", `/v1/market-profiles/${profileId}`);
      const { jobSeekerId } = z.looseObject({ jobSeekerId: z.string() }).parse(await profile.json());
      expect(await namesOf(jobSeekerId)).toContain("answerSelfRegistration");
      // GDPR 15: and it is in what the person takes away.
      const own = await rightsOn(dynamo, () => clock).sessionFor(profileId, MUNICIPALITY);
      const by = { role: "responsible-party", party: "municipality" };
      expect(await (await own("GET", "/v1/me/export")).json()).toMatchObject({
        selfRegistrations: [
          {
            id,
            status: "answered",
            history: [
              { what: "taken-up", by },
              { what: "answered", by },
            ],
          },
        ],
      });
      const text = await (await own("GET", "/v1/me/export", { headers: { accept: "text/plain" } })).text();
      expect(text).toContain(`Zelfmelding ${id}`);
      expect(text).not.toContain("client-municipality");
    });

    it("lapses when nobody took it up for its whole time; since it was taken up, its time counts anew", async () => {
      const id = await comeForward();
      const takenUp = await comeForward();
      const before = clock;
      const later = (seconds: number) => {
        clock = new Date(before.getTime() + seconds * 1000);
        process.env["CLOCK_OFFSET_MS"] = String(clock.getTime() - Date.now());
      };
      const { seconds } = RETENTION.selfRegistration;
      try {
        later(seconds - 3600);
        await take(takenUp);
        later(seconds + 60);
        expect((await ask(MUNICIPALITY, "GET", pathOf(id))).status).toBe(404);
        expect((await ask({}, "GET", `/v1/own-registrations/${id}`)).status).toBe(404);
        expect(await seenIn(await ask(MUNICIPALITY, "GET", pathOf(takenUp)))).toMatchObject({
          person: SELF_SEEN,
        });
        later(2 * seconds + 60);
        expect((await ask(MUNICIPALITY, "GET", pathOf(takenUp))).status).toBe(404);
      } finally {
        delete process.env["CLOCK_OFFSET_MS"];
        clock = before;
      }
    });
  },
);

/** As it is kept: the postcode without its space. */
const SELF_SEEN = { ...SELF, postcode: "3511AA" };
