import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type * as z from "zod";
import { ProblemDocument } from "#packages/api/problem.ts";
import { ProposalDetail } from "#packages/api/routes/delivery-views.ts";
import { ManyOutcomes } from "#packages/api/routes/many-views.ts";
import { WorkQueueView } from "#packages/api/routes/queue-views.ts";
import type { Proposal } from "#packages/domain/proposal.ts";
import { find } from "#packages/store/documents.ts";
import { proposals } from "#packages/store/kinds.ts";
import { readOpenProposals } from "#packages/store/open-proposals.ts";
import type { Table } from "#packages/store/platform-table.ts";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";
import { aProfile, aProposal, aVacancy, NOW } from "../unit/delivery/a-proposal.ts";
import { type Ask, type Claims, given, teamOf, teamsOn, toldIn } from "../unit/delivery/delivery-app.ts";

const ana = teamOf("AM18", "ana");
const bo = teamOf("AM18", "bo");
const chair: Claims = { ...teamOf("AM18", "chair"), role: "coordinator" };
const cas = teamOf("AM19", "cas");

const MINUTE = 60_000;

describe.skipIf(!hasEngine)("a team's work queue", () => {
  let dynamo: Dynamo;
  let table: Table;
  let now = NOW;
  let ask: Ask;
  beforeAll(async () => {
    dynamo = await startDynamo();
  });
  afterAll(() => dynamo?.stop());

  /** A table of its own, so that counts are those of the test. */
  const anew = async () => {
    dynamo.stop();
    dynamo = await startDynamo();
    table = dynamo.platform;
    now = NOW;
    ask = teamsOn(table, { now: () => now });
  };

  const aPair = async (changes: { vacancy?: object; proposal?: Record<string, unknown> } = {}) => {
    const vacancy = aVacancy({ id: randomUUID(), ...changes.vacancy });
    const profile = aProfile({ id: randomUUID(), jobSeekerId: randomUUID() });
    const proposal = aProposal(changes.proposal ?? {}, { vacancy, profile });
    await given(table, { vacancy, profile, proposal });
    return { vacancy, profile, proposal, path: `/v1/proposals/${proposal.id}` };
  };

  const parsed = async <T>(schema: z.ZodType<T>, answer: Promise<Response>, status = 200): Promise<T> => {
    const response = await answer;
    const json: unknown = await response.json();
    expect([response.status, json]).toEqual([status, expect.anything()]);
    return schema.parse(json);
  };
  const queue = (query = "", claims: Claims = ana) =>
    parsed(WorkQueueView, ask(claims, "GET", `/v1/regions/${claims["region"]}/queue?${query}`));
  const refused = (answer: Promise<Response>, status = 409) => parsed(ProblemDocument, answer, status);
  const idsIn = async (query: string, claims?: Claims) =>
    (await queue(query, claims)).items.map(({ id }) => id);

  it("shows what is mine, what nobody has, all, and what is handed over, each with its count", async () => {
    await anew();
    const [one, two, three] = [await aPair(), await aPair(), await aPair()];
    await ask(ana, "PUT", `${one.path}/claim`);
    await ask(bo, "PUT", `${two.path}/claim`);
    await ask(bo, "POST", `${two.path}/hand-overs`, { body: { to: "AM19" } });
    const { counts, total } = await queue("list=all");
    expect(counts).toEqual({ mine: 1, unassigned: 1, all: 3, handedOver: 1, checks: 0 });
    expect(total).toBe(3);
    expect(await idsIn("list=mine")).toEqual([one.proposal.id]);
    expect(await idsIn("list=unassigned")).toEqual([three.proposal.id]);
    expect(await idsIn("list=handed-over")).toEqual([two.proposal.id]);
    expect((await queue("list=handed-over", cas)).items).toMatchObject([
      { id: two.proposal.id, handOver: { from: "AM18", to: "AM19" }, deeds: ["answer-hand-over"] },
    ]);
    expect((await ask(cas, "GET", "/v1/regions/AM18/queue")).status).toBe(403);
  });

  it("what was offered and has ended since is not counted", async () => {
    await anew();
    const { proposal, path } = await aPair();
    await ask(bo, "POST", `${path}/hand-overs`, { body: { to: "AM19" } });
    await ask(bo, "PUT", `${path}/hand-overs/current`, { body: { answer: "returned" } });
    const { counts } = await queue("", cas);
    expect(counts).toEqual({ mine: 0, unassigned: 0, all: 0, handedOver: 0, checks: 0 });
    expect(await find(table, proposals, proposal.id)).toMatchObject({ region: "AM18" });
  });

  it("a conflict names who has it by desk, and never by the subject of a token", async () => {
    await anew();
    const { path } = await aPair();
    await ask(bo, "PUT", "/v1/regions/AM18/colleagues/me", { body: { deskName: "Balie Breda 2" } });
    await ask(bo, "PUT", `${path}/claim`);
    const problem = await refused(ask(ana, "PUT", `${path}/claim`));
    expect(problem).toMatchObject({
      why: "claimed-by-other",
      claim: { role: "team", region: "AM18", deskName: "Balie Breda 2", sinceAt: NOW.toISOString() },
    });
    expect(JSON.stringify(problem)).not.toContain("team-AM18-bo");
  });

  it("a claimer passes work on to a colleague; what another has, only the coordinator gives away (G2)", async () => {
    await anew();
    const [{ path, proposal }, other] = [await aPair(), await aPair()];
    await ask(ana, "PUT", `${path}/claim`);
    await ask(bo, "PUT", `${other.path}/claim`);
    const to = (subject: string) => ({ body: { to: subject } });
    const strange = await refused(ask(ana, "PUT", `${path}/assignment`, to("team-AM18-nobody")), 400);
    expect(strange.errors).toMatchObject([{ pointer: "/to" }]);
    expect((await ask(ana, "PUT", `${path}/assignment`, to("team-AM18-bo"))).status).toBe(200);
    expect(await idsIn("list=mine", bo)).toContain(proposal.id);
    expect((await refused(ask(ana, "PUT", `${path}/assignment`, to("team-AM18-ana")))).why).toBe(
      "claimed-by-other",
    );
    expect((await ask(chair, "PUT", `${path}/assignment`, to("team-AM18-ana"))).status).toBe(200);
    expect((await ask(chair, "PUT", `${path}/assignment`, to("team-AM18-ana"))).status).toBe(200);
    const { history } = ProposalDetail.parse(await (await ask(ana, "GET", path)).json());
    expect(history.map(({ what, to: whom }) => [what, whom])).toEqual([
      ["proposed", undefined],
      ["claimed", undefined],
      ["assigned", "team-AM18-bo"],
      ["assigned", "team-AM18-ana"],
    ]);
  });

  it("logs contacts with codes, refuses what may be a BSN, and changes nothing else", async () => {
    await anew();
    const { path, proposal } = await aPair();
    const contact = { party: "person", channel: "phone", outcome: "reached" };
    const bad = await refused(
      ask(ana, "POST", `${path}/contacts`, { body: { ...contact, note: "BSN 111222333" } }),
      400,
    );
    expect(bad.errors).toMatchObject([{ pointer: "/note" }]);
    expect(
      (await ask(ana, "POST", `${path}/contacts`, { body: { ...contact, note: "belt terug" } })).status,
    ).toBe(200);
    const after = await find(table, proposals, proposal.id);
    expect(after).toMatchObject({ state: "proposed", version: 2, dueAt: proposal.dueAt });
    expect(after?.history.at(-1)).toMatchObject({ what: "contacted", contact, note: "belt terug" });
    expect(await toldIn(table)).toEqual([]);
  });

  it("takes back a rejection within ten minutes, by who gave it; both stand in the history", async () => {
    await anew();
    const { path, proposal, vacancy } = await aPair();
    await ask(ana, "PUT", `${path}/claim`);
    await ask(ana, "POST", `${path}/decisions`, { body: { decision: "reject", reason: "other" } });
    expect((await refused(ask(bo, "DELETE", `${path}/decisions/latest`))).why).toBe("not-yours");
    now = new Date(NOW.getTime() + 9 * MINUTE);
    for (const _ of ["once", "twice"])
      expect((await ask(ana, "DELETE", `${path}/decisions/latest`)).status).toBe(200);
    const after = await find(table, proposals, proposal.id);
    expect(after).toMatchObject({ state: "claimed", version: 4 });
    expect(after?.history.at(-1)).toMatchObject({ what: "decision-withdrawn", reason: "rejected" });
    expect(await readOpenProposals(table, "VACANCY", vacancy.id)).toMatchObject({
      rejected: [],
      entries: [{ proposalId: proposal.id, standing: true }],
    });
    expect((await toldIn(table)).at(-1)).toBeDefined();
  });

  it("after ten minutes, or once the employer has been told, nothing is taken back", async () => {
    await anew();
    const { path } = await aPair();
    await ask(ana, "PUT", `${path}/claim`);
    await ask(ana, "POST", `${path}/decisions`, { body: { decision: "accept" } });
    now = new Date(NOW.getTime() + 11 * MINUTE);
    expect((await refused(ask(ana, "DELETE", `${path}/decisions/latest`))).why).toBe("too-late");
    await ask(ana, "POST", `${path}/decisions`, { body: { decision: "introduce" } });
    expect((await refused(ask(ana, "DELETE", `${path}/decisions/latest`))).why).toBe("not-yours");
  });

  it("does one thing to many, and says of each what happened; a preview writes nothing", async () => {
    await anew();
    const [one, two] = [await aPair(), await aPair()];
    await ask(bo, "PUT", `${two.path}/claim`);
    const ids = [one.proposal.id, two.proposal.id, randomUUID()];
    const many = (body: object, headers: Record<string, string> = {}) =>
      parsed(ManyOutcomes, ask(ana, "POST", "/v1/regions/AM18/proposal-deeds", { body, headers }));
    const claim = { deed: { what: "claim" }, ids };
    const expected = [
      { id: ids[0], outcome: "done" },
      { id: ids[1], outcome: "refused", why: "claimed-by-other", claim: { role: "team" } },
      { id: ids[2], outcome: "not-found" },
    ];
    const preview = await many({ ...claim, preview: true });
    expect(preview).toMatchObject({ preview: true, done: 1, items: expected });
    // By what people recognise each; of what is not theirs to see they learn nothing.
    expect(preview.items[0]?.proposal).toMatchObject({
      title: expect.any(String),
      pc4: expect.stringMatching(/^\d{4}$/),
      score: expect.any(Number),
    });
    expect(preview.items[1]?.proposal).toMatchObject({
      employerName: expect.any(String),
      dueAt: expect.any(String),
    });
    expect(preview.items[2]?.proposal).toBeUndefined();
    expect(await find(table, proposals, one.proposal.id)).toMatchObject({ version: 1 });
    const key = { "idempotency-key": "many-1" };
    expect(await many(claim, key)).toMatchObject({ preview: false, done: 1, items: expected });
    expect(await many(claim, key)).toMatchObject({ done: 1 });
    expect(await many(claim)).toMatchObject({ done: 0, items: [{ outcome: "unchanged" }, {}, {}] });
    const reject = { deed: { what: "reject", reason: "other" }, ids: ids.slice(0, 1) };
    expect(await many(reject)).toMatchObject({ done: 1 });
    expect(await many(reject)).toMatchObject({ done: 0, items: [{ outcome: "unchanged" }] });
  });

  it("after three months a placement comes up to be checked, by any colleague", async () => {
    await anew();
    const { path, proposal } = await aPair();
    await ask(ana, "PUT", `${path}/claim`);
    for (const body of [
      { decision: "accept" },
      { decision: "introduce" },
      { decision: "place", startDate: "2026-12-01" },
    ])
      expect((await ask(ana, "POST", `${path}/decisions`, { body })).status).toBe(200);
    expect((await queue()).counts).toMatchObject({ all: 0, checks: 0 });
    now = new Date("2027-03-01T09:00:00.000Z");
    const due = await queue("list=checks", bo);
    expect(due.items).toMatchObject([
      { id: proposal.id, checkDueDate: "2027-03-01", late: false, deeds: ["check", "log-contact"] },
    ]);
    now = new Date("2027-03-02T09:00:00.000Z");
    expect((await queue("list=checks&term=late", bo)).total).toBe(1);
    await ask(bo, "POST", `${path}/decisions`, { body: { decision: "check", outcome: "still-at-work" } });
    expect((await queue("list=checks")).counts.checks).toBe(0);
  });

  it("filters, sorts and pages with cursors; a cursor of another list is refused", async () => {
    await anew();
    const made: Proposal[] = [];
    for (let n = 0; n < 9; n += 1) {
      const score = 100_000 * (1 + (n % 4));
      const explanation = {
        ...aProposal().explanation,
        score,
        parts: { competencies: score, occupation: 0, distance: 0, availability: 0 },
        distanceHm: 20 * n,
      };
      const title = n % 2 === 0 ? "Kok" : "Lasser";
      const proposedAt = `2026-11-${10 + n}T09:00:00.000Z`;
      const { proposal } = await aPair({ vacancy: { title }, proposal: { explanation, proposedAt } });
      made.push(proposal);
    }
    const byAge = made.map(({ id }) => id);
    const pages: string[] = [];
    for (let cursor = ""; ; ) {
      const page = await queue(`limit=2${cursor}`);
      pages.push(...page.items.map(({ id }) => id));
      if (page.nextCursor === undefined) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(pages).toEqual(byAge);
    expect((await queue("sort=score&limit=2")).items.map(({ score }) => score)).toEqual([400_000, 400_000]);
    expect((await queue("text=kok&maximumKm=8")).total).toBe(3);
    expect((await queue("minimumAgeDays=10")).total).toBe(4);
    expect((await queue("newSince=2026-11-16T00:00:00Z")).newCount).toBe(3);
    const { nextCursor } = await queue("limit=1");
    const strange = await refused(
      ask(ana, "GET", `/v1/regions/AM18/queue?sort=score&cursor=${nextCursor}`),
      400,
    );
    expect(strange.errors).toMatchObject([{ parameter: "cursor" }]);
    expect((await ask(ana, "GET", "/v1/regions/AM18/queue?colour=red")).status).toBe(400);
  });
});
