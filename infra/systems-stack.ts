import {
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
} from "aws-cdk-lib/aws-apigatewayv2";
import { HttpJwtAuthorizer } from "aws-cdk-lib/aws-apigatewayv2-authorizers";
import { type App, CfnOutput } from "aws-cdk-lib/core";
import { integrationOf, type Opening, type OpenTo, withHead } from "./capabilities/public-api.ts";
import { explain } from "./constructs/explained.ts";
import { openStage } from "./constructs/open-stage.ts";
import { StageStack, type Surroundings } from "./stage-stack.ts";
import type { TokenIssuer } from "./stages.ts";

export type SystemsProps = {
  /** Who signs the tokens of systems. */
  readonly systems: TokenIssuer;
  /** What the front door opens: the same functions answer here. */
  readonly open: OpenTo;
};

/**
 * A second door to the same functions, for systems whose tokens another issuer signs than people's (decision 0039): a route of
 * an HTTP API trusts one issuer. No pages, no personal sessions and no CORS: nobody comes here with a browser.
 */
export class SystemsStack extends StageStack {
  readonly #api: HttpApi;

  constructor(scope: App, surroundings: Surroundings, { systems, open }: SystemsProps) {
    super(scope, "Systems", surroundings);
    this.#api = new HttpApi(this, "Api", {
      apiName: "overstap-systems",
      createDefaultStage: false,
      defaultAuthorizer: new HttpJwtAuthorizer("Tokens", systems.issuer, { jwtAudience: [systems.audience] }),
    });
    openStage(this, this.#api, "Systems of employers, parties and teams");
    for (const opening of open) this.#open(opening);
    new CfnOutput(this, "SystemsApiUrl", {
      value: this.#api.apiEndpoint,
      description: "Where the API answers systems",
    });
  }

  #open({ id, fn, routes, access }: Opening): void {
    const integration = integrationOf(id, fn);
    const keys = routes.flatMap(([path, methods]) =>
      // HEAD of look-ups has no route: it ends with the look-ups by itself.
      (access === "token" ? withHead(methods) : methods.map((method) => HttpMethod[method])).map((method) =>
        HttpRouteKey.with(path, method),
      ),
    );
    // What has no route ends with the look-ups, as at the front door: a 404 is told like any other.
    if (access === "everybody") keys.push(HttpRouteKey.DEFAULT);
    for (const routeKey of keys) {
      const name = routeKey.key.replaceAll(/[^A-Za-z0-9]/g, "");
      const open = access === "everybody" ? { authorizer: new HttpNoneAuthorizer() } : {};
      const route = new HttpRoute(this, name, { httpApi: this.#api, routeKey, integration, ...open });
      if (access === "everybody")
        explain(
          route,
          "AwsSolutions-APIG4",
          "Look-ups of reference data are public; they touch nobody's data.",
        );
    }
  }
}
