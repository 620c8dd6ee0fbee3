import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SettingsView } from "#packages/api/routes/delivery-views.ts";
import { settingsOf } from "#packages/domain/settings.ts";
import type { Table } from "#packages/store/platform-table.ts";
import { readSettings } from "#packages/store/settings-store.ts";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";
import { NOW } from "../unit/delivery/a-proposal.ts";
import {
  ADMIN,
  type Ask,
  type Claims,
  coordinatorOf,
  STEERING,
  teamOf,
  teamsOn,
} from "../unit/delivery/delivery-app.ts";

describe.skipIf(!hasEngine)("settings of a region", () => {
  let dynamo: Dynamo;
  let table: Table;
  let ask: Ask;
  beforeAll(async () => {
    dynamo = await startDynamo();
    table = dynamo.platform;
    ask = teamsOn(table);
  });
  afterAll(() => dynamo?.stop());

  const patch = (claims: Claims, region: string, body: object, etag: string) =>
    ask(claims, "PATCH", `/v1/regions/${region}/settings`, { body, headers: { "if-match": etag } });
  const read = async (claims: Claims, region: string) => {
    const answer = await ask(claims, "GET", `/v1/regions/${region}/settings`);
    return SettingsView.parse(await answer.json());
  };

  it("are the defaults until the coordinator sets them, with who changed what and when", async () => {
    expect(await read(teamOf("AM01"), "AM01")).toMatchObject({ version: 0, capPerPosition: 20, changes: [] });
    const answer = await patch(
      coordinatorOf("AM01"),
      "AM01",
      { capPerPosition: 15, dueInWorkingDays: 3, desk: { phone: "050 123 45 67", name: "RMT Groningen" } },
      '"0"',
    );
    expect(answer.status).toBe(200);
    expect(answer.headers.get("etag")).toBe('"1"');
    expect((await patch(coordinatorOf("AM01"), "AM01", { desk: { phone: null } }, '"1"')).status).toBe(200);
    expect(await read(STEERING, "AM01")).toMatchObject({
      version: 2,
      capPerPosition: 15,
      capPerVacancy: 100,
      desk: { name: "RMT Groningen" },
      changedAt: NOW.toISOString(),
      changedBy: { subject: "coordinator-AM01", role: "coordinator" },
      changes: [
        { version: 2, changed: { desk: { to: { name: "RMT Groningen" } } } },
        {
          version: 1,
          by: { subject: "coordinator-AM01" },
          changed: { capPerPosition: { from: 20, to: 15 }, dueInWorkingDays: { from: 5, to: 3 } },
        },
      ],
    });
  });

  it("that are set to what they are, stay the version they are", async () => {
    const answer = await patch(coordinatorOf("AM02"), "AM02", { capPerPerson: 10 }, '"0"');
    expect(SettingsView.parse(await answer.json())).toMatchObject({ version: 0, changes: [] });
  });

  it.each([
    { who: "a member of the team", claims: teamOf("AM03"), body: { capPerPerson: 5 }, status: 403 },
    { who: "the coordinator", claims: coordinatorOf("AM03"), body: { startDate: "2027-01-01" }, status: 403 },
    { who: "another coordinator", claims: coordinatorOf("AM01"), body: { capPerPerson: 5 }, status: 403 },
    { who: "the steering group", claims: STEERING, body: { capPerPerson: 5 }, status: 403 },
    {
      who: "an employer",
      claims: { sub: "e", role: "employer", kvkNumber: "12345678" },
      body: {},
      status: 403,
    },
    { who: "the steering group", claims: STEERING, body: { startDate: "2027-01-01" }, status: 200 },
    {
      who: "an administrator",
      claims: ADMIN,
      body: { startDate: "2027-02-01", capPerPerson: 5 },
      status: 200,
    },
  ])("G1: $who setting $body is answered $status", async ({ claims, body, status }) => {
    const { version } = settingsOf(await readSettings(table), "AM03");
    expect((await patch(claims, "AM03", body, `"${version}"`)).status).toBe(status);
  });

  it("name every field that is wrong, and every field that is not theirs", async () => {
    const wrong = {
      capPerPosition: 0,
      minimumScore: 2_000_000,
      desk: { email: "geen adres" },
      colour: "blue",
    };
    const answer = await patch(coordinatorOf("AM05"), "AM05", wrong, '"0"');
    expect(answer.status).toBe(400);
    const problem = JSON.stringify(await answer.json());
    for (const pointer of ["/capPerPosition", "/minimumScore", "/desk/email", "/colour"])
      expect(problem).toContain(`"${pointer}"`);
    const theirs = await patch(STEERING, "AM05", { startDate: "2027-01-01", capPerPerson: 5 }, '"0"');
    expect(await theirs.json()).toMatchObject({ errors: [{ pointer: "/capPerPerson" }] });
    expect((await patch(coordinatorOf("AM05"), "AM05", {}, '"0"')).status).toBe(400);
  });

  it("are not changed on an old version, nor without saying which", async () => {
    expect((await patch(coordinatorOf("AM06"), "AM06", { capPerPerson: 5 }, '"3"')).status).toBe(412);
    const answer = await ask(coordinatorOf("AM06"), "PATCH", "/v1/regions/AM06/settings", {
      body: { capPerPerson: 5 },
    });
    expect(answer.status).toBe(428);
  });

  it("of many regions changed at once are all kept", async () => {
    const regions = ["AM07", "AM08", "AM09", "AM10", "AM11", "AM12"] as const;
    const answers = await Promise.all(
      regions.map((region) => patch(coordinatorOf(region), region, { capPerPerson: 7 }, '"0"')),
    );
    expect(answers.map(({ status }) => status)).toEqual(regions.map(() => 200));
    const all = await readSettings(table);
    expect(regions.map((region) => settingsOf(all, region).capPerPerson)).toEqual(regions.map(() => 7));
  });
});
