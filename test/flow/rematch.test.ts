import { randomUUID } from "node:crypto";
import { DeleteItemCommand, PutItemCommand, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import type { Context, SQSEvent } from "aws-lambda";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import type { PlatformEvent } from "#events/index.ts";
import { createHandler } from "#functions/matching/work-rematches/handler.ts";
import { RematchView } from "#packages/api/routes/rematches.ts";
import type { MarketProfile } from "#packages/domain/market-profile.ts";
import { isOpen, type Proposal, Proposal as ProposalSchema } from "#packages/domain/proposal.ts";
import { REGIONS } from "#packages/domain/regions.ts";
import type { Vacancy } from "#packages/domain/vacancy.ts";
import { type World, worldOf } from "#packages/matching/world.ts";
import { routeEvent } from "#packages/messaging/route-event.ts";
import type { Matcher } from "#packages/proposing/match-subject.ts";
import { warmMatcher } from "#packages/proposing/warm-matcher.ts";
import { keys, lists } from "#packages/store/keys.ts";
import { findUnpublished, markPublished } from "#packages/store/outbox.ts";
import { commit, queryAll, type Table } from "#packages/store/platform-table.ts";
import { rematchUnderWay } from "#packages/store/rematches.ts";
import { profileWrites } from "#packages/store/write-profile.ts";
import { vacancyWrites } from "#packages/store/write-vacancy.ts";
import { aMarketProfile, aVacancy } from "#test/support/build.ts";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";
import { competency, smallClassification } from "#test/support/matching/small-world.ts";
import { ADMIN, type Claims, teamOf, teamsOn } from "../unit/delivery/delivery-app.ts";

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const now = () => new Date();
const world: World = worldOf(smallClassification);
const LONG = 10 ** 9;
const FAR = new Date("2099-01-01T00:00:00Z");
const team = teamOf("AM18");

const AREAS = [
  { pc4: "1012", region: "AM18" },
  { pc4: "2011", region: "AM37" },
] as const;

const asked = [{ competency: competency(1), importance: "nice" as const, weight: 3 }];
const vacancyAt = (number: number, ...areas: (typeof AREAS)[number][]): Vacancy =>
  aVacancy(
    {
      places: areas.map((area) => ({ ...area, open: 1, held: 0, filled: 0 })),
      requirements: asked,
      mustHaves: { mode: "soft" },
    },
    number,
  );
const profileAt = (number: number, area: (typeof AREAS)[number]): MarketProfile =>
  aMarketProfile({ ...area, competencies: [competency(1)] }, number);

describe.skipIf(!hasEngine)("a re-match that people start", () => {
  let dynamo: Dynamo;
  let table: Table;
  beforeEach(async () => {
    dynamo = await startDynamo();
    table = dynamo.platform;
  });
  afterEach(() => dynamo.stop());

  /** Nine vacancies and six people who were never matched: 5 in AM18, 3 in AM37, one with places in both. */
  const unmatchedTown = async () => {
    const both = { platform: table, persons: dynamo.persons };
    const vacancies = [0, 1, 2, 3, 4].map((n) => vacancyAt(n, AREAS[0]));
    vacancies.push(...[5, 6, 7].map((n) => vacancyAt(n, AREAS[1])), vacancyAt(8, ...AREAS));
    for (const vacancy of vacancies) await commit(table.client, vacancyWrites(both, { vacancy, events: [] }));
    for (const n of [0, 1, 2, 3, 4, 5])
      await commit(
        table.client,
        profileWrites(both, {
          profile: profileAt(n, n < 3 ? AREAS[0] : AREAS[1]),
          referenceOwner: "uwv",
          events: [],
        }),
      );
  };

  const matcherOf = (over: Partial<World> = {}, on: Table = table): Matcher =>
    warmMatcher(on, now, { ...world, ...over });

  /** What the queue of re-matches would hold: requests that have not gone out, taken out. */
  const takeRequests = async (): Promise<PlatformEvent[]> => {
    const entries = await Array.fromAsync(findUnpublished(table, FAR, 1000));
    const requests = entries.filter(({ events }) =>
      events.some((event) => routeEvent(event).some(({ queue }) => queue === "rematches")),
    );
    for (const { key } of requests) await markPublished(table, key);
    return requests.flatMap(({ events }) => events);
  };

  type Working = { matcher?: Matcher; leftMs?: number; stepSize?: number };
  /** Works one message; the failures of the batch. */
  const work = async (
    event: PlatformEvent,
    { matcher = matcherOf(), leftMs = LONG, stepSize = 2 }: Working,
  ) => {
    const records = {
      Records: [{ messageId: event.id, body: JSON.stringify(event), eventSource: "aws:sqs" }],
    };
    const context = { getRemainingTimeInMillis: () => leftMs } as unknown as Context;
    const handle = createHandler({ matcher, log: silent, stepSize });
    return (await handle(records as unknown as SQSEvent, context)).batchItemFailures;
  };
  const workAll = async (working: Working = {}) => {
    for (let round = 0; round < 60; round += 1) {
      const requests = await takeRequests();
      if (requests.length === 0) return;
      for (const event of requests) expect(await work(event, working)).toEqual([]);
    }
    throw new Error("never done");
  };

  const start = async (claims: Claims, scope: string): Promise<Response> =>
    teamsOn(table, { now })(claims, "POST", "/v1/rematches", { body: { scope, reason: "rules-changed" } });
  const started = async (claims: Claims, scope: string): Promise<string> => {
    const answer = await start(claims, scope);
    expect(answer.status).toBe(202);
    const { id } = RematchView.parse(await answer.json());
    expect(answer.headers.get("location")).toBe(`/v1/rematches/${id}`);
    return id;
  };
  const read = async (id: string): Promise<RematchView> =>
    RematchView.parse(await (await teamsOn(table, { now })(ADMIN, "GET", `/v1/rematches/${id}`)).json());
  const ask = (id: string, what: "stops" | "continuations") =>
    teamsOn(table, { now })(ADMIN, "POST", `/v1/rematches/${id}/${what}`);

  const openProposals = async (): Promise<Proposal[]> => {
    const partitions = REGIONS.flatMap((region) => lists.inboxPartitions(region, true));
    const items = await Promise.all(
      partitions.map((pk) =>
        Array.fromAsync(
          queryAll(table, {
            IndexName: "Lists",
            KeyConditionExpression: "listPk = :pk",
            ExpressionAttributeValues: { ":pk": { S: pk } },
          }),
        ),
      ),
    );
    return items
      .flat()
      .map((item) => ProposalSchema.parse(JSON.parse(item["doc"]?.S ?? "")))
      .filter(({ state }) => isOpen(state));
  };

  it("matches every vacancy of the country once, tells how far it is, and counts what it changed", async () => {
    await unmatchedTown();
    const id = await started(ADMIN, "country");
    expect(await read(id)).toMatchObject({ state: "running", done: 0, changes: { new: 0 } });
    const [request] = await takeRequests();
    if (request === undefined) throw new Error("no request");
    // Time for a single step of two vacancies: it asks to go on.
    expect(await work(request, { leftMs: 30_000 })).toEqual([]);
    const early = await read(id);
    expect(early.state).toBe("running");
    expect(early.total).toBe(9);
    await workAll();
    const done = await read(id);
    const open = await openProposals();
    expect(open.length).toBeGreaterThan(9);
    expect(done).toMatchObject({
      state: "done",
      done: 9,
      total: 9,
      rules: world.rules,
      classification: world.classification.version,
      changes: { new: open.length, renewed: 0, withdrawn: 0 },
    });
    expect(Date.parse(done.endedAt ?? "")).toBeGreaterThanOrEqual(Date.parse(done.startedAt));
    // Once more: there is nothing left to change.
    const again = await started(ADMIN, "country");
    await workAll();
    expect(await read(again)).toMatchObject({ done: 9, changes: { new: 0, renewed: 0, withdrawn: 0 } });
  });

  it("a region's is its team's: its own vacancies, those with a place elsewhere too", async () => {
    await unmatchedTown();
    expect((await start(team, "country")).status).toBe(403);
    expect((await start(team, "AM37")).status).toBe(403);
    const id = await started(team, "AM18");
    await workAll();
    expect(await read(id)).toMatchObject({ scope: "AM18", state: "done", done: 6, total: 6 });
    const Page = z.object({ items: z.array(RematchView) });
    const list = async (claims: Claims, query = "") =>
      Page.parse(await (await teamsOn(table, { now })(claims, "GET", `/v1/rematches${query}`)).json()).items;
    expect(await list(team)).toMatchObject([{ id, done: 6 }]);
    expect(await list(teamOf("AM37"))).toEqual([]);
    const country = await started(ADMIN, "country");
    expect((await list(ADMIN)).map((one) => one.id)).toEqual([country, id]);
    expect((await list(ADMIN, "?scope=AM18")).map((one) => one.id)).toEqual([id]);
    expect((await teamsOn(table, { now })(teamOf("AM37"), "GET", `/v1/rematches/${id}`)).status).toBe(404);
  });

  it("one at a time has a scope; the other is told which", async () => {
    const id = await started(team, "AM18");
    const other = await start(ADMIN, "AM18");
    expect(other.status).toBe(409);
    expect(await other.text()).toContain(id);
    await started(ADMIN, "country");
    await workAll();
    expect((await start(ADMIN, "AM18")).status).toBe(202);
  });

  it("can be stopped and continued, and goes on where it was", async () => {
    await unmatchedTown();
    const id = await started(ADMIN, "AM18");
    const [request] = await takeRequests();
    if (request === undefined) throw new Error("no request");
    await work(request, { leftMs: 30_000 });
    expect(await read(id)).toMatchObject({ state: "running", done: 2, total: 6 });
    expect((await ask(id, "stops")).status).toBe(202);
    expect((await ask(id, "stops")).status).toBe(202);
    expect((await read(id)).state).toBe("stopping");
    await workAll();
    expect(await read(id)).toMatchObject({ state: "stopped", done: 2, total: 6 });
    // While it stands still another may have the scope; then this one cannot go on.
    const other = await started(ADMIN, "AM18");
    const refused = await ask(id, "continuations");
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain(other);
    await workAll();
    expect((await ask(id, "continuations")).status).toBe(202);
    expect((await ask(id, "continuations")).status).toBe(202);
    await workAll();
    expect(await read(id)).toMatchObject({ state: "done", done: 6, total: 6 });
    expect((await ask(id, "stops")).status).toBe(409);
    expect((await ask(id, "continuations")).status).toBe(409);
  });

  it.each([
    ["nobody has its scope any more", undefined, { state: "stopped" }, 0],
    ["another has its scope", randomUUID(), { state: "stopping" }, 1],
  ])(
    "is stopped, or put back to be told of, and never tried without end: %s",
    async (_, holder, then, failed) => {
      await unmatchedTown();
      const id = await started(ADMIN, "AM18");
      const [request] = await takeRequests();
      if (request === undefined) throw new Error("no request");
      await ask(id, "stops");
      const Key = keys.rematchOfScope("AM18");
      await table.client.send(new DeleteItemCommand({ TableName: table.tableName, Key }));
      const taken = { ...Key, ...(holder && { id: { S: holder } }) };
      if (holder !== undefined)
        await table.client.send(new PutItemCommand({ TableName: table.tableName, Item: taken }));
      expect(await work(request, {})).toHaveLength(failed);
      expect(await read(id)).toMatchObject(then);
      expect(await rematchUnderWay(table, "AM18")).toBe(holder);
    },
  );

  it("goes on where it was when its worker is killed, and a message that comes twice counts nothing twice", async () => {
    await unmatchedTown();
    const id = await started(ADMIN, "country");
    const [request] = await takeRequests();
    if (request === undefined) throw new Error("no request");
    for (const transactions of [0, 1, 2, 3, 5]) {
      let left = transactions;
      const send = (command: unknown) => {
        if (command instanceof TransactWriteItemsCommand) left -= 1;
        if (left < 0) return Promise.reject(new Error("killed"));
        return table.client.send(command as TransactWriteItemsCommand);
      };
      const killed = matcherOf({}, { ...table, client: { send } as unknown as Table["client"] });
      expect(await work(request, { matcher: killed })).toHaveLength(1);
    }
    expect(await work(request, {})).toEqual([]);
    expect(await work(request, {})).toEqual([]);
    await workAll();
    const open = await openProposals();
    expect(await read(id)).toMatchObject({ state: "done", done: 9, total: 9, changes: { new: open.length } });
  });

  it("other rules make every open proposal be scored by them, and a re-match under way begin anew", async () => {
    await unmatchedTown();
    const first = await started(ADMIN, "country");
    await workAll();
    const open = await openProposals();
    expect(new Set(open.map(({ explanation }) => explanation.rules))).toEqual(new Set([world.rules]));
    const id = await started(ADMIN, "country");
    expect(id).not.toBe(first);
    const [request] = await takeRequests();
    if (request === undefined) throw new Error("no request");
    await work(request, { leftMs: 30_000, stepSize: 4 });
    expect((await read(id)).rules).toBe(world.rules);
    const other = { matcher: matcherOf({ rules: "rules-2+other" }) };
    await workAll(other);
    expect(await read(id)).toMatchObject({
      state: "done",
      rules: "rules-2+other",
      done: 9,
      total: 9,
      changes: { new: 0, renewed: open.length, withdrawn: 0 },
    });
    const renewed = await openProposals();
    expect(new Set(renewed.map(({ explanation }) => explanation.rules))).toEqual(new Set(["rules-2+other"]));
    expect(renewed.map((one) => one.id).sort()).toEqual(open.map((one) => one.id).sort());
  });

  it("what follows from it goes the way of imports, and no message more to the queue of daily traffic", async () => {
    await unmatchedTown();
    await started(ADMIN, "country");
    await workAll();
    await started(ADMIN, "country");
    await workAll({ matcher: matcherOf({ rules: "rules-2+other" }) });
    const entries = await Array.fromAsync(findUnpublished(table, FAR, 1000));
    const queues = entries.flatMap(({ events }) => events.flatMap(routeEvent)).map(({ queue }) => queue);
    expect(queues).toContain("matching-imports");
    expect(queues).toContain("region");
    expect(queues).not.toContain("matching");
  });

  it("tells what is wrong with a request", async () => {
    const send = (body: unknown) => teamsOn(table, { now })(ADMIN, "POST", "/v1/rematches", { body });
    for (const [body, pointer] of [
      [{}, "/scope"],
      [{ scope: "AM99" }, "/scope"],
      [{ scope: "country", reason: "why not" }, "/reason"],
    ] as const) {
      const answer = await send(body);
      expect(answer.status).toBe(400);
      expect(JSON.stringify(await answer.json())).toContain(pointer);
    }
    expect((await teamsOn(table, { now })(ADMIN, "GET", `/v1/rematches/${randomUUID()}`)).status).toBe(404);
    expect((await ask(randomUUID(), "stops")).status).toBe(404);
  });
});
