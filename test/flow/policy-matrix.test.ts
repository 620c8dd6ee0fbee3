import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allRoutes } from "#packages/api/openapi-document.ts";
import { ROLES } from "#packages/domain/actor.ts";
import {
  BY_PEOPLE,
  type CallerRole,
  isOperation,
  OPERATIONS,
  type Operation,
  relationFor,
} from "#packages/policy/operations.ts";
import { isBound } from "#packages/policy/relations.ts";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";
import { type Claims, withClaims } from "#test/support/intake/intake-app.ts";
import { appsOn } from "#test/support/policy/apps.ts";
import { NEIGHBOURS, OWN } from "#test/support/policy/callers.ts";
import { type Asking, askingOf, type Told } from "#test/support/policy/requests.ts";
import { createWorld, type World } from "#test/support/policy/world.ts";

const told: Told[] = allRoutes().map(({ operationId = "", method, path, tags = [] }) => ({
  operationId,
  method,
  path,
  tag: tags[0] ?? "",
}));
const isTabled = (one: Told): one is Told<Operation> => isOperation(one.operationId);
const behindToken = told.filter(isTabled);
const personal = told.filter(({ tag, path }) => tag === "me" || path === "/personal-sessions/current");
const open = told.filter((one) => !isTabled(one) && !personal.includes(one));

const isCaller = (role: string): role is CallerRole => role !== "system" && role !== "job-seeker";
const CALLERS = ROLES.filter(isCaller);
const allowedFor = (operation: Operation) =>
  CALLERS.filter((role) => relationFor(operation, role) !== undefined);
const boundFor = (operation: Operation) =>
  CALLERS.filter((role) => {
    const relation = relationFor(operation, role);
    // What is published is for every administrator alike: there is no neighbour (see test/flow/surplus-heads.test.ts).
    return relation !== undefined && isBound(relation) && relation !== "published";
  });

/** Registers something for somebody; an import says only in its rows for whom it is. */
const bringsIn = ({ method, path }: Told): boolean => method === "post" && !path.endsWith("/imports");

/** What would mean that a caller did not get at its own, or that the question of the test is no good. */
const REFUSALS = [400, 401, 403, 404, 405, 415];

describe.skipIf(!hasEngine)(
  "every route, every role, and a neighbour's thing, as the table of the policy says",
  () => {
    let dynamo: Dynamo;
    let apps: ReturnType<typeof appsOn>;
    /** For whoever gets at nothing of it. */
    let world: World;
    beforeAll(async () => {
      dynamo = await startDynamo();
      apps = appsOn(dynamo);
      world = await createWorld(dynamo);
    });
    afterAll(() => dynamo.stop());

    const send = async ({ tag }: Told, { path, init }: Asking, claims?: Claims): Promise<Response> => {
      const app = apps.get(tag);
      if (app === undefined) throw new Error(`no app serves ${tag}: put it in test/support/policy/apps.ts`);
      return app.request(path, init, claims === undefined ? {} : withClaims(claims));
    };

    /** What the table promises a neighbour: nothing is there; a region is no secret; a list has nothing of others. */
    const expectNothing = async (who: string, one: Told, answer: Response) => {
      const text = await answer.text();
      if (one.path.includes("{code}")) expect([who, answer.status]).toEqual([who, 403]);
      else if (one.path.includes("{id}")) expect([who, answer.status]).toEqual([who, 404]);
      else if (bringsIn(one)) expect([who, answer.status]).toEqual([who, 403]);
      else expect([who, answer.status]).toEqual([who, expect.toBeOneOf([200, 202])]);
      for (const id of world.ids.filter(() => !one.path.includes("{id}"))) expect(text).not.toContain(id);
    };

    it.each(behindToken)(
      "$operationId: nobody without a token, and no role that is not in its line",
      async (one) => {
        const allowed = allowedFor(one.operationId);
        for (const role of CALLERS) {
          expect((await send(one, askingOf(one, role, world))).status).toBe(401);
          const { status } = allowed.includes(role)
            ? { status: "tried below" }
            : await send(one, askingOf(one, role, world), OWN[role]);
          expect([role, status]).toEqual([role, allowed.includes(role) ? "tried below" : 403]);
        }
      },
    );

    it.each(behindToken)("$operationId: nothing of a neighbour, and nothing by a guess", async (one) => {
      for (const role of boundFor(one.operationId))
        for (const claims of NEIGHBOURS[role] ?? []) {
          const answer = await send(one, askingOf(one, role, world), claims);
          await expectNothing(`${role} ${claims["sub"]}`, one, answer);
        }
      const guessed = one.path.includes("{id}") ? allowedFor(one.operationId) : [];
      const answers = await Promise.all(
        guessed.map((role) => send(one, askingOf(one, role, world, randomUUID()), OWN[role])),
      );
      expect(answers.map(({ status }) => status)).toEqual(guessed.map(() => 404));
    });

    it.each(behindToken)("$operationId: every role of its line gets at its own", async (one) => {
      const fresh = one.method === "get" ? world : await createWorld(dynamo);
      for (const role of allowedFor(one.operationId)) {
        const answer = await send(one, askingOf(one, role, fresh), OWN[role]);
        const refused = REFUSALS.includes(answer.status) || answer.status >= 500;
        expect([role, refused ? `${answer.status} ${await answer.text()}` : "in"]).toEqual([role, "in"]);
      }
    });

    it.each([...BY_PEOPLE])(
      "M4: %s takes a person: a system of the same role is refused",
      async (operation) => {
        const one = behindToken.find(({ operationId }) => operationId === operation);
        if (one === undefined) throw new Error(`no route for ${operation}`);
        for (const role of allowedFor(operation)) {
          const { sub = "" } = OWN[role];
          for (const ids of [{ client_id: sub }, { sub: "", client_id: sub }]) {
            const claims = Object.fromEntries(
              Object.entries({ ...OWN[role], ...ids }).filter(([, v]) => v !== ""),
            );
            const answer = await send(one, askingOf(one, role, world), claims);
            expect([role, answer.status, await answer.text()]).toEqual([
              role,
              403,
              expect.stringContaining("People decide this"),
            ]);
          }
          // Somebody who signed in through a client is not that client.
          const person = await send(one, askingOf(one, role, world), { ...OWN[role], client_id: "desk" });
          expect(await person.text()).not.toContain("People decide this");
        }
      },
    );

    it("M4: of many deeds at once a system may do any but rejecting", async () => {
      const one = behindToken.find(({ operationId }) => operationId === "doToMany");
      if (one === undefined) throw new Error("no route for doToMany");
      const claims = { ...OWN.team, client_id: OWN.team["sub"] ?? "" };
      const asked = async (deed: object) => {
        const { path, init } = askingOf(one, "team", world);
        const body = JSON.stringify({ deed, ids: [randomUUID()], preview: true });
        const headers = new Headers(init.headers);
        headers.set("idempotency-key", randomUUID());
        return (await send(one, { path, init: { ...init, headers, body } }, claims)).status;
      };
      expect(await asked({ what: "reject", reason: "other" })).toBe(403);
      expect(await asked({ what: "claim" })).toBe(200);
    });

    it.each(personal)("$operationId: only with a personal session, whatever a token says", async (one) => {
      const path = `/v1${one.path.replace(/\{\w+\}/g, randomUUID())}`;
      const bare: Asking = { path, init: { method: one.method.toUpperCase() } };
      expect((await send(one, bare)).status).toBe(401);
      const authorization = "Bearer a-token-that-is-of-no-personal-session";
      for (const role of CALLERS) {
        const asking = { path, init: { ...bare.init, headers: { authorization } } };
        expect([role, (await send(one, asking, OWN[role])).status]).toEqual([role, 401]);
      }
    });

    it.each(open)("$operationId needs no token", async (one) => {
      const answer = await send(one, {
        path: `/v1${one.path}?q=kok`,
        init: { method: one.method.toUpperCase() },
      });
      expect([401, 403]).not.toContain(answer.status);
    });
  },
);

it("the table has a line for every route but those for everybody, and a route for every line", () => {
  expect(open.map(({ operationId }) => operationId).toSorted()).toEqual([
    "checkHealth",
    "comeForward",
    "findCompetencies",
    "findErasure",
    "findOccupations",
    "findOwnRegistration",
    "findTransitions",
    "listRegions",
    "openPersonalSession",
    "readOpenApi",
  ]);
  const names = new Set(told.map(({ operationId }) => operationId));
  expect(Object.keys(OPERATIONS).filter((operation) => !names.has(operation))).toEqual([]);
});

it("every role that is bound to its own has a neighbour in the matrix", () => {
  const bound = new Set(behindToken.flatMap(({ operationId }) => boundFor(operationId)));
  expect([...bound].filter((role) => NEIGHBOURS[role] === undefined)).toEqual([]);
});
