import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pageOf } from "#packages/api/cursors.ts";
import { ProposalDetail, ProposalSummary } from "#packages/api/routes/delivery-views.ts";
import { loadClassification } from "#packages/classification/load-classification.ts";
import { isOpen, PROPOSAL_STATES, type Proposal } from "#packages/domain/proposal.ts";
import { put } from "#packages/store/documents.ts";
import { proposals } from "#packages/store/kinds.ts";
import { commit, type Table } from "#packages/store/platform-table.ts";
import { noteReceipt } from "#packages/store/receipts.ts";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";
import { aProfile, aProposal, aVacancy, NOW } from "../unit/delivery/a-proposal.ts";
import { type Ask, given, teamOf, teamsOn } from "../unit/delivery/delivery-app.ts";

const Inbox = pageOf(ProposalSummary);
const ana = teamOf("AM18", "ana");
const vacancy = aVacancy();

const DAYS = ["2026-11-20", "2026-11-23", "2026-11-24", "2026-11-30"];
/** Proposals of all states, terms, scores and claims, all for one vacancy; every seventh lies with another team. */
const many = (count: number): Proposal[] =>
  Array.from({ length: count }, (_, n) => {
    const profile = aProfile({
      id: randomUUID(),
      jobSeekerId: randomUUID(),
      region: n % 7 === 6 ? "AM19" : "AM18",
    });
    const base = aProposal({}, { vacancy, profile });
    const state = PROPOSAL_STATES[n % 3 === 0 ? (n / 3) % PROPOSAL_STATES.length : 0] ?? "proposed";
    const score = 300_000 + n * 1_000;
    return {
      ...base,
      state,
      dueAt: `${DAYS[n % DAYS.length]}T22:59:59.000Z`,
      explanation: {
        ...base.explanation,
        score,
        parts: { competencies: score, occupation: 0, distance: 0, availability: 0 },
      },
      claim:
        state === "proposed"
          ? undefined
          : {
              by: { subject: n % 2 === 0 ? "team-AM18-ana" : "team-AM18-bo", role: "team", region: "AM18" },
              at: NOW.toISOString(),
            },
    };
  });

const inOrder = (a: Proposal, b: Proposal): number => {
  if (a.dueAt === b.dueAt) return a.id < b.id ? -1 : 1;
  return a.dueAt < b.dueAt ? -1 : 1;
};

describe.skipIf(!hasEngine)("a team's inbox", () => {
  let dynamo: Dynamo;
  let table: Table;
  let ask: Ask;
  const all = many(120);
  const mine = all.filter(({ region }) => region === "AM18").sort(inOrder);
  beforeAll(async () => {
    dynamo = await startDynamo();
    table = dynamo.platform;
    ask = teamsOn(table);
    await given(table, { vacancy });
    for (let start = 0; start < all.length; start += 40)
      await commit(
        table.client,
        all.slice(start, start + 40).map((proposal) => put(table, proposals, proposal)),
      );
  });
  afterAll(() => dynamo?.stop());

  const page = async (query: string) => {
    const answer = await ask(ana, "GET", `/v1/regions/AM18/proposals?${query}`);
    expect(answer.status).toBe(200);
    return Inbox.parse(await answer.json());
  };
  const read = async (query: string, limit: number): Promise<string[]> => {
    const ids: string[] = [];
    for (let cursor: string | undefined = ""; cursor !== undefined; ) {
      const { items, nextCursor } = await page(
        `${query}&limit=${limit}${cursor === "" ? "" : `&cursor=${cursor}`}`,
      );
      expect(items.length).toBeLessThanOrEqual(limit);
      ids.push(...items.map(({ id }) => id));
      cursor = nextCursor;
    }
    return ids;
  };
  const idsOf = (filter: (proposal: Proposal) => boolean): string[] =>
    mine.filter(filter).map(({ id }) => id);

  it("shows open proposals with the vacancy, oldest term first, each once, whatever the size of the page", async () => {
    const open = idsOf(({ state }) => isOpen(state));
    expect(open.length).toBeGreaterThan(60);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 100 }), async (limit) => {
        expect(await read("", limit)).toEqual(open);
      }),
      { numRuns: 8, examples: [[1], [open.length], [open.length - 1], [100]] },
    );
    expect((await page("limit=1")).items[0]).toMatchObject({
      overdue: true,
      vacancy: { title: "Helpende plus (voorbeeld)", employerName: "Voorbeeld Zorg" },
    });
  });

  it.each<{ query: string; filter: (proposal: Proposal) => boolean }>([
    { query: "state=ended", filter: ({ state }) => !isOpen(state) },
    { query: "state=rejected", filter: ({ state }) => state === "rejected" },
    { query: "state=accepted", filter: ({ state }) => state === "accepted" },
    {
      query: "claimed=mine",
      filter: ({ state, claim }) => isOpen(state) && claim?.by.subject === "team-AM18-ana",
    },
    { query: "claimed=assigned", filter: ({ state, claim }) => isOpen(state) && claim !== undefined },
    { query: "claimed=unassigned", filter: ({ state, claim }) => isOpen(state) && claim === undefined },
    { query: "overdue=true", filter: ({ state, dueAt }) => isOpen(state) && dueAt < NOW.toISOString() },
    { query: "overdue=false", filter: ({ state, dueAt }) => isOpen(state) && dueAt >= NOW.toISOString() },
    {
      query: "minimumScore=380000",
      filter: ({ state, explanation }) => isOpen(state) && explanation.score >= 380_000,
    },
    { query: `vacancyId=${vacancy.id}`, filter: ({ state }) => isOpen(state) },
    { query: `vacancyId=${randomUUID()}`, filter: () => false },
  ])("filters by $query", async ({ query, filter }) => {
    expect(await read(query, 7)).toEqual(idsOf(filter));
  });

  it("holds nothing of another team, and is not for another team", async () => {
    const others = new Set<string>(all.filter(({ region }) => region === "AM19").map(({ id }) => id));
    expect((await read("", 100)).filter((id) => others.has(id))).toEqual([]);
    expect((await ask(teamOf("AM19"), "GET", "/v1/regions/AM18/proposals")).status).toBe(403);
  });

  it("says what is wrong with a filter, by its name", async () => {
    const query = "state=busy&claimed=you&overdue=maybe&minimumScore=-1&limit=0";
    const answer = await ask(ana, "GET", `/v1/regions/AM18/proposals?${query}`);
    expect(answer.status).toBe(400);
    const { errors } = await answer.json().then((it) => JSON.parse(JSON.stringify(it)));
    expect(errors.map(({ parameter }: { parameter: string }) => parameter)).toEqual([
      "state",
      "claimed",
      "overdue",
      "minimumScore",
      "limit",
    ]);
    expect((await ask(ana, "GET", "/v1/regions/AM18/proposals?cursor=bm9uc2Vuc2U")).status).toBe(400);
    expect((await ask(ana, "GET", "/v1/regions/AM04/proposals")).status).toBe(400);
  });

  it("shows competencies in words, Dutch or English, with the notice of the classification", async () => {
    const classification = loadClassification("");
    const competency = classification.competencyUri(0);
    const profile = aProfile({ id: randomUUID(), jobSeekerId: randomUUID(), competencies: [competency] });
    const proposal = aProposal({}, { vacancy, profile });
    await given(table, { profile, proposal });
    await noteReceipt(table, proposal.id, { version: 1, receivedAt: NOW.toISOString() });
    const shown = async (language: string) => {
      const headers = { "accept-language": language };
      const answer = await ask(ana, "GET", `/v1/proposals/${proposal.id}`, { headers });
      return ProposalDetail.parse(await answer.json());
    };
    for (const language of ["nl", "en"] as const) {
      const { profile: seen, notice, receipt } = await shown(language);
      expect(seen?.competencies).toEqual([
        { uri: competency, label: classification.label("competency", 0, language)?.text, language },
      ]);
      expect(notice).toBe(classification.notice[language]);
      expect(receipt).toEqual({ version: 1, receivedAt: NOW.toISOString() });
    }
    expect((await shown("fr")).notice).toBe(classification.notice.nl);
  });
});
