import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";
import {
  aProfileBody,
  aVacancyBody,
  EMPLOYER,
  intakeOn,
  MUNICIPALITY,
  OTHER_EMPLOYER,
  pageIn,
  problemIn,
  thingIn,
} from "#test/support/intake/intake-app.ts";
import { toldAbout } from "#test/support/intake/told.ts";

/** An employer of its own for every run, so that its list counts what the run made. */
const employers = () => {
  let count = 10_000_000;
  return () => {
    count += 1;
    return { ...EMPLOYER, sub: `client-${count}`, kvkNumber: String(count) };
  };
};

describe.skipIf(!hasEngine)("every POST is safe to send again", () => {
  let dynamo: Dynamo;
  const nextEmployer = employers();
  beforeAll(async () => {
    dynamo = await startDynamo();
  });
  afterAll(() => dynamo.stop());

  it("any sequence of retries, one after the other or at once, makes one vacancy and one event", async () => {
    const { ask } = intakeOn(dynamo);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }),
        async (bursts) => {
          const claims = nextEmployer();
          const body = aVacancyBody({ employer: { kvkNumber: claims.kvkNumber, name: "Voorbeeld" } });
          const post = () =>
            ask(claims, "POST", "/v1/vacancies", { body, headers: { "idempotency-key": "once" } });
          const answers: Response[] = [];
          for (const size of bursts)
            answers.push(...(await Promise.all(Array.from({ length: size }, () => post()))));
          const texts = await Promise.all(answers.map((answer) => answer.text()));
          expect(new Set(texts).size).toBe(1);
          expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
          expect(new Set(answers.map(({ headers }) => headers.get("location"))).size).toBe(1);
          const { items } = await pageIn(await ask(claims, "GET", "/v1/vacancies"));
          expect(items).toHaveLength(1);
          expect(await toldAbout(dynamo, items[0]?.id ?? "")).toHaveLength(1);
        },
      ),
      { numRuns: 20 },
    );
  });

  it("posts of one reference at once, under keys of their own, make one vacancy", async () => {
    const { ask } = intakeOn(dynamo);
    const claims = nextEmployer();
    const bodies = [1, 2, 3, 4].map((positions) =>
      aVacancyBody({
        employer: { kvkNumber: claims.kvkNumber, name: "Voorbeeld" },
        reference: "R/1",
        places: [{ postcode: "1012AB", positions }],
      }),
    );
    const answers = await Promise.all(bodies.map((body) => ask(claims, "POST", "/v1/vacancies", { body })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 201]);
    const { items } = await pageIn(await ask(claims, "GET", "/v1/vacancies"));
    expect(items).toMatchObject([{ version: 4 }]);
  });

  it("the same key with another body is refused, and nothing is done", async () => {
    const { ask } = intakeOn(dynamo);
    const claims = nextEmployer();
    const employer = { kvkNumber: claims.kvkNumber, name: "Voorbeeld" };
    const headers = { "idempotency-key": "k" };
    await ask(claims, "POST", "/v1/vacancies", { body: aVacancyBody({ employer }), headers });
    const other = await ask(claims, "POST", "/v1/vacancies", {
      body: aVacancyBody({ employer, title: "kok" }),
      headers,
    });
    expect((await problemIn(other)).status).toBe(409);
    expect((await pageIn(await ask(claims, "GET", "/v1/vacancies"))).items).toHaveLength(1);
  });

  it("keys belong to who sent them, and to the path they were sent to", async () => {
    const { ask } = intakeOn(dynamo);
    const headers = { "idempotency-key": "shared" };
    const one = await ask(EMPLOYER, "POST", "/v1/vacancies", { body: aVacancyBody(), headers });
    const body = aVacancyBody({ employer: { kvkNumber: "87654321", name: "Ander" } });
    const two = await ask(OTHER_EMPLOYER, "POST", "/v1/vacancies", { body, headers });
    expect([one.status, two.status]).toEqual([201, 201]);
    const path = `/v1/vacancies/${(await thingIn(one)).id}/withdrawal`;
    expect((await ask(EMPLOYER, "POST", path, { body: { reason: "mistake" }, headers })).status).toBe(200);
  });

  it("a key is forgotten after seven days, though the item may still be there", async () => {
    const headers = { "idempotency-key": "weekly" };
    const claims = nextEmployer();
    const body = aVacancyBody({ employer: { kvkNumber: claims.kvkNumber, name: "Voorbeeld" } });
    const at = (moment: string) => intakeOn(dynamo, { now: () => new Date(moment) });
    const post = (moment: string) => at(moment).ask(claims, "POST", "/v1/vacancies", { body, headers });
    const ids = [
      await thingIn(await post("2027-01-01T00:00:00Z")),
      await thingIn(await post("2027-01-07T23:59:00Z")),
      await thingIn(await post("2027-01-08T00:01:00Z")),
    ].map(({ id }) => id);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  it("what was answered for a person is kept in the persons table only", async () => {
    const { ask } = intakeOn(dynamo);
    const posted = await ask(MUNICIPALITY, "POST", "/v1/market-profiles", { body: aProfileBody() });
    expect(posted.status).toBe(201);
    expect(await posted.text()).not.toMatch(/Voornaam|Voorbeeld|3511AA/);
  });

  it("a transaction that collides with another is tried again, unseen by the caller", async () => {
    const send = dynamo.client.send.bind(dynamo.client);
    let collisions = 2;
    const busy = Object.assign(Object.create(dynamo.client), {
      send: (command: Parameters<typeof send>[0]) => {
        if (command.constructor.name === "TransactWriteItemsCommand" && collisions-- > 0)
          throw new TransactionCanceledException({
            message: "collision",
            $metadata: {},
            CancellationReasons: [{ Code: "TransactionConflict" }],
          });
        return send(command);
      },
    });
    const tables = {
      platform: { ...dynamo.platform, client: busy },
      persons: { ...dynamo.persons, client: busy },
    };
    const { ask } = intakeOn(dynamo, { tables });
    const claims = nextEmployer();
    const body = aVacancyBody({ employer: { kvkNumber: claims.kvkNumber, name: "Voorbeeld" } });
    expect((await ask(claims, "POST", "/v1/vacancies", { body })).status).toBe(201);
    expect(collisions).toBeLessThan(0);
  });

  it("when others keep writing the same items the caller is told to come back (503)", async () => {
    const busy = Object.assign(Object.create(dynamo.client), {
      send: (command: { readonly constructor: { readonly name: string } }) => {
        if (command.constructor.name === "TransactWriteItemsCommand")
          throw new TransactionCanceledException({
            message: "collision",
            $metadata: {},
            CancellationReasons: [{ Code: "TransactionConflict" }],
          });
        return { Item: undefined };
      },
    });
    const tables = {
      platform: { ...dynamo.platform, client: busy },
      persons: { ...dynamo.persons, client: busy },
    };
    const { ask } = intakeOn(dynamo, { tables });
    const answer = await ask(EMPLOYER, "POST", "/v1/vacancies", { body: aVacancyBody() });
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "1"]);
  });
});
