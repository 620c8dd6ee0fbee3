import { randomUUID } from "node:crypto";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import type { SQSEvent } from "aws-lambda";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PlatformEvent } from "#events/index.ts";
import { createHandler, type Deps } from "#functions/delivery/redeliver/handler.ts";
import { createHandler as startHandler } from "#functions/delivery/start-regions/handler.ts";
import { RedeliveryView, SettingsView } from "#packages/api/routes/delivery-views.ts";
import { RedeliveryId } from "#packages/domain/ids.ts";
import { isOpen, PROPOSAL_STATES, type Proposal } from "#packages/domain/proposal.ts";
import { settingsOf } from "#packages/domain/settings.ts";
import { stableUuid } from "#packages/domain/stable-uuid.ts";
import { routeEvent } from "#packages/messaging/route-event.ts";
import { couplingWrites } from "#packages/store/couplings.ts";
import { put } from "#packages/store/documents.ts";
import { proposals } from "#packages/store/kinds.ts";
import { commit, type Table } from "#packages/store/platform-table.ts";
import { readSettings, writeSettings } from "#packages/store/settings-store.ts";
import { aCoupling } from "#test/support/brokerage/a-coupling.ts";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";
import { aProfile, aProposal, aVacancy, NOW } from "../unit/delivery/a-proposal.ts";
import { coordinatorOf, STEERING, teamOf, teamsOn, toldIn } from "../unit/delivery/delivery-app.ts";

const ana = teamOf("AM18", "ana");
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

const messageOf = (event: PlatformEvent): SQSEvent =>
  ({
    Records: [{ messageId: event.id, body: JSON.stringify(event), eventSource: "aws:sqs" }],
  }) as unknown as SQSEvent;

const manyFor = (count: number): Proposal[] =>
  Array.from({ length: count }, (_, n) => ({
    ...aProposal(
      {},
      { vacancy: aVacancy(), profile: aProfile({ id: randomUUID(), region: n % 5 === 4 ? "AM19" : "AM18" }) },
    ),
    state: PROPOSAL_STATES[n % PROPOSAL_STATES.length] ?? "proposed",
  }));

const store = async (table: Table, all: readonly Proposal[]) => {
  for (let start = 0; start < all.length; start += 40)
    await commit(
      table.client,
      all.slice(start, start + 40).map((one) => put(table, proposals, one)),
    );
};

const requestsIn = async (table: Table) =>
  (await toldIn(table)).filter(({ type }) => type === "nl.arbeidsmarkt.redelivery-requested.v1");

const redelivered = async (table: Table): Promise<string[]> =>
  (await toldIn(table))
    .flatMap(({ data }) => ("redeliveryId" in data && "proposalId" in data ? [data.proposalId] : []))
    .sort();

const openIn = (all: readonly Proposal[], region: string) =>
  all
    .filter((one) => one.region === region && isOpen(one.state))
    .map(({ id }) => id)
    .sort();

/** A client whose transactions fail from a moment on, as when the function is stopped. */
const stoppingAfter = (client: DynamoDBClient, transactions: number): DynamoDBClient => {
  let left = transactions;
  const send = (command: unknown) => {
    if (command instanceof TransactWriteItemsCommand) left -= 1;
    if (left < 0) return Promise.reject(new Error("stopped"));
    return client.send(command as TransactWriteItemsCommand);
  };
  return { send } as unknown as DynamoDBClient;
};

describe.skipIf(!hasEngine)("redelivery", () => {
  let dynamo: Dynamo;
  let table: Table;
  beforeEach(async () => {
    dynamo = await startDynamo();
    table = dynamo.platform;
  });
  afterEach(() => dynamo?.stop());

  const work = (event: PlatformEvent, over: Partial<Deps> = {}) =>
    createHandler({ table, log: silent, now: () => NOW, ...over })(messageOf(event));
  /** Works every request in the outbox, and those that come of them, as the queue would. */
  const workAll = async (over: Partial<Deps> = {}): Promise<number> => {
    const seen = new Set<string>();
    for (;;) {
      const fresh = (await requestsIn(table)).filter(({ id }) => !seen.has(id));
      if (fresh.length === 0) return seen.size;
      for (const event of fresh) {
        seen.add(event.id);
        expect(await work(event, over)).toEqual({ batchItemFailures: [] });
      }
    }
  };
  const askedBy = async (): Promise<RedeliveryId> => {
    const answer = await teamsOn(table)(ana, "POST", "/v1/regions/AM18/redeliveries");
    expect(answer.status).toBe(202);
    const { id } = RedeliveryView.parse(await answer.json());
    expect(answer.headers.get("location")).toBe(`/v1/regions/AM18/redeliveries/${id}`);
    return RedeliveryId.parse(id);
  };
  const stateOf = async (id: string) => {
    const answer = await teamsOn(table)(ana, "GET", `/v1/regions/AM18/redeliveries/${id}`);
    return RedeliveryView.parse(await answer.json());
  };

  it("sends exactly what is open for the region, each once, and says when it is done", async () => {
    const all = manyFor(130);
    await store(table, all);
    const id = await askedBy();
    expect(await stateOf(id)).toMatchObject({ state: "waiting", sent: 0 });
    await workAll();
    const open = openIn(all, "AM18");
    expect(open.length).toBeGreaterThan(30);
    expect(await redelivered(table)).toEqual(open);
    expect(await stateOf(id)).toMatchObject({ state: "done", sent: open.length });
  });

  it("of a large region goes on in several messages, and still sends each once", async () => {
    const all = manyFor(90);
    await store(table, all);
    await askedBy();
    expect(await workAll({ roundSize: 4, rounds: 2 })).toBeGreaterThan(3);
    expect(await redelivered(table)).toEqual(openIn(all, "AM18"));
  });

  it("that is stopped half-way goes on where it was when its message comes again", async () => {
    const all = manyFor(60);
    await store(table, all);
    const id = await askedBy();
    const [request] = await requestsIn(table);
    if (request === undefined) throw new Error("nothing was requested");
    const stopped = { client: stoppingAfter(table.client, 3), tableName: table.tableName };
    const answer = await work(request, { table: stopped, roundSize: 3 });
    expect(answer.batchItemFailures).toHaveLength(1);
    expect(await stateOf(id)).toMatchObject({ state: "running" });
    expect((await redelivered(table)).length).toBeLessThan(openIn(all, "AM18").length);
    await work(request, { roundSize: 3, rounds: 100 });
    expect(await redelivered(table)).toEqual(openIn(all, "AM18"));
    expect(await stateOf(id)).toMatchObject({ state: "done" });
  });

  it("whose message is worked twice at once, or again afterwards, sends each once", async () => {
    const all = manyFor(60);
    await store(table, all);
    await askedBy();
    const [request] = await requestsIn(table);
    if (request === undefined) throw new Error("nothing was requested");
    const often = { roundSize: 3, rounds: 100 };
    await Promise.all([work(request, often), work(request, often)]);
    await work(request, often);
    expect(await redelivered(table)).toEqual(openIn(all, "AM18"));
  });

  it("sends the version that stands, under an id of its own, and offers of other teams as offers", async () => {
    const handOver = {
      from: "AM19",
      to: "AM18",
      by: { subject: "x", role: "team", region: "AM19" },
      at: NOW.toISOString(),
    };
    const profile = aProfile({ id: randomUUID(), region: "AM19" });
    const offered = aProposal({ state: "claimed", version: 1 }, { vacancy: aVacancy(), profile });
    const own = aProposal();
    await store(table, [own, offered]);
    const cas = { subject: "team-AM19-cas", role: "team", region: "AM19" };
    await store(table, [{ ...offered, version: 2, claim: { by: cas, at: handOver.at } } as Proposal]);
    const offer = await teamsOn(table)(
      { sub: cas.subject, role: "team", region: "AM19" },
      "POST",
      `/v1/proposals/${offered.id}/hand-overs`,
      {
        body: { to: "AM18" },
      },
    );
    expect(offer.status).toBe(200);
    const id = await askedBy();
    await workAll();
    const sent = (await toldIn(table)).filter(({ data }) => "proposalId" in data && "redeliveryId" in data);
    expect(sent.map(({ type, subject }) => [type, subject]).sort()).toEqual(
      [
        ["nl.arbeidsmarkt.match-handed-over.v1", offered.id],
        ["nl.arbeidsmarkt.match-proposed.v1", own.id],
      ].sort(),
    );
    expect(sent.every(({ data }) => "redeliveryId" in data && data.redeliveryId === id)).toBe(true);
    expect(sent.find(({ subject }) => subject === offered.id)?.data).toMatchObject({
      what: "offered",
      addressee: "AM18",
      version: 3,
    });
  });

  it("is asked for once per key, not for another region, and not before the team starts", async () => {
    const ask = teamsOn(table);
    const headers = { "idempotency-key": "nog-eens" };
    const answers = await Promise.all(
      [1, 2].map(() => ask(ana, "POST", "/v1/regions/AM18/redeliveries", { headers })),
    );
    const [one, two] = await Promise.all(answers.map((answer) => answer.text()));
    expect(one).toBe(two);
    expect(await requestsIn(table)).toHaveLength(1);
    expect((await ask(ana, "POST", "/v1/regions/AM19/redeliveries")).status).toBe(403);
    expect((await ask(teamOf("AM19"), "GET", `/v1/regions/AM19/redeliveries/${randomUUID()}`)).status).toBe(
      404,
    );
    const body = { startDate: "2026-12-01" };
    const patched = await ask(STEERING, "PATCH", "/v1/regions/AM19/settings", {
      body,
      headers: { "if-match": '"0"' },
    });
    expect(patched.status).toBe(200);
    const early = await ask(teamOf("AM19"), "POST", "/v1/regions/AM19/redeliveries");
    expect(early.status).toBe(409);
    expect(await early.json()).toMatchObject({ detail: expect.stringContaining("2026-12-01") });
  });

  describe("G1: the start of a team", () => {
    const startsOn = async (startDate: string, at: Date) => {
      const ask = teamsOn(table, { now: () => at });
      const read = await ask(STEERING, "GET", "/v1/regions/AM18/settings");
      const headers = { "if-match": read.headers.get("etag") ?? "" };
      const answer = await ask(STEERING, "PATCH", "/v1/regions/AM18/settings", {
        body: { startDate },
        headers,
      });
      expect(answer.status).toBe(200);
      return SettingsView.parse(await answer.json());
    };
    const runAt = (moment: string) =>
      startHandler({
        table,
        settings: () => readSettings(table),
        log: silent,
        now: () => new Date(moment),
      })();

    it("delivers once what is open, a little after midnight in the Netherlands", async () => {
      const all = manyFor(40);
      await store(table, all);
      await startsOn("2026-12-01", NOW);
      await runAt("2026-11-30T22:59:00.000Z");
      await runAt("2026-11-30T23:00:30.000Z");
      expect(await requestsIn(table)).toEqual([]);
      await Promise.all([runAt("2026-11-30T23:05:00.000Z"), runAt("2026-11-30T23:05:00.000Z")]);
      await runAt("2026-11-30T23:10:00.000Z");
      expect(await requestsIn(table)).toMatchObject([{ data: { region: "AM18", reason: "team-started" } }]);
      await workAll();
      expect(await redelivered(table)).toEqual(openIn(all, "AM18"));
      await runAt("2026-12-02T08:00:00.000Z");
      expect(await requestsIn(table)).toHaveLength(1);
    });

    it("makes nothing for teams that had always started, or whose other settings were changed", async () => {
      const answer = await teamsOn(table)(coordinatorOf("AM18"), "PATCH", "/v1/regions/AM18/settings", {
        body: { capPerPerson: 5 },
        headers: { "if-match": '"0"' },
      });
      expect(answer.status).toBe(200);
      await runAt("2026-12-02T08:00:00.000Z");
      expect(await requestsIn(table)).toEqual([]);
    });

    it("that moves between two dates of the past delivers nothing again", async () => {
      await startsOn("2026-06-01", NOW);
      await runAt("2026-12-02T08:00:00.000Z");
      expect(await requestsIn(table)).toEqual([]);
    });

    it("whose date is moved just before what waited for it was sent, still sends it", async () => {
      await startsOn("2026-12-01", NOW);
      await startsOn("2026-11-30", new Date("2026-12-01T08:00:00.000Z"));
      await runAt("2026-12-01T08:05:00.000Z");
      expect(await requestsIn(table)).toHaveLength(1);
    });

    it("whose settings were written without a plan, as by an import, is delivered once all the same", async () => {
      const settings = {
        ...settingsOf({ version: 0, regions: {} }, "AM18"),
        startDate: "2026-11-01",
        version: 1,
      };
      await writeSettings(table, { version: 1, regions: { AM18: settings } });
      await runAt("2026-12-01T08:05:00.000Z");
      await runAt("2026-12-01T08:10:00.000Z");
      expect(await requestsIn(table)).toHaveLength(1);
    });

    it("after a pause delivers again, also on the same date as before", async () => {
      await startsOn("2026-12-01", NOW);
      await runAt("2026-12-01T08:00:00.000Z");
      await startsOn("2027-01-04", new Date("2026-12-02T08:00:00.000Z"));
      await runAt("2026-12-03T08:00:00.000Z");
      expect(await requestsIn(table)).toHaveLength(1);
      await startsOn("2026-12-01", new Date("2026-12-04T08:00:00.000Z"));
      await runAt("2026-12-04T08:00:30.000Z");
      expect(await requestsIn(table)).toHaveLength(1);
      await runAt("2026-12-04T08:05:00.000Z");
      const requests = await requestsIn(table);
      expect(requests).toHaveLength(2);
      expect(new Set(requests.map(({ id }) => id)).size).toBe(2);
    });
  });

  it("tells a team again of the couplings that live, on either side, and nobody else of them (B1, B3)", async () => {
    const pair = { fromRegion: "AM18", toRegion: "AM19" };
    const number = (n: number) => ({ id: stableUuid("coupling", String(n)) });
    const there = [
      aCoupling({ ...number(1), ...pair }),
      aCoupling({ ...number(2), ...pair, state: "agreed", agreed: 2, people: 3 }),
      aCoupling({ ...number(3), fromRegion: "AM19", toRegion: "AM18" }),
      aCoupling({ ...number(4), ...pair, state: "declined", declined: { party: "team", reason: "other" } }),
      aCoupling({ ...number(5), fromRegion: "AM19", toRegion: "AM19" }),
    ];
    for (const one of there) await commit(table.client, couplingWrites(table, one));
    const id = await askedBy();
    await workAll({ roundSize: 2 });
    const told = (await toldIn(table)).filter(({ data }) => "couplingId" in data);
    expect(told.map(({ type, data }) => [type, data]).sort()).toMatchObject([
      ["nl.arbeidsmarkt.coupling-agreed.v1", { couplingId: there[1]?.id, people: 2, redeliveryId: id }],
      ["nl.arbeidsmarkt.coupling-proposed.v1", { addressee: "AM18" }],
      ["nl.arbeidsmarkt.coupling-proposed.v1", { addressee: "AM18" }],
    ]);
    expect(told.flatMap(routeEvent)).toEqual(told.map(() => ({ queue: "region", region: "AM18" })));
    expect(await stateOf(id)).toMatchObject({ state: "done", sent: 3 });
    // Asked once more, it is told once more: a message of its own each time.
    await askedBy();
    await workAll();
    const again = (await toldIn(table)).filter(({ data }) => "couplingId" in data);
    expect(new Set(again.map((event) => event.id)).size).toBe(6);
  });
});
