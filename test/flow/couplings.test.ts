import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { createApp } from "#functions/brokerage/answer-firms/app.ts";
import type { CouplingId } from "#packages/domain/ids.ts";
import { find } from "#packages/store/documents.ts";
import { vacancies } from "#packages/store/kinds.ts";
import { clockAt, type Town, townOn } from "#test/support/brokerage/coupled-town.ts";
import { demand, group, notice, place } from "#test/support/brokerage/region.ts";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";
import {
  ADMINISTRATOR,
  type Claims,
  EMPLOYER,
  silentLog,
  team,
  withClaims,
} from "#test/support/intake/intake-app.ts";
import { pc4 } from "#test/support/matching/small-world.ts";

const FIRM_A: Claims = { sub: "client-a", role: "employer", kvkNumber: "90000001" };
const FIRM_B: Claims = { sub: "client-b", role: "employer", kvkNumber: "80000001" };
const SECTOR_G: Claims = { sub: "client-g", role: "sector-organisation", sector: "G" };
const SECTOR_I: Claims = { sub: "client-i", role: "sector-organisation", sector: "I" };
const HOME = team("AM01");
const AWAY = team("AM02");

const Shown = z.looseObject({
  id: z.string(),
  version: z.number(),
  state: z.string(),
  yourParty: z.string().optional(),
});
const Listed = z.object({ items: z.array(Shown), nextCursor: z.string().optional() });

describe.skipIf(!hasEngine)("couplings over the API", () => {
  let dynamo: Dynamo;
  let town: Town;
  let app: ReturnType<typeof createApp>;

  type Asked = { readonly claims: Claims; readonly body?: unknown; readonly key?: string };
  const send = (method: string, path: string, { claims, body, key = randomUUID() }: Asked) =>
    Promise.resolve(
      app.request(
        path,
        {
          method,
          headers: {
            ...(method === "POST" ? { "idempotency-key": key } : {}),
            ...(body === undefined ? {} : { "content-type": "application/json" }),
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        },
        withClaims(claims),
      ),
    );

  const ask = (claims: Claims, method: string, path: string, body?: unknown) =>
    send(method, path, { claims, body });

  /** Three people in AM01, three positions in AM02: the notice filed by the firm's sector organisation (B4). */
  beforeAll(async () => {
    dynamo = await startDynamo();
    town = townOn(dynamo, clockAt("2021-02-01T09:00:00.000Z"));
    const { platform, coupler } = town;
    app = createApp({ table: platform, coupler, randomBytes, now: () => town.clock.now, log: silentLog });
    await town.saveVacancy(() => demand({ places: [place({ region: "AM02" })] }), demand().id);
    await town.saveVacancy(
      () => demand({ places: [place({ region: "AM02", pc4: pc4(40), open: 1 })] }, 2),
      demand({}, 2).id,
    );
    await town.saveNotice(
      notice([group({ headCount: 3 })], { filer: { role: "sector-organisation", sector: "G" } }),
    );
    await town.untilQuiet();
  });
  afterAll(() => dynamo.stop());

  const theId = async (): Promise<CouplingId> => {
    const [first] = await town.liveAt(demand().id);
    if (first === undefined) throw new Error("no coupling");
    return first.id;
  };

  it.each([
    ["firm A", FIRM_A, "from-firm"],
    ["the sector organisation that filed (B4)", SECTOR_G, "from-firm"],
    ["firm B", FIRM_B, "to-firm"],
    ["the team of the staff's region", HOME, "team"],
    ["the team of the work's region, which only looks", AWAY, undefined],
  ])("%s sees it in its list and by itself", async (_, claims, yourParty) => {
    const answer = await ask(claims, "GET", "/v1/couplings?limit=5");
    expect(answer.status).toBe(200);
    const { items } = Listed.parse(await answer.json());
    const named = { fromName: notice().employer.name, toName: demand().employer.name };
    expect(items).toMatchObject([{ id: await theId(), state: "proposed", ...named }]);
    expect(items[0]?.yourParty).toBe(yourParty);
    const found = await ask(claims, "GET", `/v1/couplings/${await theId()}`);
    expect(await found.json()).toMatchObject(named);
  });

  it.each([
    ["another employer", EMPLOYER],
    ["another sector organisation", SECTOR_I],
    ["another team", team("AM05")],
  ])("for %s it does not exist", async (_, claims) => {
    expect((await ask(claims, "GET", `/v1/couplings/${await theId()}`)).status).toBe(404);
    expect(await (await ask(claims, "GET", "/v1/couplings")).json()).toEqual({ items: [] });
  });

  it("tells why: the parts add up to the score, what is to be learnt and by which route (D2, D3)", async () => {
    const detail = z
      .looseObject({
        score: z.number(),
        explanation: z.looseObject({ parts: z.record(z.string(), z.number()) }),
        learning: z.looseObject({ toLearn: z.array(z.unknown()), recognisedTrainingCompany: z.string() }),
      })
      .parse(await (await ask(HOME, "GET", `/v1/couplings/${await theId()}`)).json());
    const sum = Object.values(detail.explanation.parts).reduce((total, points) => total + points, 0);
    expect(sum).toBe(detail.score);
    expect(detail.learning).toMatchObject({ toLearn: [], recognisedTrainingCompany: "unknown" });
  });

  it("tells a team the next best alternative and the exact loss", async () => {
    const answer = await ask(HOME, "GET", `/v1/couplings/${await theId()}/alternative`);
    expect(answer.status).toBe(200);
    const Consequence = z.object({ people: z.number(), points: z.number() });
    const { loss, alternatives, oneMorePosition, oneMoreHead } = z
      .object({
        oneMorePosition: Consequence,
        oneMoreHead: Consequence,
        ifTrained: z.array(z.unknown()),
        loss: z.number(),
        alternatives: z.array(
          z.looseObject({ people: z.number(), lossPerPerson: z.number(), moves: z.array(z.unknown()) }),
        ),
      })
      .parse(await answer.json());
    expect(alternatives.reduce((sum, { people }) => sum + people, 0)).toBe(3);
    expect(loss).toBe(alternatives.reduce((sum, one) => sum + one.people * one.lossPerPerson, 0));
    expect(loss).toBeGreaterThan(0);
    // One position more brings nobody: all three people have one. One person more finds the position that is left.
    expect([oneMorePosition.people, oneMoreHead.people]).toEqual([0, 1]);
    expect((await ask(FIRM_B, "GET", `/v1/couplings/${await theId()}/alternative`)).status).toBe(403);
  });

  it.each([
    ["more people than proposed", FIRM_A, { answer: "agree", people: 4 }, 409],
    ["nobody", FIRM_A, { answer: "agree", people: 0 }, 400],
    ["no reason", FIRM_A, { answer: "decline" }, 400],
    ["a word that is no answer", FIRM_A, { answer: "perhaps" }, 400],
    ["a team that only looks", AWAY, { answer: "agree", people: 3 }, 403],
    ["an administrator", ADMINISTRATOR, { answer: "agree", people: 3 }, 403],
  ])("refuses %s", async (_, claims, body, status) => {
    expect((await ask(claims, "POST", `/v1/couplings/${await theId()}/answers`, body)).status).toBe(status);
  });

  it("both firms and the team agree to a part; sending it twice counts once; then people start", async () => {
    const id = await theId();
    const path = `/v1/couplings/${id}/answers`;
    const yes = { claims: SECTOR_G, body: { answer: "agree", people: 3 }, key: "same-key" };
    const first = await send("POST", path, yes);
    const again = await send("POST", path, yes);
    expect([first.status, await first.text()]).toEqual([again.status, await again.text()]);
    await ask(FIRM_B, "POST", path, { answer: "agree", people: 2 });
    const started = { started: 1, stayed: 0, fellBack: 0 };
    expect((await ask(HOME, "POST", `/v1/couplings/${id}/transitions`, started)).status).toBe(409);
    const last = await ask(HOME, "POST", path, { answer: "agree", people: 3 });
    expect(await last.json()).toMatchObject({ state: "agreed", agreed: 2 });
    expect((await find(town.platform, vacancies, demand().id))?.places).toMatchObject([{ open: 1, held: 2 }]);
    expect((await ask(HOME, "POST", `/v1/couplings/${id}/transitions`, started)).status).toBe(200);
    expect((await find(town.platform, vacancies, demand().id))?.places).toMatchObject([
      { open: 1, held: 1, filled: 1 },
    ]);
    const wrong = { started: 1, stayed: 1, fellBack: 1 };
    expect((await ask(HOME, "POST", `/v1/couplings/${id}/transitions`, wrong)).status).toBe(400);
    expect((await ask(HOME, "GET", `/v1/couplings/${id}/alternative`)).status).toBe(409);
  });

  it("the head that is left over is coupled elsewhere, and firm B is not asked for it again", async () => {
    await town.untilQuiet();
    expect(await town.liveAt(demand({}, 2).id)).toMatchObject([{ state: "proposed", people: 1 }]);
    const { items } = Listed.parse(await (await ask(FIRM_B, "GET", "/v1/couplings")).json());
    expect(items).toHaveLength(1);
    const path = `/v1/couplings/${(await town.liveAt(demand({}, 2).id))[0]?.id}/answers`;
    expect((await ask(FIRM_A, "POST", path, { answer: "agree", people: 1 })).status).toBe(200);
    const refusal = { answer: "decline", reason: "distance-or-transport", note: "Te ver weg." };
    expect(await (await ask(FIRM_A, "POST", path, refusal)).json()).toMatchObject({
      state: "declined",
      declined: { party: "from-firm", reason: "distance-or-transport" },
    });
    // Nobody is told that they agreed to what is over, also not who agreed to as many before.
    expect((await ask(FIRM_A, "POST", path, { answer: "agree", people: 1 })).status).toBe(409);
    expect(await town.untilQuiet()).toContain("coupling-declined.v1");
    expect(await town.liveAt(demand({}, 2).id)).toEqual([]);
  });
});
