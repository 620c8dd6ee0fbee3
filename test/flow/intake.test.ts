import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { find, put } from "#packages/store/documents.ts";
import { keys } from "#packages/store/keys.ts";
import { marketProfiles } from "#packages/store/kinds.ts";
import { commit, partition } from "#packages/store/platform-table.ts";
import { readShard } from "#packages/store/shards.ts";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";
import {
  aNoticeBody,
  aProfileBody,
  aVacancyBody,
  EMPLOYER,
  intakeOn,
  MUNICIPALITY,
  matchingConsent,
  OTHER_EMPLOYER,
  pageIn,
  problemIn,
  SECTOR,
  team,
  thingIn,
  UWV,
} from "#test/support/intake/intake-app.ts";
import { toldAbout } from "#test/support/intake/told.ts";

describe.skipIf(!hasEngine)("what is handed in is kept, told and ready to be matched", () => {
  let dynamo: Dynamo;
  beforeAll(async () => {
    dynamo = await startDynamo();
  });
  afterAll(() => dynamo.stop());

  it("D1: a vacancy is registered in the region of its place, in one transaction with its event", async () => {
    const { ask } = intakeOn(dynamo);
    const trace = "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01";
    const posted = await ask(EMPLOYER, "POST", "/v1/vacancies", {
      body: aVacancyBody(),
      headers: { traceparent: trace },
    });
    expect(posted.status).toBe(201);
    const vacancy = await thingIn(posted);
    expect(vacancy).toMatchObject({ places: [{ pc4: "1012", region: "AM18", open: 2 }], version: 1 });
    expect(vacancy).not.toHaveProperty("contact");
    const read = await ask(EMPLOYER, "GET", posted.headers.get("location") ?? "");
    expect(read.headers.get("etag")).toBe('"1"');
    expect(await read.json()).toMatchObject({ contact: { name: "V. Voorbeeld" } });
    const shard = await readShard(dynamo.platform, { side: "VACANCY", region: "AM18" });
    expect(shard.map(({ id }) => id)).toContain(vacancy.id);
    expect(await toldAbout(dynamo, vacancy.id)).toMatchObject([
      {
        type: "nl.arbeidsmarkt.vacancy-registered.v1",
        traceparent: trace,
        data: { vacancyId: vacancy.id, regions: ["AM18"], openPositions: 2 },
      },
    ]);
  });

  it("M2: somebody who was placed and seeks work again is matched again, and a profile can pause", async () => {
    const { ask } = intakeOn(dynamo);
    const { id } = await thingIn(
      await ask(MUNICIPALITY, "POST", "/v1/market-profiles", { body: aProfileBody() }),
    );
    const path = `/v1/market-profiles/${id}`;
    const inShard = async () =>
      (await readShard(dynamo.platform, { side: "PROFILE", region: "AM13" })).some(
        (document) => document.id === id,
      );
    const patch = (version: number, status: string) =>
      ask(MUNICIPALITY, "PATCH", path, {
        body: { profile: { status } },
        headers: { "if-match": `"${version}"` },
      });
    expect(await inShard()).toBe(true);
    expect(await thingIn(await patch(1, "paused"))).toMatchObject({ status: "paused", version: 2 });
    expect(await inShard()).toBe(false);
    const known = await find(dynamo.platform, marketProfiles, id);
    if (known === undefined) throw new Error("no profile");
    await commit(dynamo.client, [
      put(dynamo.platform, marketProfiles, { ...known, version: 3, status: "placed" as const }),
    ]);
    expect(await thingIn(await patch(3, "active"))).toMatchObject({ status: "active", version: 4 });
    expect(await inShard()).toBe(true);
    expect((await patch(4, "placed")).status).toBe(400);
  });

  it("nothing personal of a vacancy, a notice or a profile stands in the platform table", async () => {
    const { ask } = intakeOn(dynamo);
    const vacancy = await thingIn(await ask(EMPLOYER, "POST", "/v1/vacancies", { body: aVacancyBody() }));
    const notice = await thingIn(await ask(EMPLOYER, "POST", "/v1/surplus-notices", { body: aNoticeBody() }));
    const profile = await thingIn(
      await ask(MUNICIPALITY, "POST", "/v1/market-profiles", { body: aProfileBody() }),
    );
    const items = await Promise.all(
      [keys.vacancy(vacancy.id), keys.notice(notice.id), keys.profile(profile.id)].map(({ pk }) =>
        Array.fromAsync(partition(dynamo.platform, pk.S)),
      ),
    );
    expect(items.map((found) => found.length)).toEqual([1, 1, 1]);
    expect(JSON.stringify(items)).not.toMatch(/V\. Voorbeeld|H\. Voorbeeld|familyName|3511AA|contact@/);
  });

  it("S4: the person is kept apart from the profile, and only the profile is in the shard", async () => {
    const { ask } = intakeOn(dynamo);
    const posted = await ask(MUNICIPALITY, "POST", "/v1/market-profiles", { body: aProfileBody() });
    expect(posted.status).toBe(201);
    const profile = await thingIn(posted);
    const path = `/v1/market-profiles/${profile.id}`;
    const read = await ask(MUNICIPALITY, "GET", path);
    expect(await read.json()).toMatchObject({ person: { familyName: "Voorbeeld" }, region: "AM13" });
    expect(await (await ask(team("AM13"), "GET", path)).json()).not.toHaveProperty("person");
    expect((await ask(team("AM12"), "GET", path)).status).toBe(404);
    const shard = await readShard(dynamo.platform, { side: "PROFILE", region: "AM13" });
    expect(shard.map(({ id }) => id)).toContain(profile.id);
  });

  it("S4: withdrawing consent takes a profile out of the shard and tells so; an older file does not undo it", async () => {
    const { ask } = intakeOn(dynamo);
    const body = aProfileBody({ reference: "client 12" });
    const profile = await thingIn(await ask(MUNICIPALITY, "POST", "/v1/market-profiles", { body }));
    const path = `/v1/market-profiles/${profile.id}`;
    const consent = `${path}/consents/matching/mobility-teams`;
    expect((await ask(MUNICIPALITY, "DELETE", consent)).headers.get("etag")).toBe('"2"');
    expect((await ask(MUNICIPALITY, "DELETE", consent)).headers.get("etag")).toBe('"2"');
    const isIn = async () =>
      (await readShard(dynamo.platform, { side: "PROFILE", region: "AM13" })).some(
        ({ id }) => id === profile.id,
      );
    expect(await isIn()).toBe(false);
    expect((await ask(team("AM13"), "GET", path)).status).toBe(404);
    const again = await ask(MUNICIPALITY, "POST", "/v1/market-profiles", { body });
    expect([again.status, again.headers.get("etag")]).toEqual([200, '"2"']);
    const given = await ask(MUNICIPALITY, "PUT", consent, { body: { wording: "2026-2" } });
    expect(given.headers.get("etag")).toBe('"3"');
    expect(await isIn()).toBe(true);
    expect((await toldAbout(dynamo, profile.id)).map(({ data }) => data)).toMatchObject([
      { version: 1, visible: true },
      { version: 2, visible: false },
      { version: 3, visible: true },
    ]);
  });

  it("S4: a message about a consent that comes after its withdrawal does not undo it, nor does a change of something else", async () => {
    const { ask } = intakeOn(dynamo);
    const profile = await thingIn(
      await ask(MUNICIPALITY, "POST", "/v1/market-profiles", { body: aProfileBody() }),
    );
    const path = `/v1/market-profiles/${profile.id}`;
    const consent = `${path}/consents/matching/mobility-teams`;
    await ask(MUNICIPALITY, "DELETE", consent);
    const late = await ask(MUNICIPALITY, "PUT", consent, {
      body: { wording: "2026-2", givenAt: "2026-11-01T00:00:00Z" },
    });
    expect((await problemIn(late)).errors).toMatchObject([{ pointer: "/givenAt" }]);
    expect(late.status).toBe(400);
    expect((await ask(team("AM13"), "GET", path)).status).toBe(404);
    await ask(MUNICIPALITY, "PUT", consent, { body: { wording: "2026-2" } });
    const moved = await ask(MUNICIPALITY, "PATCH", path, {
      body: { person: { phone: "030-1234567" } },
      headers: { "if-match": '"3"' },
    });
    expect(moved.status).toBe(200);
    expect((await ask(team("AM13"), "GET", path)).status).toBe(200);
  });

  it("S2: only the party that is responsible for a situation brings the profile", async () => {
    const { ask } = intakeOn(dynamo);
    const refused = await ask(UWV, "POST", "/v1/market-profiles", { body: aProfileBody() });
    expect((await problemIn(refused)).detail).toContain("municipality");
    expect(refused.status).toBe(403);
  });

  it("S3: another situation moves the responsibility, and the history of it is kept", async () => {
    const { ask } = intakeOn(dynamo);
    const posted = await ask(MUNICIPALITY, "POST", "/v1/market-profiles", { body: aProfileBody() });
    const path = posted.headers.get("location") ?? "";
    const moved = await ask(MUNICIPALITY, "PATCH", path, {
      body: { person: { situation: "enters-ww" } },
      headers: { "if-match": '"1"' },
    });
    expect(await moved.json()).toMatchObject({ responsible: "uwv", version: 2 });
    expect((await ask(MUNICIPALITY, "GET", path)).status).toBe(404);
    expect(await (await ask(UWV, "GET", path)).json()).toMatchObject({
      person: { responsibilities: [{ party: "municipality" }, { party: "uwv", situation: "enters-ww" }] },
    });
  });

  it("a person who moves is matched in the new home region and no longer in the old one (M1)", async () => {
    const { ask } = intakeOn(dynamo);
    const posted = await ask(MUNICIPALITY, "POST", "/v1/market-profiles", { body: aProfileBody() });
    const { id } = await thingIn(posted);
    await ask(MUNICIPALITY, "PATCH", `/v1/market-profiles/${id}`, {
      body: { person: { postcode: "9711AA" } },
      headers: { "if-match": '"1"' },
    });
    const idsIn = async (region: "AM13" | "AM01") =>
      (await readShard(dynamo.platform, { side: "PROFILE", region })).map((one) => one.id);
    expect(await idsIn("AM13")).not.toContain(id);
    expect(await idsIn("AM01")).toContain(id);
  });

  it("the employer's own reference, sent again, changes that vacancy instead of adding one", async () => {
    const { ask } = intakeOn(dynamo);
    const body = aVacancyBody({ reference: "V-2026-1" });
    const first = await thingIn(await ask(EMPLOYER, "POST", "/v1/vacancies", { body }));
    const same = await ask(EMPLOYER, "POST", "/v1/vacancies", { body });
    expect([same.status, same.headers.get("etag")]).toEqual([200, '"1"']);
    const other = await ask(EMPLOYER, "POST", "/v1/vacancies", { body: { ...body, description: "Anders." } });
    expect([other.status, other.headers.get("etag")]).toEqual([200, '"2"']);
    expect((await thingIn(other)).id).toBe(first.id);
    await ask(EMPLOYER, "POST", `/v1/vacancies/${first.id}/withdrawal`, { body: { reason: "mistake" } });
    const late = await ask(EMPLOYER, "POST", "/v1/vacancies", { body });
    expect((await problemIn(late)).detail).toContain("withdrawn");
    expect(late.status).toBe(409);
  });

  it("changes need the version that was read, and one who was slower is told", async () => {
    const { ask } = intakeOn(dynamo);
    const { id } = await thingIn(await ask(EMPLOYER, "POST", "/v1/vacancies", { body: aVacancyBody() }));
    const patch = (headers: Record<string, string>) =>
      ask(EMPLOYER, "PATCH", `/v1/vacancies/${id}`, {
        body: { hoursPerWeek: { min: 24, max: 32 }, contact: null },
        headers: { "content-type": "application/merge-patch+json", ...headers },
      });
    expect((await patch({})).status).toBe(428);
    expect((await patch({ "if-match": '"7"' })).status).toBe(412);
    const both = await Promise.all([patch({ "if-match": '"1"' }), patch({ "if-match": '"1"' })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    const read = await ask(EMPLOYER, "GET", `/v1/vacancies/${id}`, { headers: { "if-none-match": '"2"' } });
    expect([read.status, await read.text()]).toEqual([304, ""]);
    const body = await (await ask(EMPLOYER, "GET", `/v1/vacancies/${id}`)).json();
    expect(body).toMatchObject({ hoursPerWeek: { min: 24, max: 32 } });
    expect(body).not.toHaveProperty("contact");
  });

  it("a withdrawn vacancy leaves the shards of all its regions, and only once", async () => {
    const { ask } = intakeOn(dynamo);
    const places = ["1012AB", "9711AA"].map((postcode) => ({ postcode, positions: 1 }));
    const body = aVacancyBody({ nationalEmployer: true, places });
    const { id } = await thingIn(await ask(EMPLOYER, "POST", "/v1/vacancies", { body }));
    const withdraw = () =>
      ask(EMPLOYER, "POST", `/v1/vacancies/${id}/withdrawal`, { body: { reason: "no-longer-needed" } });
    expect((await withdraw()).headers.get("etag")).toBe('"2"');
    expect((await withdraw()).headers.get("etag")).toBe('"2"');
    for (const region of ["AM18", "AM01"] as const)
      expect(
        (await readShard(dynamo.platform, { side: "VACANCY", region })).map((one) => one.id),
      ).not.toContain(id);
    expect((await toldAbout(dynamo, id)).map(({ type }) => type)).toEqual([
      "nl.arbeidsmarkt.vacancy-registered.v1",
      "nl.arbeidsmarkt.vacancy-withdrawn.v1",
    ]);
  });

  it("D4: open hiring is told to the desks and stands in no shard", async () => {
    const { ask } = intakeOn(dynamo);
    const body = aVacancyBody({ kind: "open-hiring", contractKinds: ["permanent"] });
    const { id } = await thingIn(await ask(EMPLOYER, "POST", "/v1/vacancies", { body }));
    const shard = await readShard(dynamo.platform, { side: "VACANCY", region: "AM18" });
    expect(shard.map((one) => one.id)).not.toContain(id);
    expect(await toldAbout(dynamo, id)).toHaveLength(1);
  });

  it("a title that is not clear leaves the vacancy without occupation and gets suggestions", async () => {
    const { ask } = intakeOn(dynamo);
    const posted = await ask(EMPLOYER, "POST", "/v1/vacancies", {
      body: aVacancyBody({ title: "Topper gezocht voor ons team" }),
    });
    const vacancy = await posted.json();
    expect(vacancy).not.toHaveProperty("occupation");
    expect(vacancy).toMatchObject({
      occupationSuggestions: [{ pointer: "/title" }],
      notice: expect.stringContaining("ESCO"),
    });
    const sure = await ask(EMPLOYER, "POST", "/v1/vacancies", { body: aVacancyBody({ title: "kok" }) });
    expect(await sure.json()).toMatchObject({ occupationLink: { by: "title" }, occupationSuggestions: [] });
  });

  it("an employer lists its own vacancies page by page, a team those of its region", async () => {
    const { ask } = intakeOn(dynamo);
    const own = { ...OTHER_EMPLOYER, kvkNumber: "11112222" };
    const employer = { kvkNumber: "11112222", name: "Voorbeeld" };
    const places = [{ postcode: "4331AA", positions: 1 }];
    for (let n = 0; n < 5; n += 1)
      await ask(own, "POST", "/v1/vacancies", {
        body: aVacancyBody({ employer, places, title: `kok ${n}` }),
      });
    const all: string[] = [];
    let path = "/v1/vacancies?limit=2";
    for (let pages = 0; pages < 4 && path !== ""; pages += 1) {
      const answer = await ask(own, "GET", path);
      const page = await pageIn(answer);
      all.push(...page.items.map(({ title }) => String(title)));
      path = /<([^>]+)>; rel="next"/.exec(answer.headers.get("link") ?? "")?.[1] ?? "";
    }
    expect(all).toEqual(["kok 0", "kok 1", "kok 2", "kok 3", "kok 4"]);
    const region = (await pageIn(await ask(own, "GET", "/v1/vacancies"))).items[0]?.["places"];
    const code = Array.isArray(region) ? String(region[0].region) : "";
    const first = await pageIn(await ask(team(code), "GET", "/v1/vacancies?limit=3"));
    expect(first.items).toHaveLength(3);
    const rest = await pageIn(
      await ask(team(code), "GET", `/v1/vacancies?limit=3&cursor=${first.nextCursor}`),
    );
    expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(5);
    const strange = await ask(EMPLOYER, "GET", `/v1/vacancies?cursor=${first.nextCursor}`);
    expect((await problemIn(strange)).errors).toMatchObject([{ parameter: "cursor" }]);
  });

  it("B4: a sector organisation files for a firm of its sector; the notice is its own", async () => {
    const { ask } = intakeOn(dynamo);
    const posted = await ask(SECTOR, "POST", "/v1/surplus-notices", { body: aNoticeBody() });
    expect(await posted.json()).toMatchObject({
      status: "open",
      filer: { role: "sector-organisation", sector: "I" },
    });
    expect((await ask(EMPLOYER, "GET", posted.headers.get("location") ?? "")).status).toBe(404);
    const outside = aNoticeBody({ employer: { kvkNumber: "12345678", name: "Bouw", sector: "F" } });
    expect((await ask(SECTOR, "POST", "/v1/surplus-notices", { body: outside })).status).toBe(403);
  });

  it("an incomplete notice is a draft that nobody is told of, until nothing is missing", async () => {
    const { ask } = intakeOn(dynamo);
    const groups = [{ groupKey: "balie", headCount: 3, postcode: "1012AB" }];
    const posted = await ask(EMPLOYER, "POST", "/v1/surplus-notices", { body: aNoticeBody({ groups }) });
    const draft = await thingIn(posted);
    expect(draft).toMatchObject({
      status: "draft",
      missing: ["/groups/0/occupation", "/groups/0/availableFromDate"],
    });
    expect(await toldAbout(dynamo, draft.id)).toEqual([]);
    const [group] = groups;
    await ask(EMPLOYER, "PATCH", `/v1/surplus-notices/${draft.id}`, {
      body: { groups: [{ ...group, jobTitle: "receptionist", availableFromDate: "2027-01-01" }] },
      headers: { "if-match": '"1"' },
    });
    expect(await toldAbout(dynamo, draft.id)).toMatchObject([
      { type: "nl.arbeidsmarkt.surplus-notice-registered.v1", data: { version: 2, headCount: 3 } },
    ]);
  });

  it("S7: who comes forward alone becomes a request to the responsible party, without a profile", async () => {
    const { ask } = intakeOn(dynamo);
    const body = {
      givenName: "Voornaam",
      familyName: "Voorbeeld",
      postcode: "3511AA",
      situation: "temporary-contract-ends",
      phone: "030-0000000",
    };
    const posted = await ask(team("AM13"), "POST", "/v1/self-registrations", { body });
    const { id } = await thingIn(posted);
    expect((await ask(MUNICIPALITY, "GET", `/v1/self-registrations/${id}`)).status).toBe(404);
    await ask(UWV, "PUT", `/v1/self-registrations/${id}/claim`);
    const read = await ask(UWV, "GET", `/v1/self-registrations/${id}`);
    expect(await read.json()).toMatchObject({ person: { phone: "030-0000000" }, region: "AM13" });
    const list = await pageIn(await ask(UWV, "GET", "/v1/self-registrations?region=AM13"));
    expect(list.items.map((one) => one.id)).toContain(id);
    expect(await toldAbout(dynamo, id)).toMatchObject([
      { type: "nl.arbeidsmarkt.self-registration-received.v1", data: { responsible: "uwv" } },
      { type: "nl.arbeidsmarkt.self-registration-changed.v1", data: { status: "taken-up" } },
    ]);
  });

  it("a profile that names a code that is no known concept is refused, naming each", async () => {
    const { ask } = intakeOn(dynamo);
    const body = aProfileBody({
      profile: {
        competencies: ["http://data.europa.eu/esco/skill/none", "C-001"],
        consents: [matchingConsent()],
      },
    });
    const wrong = await problemIn(await ask(MUNICIPALITY, "POST", "/v1/market-profiles", { body }));
    expect(wrong.errors.map(({ pointer }) => pointer)).toEqual(["/profile/competencies/1"]);
    const unknown = aProfileBody({
      person: { ...aProfileBody().person, postcode: "5028AA" },
      profile: { competencies: ["http://data.europa.eu/esco/skill/none"] },
    });
    const told = await problemIn(await ask(MUNICIPALITY, "POST", "/v1/market-profiles", { body: unknown }));
    expect(told.errors.map(({ pointer }) => pointer)).toEqual([
      "/person/postcode",
      "/profile/competencies/0",
    ]);
  });
});
