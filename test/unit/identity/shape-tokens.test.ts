import { describe, expect, it } from "vitest";
import * as z from "zod";
import { createHandler } from "#functions/identity/shape-tokens/handler.ts";
import { allow } from "#packages/api/access.ts";
import { createApi } from "#packages/api/create-api.ts";
import type { Fields } from "#packages/runtime/log.ts";
import { silentLog } from "#test/support/intake/intake-app.ts";

const warned: Fields[] = [];
const shape = createHandler({
  poolScope: "overstap/api",
  log: { ...silentLog, warn: (_, fields = {}) => void warned.push(fields) },
});

type Asked = { groups: string[]; attributes?: Record<string, string>; scopes?: string[] | null };

/** As a user pool asks after somebody has signed in on the hosted pages. */
const eventOf = ({ groups, attributes = {}, scopes = ["openid", "overstap/api"] }: Asked) => ({
  version: "2",
  triggerSource: "TokenGeneration_HostedAuth",
  region: "eu-central-1",
  userPoolId: "eu-central-1_example",
  userName: "6d0f7b5e-0000-4000-8000-000000000000",
  callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: "example" },
  request: {
    userAttributes: {
      sub: "6d0f7b5e-0000-4000-8000-000000000000",
      email: "iemand@voorbeeld.example",
      name: "Marker Voorbeeldnaam",
      "cognito:user_status": "CONFIRMED",
      ...attributes,
    },
    groupConfiguration: { groupsToOverride: groups, iamRolesToOverride: [], preferredRole: null },
    scopes,
  },
  response: { claimsAndScopeOverrideDetails: null },
});

const Shaped = z.object({
  response: z.object({
    claimsAndScopeOverrideDetails: z.object({
      idTokenGeneration: z.object({ claimsToAddOrOverride: z.record(z.string(), z.string()) }),
      accessTokenGeneration: z.object({
        claimsToAddOrOverride: z.record(z.string(), z.string()),
        scopesToAdd: z.array(z.string()),
        scopesToSuppress: z.array(z.string()),
      }),
    }),
  }),
});
const shaped = async (asked: Asked) =>
  Shaped.parse(await shape(eventOf(asked))).response.claimsAndScopeOverrideDetails;

describe("the token of an account", () => {
  it.each([
    [{ groups: ["employer"], attributes: { "custom:kvkNumber": "90000001" } }, { kvkNumber: "90000001" }],
    [{ groups: ["sector-organisation"], attributes: { "custom:sector": "I" } }, { sector: "I" }],
    [{ groups: ["responsible-party"], attributes: { "custom:party": "uwv" } }, { party: "uwv" }],
    [
      { groups: ["responsible-party"], attributes: { "custom:party": "uwv", "custom:region": "AM18" } },
      { party: "uwv", region: "AM18" },
    ],
    [
      {
        groups: ["responsible-party"],
        attributes: { "custom:party": "municipality", "custom:municipality": "GM0479" },
      },
      { party: "municipality", municipality: "GM0479" },
    ],
    [{ groups: ["team"], attributes: { "custom:region": "AM17" } }, { region: "AM17" }],
    [{ groups: ["coordinator"], attributes: { "custom:region": "AM17" } }, { region: "AM17" }],
    [{ groups: ["national-point"] }, {}],
    [{ groups: ["cashier"] }, {}],
    [{ groups: ["steering-group"] }, {}],
    [{ groups: ["auditor"] }, {}],
    [{ groups: ["administrator"] }, {}],
  ] satisfies [Asked, object][])("says role and scope, both tokens the same: %o", async (asked, bound) => {
    const { idTokenGeneration, accessTokenGeneration } = await shaped(asked);
    const claims = { role: asked.groups[0], ...bound };
    expect(idTokenGeneration.claimsToAddOrOverride).toEqual(claims);
    expect(accessTokenGeneration).toEqual({
      claimsToAddOrOverride: claims,
      scopesToAdd: ["overstap"],
      scopesToSuppress: ["overstap/api"],
    });
  });

  it("says nothing that does not belong to the role", async () => {
    const { accessTokenGeneration } = await shaped({
      groups: ["auditor"],
      attributes: { "custom:region": "AM17", "custom:kvkNumber": "90000001" },
    });
    expect(accessTokenGeneration.claimsToAddOrOverride).toEqual({ role: "auditor" });
  });

  it("takes no notice of groups that are no role: those of another identity provider", async () => {
    const groups = ["eu-central-1_example_Gemeente", "team"];
    const { accessTokenGeneration } = await shaped({ groups, attributes: { "custom:region": "AM17" } });
    expect(accessTokenGeneration.claimsToAddOrOverride).toEqual({ role: "team", region: "AM17" });
  });
});

describe("an account that is not clear", () => {
  it.each([
    [{ groups: [] }, "no-role"],
    [{ groups: ["system"] }, "no-role"],
    [{ groups: ["job-seeker"] }, "no-role"],
    [{ groups: ["team", "administrator"], attributes: { "custom:region": "AM17" } }, "several-roles"],
    [{ groups: ["team"] }, "without-region"],
    [{ groups: ["team"], attributes: { "custom:region": "" } }, "without-region"],
    [{ groups: ["coordinator"], attributes: { "custom:region": "AM99" } }, "wrong-region"],
    [{ groups: ["employer"], attributes: { "custom:kvkNumber": "9000001" } }, "wrong-kvkNumber"],
    [{ groups: ["employer"], attributes: { "custom:region": "AM17" } }, "without-kvkNumber"],
    [{ groups: ["sector-organisation"], attributes: { "custom:sector": "I1" } }, "wrong-sector"],
    [{ groups: ["responsible-party"] }, "without-party"],
    [
      { groups: ["responsible-party"], attributes: { "custom:party": "uwv", "custom:region": "AM0" } },
      "wrong-region",
    ],
    [
      {
        groups: ["responsible-party"],
        attributes: { "custom:party": "municipality", "custom:municipality": "Zaanstad" },
      },
      "wrong-municipality",
    ],
  ] satisfies [Asked, string][])("opens nothing, and the log says why: %o %s", async (asked, why) => {
    warned.length = 0;
    const { idTokenGeneration, accessTokenGeneration } = await shaped(asked);
    expect(idTokenGeneration.claimsToAddOrOverride).toEqual({});
    expect(accessTokenGeneration).toEqual({
      claimsToAddOrOverride: {},
      scopesToAdd: [],
      scopesToSuppress: ["overstap/api"],
    });
    expect(warned).toEqual([{ subject: "6d0f7b5e-0000-4000-8000-000000000000", why }]);
  });

  it("leaves no name and no address in the log", async () => {
    warned.length = 0;
    await shaped({ groups: ["team"], attributes: { "custom:region": "Marker" } });
    expect(JSON.stringify(warned)).not.toMatch(/Marker|voorbeeld/);
  });
});

describe("a token that was not asked for the API", () => {
  it.each([[["openid"]], [["aws.cognito.signin.user.admin"]], [[]], [null]])(
    "does not get its scope: %o",
    async (scopes) => {
      const { accessTokenGeneration } = await shaped({ groups: ["administrator"], scopes });
      expect(accessTokenGeneration.scopesToAdd).toEqual([]);
    },
  );
});

it("an event of another version is refused, rather than answered in a form that is not read", async () => {
  await expect(shape({ ...eventOf({ groups: ["auditor"] }), version: "1" })).rejects.toThrow(z.ZodError);
});

describe("the API", () => {
  const api = createApi({ log: silentLog });
  api.get("/vacancies", allow("listVacancies"), (c) => {
    c.var.access?.settle();
    return c.json(c.var.caller);
  });
  const ask = (claims: object) =>
    api.request("/v1/vacancies", {}, { event: { requestContext: { authorizer: { jwt: { claims } } } } });

  it("knows who it is by the access token, as by that of any other issuer", async () => {
    const { accessTokenGeneration } = await shaped({
      groups: ["employer"],
      attributes: { "custom:kvkNumber": "90000001" },
    });
    const { claimsToAddOrOverride, scopesToAdd } = accessTokenGeneration;
    const answer = await ask({
      sub: "6d0f7b5e",
      client_id: "example",
      token_use: "access",
      scope: ["openid", ...scopesToAdd].join(" "),
      ...claimsToAddOrOverride,
    });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      actor: { subject: "6d0f7b5e", role: "employer" },
      kvkNumber: "90000001",
    });
  });

  it("is not opened by an ID token, which the gateway lets through since it is for the same client", async () => {
    const { idTokenGeneration } = await shaped({ groups: ["administrator"] });
    const answer = await ask({
      sub: "6d0f7b5e",
      aud: "example",
      token_use: "id",
      ...idTokenGeneration.claimsToAddOrOverride,
    });
    expect(answer.status).toBe(403);
  });
});
