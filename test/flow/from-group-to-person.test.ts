import { randomBytes, randomUUID } from "node:crypto";
import { QueryCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { createApp } from "#functions/brokerage/answer-firms/app.ts";
import { agree, decline } from "#packages/coupling/coupling-steps.ts";
import { type Coupling, headsOf } from "#packages/domain/coupling.ts";
import type { CouplingId } from "#packages/domain/ids.ts";
import { couplings } from "#packages/store/couplings.ts";
import { find } from "#packages/store/documents.ts";
import { invitationsOf } from "#packages/store/invitations.ts";
import { clockAt, PARTIES, type Town, townOn, wrongs } from "#test/support/brokerage/coupled-town.ts";
import { demand, group, notice } from "#test/support/brokerage/region.ts";
import { answering } from "#test/support/brokerage/town-deeds.ts";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";
import {
  aProfileBody,
  type Claims,
  intakeOn,
  MUNICIPALITY,
  problemIn,
  silentLog,
  team,
  thingIn,
  withClaims,
} from "#test/support/intake/intake-app.ts";

const FIRM_A: Claims = { sub: "client-a", role: "employer", kvkNumber: "90000001" };
const FIRM_B: Claims = { sub: "client-b", role: "employer", kvkNumber: "80000001" };
const HOME = team("AM01");

const Given = z.object({
  agreed: z.number(),
  invited: z.number(),
  joined: z.number(),
  stillToInvite: z.number(),
  items: z.array(
    z.looseObject({ number: z.number(), code: z.string().optional(), state: z.string().optional() }),
  ),
});

describe.skipIf(!hasEngine)("from group to person", () => {
  let dynamo: Dynamo;
  let town: Town;
  let firms: ReturnType<typeof createApp>;
  let intake: ReturnType<typeof intakeOn>;
  let id: CouplingId;

  /** Five heads and three positions: all three parties agree to three people. */
  beforeAll(async () => {
    dynamo = await startDynamo();
    town = townOn(dynamo, clockAt("2026-11-02T09:00:00.000Z"));
    const now = () => town.clock.now;
    const { platform, coupler } = town;
    firms = createApp({ table: platform, coupler, randomBytes, now, log: silentLog });
    intake = intakeOn(dynamo, { now });
    await town.saveVacancy(() => demand(), demand().id);
    await town.saveNotice(notice([group({ headCount: 5 })]));
    await town.untilQuiet();
    const [first] = await town.liveAt(demand().id);
    if (first === undefined) throw new Error("no coupling");
    id = first.id;
  });
  afterAll(() => dynamo.stop());

  const ask = async (claims: Claims, what: string, body?: unknown, key: string = randomUUID()) => {
    const [method = "", path = ""] = what.split(" ");
    return firms.request(
      `/v1/couplings/${id}${path}`,
      {
        method,
        headers: {
          ...(method === "POST" ? { "idempotency-key": key } : {}),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      },
      withClaims(claims),
    );
  };
  const given = async (answer: Response) => Given.parse(await answer.json());
  const theCoupling = async (): Promise<Coupling> => {
    const found = await find(town.platform, couplings, id);
    if (found === undefined) throw new Error("no coupling");
    return found;
  };
  const bring = (over: Record<string, unknown>) =>
    intake.ask(MUNICIPALITY, "POST", "/v1/market-profiles", { body: aProfileBody(over) });
  const nothingWrong = async () =>
    expect(await wrongs(town, { vacancies: [demand().id], notices: [notice().id] })).toEqual([]);
  const codes: string[] = [];
  const codeOf = (number: number): string => codes[number] ?? "";

  it("nobody is invited before all have agreed", async () => {
    expect((await ask(FIRM_A, "POST /invitations", {})).status).toBe(409);
    for (const party of PARTIES) await town.step(id, (one) => agree(one, 3, answering(party, town)));
  });

  it("as many codes as people were agreed, for firm A and the team, shown once, kept as hashes", async () => {
    expect((await ask(FIRM_B, "POST /invitations", {})).status).toBe(403);
    const first = await given(await ask(FIRM_A, "POST /invitations", { people: 2 }, "k"));
    expect(first).toMatchObject({ agreed: 3, invited: 2, stillToInvite: 1 });
    const again = await given(await ask(FIRM_A, "POST /invitations", { people: 2 }, "k"));
    expect(again.items.map(({ number, code }) => [number, code])).toEqual([
      [1, undefined],
      [2, undefined],
    ]);
    const rest = await given(await ask(HOME, "POST /invitations", {}));
    expect(rest.items.map(({ number }) => number)).toEqual([3]);
    expect((await ask(HOME, "POST /invitations", {})).status).toBe(409);
    codes.push("", ...[...first.items, ...rest.items].map(({ code }) => code ?? ""));
    expect(new Set(codes).size).toBe(4);
    for (const code of codes.slice(1))
      expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    const { Items = [] } = await dynamo.client.send(new ScanCommand({ TableName: town.platform.tableName }));
    const text = JSON.stringify(Items);
    for (const code of codes.slice(1)) {
      expect(text).not.toContain(code);
      expect(text).not.toContain(code.replaceAll("-", ""));
    }
  });

  it("S4: an invitation is accepted with consent to matching, or not at all", async () => {
    const body = { invitationCode: codeOf(1), profile: { jobTitles: ["kok"], consents: [] } };
    const refused = await bring(body);
    expect(refused.status).toBe(400);
    expect((await problemIn(refused)).errors.map(({ pointer }) => pointer)).toContain("/profile/consents");
  });

  it("who accepts is linked to the group, and counted as a person instead of as a head", async () => {
    const before = await theCoupling();
    // As somebody types it.
    const answer = await bring({
      invitationCode: codeOf(1).toLowerCase().replaceAll("-", " "),
      reference: "p1",
    });
    expect(answer.status).toBe(201);
    const profile = await thingIn(answer);
    const { couplingId, noticeId, surplusId } = { ...before, couplingId: id };
    expect(profile["linked"]).toMatchObject({ couplingId, noticeId, surplusId });
    const after = await theCoupling();
    expect(after).toMatchObject({ joined: 1, invited: 3, agreed: 3 });
    expect(headsOf(after)).toBe(headsOf(before));
    await nothingWrong();
  });

  it("a code is used once; the same person with it again changes nothing", async () => {
    expect((await bring({ invitationCode: codeOf(1), reference: "p1" })).status).toBe(200);
    const other = await bring({ invitationCode: codeOf(1) });
    expect(other.status).toBe(400);
    expect((await problemIn(other)).errors).toMatchObject([{ pointer: "/invitationCode" }]);
    expect((await bring({ invitationCode: "0000-0000-0000-0000" })).status).toBe(400);
    expect((await bring({ invitationCode: "kort" })).status).toBe(400);
    expect((await theCoupling()).joined).toBe(1);
  });

  it("of two who use a code at the same moment one is linked, and the other has no profile", async () => {
    const answers = await Promise.all([
      bring({ invitationCode: codeOf(2), reference: "twin-a" }),
      bring({ invitationCode: codeOf(2), reference: "twin-b" }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400]);
    expect((await theCoupling()).joined).toBe(2);
  });

  it("S4: the firm is not told which codes were used; the team is", async () => {
    const firm = await given(await ask(FIRM_A, "GET /invitations"));
    expect(firm.items.map(({ state }) => state)).toEqual(["given-out", "given-out", "given-out"]);
    expect(firm).toMatchObject({ joined: 2 });
    const home = await given(await ask(HOME, "GET /invitations"));
    expect(home.items.map(({ state }) => state)).toEqual(["used", "used", "open"]);
    expect(JSON.stringify([firm, home])).not.toContain("code");
  });

  it("a lost code is given anew, and the old one is worth nothing; a used one is not", async () => {
    const anew = await given(await ask(FIRM_A, "PUT /invitations/3"));
    expect(anew.invited).toBe(3);
    expect((await bring({ invitationCode: codeOf(3) })).status).toBe(400);
    codes[3] = anew.items[0]?.code ?? "";
    expect((await ask(FIRM_A, "PUT /invitations/1")).status).toBe(409);
    expect((await ask(FIRM_A, "PUT /invitations/9")).status).toBe(404);
  });

  it("a code that is withdrawn cannot be used, and makes room for another; withdrawing twice is once", async () => {
    expect((await given(await ask(HOME, "DELETE /invitations/3"))).stillToInvite).toBe(1);
    expect((await ask(HOME, "DELETE /invitations/3")).status).toBe(200);
    expect((await bring({ invitationCode: codeOf(3) })).status).toBe(400);
    const again = await given(await ask(HOME, "PUT /invitations/3"));
    expect(again).toMatchObject({ invited: 3, stillToInvite: 0 });
    codes[3] = again.items[0]?.code ?? "";
  });

  it("a code runs out after its term", async () => {
    const { now } = town.clock;
    town.clock.now = new Date(now.getTime() + 29 * 86_400_000);
    expect((await bring({ invitationCode: codeOf(3) })).status).toBe(400);
    const home = await given(await ask(HOME, "GET /invitations"));
    expect(home.items[2]?.state).toBe("expired");
    const anew = await given(await ask(HOME, "PUT /invitations/3"));
    codes[3] = anew.items[0]?.code ?? "";
  });

  it("S7: somebody who comes forward alone shows a code; it is kept, and joined at the intake", async () => {
    const self = (over: object = {}) =>
      intake.ask(MUNICIPALITY, "POST", "/v1/self-registrations", {
        body: {
          givenName: "Voornaam",
          familyName: "Voorbeeld",
          postcode: "3511 AA",
          situation: "young-person",
          email: "iemand@voorbeeld.example",
          invitationCode: codeOf(3),
          ...over,
        },
      });
    const first = await thingIn(await self());
    expect((await self()).status).toBe(400);
    // Who thinks better of it gives the code free, for whoever shows it next.
    const path = `/v1/self-registrations/${first.id}`;
    await intake.ask(MUNICIPALITY, "PUT", `${path}/claim`);
    const closed = await intake.ask(MUNICIPALITY, "PUT", `${path}/closing`, {
      body: { reason: "own-request" },
    });
    expect(closed.status).toBe(200);
    const answer = await self();
    expect(answer.status).toBe(201);
    const registration = await thingIn(answer);
    expect((await self()).status).toBe(400);
    expect((await theCoupling()).joined).toBe(2);
    const profile = await bring({ selfRegistrationId: registration.id, reference: "p3" });
    expect(profile.status).toBe(201);
    expect((await bring({ selfRegistrationId: registration.id, reference: "p3" })).status).toBe(200);
    expect((await bring({ selfRegistrationId: registration.id })).status).toBe(400);
    expect((await theCoupling()).joined).toBe(3);
    const seen = await intake.ask(MUNICIPALITY, "GET", `/v1/self-registrations/${registration.id}`);
    expect(await seen.json()).toMatchObject({ status: "answered" });
    expect((await invitationsOf(town.platform, id)).map(({ state }) => state)).toEqual([
      "used",
      "used",
      "used",
    ]);
  });

  it("a profile that is withdrawn gives its head back while the notice runs, once, and the place too", async () => {
    const { Items = [] } = await dynamo.client.send(
      new QueryCommand({
        TableName: town.platform.tableName,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :sk)",
        ExpressionAttributeValues: { ":pk": { S: `COUPLING#${id}` }, ":sk": { S: "LINK#" } },
      }),
    );
    const [first = "", second = ""] = Items.map(({ sk }) => sk?.S?.slice("LINK#".length) ?? "");
    const withdraw = (profileId: string, reason: string) =>
      intake.ask(MUNICIPALITY, "POST", `/v1/market-profiles/${profileId}/withdrawal`, { body: { reason } });
    expect((await withdraw(first, "own-request")).status).toBe(200);
    await town.untilQuiet();
    expect(await theCoupling()).toMatchObject({ joined: 2, invited: 2, agreed: 3 });
    expect((await withdraw(first, "own-request")).status).toBe(200);
    await town.untilQuiet();
    expect(await theCoupling()).toMatchObject({ joined: 2 });
    // Who found work is not surplus any more.
    await withdraw(second, "found-work");
    await town.untilQuiet();
    expect(await theCoupling()).toMatchObject({ joined: 2, invited: 2 });
    await nothingWrong();
  });

  it("when the coupling ends, people stay people: only the heads without a profile can be coupled again", async () => {
    await town.saveVacancy((before) => ({ ...(before ?? demand()), status: "withdrawn" }), demand().id);
    await town.untilQuiet();
    const ended = await theCoupling();
    expect(ended).toMatchObject({ state: "ended", joined: 2 });
    expect(headsOf(ended)).toBe(2);
    const next = demand({}, 2);
    await town.saveVacancy(
      () => ({ ...next, places: next.places.map((one) => ({ ...one, open: 9 })) }),
      next.id,
    );
    await town.untilQuiet();
    // Five heads, two of whom are counted as people.
    expect(await town.liveAt(next.id)).toMatchObject([{ people: 3 }]);
    expect((await ask(FIRM_A, "POST /invitations", {})).status).toBe(409);
  });

  it("of a coupling that is over no code can be given, shown or used; who showed one before is still linked", async () => {
    const [one] = await town.liveAt(demand({}, 2).id);
    if (one === undefined) throw new Error("no coupling");
    id = one.id;
    for (const party of PARTIES) await town.step(id, (its) => agree(its, 3, answering(party, town)));
    const { items } = await given(await ask(FIRM_A, "POST /invitations", {}));
    const [first, second] = items.map(({ code }) => code);
    const self = (invitationCode: string | undefined) =>
      intake.ask(MUNICIPALITY, "POST", "/v1/self-registrations", {
        body: {
          givenName: "Voornaam",
          familyName: "Voorbeeld",
          postcode: "3511 AA",
          situation: "young-person",
          email: "iemand@voorbeeld.example",
          invitationCode,
        },
      });
    const registration = await thingIn(await self(first));
    await town.step(id, (its) => decline(its, "no-longer-needed", answering("to-firm", town)));
    expect((await ask(FIRM_A, "PUT /invitations/2")).status).toBe(409);
    for (const refused of [await bring({ invitationCode: second }), await self(second)]) {
      expect(refused.status).toBe(400);
      expect((await problemIn(refused)).errors).toMatchObject([{ pointer: "/invitationCode" }]);
    }
    const linked = await bring({ selfRegistrationId: registration.id, reference: "late" });
    expect(linked.status).toBe(201);
    expect((await thingIn(linked))["linked"]).toMatchObject({ couplingId: id });
    await town.untilQuiet();
    const after = await theCoupling();
    expect(after).toMatchObject({ state: "declined", joined: 1 });
    expect(headsOf(after)).toBe(1);
    await nothingWrong();
  });
});
