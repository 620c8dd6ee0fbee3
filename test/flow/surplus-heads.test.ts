import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { agree, report } from "#packages/coupling/coupling-steps.ts";
import { join } from "#packages/coupling/people-steps.ts";
import type { Coupling } from "#packages/domain/coupling.ts";
import { clockAt, PARTIES, type Town, townOn, wrongs } from "#test/support/brokerage/coupled-town.ts";
import { demand, group, notice, place } from "#test/support/brokerage/region.ts";
import { answering, someone } from "#test/support/brokerage/town-deeds.ts";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";
import {
  ADMINISTRATOR,
  aNoticeBody,
  type Claims,
  EMPLOYER,
  intakeOn,
  OTHER_EMPLOYER,
  problemIn,
  thingIn,
} from "#test/support/intake/intake-app.ts";

const Heads = z.looseObject({
  groupKey: z.string(),
  proposed: z.number(),
  agreed: z.number(),
  started: z.number(),
  linked: z.number(),
  left: z.number(),
});
const Notice = z.looseObject({
  id: z.string(),
  version: z.number(),
  status: z.string(),
  missing: z.array(z.string()),
  groups: z.array(z.looseObject({ groupKey: z.string(), headCount: z.number() })),
  heads: z.array(Heads).optional(),
});

describe.skipIf(!hasEngine)("a notice and its heads, as its filer sees them", () => {
  let dynamo: Dynamo;
  let town: Town;
  let intake: ReturnType<typeof intakeOn>;
  let id: string;

  beforeAll(async () => {
    dynamo = await startDynamo();
    town = townOn(dynamo, clockAt("2026-11-02T09:00:00.000Z"));
    intake = intakeOn(dynamo, { now: () => town.clock.now });
  });
  afterAll(() => dynamo.stop());

  const read = async () =>
    Notice.parse(await (await intake.ask(EMPLOYER, "GET", `/v1/surplus-notices/${id}`)).json());
  const change = async (body: unknown) => {
    const { version } = await read();
    const answer = await intake.ask(EMPLOYER, "PATCH", `/v1/surplus-notices/${id}`, {
      body,
      headers: { "if-match": `"${version}"`, "content-type": "application/merge-patch+json" },
    });
    await town.untilQuiet();
    return answer;
  };
  const cooks = (over: object = {}) => ({
    groupKey: "keuken",
    headCount: 6,
    postcode: "1012 AB",
    competencies: [],
    occupation: undefined,
    ...over,
  });
  const theCoupling = async (): Promise<Coupling> => {
    const [one] = await town.liveAt(demand().id);
    if (one === undefined) throw new Error("no coupling");
    return one;
  };

  it("an incomplete notice is a draft that says what is missing; complete, it is open", async () => {
    const answer = await intake.ask(EMPLOYER, "POST", "/v1/surplus-notices", {
      body: aNoticeBody({ groups: [cooks()] }),
    });
    const draft = await thingIn(answer);
    id = draft.id;
    expect(await read()).toMatchObject({
      status: "draft",
      missing: ["/groups/0/occupation", "/groups/0/availableFromDate"],
    });
    expect((await read()).heads).toBeUndefined();
    expect((await intake.ask(EMPLOYER, "POST", `/v1/surplus-notices/${id}/ending`)).status).toBe(409);
    await change({ groups: [cooks({ jobTitle: "kok", availableFromDate: "2027-01-01" })] });
    expect(await read()).toMatchObject({ status: "open", missing: [], heads: [{ left: 6, proposed: 0 }] });
  });

  it("a group that is free until before it is free from is refused, by the name of its field", async () => {
    const dates = { availableFromDate: "2027-03-01", availableUntilDate: "2027-02-01" };
    const answer = await intake.ask(EMPLOYER, "POST", "/v1/surplus-notices", {
      body: aNoticeBody({ groups: [cooks({ ...dates, surplusKind: "temporary" })] }),
    });
    expect(answer.status).toBe(400);
    expect((await problemIn(answer)).errors).toEqual([
      { pointer: "/groups/0/availableUntilDate", detail: "must not be before availableFromDate" },
    ]);
  });

  it("of a draft and of what is under embargo only the filer knows, an administrator neither", async () => {
    const complete = { groups: [cooks({ jobTitle: "kok", availableFromDate: "2027-01-01" })] };
    const post = (body: Record<string, unknown>) =>
      intake.ask(EMPLOYER, "POST", "/v1/surplus-notices", { body: aNoticeBody(body) });
    const draft = await thingIn(await post({ groups: [cooks()] }));
    const hidden = await thingIn(await post({ ...complete, embargoUntilDate: "2026-11-05" }));
    const known = await thingIn(await post(complete));
    const statusFor = async (claims: Claims) => {
      const answers = [draft, hidden, known].map(({ id: its }) =>
        intake.ask(claims, "GET", `/v1/surplus-notices/${its}`),
      );
      return (await Promise.all(answers)).map(({ status }) => status);
    };
    expect(await statusFor(EMPLOYER)).toEqual([200, 200, 200]);
    expect(await statusFor(ADMINISTRATOR)).toEqual([404, 404, 200]);
    const list = await intake.ask(
      ADMINISTRATOR,
      "GET",
      `/v1/surplus-notices?employer=${EMPLOYER["kvkNumber"]}`,
    );
    const { items } = z
      .object({ items: z.array(z.looseObject({ id: z.string() })) })
      .parse(await list.json());
    const shownTo = items.map((one) => one.id);
    expect(shownTo).toContain(known.id);
    expect(shownTo).not.toContain(draft.id);
    expect(shownTo).not.toContain(hidden.id);
    // Withdrawn before its day, nobody ever comes to know of it.
    const withdrawal = { body: { reason: "other" } };
    await intake.ask(EMPLOYER, "POST", `/v1/surplus-notices/${hidden.id}/withdrawal`, withdrawal);
    await intake.ask(EMPLOYER, "POST", `/v1/surplus-notices/${known.id}/withdrawal`, withdrawal);
    expect(await statusFor(ADMINISTRATOR)).toEqual([404, 404, 200]);
  });

  const FIRM: Claims = { sub: "client-a", role: "employer", kvkNumber: "90000001" };
  const shown = async () =>
    Notice.parse(await (await intake.ask(FIRM, "GET", `/v1/surplus-notices/${notice().id}`)).json());

  it("shows group by group what is proposed, agreed, started and linked, and what is left", async () => {
    await town.saveVacancy(() => demand({ places: [place({ open: 4 })] }), demand().id);
    await town.saveNotice(notice([group({ headCount: 6 })]));
    await town.untilQuiet();
    expect((await shown()).heads).toMatchObject([{ headCount: 6, proposed: 4, agreed: 0, left: 2 }]);
    const { id: coupling } = await theCoupling();
    for (const party of PARTIES) await town.step(coupling, (one) => agree(one, 3, answering(party, town)));
    const doing = { by: someone("team"), at: town.clock.now };
    await town.step(coupling, (one) => join(one, doing));
    await town.step(coupling, (one) =>
      report(one, { started: 1, stayed: 0, fellBack: 0, complete: false }, doing),
    );
    await town.untilQuiet();
    expect((await shown()).heads).toMatchObject([{ proposed: 0, agreed: 2, started: 1, linked: 1, left: 3 }]);
  });

  it("a group can be split, and what was agreed stays with it", async () => {
    await town.saveNotice(notice([group({ headCount: 4 }), group({ groupKey: "g2", headCount: 2 })]));
    await town.untilQuiet();
    expect((await shown()).heads).toMatchObject([
      { groupKey: "g1", headCount: 4, agreed: 2, started: 1, left: 1 },
      // The position that firm B did not need for the others is proposed to the new group.
      { groupKey: "g2", headCount: 2, agreed: 0, proposed: 1, left: 1 },
    ]);
    expect((await town.liveAt(demand().id)).map(({ state }) => state).sort()).toEqual([
      "proposed",
      "transition",
    ]);
  });

  it("ends: proposals end, agreements go on, nobody is left to couple; for its filer alone, and once", async () => {
    const next = demand({ places: [place({ open: 2 })] }, 2);
    await town.saveVacancy(() => next, next.id);
    await town.untilQuiet();
    expect((await town.liveAt(next.id)).length).toBeGreaterThan(0);
    const end = (claims: Claims) => intake.ask(claims, "POST", `/v1/surplus-notices/${notice().id}/ending`);
    expect((await end(OTHER_EMPLOYER)).status).toBe(404);
    expect((await end(FIRM)).status).toBe(200);
    expect((await end(FIRM)).status).toBe(200);
    await town.untilQuiet();
    expect(await town.liveAt(next.id)).toEqual([]);
    expect(await town.liveAt(demand().id)).toMatchObject([{ state: "transition", agreed: 3 }]);
    expect(await shown()).toMatchObject({ status: "ended", heads: [{ agreed: 2, left: 0 }, { left: 0 }] });
    expect(await wrongs(town, { vacancies: [demand().id, next.id], notices: [notice().id] })).toEqual([]);
  });
});
