import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { aMarketProfile, aVacancy } from "#test/support/build.ts";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";
import {
  aProfileBody,
  intakeOn,
  MUNICIPALITY,
  problemIn,
  team,
  thingIn,
  UWV,
} from "#test/support/intake/intake-app.ts";
import { rightsOn, tokenIn } from "#test/support/rights/rights-apps.ts";
import { aProposal } from "#test/unit/delivery/a-proposal.ts";
import { given } from "#test/unit/delivery/delivery-app.ts";

const MINUTE = 60_000;
let dynamo: Dynamo;
let clock: Date;
const now = () => clock;
const later = (ms: number) => {
  clock = new Date(clock.getTime() + ms);
};

const register = async (over: Record<string, unknown> = {}) =>
  thingIn(
    await intakeOn(dynamo, { now }).ask(MUNICIPALITY, "POST", "/v1/market-profiles", {
      body: aProfileBody(over),
    }),
  );
const linkOf = async (id: string) =>
  tokenIn(
    await rightsOn(dynamo, now).asStaff(MUNICIPALITY)("POST", `/v1/market-profiles/${id}/personal-links`),
  );
const open = (token: string) =>
  rightsOn(dynamo, now).openly("POST", "/v1/personal-sessions", { body: { token } });

const Items = z.looseObject({ items: z.array(z.looseObject({})) });
const itemsIn = async (answer: Response) => Items.parse(await answer.json()).items;

describe.skipIf(!hasEngine)("job seekers' own access", () => {
  beforeAll(async () => {
    clock = new Date();
    dynamo = await startDynamo();
  });
  afterAll(() => dynamo?.stop());

  it("a link opens one session, once, and shows the own profile", async () => {
    const { id } = await register();
    const link = await linkOf(id);
    const first = await open(link);
    expect(first.status).toBe(201);
    const ask = rightsOn(dynamo, now).asHolder(await tokenIn(first));
    const me = await ask("GET", "/v1/me");
    expect([me.status, await me.json()]).toMatchObject([
      200,
      {
        profile: { id, occupations: [{ label: expect.any(String) }] },
        person: { familyName: "Voorbeeld" },
        matched: true,
      },
    ]);
    expect((await open(link)).status).toBe(404);
  });

  it("of twenty who open the same link at once, one gets in", async () => {
    const { id } = await register();
    const link = await linkOf(id);
    const answers = await Promise.all(Array.from({ length: 20 }, () => open(link)));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array.from({ length: 19 }, () => 404)]);
  });

  it("a link is void after fifteen minutes, and when another one is made", async () => {
    const { id } = await register();
    const first = await linkOf(id);
    const second = await linkOf(id);
    expect((await open(first)).status).toBe(404);
    later(15 * MINUTE);
    expect((await open(second)).status).toBe(404);
  });

  it("a session ends half an hour after its last use, after eight hours, when closed and when revoked", async () => {
    const { id } = await register();
    const rights = rightsOn(dynamo, now);
    const used = await rights.sessionFor(id, MUNICIPALITY);
    for (let count = 0; count < 2; count += 1) {
      later(20 * MINUTE);
      expect((await used("GET", "/v1/me")).status).toBe(200);
    }
    later(31 * MINUTE);
    expect((await used("GET", "/v1/me")).status).toBe(401);

    const long = await rights.sessionFor(id, MUNICIPALITY);
    for (let minutes = 0; minutes < 8 * 60; minutes += 24) {
      expect((await long("GET", "/v1/me/consents")).status).toBe(200);
      later(24 * MINUTE);
    }
    later(MINUTE);
    expect((await long("GET", "/v1/me/consents")).status).toBe(401);

    const closed = await rights.sessionFor(id, MUNICIPALITY);
    expect((await closed("DELETE", "/v1/personal-sessions/current")).status).toBe(204);
    expect((await closed("GET", "/v1/me")).status).toBe(401);

    const revoked = await rights.sessionFor(id, MUNICIPALITY);
    later(1000);
    const path = `/v1/market-profiles/${id}/personal-links`;
    expect((await rights.asStaff(MUNICIPALITY)("DELETE", path)).status).toBe(204);
    expect((await revoked("GET", "/v1/me")).status).toBe(401);
  });

  it("claims of a token open nothing here: without a session every path is 401", async () => {
    const { openly } = rightsOn(dynamo, now);
    for (const path of ["/v1/me", "/v1/me/export", "/v1/me/proposals", "/v1/me/readings"])
      expect([
        path,
        (await openly("GET", path, { headers: { authorization: "Bearer eyJhbGciOiJub25lIn0" } })).status,
      ]).toEqual([path, 401]);
  });

  it("S1: only the responsible party and a team that took the case up can make a link; to others there is no such profile", async () => {
    const profile = aMarketProfile({ responsible: "municipality" }, 7);
    const vacancy = aVacancy({}, 7);
    const proposal = aProposal({}, { vacancy, profile });
    await given(dynamo.platform, { profile, vacancy, proposal });
    const { asStaff } = rightsOn(dynamo, now);
    const path = `/v1/market-profiles/${profile.id}/personal-links`;
    const statuses = await Promise.all(
      [UWV, team("AM18"), team("AM19"), MUNICIPALITY].map(
        async (claims) => (await asStaff(claims)("POST", path)).status,
      ),
    );
    expect(statuses).toEqual([404, 404, 404, 201]);
  });

  it("S4: a consent is withdrawn and given by the person, in words that are kept, and is on record", async () => {
    const { id } = await register();
    const rights = rightsOn(dynamo, now);
    const ask = await rights.sessionFor(id, MUNICIPALITY);
    later(1000);
    const path = "/v1/me/consents/matching/mobility-teams";
    const withdrawn = await itemsIn(await ask("DELETE", path));
    expect(withdrawn).toMatchObject([
      { purpose: "matching", withdrawnAt: clock.toISOString(), text: expect.any(String) },
    ]);
    expect(await (await ask("GET", "/v1/me")).json()).toMatchObject({
      matched: false,
      notMatchedBecause: ["no-consent"],
    });
    later(1000);
    const again = await itemsIn(await ask("PUT", path, { body: { wording: "2026-1" } }));
    expect(again.at(-1)).toMatchObject({
      purpose: "matching",
      wording: "2026-1",
      givenAt: clock.toISOString(),
    });
    expect((await problemIn(await ask("PUT", path, { body: { wording: "made-up" } }))).errors).toMatchObject([
      { pointer: "/wording" },
    ]);
    const readings = await itemsIn(await ask("GET", "/v1/me/readings"));
    expect(readings.filter(({ activity }) => String(activity).endsWith("settle-consent"))).toHaveLength(2);
  });

  it("GDPR 16: what is wrong is put right by the person; what belongs to the party is refused by name", async () => {
    const { id } = await register();
    const ask = await rightsOn(dynamo, now).sessionFor(id, MUNICIPALITY);
    const refused = await ask("PATCH", "/v1/me/profile", {
      body: {
        person: { situation: "enters-ww", givenName: "Ander" },
        profile: { consents: [] },
        reference: "x",
      },
      headers: { "if-match": '"1"' },
    });
    expect((await problemIn(refused)).errors.map(({ pointer }) => pointer)).toEqual([
      "/person/situation",
      "/profile/consents",
      "/reference",
    ]);
    const done = await ask("PATCH", "/v1/me/profile", {
      body: { person: { postcode: "9711 AB" }, profile: { reachKm: 12 } },
      headers: { "if-match": '"1"' },
    });
    expect([done.status, await done.json()]).toMatchObject([
      200,
      { region: "AM01", profile: { version: 2, reachKm: 12 }, person: { postcode: "9711AB" } },
    ]);
    expect(
      (
        await ask("PATCH", "/v1/me/profile", {
          body: { profile: { reachKm: 9 } },
          headers: { "if-match": '"1"' },
        })
      ).status,
    ).toBe(412);
  });

  it("GDPR 18 and 21: restriction and objection take the person out of matching, and back", async () => {
    const { id } = await register();
    const ask = await rightsOn(dynamo, now).sessionFor(id, MUNICIPALITY);
    const because = async (answer: Response) =>
      z.looseObject({ notMatchedBecause: z.array(z.string()) }).parse(await answer.json()).notMatchedBecause;
    expect(await because(await ask("PUT", "/v1/me/objection"))).toEqual(["objected"]);
    expect(
      await because(await ask("PUT", "/v1/me/restriction", { body: { ground: "accuracy-contested" } })),
    ).toEqual(["restricted", "objected"]);
    const path = `/v1/market-profiles/${id}`;
    const frozen = await intakeOn(dynamo, { now }).ask(MUNICIPALITY, "PATCH", path, {
      body: { profile: { reachKm: 5 } },
      headers: { "if-match": '"3"' },
    });
    expect(frozen.status).toBe(409);
    expect(await because(await ask("DELETE", "/v1/me/restriction"))).toEqual(["objected"]);
    expect(await because(await ask("DELETE", "/v1/me/objection"))).toEqual([]);
    expect(await because(await ask("DELETE", "/v1/me/objection"))).toEqual([]);
  });

  it("M4, GDPR 22: a person looks again within the term, and never whoever decided", async () => {
    const { id: mine } = await register({ person: { ...aProfileBody().person, postcode: "1012 AB" } });
    const [vacancy, profile] = [aVacancy({}, 8), aMarketProfile({ id: mine }, 8)];
    const rejected = aProposal({ state: "rejected" }, { vacancy, profile });
    const by = { subject: "client-AM18", role: "team", region: "AM18" } as const;
    const step = { at: clock.toISOString(), by, what: "rejected" as const, reason: "other" };
    const proposal = { ...rejected, history: [...rejected.history, step] };
    const foreign = aProposal({}, { vacancy, profile: aMarketProfile({}, 9) });
    await given(dynamo.platform, { vacancy, proposal });
    await given(dynamo.platform, { proposal: foreign });
    const rights = rightsOn(dynamo, now);
    const ask = await rights.sessionFor(mine, MUNICIPALITY);
    const about = (proposalId: string) =>
      ask("POST", "/v1/me/review-requests", { body: { subject: "proposal", proposalId } });
    expect((await problemIn(await about(foreign.id))).errors).toMatchObject([{ pointer: "/proposalId" }]);
    const own = z.looseObject({ id: z.string() }).parse(await (await about(proposal.id)).json()).id;
    const text = { outcome: "stands", text: "Wij blijven erbij." };
    const judged = await rights.asStaff(team("AM18"))("PUT", `/v1/review-requests/${own}/answer`, {
      body: text,
    });
    expect(judged.status).toBe(409);
    later(1000);
    const asked = await ask("POST", "/v1/me/review-requests", {
      body: { subject: "not-being-proposed", question: "Waarom ik niet?" },
    });
    const { id } = z.looseObject({ id: z.string() }).parse(await asked.json());
    const listed = await itemsIn(await rights.asStaff(team("AM18"))("GET", "/v1/review-requests"));
    expect(listed.map((one) => one["id"]).toSorted()).toEqual([id, own].toSorted());
    expect(JSON.stringify(listed)).not.toContain("Waarom");
    const answer = { outcome: "changed", text: "U heeft gelijk." };
    const path = `/v1/review-requests/${id}/answer`;
    expect((await rights.asStaff(team("AM19"))("PUT", path, { body: answer })).status).toBe(404);
    expect((await rights.asStaff(team("AM18"))("PUT", path, { body: answer })).status).toBe(200);
    expect(
      (await rights.asStaff(MUNICIPALITY)("PUT", path, { body: { ...answer, outcome: "stands" } })).status,
    ).toBe(409);
    expect(await itemsIn(await ask("GET", "/v1/me/review-requests"))).toMatchObject([
      { state: "open", subject: "proposal", overdue: false },
      {
        state: "answered",
        question: "Waarom ik niet?",
        answer: { outcome: "changed", text: "U heeft gelijk." },
      },
    ]);
  });

  it("GDPR 15: the export has everything, for machines and to read, and says who looked", async () => {
    const { id } = await register();
    await intakeOn(dynamo, { now }).ask(MUNICIPALITY, "GET", `/v1/market-profiles/${id}`);
    const ask = await rightsOn(dynamo, now).sessionFor(id, MUNICIPALITY);
    const machine = await ask("GET", "/v1/me/export");
    expect(await machine.json()).toMatchObject({
      format: "overstap-own-data/1",
      person: { familyName: "Voorbeeld" },
      profile: { id, consents: [{ purpose: "matching" }] },
      proposals: [],
      readings: expect.arrayContaining([
        expect.objectContaining({ by: { role: "responsible-party", party: "municipality" } }),
      ]),
    });
    const readable = await ask("GET", "/v1/me/export", { headers: { accept: "text/html" } });
    const page = await readable.text();
    expect(page).toContain("<li>Achternaam: Voorbeeld</li>");
    expect(page).not.toMatch(/<script|style=|https?:\/\/[^<]*\.js/);
    expect(await (await ask("GET", "/v1/me/export", { headers: { accept: "text/plain" } })).text()).toContain(
      "Wie u bent",
    );
  });

  it("S4: who it is, is shown for as long as the person agrees, also after a placement", async () => {
    const { id: mine } = await register({ person: { ...aProfileBody().person, postcode: "1012 AB" } });
    const [vacancy, profile] = [aVacancy({}, 10), aMarketProfile({ id: mine }, 10)];
    const { sub: subject = "" } = team("AM18");
    const by = { subject, role: "team", region: "AM18" } as const;
    const claim = { by, at: clock.toISOString() };
    const proposal = aProposal({ state: "placed", claim }, { vacancy, profile });
    await given(dynamo.platform, { vacancy, proposal });
    const rights = rightsOn(dynamo, now);
    const path = `/v1/proposals/${proposal.id}/person?purpose=contact`;
    const look = async () => (await rights.asStaff(team("AM18"))("GET", path)).status;
    expect(await look()).toBe(200);
    const own = await rights.sessionFor(mine, MUNICIPALITY);
    const consent = "/v1/me/consents/matching/mobility-teams";
    later(1000);
    await own("DELETE", consent);
    expect(await look()).toBe(409);
    later(1000);
    await own("PUT", consent, { body: { wording: "2026-1" } });
    expect(await look()).toBe(200);
    await intakeOn(dynamo, { now }).ask(MUNICIPALITY, "POST", `/v1/market-profiles/${mine}/withdrawal`, {
      body: { reason: "own-request" },
    });
    expect(await look()).toBe(409);
  });

  it("GDPR 15: what the team noted of a talk is in the export, for machines and to read", async () => {
    const { id: mine } = await register({ person: { ...aProfileBody().person, postcode: "1012 AB" } });
    const [vacancy, profile] = [aVacancy({}, 11), aMarketProfile({ id: mine }, 11)];
    const before = aProposal({ state: "claimed" }, { vacancy, profile });
    const contact = { party: "person", channel: "phone", outcome: "not-interested" } as const;
    const by = { subject: "ana", role: "team", region: "AM18" } as const;
    const step = { at: clock.toISOString(), by, what: "contacted" as const, contact, note: "belt terug" };
    const proposal = { ...before, history: [...before.history, step] };
    await given(dynamo.platform, { vacancy, proposal });
    const own = await rightsOn(dynamo, now).sessionFor(mine, MUNICIPALITY);
    const { proposals } = z
      .looseObject({ proposals: z.array(z.looseObject({ history: z.array(z.looseObject({})) })) })
      .parse(await (await own("GET", "/v1/me/export")).json());
    expect(proposals[0]?.history.at(-1)).toMatchObject({ what: "contacted", contact, note: "belt terug" });
    const text = await (await own("GET", "/v1/me/export", { headers: { accept: "text/plain" } })).text();
    expect(text).toMatch(/contacted \(.*outcome not-interested.*\) door team AM18: belt terug/);
  });

  it("GDPR 15 and 17: whose profile was withdrawn gets at what is kept of it, and has it erased", async () => {
    const { id } = await register();
    const withdrawal = { body: { reason: "own-request" } };
    const path = `/v1/market-profiles/${id}/withdrawal`;
    expect((await intakeOn(dynamo, { now }).ask(MUNICIPALITY, "POST", path, withdrawal)).status).toBe(200);
    const own = await rightsOn(dynamo, now).sessionFor(id, MUNICIPALITY);
    expect(await (await own("GET", "/v1/me/export")).json()).toMatchObject({
      person: { familyName: "Voorbeeld" },
      profile: { id, status: "withdrawn" },
    });
    const agreed = await own("DELETE", "/v1/me/consents/matching/mobility-teams");
    expect([agreed.status, (await own("GET", "/v1/me")).status]).toEqual([200, 200]);
    const asked = await own("POST", "/v1/me/erasure", { body: { confirm: "erase-everything" } });
    expect(asked.status).toBe(202);
    const link = `/v1/market-profiles/${id}/personal-links`;
    expect((await rightsOn(dynamo, now).asStaff(MUNICIPALITY)("POST", link)).status).toBe(404);
  });
});
