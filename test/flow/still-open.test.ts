import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";
import {
  aVacancyBody,
  EMPLOYER,
  intakeOn,
  OTHER_EMPLOYER,
  problemIn,
  thingIn,
} from "#test/support/intake/intake-app.ts";
import { toldAbout } from "#test/support/intake/told.ts";

const Confirmed = z.looseObject({
  version: z.number(),
  changedAt: z.string(),
  confirmedAt: z.string().optional(),
});
const DAY = 86_400_000;

describe.skipIf(!hasEngine)("an employer says that a vacancy is still open", () => {
  let dynamo: Dynamo;
  let now = new Date("2026-11-02T09:00:00.000Z");
  beforeAll(async () => {
    dynamo = await startDynamo();
  });
  afterAll(() => dynamo.stop());

  const posted = async (over: Record<string, unknown> = {}) => {
    const { ask } = intakeOn(dynamo, { now: () => now });
    const { id } = await thingIn(await ask(EMPLOYER, "POST", "/v1/vacancies", { body: aVacancyBody(over) }));
    const confirm = async (claims = EMPLOYER) => ask(claims, "PUT", `/v1/vacancies/${id}/confirmation`);
    return { ask, id, confirm, confirmed: async () => Confirmed.parse(await (await confirm()).json()) };
  };

  it("it is kept with the vacancy, once a day, and tells nobody anything", async () => {
    const { id, confirmed, ask } = await posted();
    expect(await confirmed()).not.toHaveProperty("confirmedAt");
    now = new Date(now.getTime() + 30 * DAY);
    const first = await confirmed();
    expect(first).toMatchObject({ version: 2, confirmedAt: now.toISOString() });
    expect(first.changedAt < (first.confirmedAt ?? "")).toBe(true);
    now = new Date(now.getTime() + 3_600_000);
    expect((await confirmed()).version).toBe(2);
    expect(await toldAbout(dynamo, id)).toHaveLength(1);
    const read = Confirmed.parse(await (await ask(EMPLOYER, "GET", `/v1/vacancies/${id}`)).json());
    expect(read.confirmedAt).toBe(first.confirmedAt);
  });

  it("a change afterwards takes its place; the same demand posted again is still the same", async () => {
    const { id, ask, confirmed } = await posted({ reference: "still-open" });
    now = new Date(now.getTime() + 30 * DAY);
    const { version } = await confirmed();
    const again = await ask(EMPLOYER, "POST", "/v1/vacancies", {
      body: aVacancyBody({ reference: "still-open" }),
    });
    expect([again.status, (await thingIn(again)).version]).toEqual([200, version]);
    const changed = await ask(EMPLOYER, "PATCH", `/v1/vacancies/${id}`, {
      body: { title: "Andere naam" },
      headers: { "if-match": `"${version}"`, "content-type": "application/merge-patch+json" },
    });
    expect(Confirmed.parse(await changed.json())).not.toHaveProperty("confirmedAt");
  });

  it("only of one's own, and only while it is open", async () => {
    const { id, ask, confirm } = await posted();
    expect((await confirm(OTHER_EMPLOYER)).status).toBe(404);
    await ask(EMPLOYER, "POST", `/v1/vacancies/${id}/withdrawal`, { body: { reason: "other" } });
    now = new Date(now.getTime() + DAY);
    const refused = await confirm();
    expect(refused.status).toBe(409);
    expect((await problemIn(refused)).detail).toContain("withdrawn");
  });

  it("two at once: both are told that it is", async () => {
    const { confirm } = await posted();
    now = new Date(now.getTime() + 30 * DAY);
    const answers = await Promise.all([confirm(), confirm()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  });
});
