import { CfnOutput } from "aws-cdk-lib/core";
import type { Construct } from "constructs";
import { Brokerage } from "./capabilities/brokerage.ts";
import { Delivery } from "./capabilities/delivery.ts";
import { Desk } from "./capabilities/desk.ts";
import { Events } from "./capabilities/events.ts";
import { Intake } from "./capabilities/intake.ts";
import { Matching } from "./capabilities/matching.ts";
import { Notifications } from "./capabilities/notifications.ts";
import { type OpenTo, PublicApi } from "./capabilities/public-api.ts";
import type { QueueFamily } from "./capabilities/queue-family.ts";
import { Rights } from "./capabilities/rights.ts";
import type { DataStack } from "./data-stack.ts";
import { StageStack, type Surroundings } from "./stage-stack.ts";
import type { PeopleIssuer } from "./stages.ts";

export type Foundations = {
  readonly data: DataStack;
  /** Who signs people in. */
  readonly people: PeopleIssuer;
  readonly regions: QueueFamily;
  readonly demand: QueueFamily;
};

/** Everything that can be thrown away and rebuilt: the flow, each step handed the queue of the next. */
export class PlatformStack extends StageStack {
  /** What the front door lets through to which function: another door opens the same. */
  readonly open: OpenTo;

  constructor(scope: Construct, surroundings: Surroundings, foundations: Foundations) {
    super(scope, "Platform", surroundings);
    const { data, people, regions, demand } = foundations;
    const api = new PublicApi(this, "Http", { people, limits: data.limits });
    this.open = api.open;
    const delivery = new Delivery(this, "Delivery", { data, api, regions });
    const matching = new Matching(this, "Matching", { data });
    const brokerage = new Brokerage(this, "Brokerage", { data, api });
    const notifications = new Notifications(this, "Notifications");
    const intake = new Intake(this, "Intake", { data, api });
    new Events(this, "Events", {
      data,
      imports: intake.imports,
      regions,
      demand,
      inner: {
        matching: matching.changes,
        matchingImports: matching.imports,
        rematches: matching.rematches,
        brokerage: brokerage.changes,
        notifications: notifications.requests,
        redeliveries: delivery.redeliveries,
      },
    });
    new Desk(this, "Desk", { data, api, people });
    new Rights(this, "Rights", { data, api });
    new CfnOutput(this, "ApiUrl", { value: api.api.apiEndpoint, description: "Where the API answers" });
  }
}
