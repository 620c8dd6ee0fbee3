import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import timers from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { RegionCode } from "#packages/domain/regions.ts";
import { type ApiClient, apiClient } from "#packages/local/demo/api-client.ts";
import { readRegionQueue } from "#packages/local/demo/read-queues.ts";
import type { Platform } from "#packages/local/platform.ts";
import { startPlatform } from "#packages/local/start-platform.ts";
import { synthesize } from "#packages/local/synthesize.ts";
import { AuditEntry, ChainHead, verifyChain } from "#packages/rights/audit-chain.ts";
import { hasEngine } from "#test/support/dynamo.ts";
import { logText, queueText, tableText } from "#test/support/rights/everything.ts";

const CARER = "http://data.europa.eu/esco/occupation/87d0795a-d41f-47ee-979f-0ab7d73836e7";
const PARTY = "responsible-party-uwv";

/** Planted in every field for personal details; nothing that leaves the persons table may have one. */
const MARKS = ["merk7f3a", "1971-07-17", "3811ZX", "3811 ZX"];
const marked = (text: string): string[] =>
  MARKS.filter((mark) => text.toLowerCase().includes(mark.toLowerCase()));

const dataDir = mkdtempSync(join(tmpdir(), "separation-"));
let platform: Platform;
let api: ApiClient;
/** Everything that was answered to somebody who is not to see the person. */
const answered: string[] = [];

let keys = 0;
const post = async (as: string, path: string, body: unknown) => {
  const answer = await api.ask({ as, method: "POST", path, body, key: `separation-${++keys}` });
  answered.push(JSON.stringify(answer.body));
  return answer;
};

const aPerson = (reference: string) => ({
  person: {
    givenName: "Merk7f3a-voornaam",
    familyName: "Merk7f3a-achternaam",
    postcode: "3811 ZX",
    dateOfBirth: "1971-07-17",
    email: "merk7f3a@example.nl",
    phone: "06 merk7f3a",
    situation: "enters-ww",
    underNotice: { lastWorkingDate: "2027-01-31" },
  },
  profile: {
    occupations: [CARER],
    reachKm: 40,
    consents: [
      {
        purpose: "matching",
        receiver: "mobility-teams",
        wording: "2026-1",
        givenAt: "2026-01-05T09:00:00.000Z",
      },
    ],
  },
  reference,
});

const Profile = z.looseObject({ id: z.uuid(), region: z.string(), jobSeekerId: z.uuid() });
const Secret = z.looseObject({ token: z.string() });
const Listed = z.looseObject({ items: z.array(z.looseObject({ id: z.string() })) });
const Inbox = z.looseObject({ items: z.array(z.looseObject({ profileId: z.string() })) });
const Trail = z.looseObject({
  head: ChainHead,
  checkpoints: z.array(ChainHead),
  entries: z.array(AuditEntry),
});
const Proof = z.looseObject({ id: z.string(), state: z.string(), erased: z.record(z.string(), z.number()) });

const register = async (reference: string) => {
  const answer = await post(PARTY, "/v1/market-profiles", aPerson(reference));
  expect(answer.status).toBe(201);
  return Profile.parse(answer.body);
};
const sessionOf = async (profileId: string) => {
  const link = await api.expect({
    as: PARTY,
    method: "POST",
    path: `/v1/market-profiles/${profileId}/personal-links`,
    key: `link-${++keys}`,
  });
  const opened = await fetch(`${platform.apiUrl}/v1/personal-sessions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token: Secret.parse(link.body).token }),
  });
  const { token } = Secret.parse(await opened.json());
  return (method: string, path: string, body?: unknown) =>
    fetch(`${platform.apiUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(method === "POST" ? { "idempotency-key": `own-${++keys}` } : {}),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
};

/** Whether the region's queue has had a message of that kind about the profile. */
const toldOn = async (region: string, profileId: string, type: string): Promise<boolean> =>
  (await readRegionQueue(platform, RegionCode.parse(region))).some(
    ({ told }) => told.type === type && told.data["profileId"] === profileId,
  );

describe.skipIf(!hasEngine)(
  "personal details stay where they belong, and go when asked, on the template that is deployed",
  () => {
    beforeAll(async () => {
      process.env["TZ"] = "UTC";
      const assembly = await synthesize({ root: process.cwd(), onStart: () => {} });
      platform = await startPlatform({ dataDir, assembly, log: () => {}, quiet: true });
      api = apiClient(platform);
      const vacancy = await post("employer", "/v1/vacancies", {
        title: "Verzorgende (voorbeeld)",
        employer: { kvkNumber: "90000001", name: "Voorbeeld Zorg (voorbeeld)", sector: "Q" },
        places: [{ postcode: "3511CE", positions: 9 }],
        occupation: CARER,
        contact: { name: "Merk7f3a-contact", email: "merk7f3a@werkgever.example", phone: "06 merk7f3a" },
      });
      expect(vacancy.status).toBe(201);
      answered.splice(0);
    });
    afterAll(async () => {
      await platform?.stop();
      rmSync(dataDir, { recursive: true, force: true });
    });

    it("marked values in every personal field are found in the persons table, and in nothing that the platform emitted", async () => {
      const { id, region } = await register("merk-1");
      await post("sector-organisation", "/v1/surplus-notices", {
        employer: { kvkNumber: "90000002", name: "Voorbeeld Horeca (voorbeeld)", sector: "I" },
        groups: [
          {
            groupKey: "k",
            jobTitle: "kok",
            headCount: 2,
            postcode: "3511CE",
            availableFromDate: "2027-01-01",
          },
        ],
        contact: { name: "Merk7f3a-contact", phone: "06 merk7f3a" },
      });
      await post(PARTY, "/v1/self-registrations", {
        givenName: "Merk7f3a",
        familyName: "Merk7f3a",
        postcode: "3811ZX",
        situation: "enters-ww",
        email: "merk7f3a@example.nl",
        note: "merk7f3a",
      });
      const rows = [
        aPerson("merk-rij"),
        { ...aPerson("merk-rij-2"), profile: { occupations: ["merk7f3a"] } },
      ];
      const sent = await api.ask({
        as: PARTY,
        method: "POST",
        path: "/v1/market-profiles/imports",
        body: `${rows.map((row) => JSON.stringify(row)).join("\n")}\n{"reference": merk7f3a`,
        type: "application/jsonl",
        key: `separation-${++keys}`,
      });
      expect(sent.status).toBe(202);
      // Wrong in every field: the answer names the fields, not what was in them.
      const wrong = {
        ...aPerson("x"),
        person: {
          givenName: 7,
          familyName: "",
          postcode: "merk7f3a",
          dateOfBirth: "merk7f3a",
          email: "merk7f3a",
          situation: "merk7f3a",
        },
      };
      expect((await post(PARTY, "/v1/market-profiles", wrong)).status).toBe(400);
      const own = await sessionOf(id);
      const asked = await own("POST", "/v1/me/review-requests", {
        subject: "other",
        question: "Merk7f3a-vraag",
      });
      expect(asked.status).toBe(201);
      answered.push(await asked.text());
      await platform.settled();

      const team = `team-${region.toLowerCase()}`;
      for (const path of [
        `/v1/regions/${region}/proposals`,
        "/v1/market-profiles",
        `/v1/market-profiles/${id}`,
        "/v1/review-requests",
      ])
        answered.push(JSON.stringify((await api.ask({ as: team, method: "GET", path })).body));
      const inbox = JSON.parse(answered.at(-4) ?? "{}");
      expect(inbox.items.length).toBeGreaterThan(0);

      expect(marked(await tableText(platform, /persons/i))).toContain("merk7f3a");
      const [queues, logs] = [await queueText(platform), logText(platform)];
      expect(queues).toContain("match-proposed");
      expect(logs).toContain("matched");
      expect({
        queues: marked(queues),
        logs: marked(logs),
        platform: marked(await tableText(platform, /platform/i)),
        records: marked(await tableText(platform, /records/i)),
        answers: marked(answered.join("\n")),
      }).toEqual({ queues: [], logs: [], platform: [], records: [], answers: [] });
    });

    it("S4: a consent withdrawn by the person is on the queue of the region within a minute", async () => {
      const { id, region } = await register("merk-2");
      await platform.settled();
      expect(await toldOn(region, id, "nl.arbeidsmarkt.match-proposed.v1")).toBe(true);
      const own = await sessionOf(id);
      const began = performance.now();
      expect((await own("DELETE", "/v1/me/consents/matching/mobility-teams")).status).toBe(200);
      while (
        !(await toldOn(region, id, "nl.arbeidsmarkt.match-ended.v1")) &&
        performance.now() - began < 60_000
      )
        await timers.setTimeout(50);
      const ms = Math.round(performance.now() - began);
      process.stdout.write(`withdrawal of a consent on the queue of the region after ${ms} ms\n`);
      expect(ms).toBeLessThan(60_000);
      expect(await (await own("GET", "/v1/me")).json()).toMatchObject({ matched: false });
    });

    it("M4: a team stops the matcher for its people, and what came meanwhile is matched when it goes on; both are on record", async () => {
      const region = "AM14";
      const coordinator = "coordinator-am14";
      const path = `/v1/regions/${region}/settings`;
      const set = async (matchingPaused: boolean) => {
        const { etag = "" } = await api.expect({ as: coordinator, method: "GET", path });
        await api.expect({ as: coordinator, method: "PATCH", path, body: { matchingPaused }, ifMatch: etag });
        await platform.settled();
      };
      const own = async () => {
        const all = `/v1/regions/${region}/proposals?limit=100`;
        const { body } = await api.expect({ as: "team-am14", method: "GET", path: all });
        return Inbox.parse(body).items.filter(({ profileId }) => profileId === late.id);
      };
      await set(true);
      const late = await register("merk-4");
      await platform.settled();
      expect(await own()).toEqual([]);
      await set(false);
      expect((await own()).length).toBeGreaterThan(0);

      const trail = `/v1/audit-trail/${region}`;
      const read = Trail.parse((await api.expect({ as: "auditor", method: "GET", path: trail })).body);
      const changed = read.entries.filter(({ what }) => what === "settings-changed");
      expect(changed.map(({ by, detail }) => [by.role, detail?.["fields"]])).toEqual([
        ["coordinator", "matchingPaused"],
        ["coordinator", "matchingPaused"],
      ]);
      expect(verifyChain(read)).toEqual([]);
    });

    it("GDPR 17: erased is the person everywhere, the session at once, the rest within minutes, and the proof leads to nobody", async () => {
      const { id, region, jobSeekerId } = await register("merk-3");
      await platform.settled();
      const own = await sessionOf(id);
      await own("POST", "/v1/me/review-requests", { subject: "other", question: "Merk7f3a-weg" });
      const listed = Listed.parse(await (await own("GET", "/v1/me/proposals")).json());
      const proposalId = listed.items[0]?.id ?? "";
      const answer = await own("POST", "/v1/me/erasure", { confirm: "erase-everything" });
      expect(answer.status).toBe(202);
      const begun = Proof.parse(await answer.json());
      expect((await own("GET", "/v1/me")).status).toBe(401);
      const gone = await api.ask({ as: PARTY, method: "GET", path: `/v1/market-profiles/${id}` });
      expect(gone.status).toBe(410);
      await platform.settled();
      expect(await toldOn(region, id, "nl.arbeidsmarkt.match-ended.v1")).toBe(true);
      await platform.moveClock(61_000);
      await platform.settled();

      const proof = await (await fetch(`${platform.apiUrl}/v1/erasures/${begun.id}`)).text();
      expect(Proof.parse(JSON.parse(proof))).toMatchObject({
        state: "finished",
        erased: {
          person: 1,
          profile: 1,
          proposals: expect.toSatisfy((count: number) => count > 0),
          reviewRequests: 1,
        },
      });
      for (const trace of [id, jobSeekerId, "merk-3"]) expect(proof).not.toContain(trace);
      const team = `team-${region.toLowerCase()}`;
      const dataref = await api.ask({ as: team, method: "GET", path: `/v1/proposals/${proposalId}` });
      expect(dataref.status).toBe(410);
      const [persons, kept] = [
        await tableText(platform, /persons/i),
        await tableText(platform, /platform|records/i),
      ];
      for (const trace of [jobSeekerId, "Merk7f3a-weg", "merk-3"])
        expect([trace, persons.includes(trace), kept.includes(trace)]).toEqual([trace, false, false]);
      // The same again brings nobody back; with a consent of today whoever comes is somebody new.
      expect((await post(PARTY, "/v1/market-profiles", aPerson("merk-3"))).status).toBe(409);
      const { profile, ...rest } = aPerson("merk-3");
      const consents = profile.consents.map((one) => ({ ...one, givenAt: new Date().toISOString() }));
      const anew = await post(PARTY, "/v1/market-profiles", { ...rest, profile: { ...profile, consents } });
      expect(anew.status).toBe(201);
      expect(Profile.parse(anew.body).id).not.toBe(id);
    });
  },
);
