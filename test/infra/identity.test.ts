import { describe, expect, it } from "vitest";
import { PagesHaveNoAddress } from "#infra/capabilities/identity.ts";
import { REGIONS } from "#packages/domain/regions.ts";
import { TokenRole } from "#packages/policy/token-claims.ts";
import {
  appOf,
  at,
  functionOf,
  listed,
  ofType,
  type Resource,
  rightsOf,
  STAGES,
  stageSettings,
  type TemplateJson,
  templatesOf,
  templatesOfStage,
  textAt,
} from "./synthesis.ts";

const identityOf = (templates: ReturnType<typeof templatesOf>): TemplateJson => {
  if (templates.identity === undefined) throw new Error("this stage has no user pool");
  return templates.identity;
};

const only = (template: TemplateJson, type: string): readonly [id: string, resource: Resource] => {
  const [first, ...others] = ofType(template, type);
  if (first === undefined || others.length > 0) throw new Error(`not one ${type}`);
  return first;
};

const production = templatesOfStage("production");
const identity = identityOf(production);
const [poolId, { Properties: pool, DeletionPolicy }] = only(identity, "AWS::Cognito::UserPool");
const [clientId, { Properties: desk }] = only(identity, "AWS::Cognito::UserPoolClient");

describe("people's accounts", () => {
  it("are made by administrators, with a second factor from an app and a long password", () => {
    expect(pool).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: "ON",
      EnabledMfas: ["SOFTWARE_TOKEN_MFA"],
      UserPoolTier: "PLUS",
      UserPoolAddOns: { AdvancedSecurityMode: "ENFORCED" },
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: "verified_email", Priority: 1 }] },
    });
    expect(at(pool, "Policies", "PasswordPolicy")).toMatchObject({
      MinimumLength: 14,
      RequireLowercase: true,
      RequireUppercase: true,
      RequireNumbers: true,
      RequireSymbols: true,
    });
  });

  it("stay when the stack goes, in stages that keep their data", () => {
    expect(DeletionPolicy).toBe("Retain");
    expect(pool["DeletionProtection"]).toBe("ACTIVE");
  });

  it("have a group for every role that a token can name, and none for the platform itself or job seekers", () => {
    const groups = ofType(identity, "AWS::Cognito::UserPoolGroup").map(([, it]) =>
      textAt(it.Properties, "GroupName"),
    );
    expect(groups.toSorted()).toEqual([...TokenRole.options].toSorted());
    expect(groups).not.toContain("system");
    expect(groups).not.toContain("job-seeker");
  });

  it("have room for what roles are bound to", () => {
    const schema = JSON.stringify(pool["Schema"]);
    for (const name of ["region", "party", "kvkNumber", "sector"])
      expect(schema).toContain(`"Name":"${name}"`);
    expect(Math.max(...REGIONS.map((code) => code.length))).toBeLessThanOrEqual(4);
  });

  it("get tokens that the platform's own function has shaped, in the version that knows access tokens", () => {
    const [shape] = functionOf(identity, "identity/shape-tokens");
    expect(at(pool, "LambdaConfig", "PreTokenGenerationConfig")).toEqual({
      LambdaArn: { "Fn::GetAtt": [shape, "Arn"] },
      LambdaVersion: "V2_0",
    });
    const actions = rightsOf(identity, "identity/shape-tokens").flatMap(({ Action }) => listed(Action));
    expect(actions.filter((action) => !/^(?:logs|xray):/.test(action))).toEqual([]);
    const [, allowed] = only(identity, "AWS::Lambda::Permission");
    expect(allowed.Properties).toMatchObject({
      Principal: "cognito-idp.amazonaws.com",
      SourceArn: { "Fn::GetAtt": [poolId, "Arn"] },
    });
  });
});

describe("the desk at the user pool", () => {
  it("is a public client with a code, and no other way to a token", () => {
    expect(desk).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlows: ["code"],
      ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
      CallbackURLs: ["https://overstap.example/aanmelden/terug"],
      LogoutURLs: ["https://overstap.example/"],
      PreventUserExistenceErrors: "ENABLED",
      EnableTokenRevocation: true,
    });
  });

  it("asks for the API alone: a token of it cannot change the account it is of", () => {
    const scopes = JSON.stringify(desk["AllowedOAuthScopes"]);
    expect(scopes).toContain("openid");
    expect(scopes).toContain("/api");
    expect(scopes).not.toContain("aws.cognito.signin.user.admin");
    expect(desk["WriteAttributes"]).toEqual(["email"]);
    expect(desk["ReadAttributes"]).toEqual(["name"]);
  });

  it("lives no longer than the six hours of the NL GOV profile", () => {
    const minutes = [desk["AccessTokenValidity"], desk["IdTokenValidity"], desk["RefreshTokenValidity"]];
    expect(desk["TokenValidityUnits"]).toEqual({
      AccessToken: "minutes",
      IdToken: "minutes",
      RefreshToken: "minutes",
    });
    for (const each of minutes) expect(Number(each)).toBeLessThanOrEqual(6 * 60);
  });

  it("is known to the gateway and to the pages by the same issuer and client", () => {
    const exported = Object.values(identity.Outputs ?? {}).map(({ Value, Export }) => [Export?.Name, Value]);
    const clientName = exported.find(([, value]) => at(value, "Ref") === clientId)?.[0];
    const poolName = exported.find(([, value]) => at(value, "Ref") === poolId)?.[0];
    const issuer = {
      "Fn::Join": ["", ["https://cognito-idp.eu-central-1.amazonaws.com/", { "Fn::ImportValue": poolName }]],
    };
    const [, authorizer] = only(production.platform, "AWS::ApiGatewayV2::Authorizer");
    expect(authorizer.Properties["JwtConfiguration"]).toEqual({
      Issuer: issuer,
      Audience: [{ "Fn::ImportValue": clientName }],
    });
    const [, pages] = functionOf(production.platform, "desk/show-pages");
    expect(at(pages.Properties, "Environment", "Variables")).toMatchObject({
      TOKEN_ISSUER: issuer,
      DESK_CLIENT: { "Fn::ImportValue": clientName },
      DESK_SCOPE: "openid overstap/api",
      DESK_URL: "https://overstap.example",
    });
  });

  it("has to have an address that people come back to", () => {
    const { deskUrl: _, ...nowhere } = stageSettings("production");
    expect(() => appOf(nowhere)).toThrow(PagesHaveNoAddress);
  });
});

describe("a stage with an issuer of its own choice", () => {
  const signIn = {
    kind: "issuer",
    issuer: "https://login.gemeente.example",
    audience: "overstap",
    deskClient: "overstap-desk",
    deskScope: "openid overstap",
  } as const;
  const named = templatesOf({ ...stageSettings("production"), signIn });

  it("has no user pool, and trusts that issuer", () => {
    expect(named.identity).toBeUndefined();
    const [, authorizer] = only(named.platform, "AWS::ApiGatewayV2::Authorizer");
    expect(authorizer.Properties["JwtConfiguration"]).toEqual({
      Issuer: signIn.issuer,
      Audience: [signIn.audience],
    });
    const [, pages] = functionOf(named.platform, "desk/show-pages");
    expect(at(pages.Properties, "Environment", "Variables")).toMatchObject({
      TOKEN_ISSUER: signIn.issuer,
      DESK_CLIENT: signIn.deskClient,
      DESK_SCOPE: signIn.deskScope,
    });
  });

  it("on one machine it is the local provider: nothing of a user pool is in that assembly", () => {
    expect(templatesOfStage("local").identity).toBeUndefined();
    expect(JSON.stringify(templatesOfStage("local"))).not.toContain("AWS::Cognito");
  });
});

describe("systems with another issuer than people", () => {
  const test = templatesOfStage("test");
  const systems = test.systems;
  if (systems === undefined) throw new Error("the stage test has no door for systems");
  const routesOf = (template: TemplateJson, authorization: string) =>
    ofType(template, "AWS::ApiGatewayV2::Route")
      .filter(([, { Properties }]) => Properties["AuthorizationType"] === authorization)
      .map(([, { Properties }]) => textAt(Properties, "RouteKey"))
      .toSorted();

  it("have a door of their own, which trusts that issuer alone", () => {
    const [, authorizer] = only(systems, "AWS::ApiGatewayV2::Authorizer");
    expect(authorizer.Properties["JwtConfiguration"]).toEqual({
      Issuer: "https://systems.test.overstap.example",
      Audience: ["overstap-api"],
    });
  });

  it("find every route behind it that needs a token, with a token", () => {
    expect(routesOf(systems, "JWT")).toEqual(routesOf(test.platform, "JWT"));
  });

  it("find look-ups beside it and nothing else: no pages, no personal sessions", () => {
    const open = routesOf(systems, "NONE");
    expect(open).toContain("$default");
    expect(open).toContain("GET /v1/openapi.json");
    expect(open.filter((key) => key.includes("/me") || key.includes("personal") || key === "GET /")).toEqual(
      [],
    );
    expect(routesOf(test.platform, "NONE")).toEqual(expect.arrayContaining(open));
  });

  it("come in by the front door where there is no other issuer", () => {
    for (const stage of STAGES)
      expect(templatesOfStage(stage).systems === undefined).toBe(stageSettings(stage).systems === undefined);
  });
});
