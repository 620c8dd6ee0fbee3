import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allRoutes } from "#packages/api/openapi-document.ts";
import { ROLES } from "#packages/domain/actor.ts";
import { isOperation, rolesFor } from "#packages/policy/operations.ts";
import { readEntries } from "#packages/store/audit-trail.ts";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";
import {
  ADMINISTRATOR,
  aNoticeBody,
  aProfileBody,
  aVacancyBody,
  type Claims,
  EMPLOYER,
  intakeOn,
  MUNICIPALITY,
  OTHER_EMPLOYER,
  problemIn,
  SECTOR,
  team,
  thingIn,
  UWV,
} from "#test/support/intake/intake-app.ts";

/** A token of every role, with what the role needs. */
const CLAIMS: Record<string, Claims> = {
  employer: EMPLOYER,
  "sector-organisation": SECTOR,
  "responsible-party": MUNICIPALITY,
  team: team("AM18"),
  coordinator: { sub: "c", role: "coordinator", region: "AM18" },
  cashier: { sub: "k", role: "cashier" },
  auditor: { sub: "a", role: "auditor" },
  "national-point": { sub: "n", role: "national-point" },
  "steering-group": { sub: "s", role: "steering-group" },
  administrator: ADMINISTRATOR,
};

const ID = "0190a1b2-0000-4000-8000-000000000000";
const INTAKE_TAGS = new Set(["vacancies", "surplus-notices", "market-profiles", "self-registrations"]);
/** Every operation of the intake API, ready to be asked. */
const operations = allRoutes().flatMap(({ operationId, method, path, tags = [] }) =>
  isOperation(operationId) && tags.some((tag) => INTAKE_TAGS.has(tag)) && !path.includes("import")
    ? [
        {
          operationId,
          method: method.toUpperCase(),
          path: `/v1${path
            .replace("{id}", ID)
            .replace("{purpose}", "matching")
            .replace("{receiver}", "mobility-teams")}`,
        },
      ]
    : [],
);

describe.skipIf(!hasEngine)("nothing is open that is not meant to be", () => {
  let dynamo: Dynamo;
  beforeAll(async () => {
    dynamo = await startDynamo();
  });
  afterAll(() => dynamo.stop());

  it.each(operations)(
    "$operationId: 401 without token, 403 without scope or for another role",
    async (one) => {
      const { app, ask } = intakeOn(dynamo);
      const { operationId, method, path } = one;
      const bare = await app.request(path, { method });
      expect((await problemIn(bare)).status).toBe(401);
      const scopeless = await ask({ ...EMPLOYER, scope: "openid" }, method, path);
      expect((await problemIn(scopeless)).status).toBe(403);
      const allowed = rolesFor(operationId);
      for (const [role, claims] of Object.entries(CLAIMS)) {
        const { status } = await ask(claims, method, path);
        expect([role, status === 403]).toEqual([role, !allowed.includes(role)]);
      }
    },
  );

  it("has a token of every role but those that no token is for: the platform itself, and job seekers", async () => {
    const untold = ["system", "job-seeker"];
    expect(Object.keys(CLAIMS).toSorted()).toEqual(ROLES.filter((role) => !untold.includes(role)).toSorted());
    const { ask } = intakeOn(dynamo);
    for (const role of untold)
      expect([role, (await ask({ sub: "x", role }, "GET", "/v1/vacancies")).status]).toEqual([role, 403]);
  });

  it.each([
    ["an employer without KvK number", { role: "employer" }],
    ["a team without region", { role: "team" }],
    ["a coordinator without region", { role: "coordinator" }],
    ["a party without party", { role: "responsible-party" }],
    ["a sector organisation without sector", { role: "sector-organisation" }],
    ["a role that does not exist", { role: "root" }],
  ])("a token of %s is refused", async (_whose, claims) => {
    const { ask } = intakeOn(dynamo);
    const answer = await ask({ sub: "x", ...claims }, "GET", "/v1/vacancies");
    expect((await problemIn(answer)).status).toBe(403);
  });

  /** Who sees a vacancy in AM18 of 12345678, a notice of it, and a profile in AM13 of a municipality. */
  const MATRIX: [string, Claims, { vacancy: number; notice: number; profile: number }][] = [
    ["its employer", EMPLOYER, { vacancy: 200, notice: 200, profile: 403 }],
    ["another employer", OTHER_EMPLOYER, { vacancy: 404, notice: 404, profile: 403 }],
    ["the sector organisation", SECTOR, { vacancy: 403, notice: 404, profile: 403 }],
    ["the responsible party", MUNICIPALITY, { vacancy: 403, notice: 403, profile: 200 }],
    ["another party", UWV, { vacancy: 403, notice: 403, profile: 404 }],
    [
      "the party in another region",
      { ...MUNICIPALITY, region: "AM01" },
      { vacancy: 403, notice: 403, profile: 404 },
    ],
    ["the team of the work", team("AM18"), { vacancy: 200, notice: 403, profile: 404 }],
    ["the team of the home", team("AM13"), { vacancy: 404, notice: 403, profile: 200 }],
    ["an administrator", ADMINISTRATOR, { vacancy: 200, notice: 200, profile: 200 }],
  ];
  it.each(MATRIX)("%s", async (_who, claims, expected) => {
    const { ask } = intakeOn(dynamo);
    const post = async (as: Claims, path: string, body: object) =>
      `${path}/${(await thingIn(await ask(as, "POST", path, { body }))).id}`;
    const paths = {
      vacancy: await post(EMPLOYER, "/v1/vacancies", aVacancyBody()),
      notice: await post(EMPLOYER, "/v1/surplus-notices", aNoticeBody()),
      profile: await post(MUNICIPALITY, "/v1/market-profiles", aProfileBody()),
    };
    const statuses: Record<string, number> = {};
    for (const [what, path] of Object.entries(paths)) {
      const answer = await ask(claims, "GET", path);
      statuses[what] = answer.status;
      const text = await answer.text();
      const mayKnow = what === "profile" ? "responsible-party" : "employer";
      if (claims["role"] !== mayKnow) expect(text).not.toMatch(/Voornaam|V\. Voorbeeld|H\. Voorbeeld/);
    }
    expect(statuses).toEqual(expected);
  });

  it("an employer cannot post for another firm, nor hand its vacancy to one", async () => {
    const { ask } = intakeOn(dynamo);
    const foreign = await ask(OTHER_EMPLOYER, "POST", "/v1/vacancies", { body: aVacancyBody() });
    expect((await problemIn(foreign)).errors).toMatchObject([{ pointer: "/employer/kvkNumber" }]);
    expect(foreign.status).toBe(403);
    const posted = await ask(EMPLOYER, "POST", "/v1/vacancies", { body: aVacancyBody() });
    const handed = await ask(EMPLOYER, "PATCH", posted.headers.get("location") ?? "", {
      body: { employer: { kvkNumber: "87654321" } },
      headers: { "if-match": '"1"' },
    });
    expect((await problemIn(handed)).errors).toMatchObject([{ pointer: "/employer/kvkNumber" }]);
  });

  it("S4: by what its party knows somebody, is for that party; a team and an administrator see a profile without", async () => {
    const { ask } = intakeOn(dynamo);
    const reference = `V.Voorbeeld-${Date.now()}`;
    const body = aProfileBody({ reference });
    const { id, region } = await thingIn(await ask(MUNICIPALITY, "POST", "/v1/market-profiles", { body }));
    const home = team("AM13");
    expect(region).toBe(home["region"]);
    for (const path of [`/v1/market-profiles/${id}`, "/v1/market-profiles?region=AM13&limit=100"]) {
      const texts = await Promise.all(
        [MUNICIPALITY, home, ADMINISTRATOR].map(async (who) => (await ask(who, "GET", path)).text()),
      );
      expect([path, texts.map((text) => text.includes(id))]).toEqual([path, [true, true, true]]);
      expect([path, texts.map((text) => text.includes(reference))]).toEqual([path, [true, false, false]]);
    }
  });

  it("M4, S4: what a party does about consents, or about somebody's being there, is a link of the trail that names who", async () => {
    const { ask } = intakeOn(dynamo);
    const { id } = await thingIn(
      await ask(MUNICIPALITY, "POST", "/v1/market-profiles", { body: aProfileBody() }),
    );
    const path = `/v1/market-profiles/${id}`;
    const consent = `${path}/consents/matching/mobility-teams`;
    const done = [
      await ask(MUNICIPALITY, "DELETE", consent),
      await ask(MUNICIPALITY, "DELETE", consent),
      await ask(MUNICIPALITY, "PUT", consent, { body: { wording: "2026-1" } }),
      await ask(MUNICIPALITY, "POST", `${path}/withdrawal`, { body: { reason: "found-work" } }),
    ];
    expect(done.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const trail = await readEntries(dynamo.records, "AM13", { from: 1, limit: 100 });
    const by = MUNICIPALITY["sub"];
    expect(trail.slice(-3).map((one) => [one.what, one.by.subject, one.detail?.["reason"]])).toEqual([
      ["consent-withdrawn", by, undefined],
      ["consent-given", by, undefined],
      ["profile-withdrawn", by, "found-work"],
    ]);
    expect(JSON.stringify(trail)).not.toContain(id);
  });

  it("of many consents that are settled in one region at once, each is done and on the trail", async () => {
    const { ask } = intakeOn(dynamo);
    const ids = await Promise.all(
      Array.from(
        { length: 8 },
        async () =>
          (await thingIn(await ask(MUNICIPALITY, "POST", "/v1/market-profiles", { body: aProfileBody() })))
            .id,
      ),
    );
    const before = await readEntries(dynamo.records, "AM13", { from: 1, limit: 1000 });
    const answers = await Promise.all(
      ids.map((id) =>
        ask(MUNICIPALITY, "DELETE", `/v1/market-profiles/${id}/consents/matching/mobility-teams`),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 200));
    const after = await readEntries(dynamo.records, "AM13", { from: 1, limit: 1000 });
    expect(after.length - before.length).toBe(8);
  });

  it("employers see how many proposals there are, never for whom (S4)", async () => {
    const { ask } = intakeOn(dynamo);
    const posted = await ask(EMPLOYER, "POST", "/v1/vacancies", { body: aVacancyBody() });
    const counts = await ask(EMPLOYER, "GET", `${posted.headers.get("location")}/proposal-counts`);
    expect(await counts.json()).toEqual({ open: 0, takenUp: 0, filledPositions: 0 });
  });
});
