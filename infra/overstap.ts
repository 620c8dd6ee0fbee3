import type { App } from "aws-cdk-lib/core";
import { DataStack } from "./data-stack.ts";
import { DemandQueuesStack } from "./demand-queues-stack.ts";
import { PlatformStack } from "./platform-stack.ts";
import { RegionQueuesStack } from "./region-queues-stack.ts";
import type { Surroundings } from "./stage-stack.ts";

/** The whole platform of one stage, in four stacks. */
export const overstap = (app: App, surroundings: Surroundings) => {
  const data = new DataStack(app, surroundings);
  const regions = new RegionQueuesStack(app, surroundings);
  const demand = new DemandQueuesStack(app, surroundings, regions.roles);
  const platform = new PlatformStack(app, surroundings, {
    data,
    regions: regions.queues,
    demand: demand.queues,
  });
  return { data, regions, demand, platform };
};
