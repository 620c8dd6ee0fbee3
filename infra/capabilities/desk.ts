import { Duration } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import { PlatformFunction } from "../constructs/platform-function.ts";
import type { DataStack } from "../data-stack.ts";
import { StageStack } from "../stage-stack.ts";
import type { PeopleIssuer } from "../stages.ts";
import type { PublicApi } from "./public-api.ts";

export type DeskProps = {
  readonly data: DataStack;
  readonly api: PublicApi;
  /** Where the pages send people to sign in, and as whom. */
  readonly people: PeopleIssuer;
};

/**
 * The pages. They ask the API over HTTP as whoever is signed in, so that every rule of who may do what stands in one
 * place (decision 0029); of the platform's data the function may touch nothing.
 */
export class Desk extends Construct {
  constructor(scope: Construct, id: string, { data, api, people }: DeskProps) {
    super(scope, id);
    const { deskUrl } = StageStack.around(this).surroundings.settings;
    const { fn } = new PlatformFunction(this, "ShowPages", {
      entry: "desk/show-pages",
      impact: "Employers, sector organisations and teams cannot open the pages that they work in.",
      memory: 1024,
      timeout: Duration.seconds(25),
      environment: {
        DESK_TABLE_NAME: data.desk.table.tableName,
        API_URL: api.api.apiEndpoint,
        DESK_URL: deskUrl ?? api.api.apiEndpoint,
        TOKEN_ISSUER: people.issuer,
        DESK_CLIENT: people.deskClient,
        DESK_SCOPE: people.deskScope,
      },
    });
    data.desk.grantItems(fn, "GetItem", "Query", "PutItem", "DeleteItem");
    api.addPages("ShowPages", fn);
  }
}
