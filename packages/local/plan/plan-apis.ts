import * as z from "zod";
import { awsApiAddress } from "../assembly/identify.ts";
import { CannotRun } from "../cannot-run.ts";
import { type FunctionPlan, functionByArn } from "./plan-functions.ts";
import { CfnBoolean, CfnNumber, type PlannedResource, type ResourceFinder } from "./planned-resources.ts";

const Cors = z.object({
  AllowOrigins: z.array(z.string()).default([]),
  AllowMethods: z.array(z.string()).default([]),
  AllowHeaders: z.array(z.string()).default([]),
  ExposeHeaders: z.array(z.string()).default([]),
  AllowCredentials: CfnBoolean.default(false),
  MaxAge: CfnNumber.optional(),
});
export type Cors = z.infer<typeof Cors>;

const ApiProperties = z.object({
  Name: z.string().optional(),
  ProtocolType: z.literal("HTTP", "only HTTP APIs are run here"),
  CorsConfiguration: Cors.optional(),
});
const StageProperties = z.object({
  ApiId: z.string(),
  StageName: z.literal("$default", "only the stage $default is run here"),
});
const RouteProperties = z.object({
  ApiId: z.string(),
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizationType: z.enum(["NONE", "JWT"]).default("NONE"),
  AuthorizerId: z.string().optional(),
  AuthorizationScopes: z.array(z.string()).default([]),
});
const IntegrationProperties = z.object({
  IntegrationType: z.literal("AWS_PROXY"),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal("2.0", "only payload format 2.0 is run here"),
});
const AuthorizerProperties = z.object({
  AuthorizerType: z.literal("JWT", "only JWT authorizers are run here"),
  IdentitySource: z
    .array(z.literal("$request.header.Authorization", "a token is read from the header Authorization only"))
    .optional(),
  JwtConfiguration: z.object({ Issuer: z.string(), Audience: z.array(z.string()).min(1) }),
});

/** Who may come in: a token of this issuer, for one of these audiences, with one of these scopes if there are any. */
export type JwtRule = {
  readonly issuer: string;
  readonly audience: readonly string[];
  readonly scopes: readonly string[];
};

export type RoutePlan = {
  /** "GET /v1/vacancies/{id}" or "$default". */
  readonly key: string;
  readonly function: FunctionPlan;
  readonly jwt: JwtRule | undefined;
};

export type ApiPlan = {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  /** Address that the template gives it. */
  readonly awsAddress: string;
  readonly cors: Cors | undefined;
  readonly routes: readonly RoutePlan[];
};

export const planApis = (find: ResourceFinder, functions: readonly FunctionPlan[]): ApiPlan[] => {
  find(["AWS::ApiGatewayV2::Stage"], StageProperties);
  const routes = find(["AWS::ApiGatewayV2::Route"], RouteProperties);
  const integrations = find(["AWS::ApiGatewayV2::Integration"], IntegrationProperties);
  const authorizers = find(["AWS::ApiGatewayV2::Authorizer"], AuthorizerProperties);
  const planRoute = (route: PlannedResource<z.infer<typeof RouteProperties>>): RoutePlan => {
    const { RouteKey, Target } = route.properties;
    const integration = integrations.find(
      ({ ref, stack }) => stack === route.stack && Target === `integrations/${ref}`,
    );
    if (integration === undefined) throw new CannotRun(`route ${RouteKey} has no integration (${Target})`);
    const target = functionByArn(functions, integration.properties.IntegrationUri);
    return { key: RouteKey, function: target, jwt: jwtOf(route, authorizers) };
  };
  return find(["AWS::ApiGatewayV2::Api"], ApiProperties).map(({ ref, stack, properties }) => ({
    id: ref,
    name: properties.Name ?? ref,
    region: stack.region,
    awsAddress: awsApiAddress(ref, stack.region),
    cors: properties.CorsConfiguration,
    routes: routes.filter((route) => route.properties.ApiId === ref).map(planRoute),
  }));
};

const jwtOf = (
  { properties, stack }: PlannedResource<z.infer<typeof RouteProperties>>,
  authorizers: readonly PlannedResource<z.infer<typeof AuthorizerProperties>>[],
): JwtRule | undefined => {
  if (properties.AuthorizationType === "NONE") return undefined;
  const found = authorizers.find((each) => each.stack === stack && each.ref === properties.AuthorizerId);
  if (found === undefined) throw new CannotRun(`route ${properties.RouteKey} has no authorizer`);
  const { Issuer, Audience } = found.properties.JwtConfiguration;
  return { issuer: Issuer, audience: Audience, scopes: properties.AuthorizationScopes };
};
