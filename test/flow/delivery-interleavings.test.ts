import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isOpen, isStanding, type Proposal } from "#packages/domain/proposal.ts";
import { writePairs } from "#packages/proposing/write-pairs.ts";
import { find } from "#packages/store/documents.ts";
import { keys } from "#packages/store/keys.ts";
import { proposals, vacancies } from "#packages/store/kinds.ts";
import { readOpenProposals } from "#packages/store/open-proposals.ts";
import { ConditionFailed, getItem, type Table } from "#packages/store/platform-table.ts";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";
import { aProfile, aProposal, aVacancy, NOW } from "../unit/delivery/a-proposal.ts";
import {
  ADMIN,
  type Ask,
  type Claims,
  given,
  teamOf,
  teamsOn,
  toldIn,
} from "../unit/delivery/delivery-app.ts";

const ana = teamOf("AM18", "ana");
const bo = teamOf("AM18", "bo");
const cas = teamOf("AM19", "cas");

type Pair = { readonly proposal: Proposal; readonly table: Table; readonly ask: Ask };
/** Something that somebody tries; its status, or undefined when it is the platform. */
type Try = (pair: Pair) => Promise<number | undefined>;

const asking =
  (claims: Claims, method: string, sub: string, body?: object): Try =>
  async ({ ask, proposal }) =>
    (await ask(claims, method, `/v1/proposals/${proposal.id}/${sub}`, body === undefined ? {} : { body }))
      .status;

/** Matching withdraws the pair, and gives up when somebody wrote in between: its message would come again. */
const withdrawal: Try = async ({ table, proposal: { vacancyId, profileId } }) => {
  const lists = {
    VACANCY: new Map([[vacancyId as string, await readOpenProposals(table, "VACANCY", vacancyId)]]),
    PROFILE: new Map([[profileId as string, await readOpenProposals(table, "PROFILE", profileId)]]),
  };
  const end = { kind: "end", vacancyId, profileId, state: "obsolete", reason: "consent-withdrawn" } as const;
  const context = { at: NOW, settings: { version: 0, regions: {} } };
  await writePairs(table, [end], lists, context).catch((error: unknown) => {
    if (!(error instanceof ConditionFailed)) throw error;
  });
  return undefined;
};

const someone = fc.constantFrom(ana, ana, ana, bo, cas);
const tries: fc.Arbitrary<Try> = fc.oneof(
  { weight: 3, arbitrary: someone.map((who) => asking(who, "PUT", "claim")) },
  { weight: 1, arbitrary: fc.constantFrom(ana, bo, ADMIN).map((who) => asking(who, "DELETE", "claim")) },
  {
    weight: 6,
    arbitrary: fc
      .tuple(
        someone,
        fc.constantFrom(
          { decision: "accept" },
          { decision: "introduce" },
          { decision: "place", startDate: "2026-12-01" },
          { decision: "not-place", reason: "other" },
          { decision: "reject", reason: "other" },
        ),
      )
      .map(([who, decision]) => asking(who, "POST", "decisions", decision)),
  },
  { weight: 1, arbitrary: someone.map((who) => asking(who, "POST", "hand-overs", { to: "AM19" })) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(someone, fc.constantFrom("accepted", "returned"))
      .map(([who, answer]) => asking(who, "PUT", "hand-overs/current", { answer })),
  },
  { weight: 1, arbitrary: fc.constant(withdrawal) },
);

const checkLists = async (table: Table, { id, vacancyId, profileId, state }: Proposal) => {
  for (const [side, of] of [
    ["VACANCY", vacancyId],
    ["PROFILE", profileId],
  ] as const) {
    const { entries } = await readOpenProposals(table, side, of);
    const expected = isOpen(state) ? [{ proposalId: id, standing: isStanding(state) }] : [];
    expect(entries.map(({ proposalId, standing }) => ({ proposalId, standing }))).toEqual(expected);
  }
};

const aPair = async (table: Table, state: string): Promise<Proposal> => {
  const vacancy = aVacancy({ id: randomUUID() });
  const profile = aProfile({ id: randomUUID(), jobSeekerId: randomUUID() });
  const by = { subject: "team-AM18-ana", role: "team", region: "AM18" };
  const claim = state === "proposed" ? undefined : { by, at: NOW.toISOString() };
  const proposal = aProposal({ state, claim }, { vacancy, profile });
  await given(table, { vacancy, profile, proposal });
  return proposal;
};

/** All that must hold once things are quiet. Returns the proposal as it ended. */
const checkAll = async (table: Table, { id, vacancyId }: Proposal): Promise<Proposal> => {
  const last = await find(table, proposals, id);
  if (last === undefined) throw new Error("the proposal is gone");
  expect(last.history).toHaveLength(last.version);
  await checkLists(table, last);
  const pointer = await getItem(table, keys.handOver(id));
  expect(isOpen(last.state) && (pointer === undefined) !== (last.handOver === undefined)).toBe(false);
  const filled = (await find(table, vacancies, vacancyId))?.places[0]?.filled;
  expect(filled).toBe(last.state === "placed" ? 1 : 0);
  const told = (await toldIn(table)).flatMap(({ data }) =>
    "proposalId" in data && data.proposalId === id ? [data.version] : [],
  );
  expect([...new Set(told)].sort()).toEqual(
    last.history
      .slice(1)
      .map((_, index) => index + 2)
      .sort(),
  );
  return last;
};

describe.skipIf(!hasEngine)("people and the platform at once", () => {
  let dynamo: Dynamo;
  beforeAll(async () => {
    dynamo = await startDynamo();
  });
  afterAll(() => dynamo?.stop());

  it("never disagree: lists, history, positions and what is told follow the proposal", async () => {
    const table = dynamo.platform;
    const ask = teamsOn(table);
    const reached = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("proposed", "claimed", "accepted", "introduced"),
        fc.array(fc.array(tries, { minLength: 1, maxLength: 4 }), { minLength: 3, maxLength: 8 }),
        async (state, rounds) => {
          const proposal = await aPair(table, state);
          for (const round of rounds) {
            const statuses = await Promise.all(round.map((one) => one({ proposal, table, ask })));
            for (const status of statuses)
              expect([undefined, 200, 403, 404, 409, 410, 503]).toContain(status);
          }
          reached.add((await checkAll(table, proposal)).state);
        },
      ),
      { numRuns: 40 },
    );
    expect(reached.size).toBeGreaterThan(3);
  });

  it("five claim at once: exactly one has it, and all others are told who", async () => {
    const table = dynamo.platform;
    const ask = teamsOn(table);
    for (let times = 0; times < 5; times += 1) {
      const proposal = await aPair(table, "proposed");
      const names = ["an", "bo", "cor", "dia", "eef"];
      const answers = await Promise.all(
        names.map((name) => ask(teamOf("AM18", name), "PUT", `/v1/proposals/${proposal.id}/claim`)),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
      for (const answer of answers.filter(({ status }) => status === 409))
        expect(await answer.json()).toMatchObject({
          why: "claimed-by-other",
          claim: { role: "team", region: "AM18", sinceAt: NOW.toISOString() },
        });
    }
  });
});
