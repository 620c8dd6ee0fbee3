import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allRoutes } from "#packages/api/openapi-document.ts";
import { ROLES } from "#packages/domain/actor.ts";
import { type CallerRole, isOperation, relationFor } from "#packages/policy/operations.ts";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";
import { withClaims } from "#test/support/intake/intake-app.ts";
import { appsOn } from "#test/support/policy/apps.ts";
import { OWN } from "#test/support/policy/callers.ts";
import { askingOf, type Told } from "#test/support/policy/requests.ts";
import { createWorld, type World } from "#test/support/policy/world.ts";

const gets = allRoutes()
  .filter(({ method }) => method === "get")
  .map(({ operationId = "", method, path, tags = [] }) => ({
    operationId,
    method,
    path,
    tag: tags[0] ?? "",
  }));

const isCaller = (role: string): role is CallerRole => role !== "system" && role !== "job-seeker";
const roleFor = ({ operationId }: Told): CallerRole | undefined =>
  isOperation(operationId)
    ? ROLES.filter(isCaller).find((role) => relationFor(operationId, role) !== undefined)
    : undefined;

/** An id of nothing: what needs no token of the gateway says by itself that it is not there. */
const NOBODYS = "00000000-0000-4000-8000-000000000000";

/** Headers that tell a program what it would get. */
const told = ({ headers }: Response) =>
  ["content-type", "api-version", "etag", "cache-control"].map((name) => headers.get(name));

describe.skipIf(!hasEngine)("HEAD is GET without the body", () => {
  let dynamo: Dynamo;
  let apps: ReturnType<typeof appsOn>;
  let world: World;
  beforeAll(async () => {
    dynamo = await startDynamo();
    apps = appsOn(dynamo);
    world = await createWorld(dynamo);
  });
  afterAll(() => dynamo.stop());

  const ask = (one: Told, method: "GET" | "HEAD") => {
    const role = roleFor(one);
    const { path } = askingOf(one, role ?? "administrator", world, role === undefined ? NOBODYS : undefined);
    const app = apps.get(one.tag);
    if (app === undefined) throw new Error(`no app serves ${one.tag}`);
    return app.request(path, { method }, role === undefined ? {} : withClaims(OWN[role]));
  };

  it.each(gets)("$operationId ($path)", async (one) => {
    const [get, head] = [await ask(one, "GET"), await ask(one, "HEAD")];
    expect(head.status).toBe(get.status);
    expect(head.status).toBeLessThan(500);
    expect(told(head)).toEqual(told(get));
    expect(await head.text()).toBe("");
  });

  it.each(gets.filter(({ operationId }) => isOperation(operationId)))(
    "$operationId asks for a token as GET does",
    async (one) => {
      const { path } = askingOf(one, "administrator", world);
      const answer = await apps.get(one.tag)?.request(path, { method: "HEAD" });
      expect([answer?.status, await answer?.text()]).toEqual([401, ""]);
    },
  );

  it("what has no route of the gateway is told which methods there are, and a path that is not is not there", async () => {
    const lookUps = apps.get("look-ups");
    const answered = async (method: string, path: string) => {
      const answer = await lookUps?.request(path, { method });
      return [answer?.status, answer?.headers.get("allow")];
    };
    expect(await answered("PUT", "/v1/vacancies")).toEqual([405, "POST, GET, HEAD"]);
    expect(await answered("HEAD", "/v1/rematches/1/stops")).toEqual([405, "POST"]);
    expect(await answered("DELETE", "/v1/regions")).toEqual([405, "GET, HEAD"]);
    expect(await answered("HEAD", "/v1/nothing-here")).toEqual([404, null]);
    expect(await answered("PUT", "/v1/vacancies/")).toEqual([404, null]);
  });
});
