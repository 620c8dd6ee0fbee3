import {
  CorsHttpMethod,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
} from "aws-cdk-lib/aws-apigatewayv2";
import { HttpJwtAuthorizer } from "aws-cdk-lib/aws-apigatewayv2-authorizers";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import type * as lambda from "aws-cdk-lib/aws-lambda";
import { Duration } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import { explain } from "../constructs/explained.ts";
import type { KeyedTable } from "../constructs/keyed-table.ts";
import { openStage } from "../constructs/open-stage.ts";
import { StageStack } from "../stage-stack.ts";
import type { TokenIssuer } from "../stages.ts";

/** One path and what may be asked of it, e.g. ["/v1/proposals/{id}/claim", ["PUT", "DELETE"]]. */
export type Route = readonly [path: "/v1" | `/v1/${string}`, methods: readonly (keyof typeof HttpMethod)[]];

/** What a door lets through to which function, with a token or for everybody. */
export type Opening = {
  readonly id: string;
  readonly fn: lambda.IFunction;
  readonly routes: readonly Route[];
  readonly access: "token" | "everybody";
};
export type OpenTo = readonly Opening[];

/** Methods for which pages have a route that takes every path: what is unknown under /v1 must not end there. */
const OF_PAGES = [HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST] as const;

/** HEAD is GET without the body, so that it goes where GET goes and asks for the same token. */
export const withHead = (methods: Route[1]): HttpMethod[] =>
  methods.flatMap((method) => (method === "GET" ? [HttpMethod.GET, HttpMethod.HEAD] : [HttpMethod[method]]));

export type PublicApiProps = {
  /** Who signs the tokens that the front door trusts. */
  readonly people: TokenIssuer;
  /** Where functions count what a client asks, all copies together (decision 0040). */
  readonly limits: KeyedTable;
};

/**
 * The front door. Every route needs a token unless it is added with `addPublic`.
 * Routes name their methods: ANY would take browsers' OPTIONS too, and refuse them for want of a token.
 */
export class PublicApi extends Construct {
  readonly api: HttpApi;
  readonly #open: Opening[] = [];
  readonly #limits: KeyedTable;
  readonly #counting = new Set<lambda.Function>();

  constructor(scope: Construct, id: string, { people, limits }: PublicApiProps) {
    super(scope, id);
    this.#limits = limits;
    const { issuer, audience } = people;
    const { corsOrigins } = StageStack.around(this).surroundings.settings;
    this.api = new HttpApi(this, "Api", {
      apiName: "overstap",
      createDefaultStage: false,
      defaultAuthorizer: new HttpJwtAuthorizer("Tokens", issuer, { jwtAudience: [audience] }),
      corsPreflight: {
        allowOrigins: [...corsOrigins],
        allowMethods: [
          CorsHttpMethod.GET,
          CorsHttpMethod.POST,
          CorsHttpMethod.PUT,
          CorsHttpMethod.PATCH,
          CorsHttpMethod.DELETE,
        ],
        allowHeaders: ["authorization", "content-type", "idempotency-key", "if-match", "if-none-match"],
        exposeHeaders: ["api-version", "etag", "link", "location", "retry-after"],
        maxAge: Duration.hours(1),
      },
    });
    openStage(this, this.api, "Employers, parties and teams");
  }

  /** What programs may ask: routes that need a token, and look-ups. Another door for other tokens opens the same. */
  get open(): OpenTo {
    return this.#open;
  }

  /** Routes that need a token. */
  add(id: string, fn: lambda.Function, routes: readonly Route[]): void {
    this.#count(fn);
    this.#open.push({ id, fn, routes, access: "token" });
    const integration = integrationOf(id, fn);
    for (const [path, methods] of routes) {
      this.api.addRoutes({ path, methods: withHead(methods), integration });
    }
  }

  /** Routes for everybody; whatever has no route at all ends here too, so that a 404 is told like any other. */
  addPublic(id: string, fn: lambda.IFunction, paths: readonly Route[0][]): void {
    this.#open.push({ id, fn, routes: paths.map((path) => [path, ["GET"]]), access: "everybody" });
    const keys = paths.map((path) => HttpRouteKey.with(path, HttpMethod.GET));
    // Pages take every path outside /v1, so that what is unknown inside it has to be sent here by name.
    const unknown = [
      HttpRouteKey.with("/v1", HttpMethod.HEAD),
      ...OF_PAGES.map((method) => HttpRouteKey.with("/v1/{proxy+}", method)),
    ];
    const why = "Look-ups of reference data are public; they touch nobody's data.";
    this.#addOpen(integrationOf(id, fn), [...keys, ...unknown, HttpRouteKey.DEFAULT], why);
  }

  /** Pages for people in a browser: every path outside /v1. They look at the session themselves (decision 0029). */
  addPages(id: string, fn: lambda.IFunction): void {
    const keys = ["/", "/{proxy+}"].flatMap((path) =>
      OF_PAGES.map((method) => HttpRouteKey.with(path, method)),
    );
    const why =
      "A browser has a session and no token: pages send people to sign in, and ask the API as they.";
    this.#addOpen(integrationOf(id, fn), keys, why);
  }

  /** Whoever answers a client that it knows counts what it asks. */
  #count(fn: lambda.Function): void {
    if (this.#counting.has(fn)) return;
    this.#counting.add(fn);
    fn.addEnvironment("LIMITS_TABLE_NAME", this.#limits.table.tableName);
    this.#limits.grantItems(fn, "UpdateItem");
  }

  #addOpen(integration: HttpLambdaIntegration, keys: readonly HttpRouteKey[], why: string): void {
    const authorizer = new HttpNoneAuthorizer();
    for (const routeKey of keys) {
      const method = routeKey.method === HttpMethod.GET ? "" : (routeKey.method ?? "");
      const path = routeKey.path ?? "Unknown";
      const name = `Public${method}${path === "/" ? "Start" : path}`.replaceAll(/[^A-Za-z0-9]/g, "");
      const route = new HttpRoute(this, name, { httpApi: this.api, routeKey, integration, authorizer });
      explain(route, "AwsSolutions-APIG4", why);
    }
  }

  /**
   * Routes that the gateway lets pass without a token, since the function itself decides who may: `why` says how, and
   * stands beside the finding that it explains.
   */
  addOpen(id: string, fn: lambda.Function, routes: readonly Route[], why: string): void {
    this.#count(fn);
    const keys = routes.flatMap(([path, methods]) =>
      withHead(methods).map((method) => HttpRouteKey.with(path, method)),
    );
    this.#addOpen(integrationOf(id, fn), keys, why);
  }
}

/** One permission for the API instead of one per route: the routes are ours alone. */
export const integrationOf = (id: string, fn: lambda.IFunction) =>
  new HttpLambdaIntegration(id, fn, { scopePermissionToRoute: false });
