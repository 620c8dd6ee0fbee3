import type { App } from "aws-cdk-lib/core";
import { DataStack } from "./data-stack.ts";
import { DemandQueuesStack } from "./demand-queues-stack.ts";
import { IdentityStack } from "./identity-stack.ts";
import { PlatformStack } from "./platform-stack.ts";
import { RegionQueuesStack } from "./region-queues-stack.ts";
import type { Surroundings } from "./stage-stack.ts";
import type { PeopleIssuer } from "./stages.ts";
import { SystemsStack } from "./systems-stack.ts";

/** The issuer that the stage names, or else a user pool of its own. */
const issuerOf = (app: App, surroundings: Surroundings): PeopleIssuer => {
  const { signIn } = surroundings.settings;
  return signIn.kind === "issuer" ? signIn : new IdentityStack(app, surroundings, signIn).issuer;
};

/**
 * The whole platform of one stage: four stacks, one more where it signs people in by itself, and one more where systems
 * come with tokens of another issuer.
 */
export const overstap = (app: App, surroundings: Surroundings) => {
  const people = issuerOf(app, surroundings);
  const data = new DataStack(app, surroundings);
  const regions = new RegionQueuesStack(app, surroundings);
  const demand = new DemandQueuesStack(app, surroundings, regions.roles);
  const platform = new PlatformStack(app, surroundings, {
    data,
    people,
    regions: regions.queues,
    demand: demand.queues,
  });
  const { systems } = surroundings.settings;
  if (systems !== undefined) new SystemsStack(app, surroundings, { systems, open: platform.open });
  return { data, regions, demand, platform };
};
