import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pageOf } from "#packages/api/cursors.ts";
import { ProposalDetail, ProposalSummary } from "#packages/api/routes/delivery-views.ts";
import { proposalIdOf } from "#packages/domain/proposal.ts";
import { find } from "#packages/store/documents.ts";
import { marketProfiles, proposals, vacancies } from "#packages/store/kinds.ts";
import { putOpenProposals, readOpenProposals } from "#packages/store/open-proposals.ts";
import { commit, type Table } from "#packages/store/platform-table.ts";
import { readFromShard } from "#packages/store/shards.ts";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";
import { aProfile, aProposal, aVacancy, KVK, matchingConsent, NOW } from "../unit/delivery/a-proposal.ts";
import { ADMIN, type Ask, given, teamOf, teamsOn, toldIn } from "../unit/delivery/delivery-app.ts";

const Inbox = pageOf(ProposalSummary);

const ana = teamOf("AM18", "ana");
const bo = teamOf("AM18", "bo");
const cas = teamOf("AM19", "cas");
const dee = teamOf("AM20", "dee");

/** A vacancy, a profile and the proposal of the two, as they stand after matching. */
const aPair = async (table: Table, changes: { vacancy?: object; profile?: object } = {}) => {
  const vacancy = aVacancy({ id: randomUUID(), ...changes.vacancy });
  const profile = aProfile({ id: randomUUID(), jobSeekerId: randomUUID(), ...changes.profile });
  const proposal = aProposal({}, { vacancy, profile });
  await given(table, { vacancy, profile, proposal });
  return { vacancy, profile, proposal, path: `/v1/proposals/${proposal.id}` };
};

const lists = async (table: Table, vacancyId: string, profileId: string) => [
  await readOpenProposals(table, "VACANCY", vacancyId),
  await readOpenProposals(table, "PROFILE", profileId),
];

describe.skipIf(!hasEngine)("what a team does with a proposal", () => {
  let dynamo: Dynamo;
  let table: Table;
  let ask: Ask;
  beforeAll(async () => {
    dynamo = await startDynamo();
    table = dynamo.platform;
    ask = teamsOn(table);
  });
  afterAll(() => dynamo?.stop());

  const decide = (path: string, body: object, headers: Record<string, string> = {}) =>
    ask(ana, "POST", `${path}/decisions`, { body, headers });

  it("GDPR 18: nothing is decided about whoever has the use of the data restricted; letting go and noting a call are possible", async () => {
    const restriction = { ground: "accuracy-contested", since: NOW.toISOString() };
    const { path } = await aPair(table, { profile: { restriction } });
    const done = async (method: string, to: string, body?: object) => {
      const answer = await ask(ana, method, `${path}/${to}`, body && { body });
      return answer.status === 200 ? 200 : [answer.status, await answer.json()];
    };
    const frozen = [409, expect.objectContaining({ why: "person-restricted" })];
    expect(await done("PUT", "claim")).toBe(200);
    expect(await done("POST", "decisions", { decision: "accept" })).toEqual(frozen);
    expect(await done("POST", "decisions", { decision: "reject", reason: "other" })).toEqual(frozen);
    expect(await done("POST", "hand-overs", { to: "AM19" })).toEqual(frozen);
    const call = { party: "person", channel: "phone", outcome: "reached" };
    expect(await done("POST", "contacts", call)).toBe(200);
    expect(await done("DELETE", "claim")).toBe(200);
  });

  it("goes from proposed to placed, and every step is told", async () => {
    const { vacancy, profile, proposal, path } = await aPair(table);
    const claimed = await ask(ana, "PUT", `${path}/claim`);
    expect(claimed.status).toBe(200);
    expect(claimed.headers.get("etag")).toBe('"2"');
    for (const list of await lists(table, vacancy.id, profile.id))
      expect(list.entries).toMatchObject([{ proposalId: proposal.id, standing: true }]);
    for (const body of [
      { decision: "accept" },
      { decision: "introduce", note: "kennismaking op dinsdag" },
      { decision: "place", startDate: "2026-12-01" },
    ]) {
      const answer = await decide(path, body);
      expect([answer.status, await answer.clone().text()]).toEqual([
        200,
        expect.stringContaining(proposal.id),
      ]);
    }

    const detail = ProposalDetail.parse(await (await ask(ana, "GET", path)).json());
    expect(detail).toMatchObject({
      state: "placed",
      version: 5,
      startDate: "2026-12-01",
      checkDueDate: "2027-03-01",
      vacancy: { title: "Helpende plus (voorbeeld)", employerName: "Voorbeeld Zorg", openPositions: 1 },
    });
    expect(detail.history.map(({ what }) => what)).toEqual([
      "proposed",
      "claimed",
      "accepted",
      "introduced",
      "placed",
    ]);
    expect(await find(table, vacancies, vacancy.id)).toMatchObject({
      version: 2,
      status: "open",
      places: [{ open: 1, filled: 1 }],
    });
    expect(await find(table, marketProfiles, profile.id)).toMatchObject({ version: 2, status: "placed" });
    expect(await readFromShard(table, { side: "PROFILE", region: "AM18" }, [profile.id])).toEqual([
      undefined,
    ]);
    expect(await readFromShard(table, { side: "VACANCY", region: "AM18" }, [vacancy.id])).toMatchObject([
      { version: 2 },
    ]);
    for (const list of await lists(table, vacancy.id, profile.id)) expect(list.entries).toEqual([]);

    const told = (await toldIn(table)).filter(({ subject }) =>
      [proposal.id, vacancy.id, profile.id].some((id) => id === subject),
    );
    const words = told.map(({ type, data }) => {
      const word = "what" in data ? data.what : "template" in data ? data.template : "";
      return `${type.split(".")[2]} ${word}`.trim();
    });
    expect(words.sort()).toEqual([
      "market-profile-changed",
      "match-decided accepted",
      "match-decided claimed",
      "match-decided introduced",
      "match-decided placed",
      "notification-requested introduction-to-employer",
      "notification-requested placement-to-employer",
      "vacancy-changed",
    ]);
    expect(JSON.stringify(told)).not.toContain("kennismaking");
  });

  it("the last position closes the vacancy, and it is no longer matched", async () => {
    const { vacancy, path } = await aPair(table, {
      vacancy: { places: [{ pc4: "4811", region: "AM18", open: 1, held: 0, filled: 1 }] },
    });
    await ask(ana, "PUT", `${path}/claim`);
    for (const body of [
      { decision: "accept" },
      { decision: "introduce" },
      { decision: "place", startDate: "2026-12-01" },
    ])
      expect((await decide(path, body)).status).toBe(200);
    expect(await find(table, vacancies, vacancy.id)).toMatchObject({ status: "closed" });
    expect(await readFromShard(table, { side: "VACANCY", region: "AM18" }, [vacancy.id])).toEqual([
      undefined,
    ]);
    const told = (await toldIn(table)).filter(({ subject }) => subject === vacancy.id);
    expect(told).toMatchObject([
      { type: "nl.arbeidsmarkt.vacancy-withdrawn.v1", data: { reason: "all-positions-filled", version: 2 } },
    ]);
  });

  it("two placements at once on the last position: one is placed, the other is told that there is none", async () => {
    const vacancy = aVacancy({
      id: randomUUID(),
      places: [{ pc4: "4811", region: "AM18", open: 1, held: 1, filled: 0 }],
    });
    await given(table, { vacancy });
    const paths = [];
    for (const profile of [1, 2].map(() => aProfile({ id: randomUUID(), jobSeekerId: randomUUID() }))) {
      const proposal = aProposal(
        {
          state: "introduced",
          claim: { by: { subject: "team-AM18-ana", role: "team", region: "AM18" }, at: NOW.toISOString() },
        },
        { vacancy, profile },
      );
      await given(table, { profile, proposal });
      paths.push(`/v1/proposals/${proposal.id}`);
    }
    const place = { decision: "place", startDate: "2026-12-01" };
    const answers = await Promise.all(paths.map((path) => decide(path, place)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const loser = answers.find(({ status }) => status === 409);
    expect(await loser?.json()).toMatchObject({ detail: expect.stringContaining("have been filled") });
    expect(await find(table, vacancies, vacancy.id)).toMatchObject({
      version: 2,
      places: [{ open: 0, held: 1, filled: 1 }],
    });
  });

  it("two claim at once: one gets it, the other is told who has it", async () => {
    const { path } = await aPair(table);
    const answers = await Promise.all([ana, bo].map((who) => ask(who, "PUT", `${path}/claim`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const claimed = ProposalSummary.parse(await answers.find(({ status }) => status === 200)?.json());
    const winner = claimed.claim?.by.subject;
    const problem = await answers.find(({ status }) => status === 409)?.json();
    expect(problem).toMatchObject({
      status: 409,
      detail: `A colleague of the team of AM18 has claimed it, since ${NOW.toISOString()}.`,
    });
    const mine = winner === "team-AM18-ana" ? ana : bo;
    expect((await ask(mine, "PUT", `${path}/claim`)).headers.get("etag")).toBe('"2"');
    const other = mine === ana ? bo : ana;
    expect((await ask(other, "DELETE", `${path}/claim`)).status).toBe(409);
    expect((await ask(ADMIN, "DELETE", `${path}/claim`)).status).toBe(200);
    expect((await ask(other, "PUT", `${path}/claim`)).status).toBe(200);
  });

  it("a claim gets through while matching keeps writing the vacancy's open list", async () => {
    const { vacancy, path } = await aPair(table);
    let busy = true;
    const matching = (async () => {
      while (busy) {
        const list = await readOpenProposals(table, "VACANCY", vacancy.id);
        await commit(table.client, [putOpenProposals(table, "VACANCY", vacancy.id, list)]).catch(
          () => undefined,
        );
        // Far more often than matching does; without any pause nobody else could ever write, and that is no claim's fault.
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
    })();
    const answer = await ask(ana, "PUT", `${path}/claim`);
    busy = false;
    await matching;
    expect(answer.status).toBe(200);
  });

  it("S4: nobody is introduced without consent for this employer; with it, it goes on", async () => {
    const { profile, path } = await aPair(table, { profile: { consents: [matchingConsent] } });
    await ask(ana, "PUT", `${path}/claim`);
    await decide(path, { decision: "accept" });
    const refused = await decide(path, { decision: "introduce" });
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ detail: expect.stringContaining(KVK) });
    expect((await find(table, proposals, path.slice(-36)))?.state).toBe("accepted");
    await given(table, {
      profile: { ...aProfile({ ...profile, consents: aProfile().consents }), version: 2 },
    });
    expect((await decide(path, { decision: "introduce" })).status).toBe(200);
  });

  it("what is rejected is remembered on both sides, with what it looked like", async () => {
    const { vacancy, profile, proposal, path } = await aPair(table);
    await ask(ana, "PUT", `${path}/claim`);
    const answer = await decide(path, { decision: "reject", reason: "distance-or-transport" });
    expect(await answer.json()).toMatchObject({ state: "rejected" });
    for (const list of await lists(table, vacancy.id, profile.id)) {
      expect(list.entries).toEqual([]);
      expect(list.rejected).toEqual([{ proposalId: proposal.id, fingerprint: "f1" }]);
    }
    expect((await decide(path, { decision: "accept" })).status).toBe(409);
  });

  it("the same decision with the same key is taken once, another body under it is refused", async () => {
    const { path } = await aPair(table);
    await ask(ana, "PUT", `${path}/claim`);
    const headers = { "idempotency-key": "besluit-1" };
    const accept = { decision: "accept" };
    const answers = await Promise.all([1, 2, 3].map(() => decide(path, accept, headers)));
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set(bodies).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await find(table, proposals, path.slice(-36)))?.version).toBe(3);
    expect((await decide(path, { decision: "reject", reason: "other" }, headers)).status).toBe(409);
  });

  it("a decision on a version that is not the newest is refused", async () => {
    const { path } = await aPair(table);
    await ask(ana, "PUT", `${path}/claim`);
    expect((await decide(path, { decision: "accept" }, { "if-match": '"1"' })).status).toBe(412);
    expect((await decide(path, { decision: "accept" }, { "if-match": '"2"' })).status).toBe(200);
  });

  it("a decision that does not exist, or lacks its reason, is told field by field", async () => {
    const { path } = await aPair(table);
    await ask(ana, "PUT", `${path}/claim`);
    const answer = await decide(path, { decision: "reject" });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ errors: [{ pointer: "/reason" }] });
    expect((await decide(path, { decision: "hire" })).status).toBe(400);
    expect((await decide(path, { decision: "place", startDate: "2026-02-30" })).status).toBe(400);
  });

  it("W1: a hand-over is seen by both teams, and goes on with a name on it under the same term", async () => {
    const { proposal, path } = await aPair(table);
    const inboxOf = async (team: Record<string, string>) => {
      const answer = await ask(
        team,
        "GET",
        `/v1/regions/${team["region"]}/proposals?vacancyId=${proposal.vacancyId}`,
      );
      return Inbox.parse(await answer.json()).items;
    };
    expect((await ask(cas, "GET", path)).status).toBe(404);
    const offer = { to: "AM19", note: "verhuist volgende maand" };
    expect((await ask(ana, "POST", `${path}/hand-overs`, { body: offer })).status).toBe(200);
    for (const team of [ana, cas]) {
      expect((await ask(team, "GET", path)).status).toBe(200);
      expect(await inboxOf(team)).toMatchObject([{ id: proposal.id, handOver: { to: "AM19" } }]);
    }
    expect((await ask(dee, "GET", path)).status).toBe(404);
    const answer = { answer: "accepted" };
    expect((await ask(dee, "PUT", `${path}/hand-overs/current`, { body: answer })).status).toBe(404);
    expect((await ask(ana, "PUT", `${path}/hand-overs/current`, { body: answer })).status).toBe(403);
    for (let twice = 0; twice < 2; twice += 1) {
      const accepted = await ask(cas, "PUT", `${path}/hand-overs/current`, { body: answer });
      expect(await accepted.json()).toMatchObject({
        region: "AM19",
        homeRegion: "AM18",
        state: "claimed",
        version: 3,
        claim: { by: { subject: "team-AM19-cas" } },
        dueAt: proposal.dueAt,
      });
    }
    expect(await inboxOf(ana)).toEqual([]);
    expect(await inboxOf(cas)).toHaveLength(1);
    const told = (await toldIn(table)).filter(
      ({ subject, type }) => subject === proposal.id && type === "nl.arbeidsmarkt.match-handed-over.v1",
    );
    const told2 = told.map(({ data }) =>
      "addressee" in data && "what" in data ? `${data.what} → ${data.addressee}` : "",
    );
    expect(told2.sort()).toEqual(["accepted → AM18", "accepted → AM19", "offered → AM18", "offered → AM19"]);
  });

  it("a returned hand-over leaves the other team's inbox", async () => {
    const { proposal, path } = await aPair(table);
    await ask(ana, "POST", `${path}/hand-overs`, { body: { to: "AM19" } });
    const back = await ask(cas, "PUT", `${path}/hand-overs/current`, {
      body: { answer: "returned", note: "past niet" },
    });
    expect(back.status).toBe(200);
    expect((await ask(cas, "GET", path)).status).toBe(404);
    const inbox = await ask(cas, "GET", `/v1/regions/AM19/proposals?vacancyId=${proposal.vacancyId}`);
    expect(Inbox.parse(await inbox.json()).items).toEqual([]);
    expect((await ask(bo, "PUT", `${path}/claim`)).status).toBe(200);
  });

  it.each(["obsolete", "superseded"] as const)("what the platform withdrew (%s) is gone", async (state) => {
    const vacancy = aVacancy({ id: randomUUID() });
    const profile = aProfile({ id: randomUUID() });
    await given(table, { vacancy, profile, proposal: aProposal({ state }, { vacancy, profile }) });
    const path = `/v1/proposals/${proposalIdOf(vacancy.id, profile.id)}`;
    expect((await ask(ana, "GET", path)).status).toBe(410);
    expect((await ask(ana, "PUT", `${path}/claim`)).status).toBe(410);
    expect((await ask(cas, "GET", path)).status).toBe(404);
  });

  it("shows the anonymous profile with Dutch or English labels, and nothing that leads to the person", async () => {
    const { path } = await aPair(table, {
      profile: { reference: "dossier-77", competencies: ["http://example.org/competency/unknown"] },
    });
    const dutch = await ask(ana, "GET", path, { headers: { "accept-language": "nl-NL,nl;q=0.9" } });
    expect(dutch.headers.get("content-language")).toBe("nl");
    const english = await ask(ana, "GET", path, { headers: { "accept-language": "en" } });
    expect(english.headers.get("content-language")).toBe("en");
    const detail = await english.text();
    expect(ProposalDetail.parse(JSON.parse(detail)).profile).toMatchObject({ introductionConsent: true });
    for (const kept of ["pc4", "4811", "jobSeekerId", "reference", "dossier-77", "wording"])
      expect(detail).not.toContain(kept);
  });

  it.each([
    { who: "an employer", claims: { sub: "e", role: "employer", kvkNumber: KVK } },
    { who: "the steering group", claims: { sub: "s", role: "steering-group" } },
    { who: "a responsible party", claims: { sub: "p", role: "responsible-party", party: "uwv" } },
  ])("is not for $who", async ({ claims }) => {
    const { path } = await aPair(table);
    expect((await ask(claims, "GET", path)).status).toBe(403);
    expect((await ask(claims, "PUT", `${path}/claim`)).status).toBe(403);
    expect((await ask(claims, "GET", "/v1/regions/AM18/proposals")).status).toBe(403);
  });

  it("of something that is not there, or without token, says so", async () => {
    expect((await ask(ana, "GET", `/v1/proposals/${randomUUID()}`)).status).toBe(404);
    expect((await ask(ana, "GET", "/v1/proposals/1")).status).toBe(400);
    expect((await ask({}, "GET", `/v1/proposals/${randomUUID()}`)).status).toBe(403);
  });
});
