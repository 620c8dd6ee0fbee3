import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { createApp as createFirmsApp } from "#functions/brokerage/answer-firms/app.ts";
import { createApp as createTeamsApp } from "#functions/delivery/answer-teams/app.ts";
import { loadClassification } from "#packages/classification/load-classification.ts";
import type { CouplingId } from "#packages/domain/ids.ts";
import { clockAt, type Town, townOn } from "#test/support/brokerage/coupled-town.ts";
import { demand, group, notice } from "#test/support/brokerage/region.ts";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";
import { type Claims, problemIn, silentLog, withClaims } from "#test/support/intake/intake-app.ts";

const FIRM_A: Claims = { sub: "client-a", role: "employer", kvkNumber: "90000001" };
const FIRM_B: Claims = { sub: "client-b", role: "employer", kvkNumber: "80000001" };
const ANA: Claims = { sub: "ana", role: "team", region: "AM01" };
const BEN: Claims = { sub: "ben", role: "team", region: "AM01" };
const CHAIR: Claims = { sub: "chair", role: "coordinator", region: "AM01" };
const STRANGER: Claims = { sub: "stranger", role: "team", region: "AM02" };

const Holder = z.looseObject({
  version: z.number(),
  claim: z.looseObject({ by: z.looseObject({ subject: z.string() }), mine: z.boolean() }).optional(),
  deeds: z.array(z.string()).optional(),
});
const Queue = z.looseObject({
  counts: z.looseObject({ mine: z.number(), unassigned: z.number(), all: z.number() }),
  items: z.array(Holder.extend({ kind: z.string() })),
});

describe.skipIf(!hasEngine)("a coupling in a team's work queue", () => {
  let dynamo: Dynamo;
  let town: Town;
  let firms: ReturnType<typeof createFirmsApp>;
  let teams: ReturnType<typeof createTeamsApp>;
  let id: CouplingId;

  beforeAll(async () => {
    dynamo = await startDynamo();
    town = townOn(dynamo, clockAt("2026-11-02T09:00:00.000Z"));
    const { platform: table, coupler } = town;
    const now = () => town.clock.now;
    firms = createFirmsApp({ table, coupler, randomBytes, now, log: silentLog });
    teams = createTeamsApp({
      table,
      records: dynamo.records,
      classification: loadClassification(""),
      now,
      newId: randomUUID,
      log: silentLog,
    });
    await town.saveVacancy(() => demand(), demand().id);
    await town.saveNotice(notice([group({ headCount: 5 })]));
    await town.untilQuiet();
    const [first] = await town.liveAt(demand().id);
    if (first === undefined) throw new Error("no coupling");
    id = first.id;
  });
  afterAll(() => dynamo.stop());

  const initOf = (method: string, body?: unknown): RequestInit => ({
    method,
    headers: {
      ...(method === "POST" ? { "idempotency-key": randomUUID() } : {}),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const divide = async (claims: Claims, what: string, body?: unknown) => {
    const [method = "", path = ""] = what.split(" ");
    return teams.request(`/v1/couplings/${id}${path}`, initOf(method, body), withClaims(claims));
  };
  const couplingFor = async (claims: Claims) =>
    Holder.parse(await (await firms.request(`/v1/couplings/${id}`, {}, withClaims(claims))).json());
  const answer = (claims: Claims, people: number) =>
    firms.request(
      `/v1/couplings/${id}/answers`,
      initOf("POST", { answer: "agree", people }),
      withClaims(claims),
    );
  const queueOf = async (claims: Claims, query: string) =>
    Queue.parse(
      await (await teams.request(`/v1/regions/AM01/queue?${query}`, {}, withClaims(claims))).json(),
    );
  const holderOf = async (response: Response) => Holder.parse(await response.json());

  it("nobody has it at first: it is unassigned, and can be claimed or given to a colleague", async () => {
    const { items, counts } = await queueOf(ANA, "list=unassigned");
    expect(counts).toMatchObject({ mine: 0, unassigned: 1, all: 1 });
    expect(items).toMatchObject([{ kind: "coupling", deeds: ["claim", "assign"] }]);
  });

  it("whoever claims it has it; again by the same changes nothing, another is told who has it", async () => {
    const claimed = await holderOf(await divide(ANA, "PUT /claim"));
    expect(claimed).toMatchObject({
      claim: { by: { subject: "ana" }, mine: true },
      deeds: ["release", "assign"],
    });
    expect((await holderOf(await divide(ANA, "PUT /claim"))).version).toBe(claimed.version);
    const refused = await divide(BEN, "PUT /claim");
    expect(refused.status).toBe(409);
    expect(await problemIn(refused)).toMatchObject({ why: "claimed-by-other", claim: { role: "team" } });
    expect((await queueOf(ANA, "list=mine")).items).toMatchObject([
      { kind: "coupling", claim: { mine: true } },
    ]);
    expect((await queueOf(BEN, "list=mine")).items).toEqual([]);
    expect((await queueOf(BEN, "list=all&assignee=ana")).items).toHaveLength(1);
  });

  it("B1: only the team where the staff is divides the work; firms are told nothing of it", async () => {
    expect((await divide(STRANGER, "PUT /claim")).status).toBe(404);
    expect((await divide(FIRM_A, "PUT /claim")).status).toBe(403);
    expect(await couplingFor(ANA)).toMatchObject({ claim: { mine: true } });
    for (const firm of [FIRM_A, FIRM_B]) {
      const seen = await couplingFor(firm);
      expect(seen).not.toHaveProperty("claim");
      expect(seen).not.toHaveProperty("deeds");
      expect(JSON.stringify(seen)).not.toContain('"ana"');
    }
  });

  it("for the team, whoever has it answers; a colleague is told who that is", async () => {
    const refused = await answer(BEN, 2);
    expect(refused.status).toBe(409);
    expect(await problemIn(refused)).toMatchObject({ why: "claimed-by-other" });
    expect((await answer(FIRM_A, 3)).status).toBe(200);
    expect((await answer(ANA, 2)).status).toBe(200);
  });

  it("G2: the coordinator gives it to a colleague, who must have worked for the team", async () => {
    const unknown = await divide(CHAIR, "PUT /assignment", { to: "ben" });
    expect(unknown.status).toBe(400);
    expect(await problemIn(unknown)).toMatchObject({ errors: [{ pointer: "/to" }] });
    await divide(ANA, "DELETE /claim");
    await divide(BEN, "PUT /claim");
    await divide(BEN, "DELETE /claim");
    await divide(ANA, "PUT /claim");
    expect((await divide(BEN, "PUT /assignment", { to: "ben" })).status).toBe(409);
    const given = await holderOf(await divide(CHAIR, "PUT /assignment", { to: "ben" }));
    expect(given).toMatchObject({ claim: { by: { subject: "ben" }, mine: false } });
    expect((await queueOf(BEN, "list=mine")).counts.mine).toBe(1);
  });

  it("whoever has it, or the coordinator, lets go; safe to say twice", async () => {
    expect((await divide(ANA, "DELETE /claim")).status).toBe(409);
    const free = await holderOf(await divide(CHAIR, "DELETE /claim"));
    expect(free).not.toHaveProperty("claim");
    expect((await holderOf(await divide(CHAIR, "DELETE /claim"))).version).toBe(free.version);
    // The team has answered: it waits for nobody.
    expect((await queueOf(BEN, "list=unassigned")).counts).toMatchObject({ unassigned: 0, all: 1 });
  });

  it("two who claim it at once: one has it", async () => {
    const both = await Promise.all([divide(ANA, "PUT /claim"), divide(BEN, "PUT /claim")]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  it("a coupling that is over has nothing left to divide", async () => {
    await firms.request(
      `/v1/couplings/${id}/answers`,
      initOf("POST", { answer: "decline", reason: "dates-do-not-fit" }),
      withClaims(FIRM_B),
    );
    const refused = await divide(CHAIR, "DELETE /claim");
    expect(refused.status).toBe(409);
    expect(await problemIn(refused)).toMatchObject({ why: "wrong-state" });
    expect((await queueOf(CHAIR, "list=all")).counts.all).toBe(0);
  });
});
