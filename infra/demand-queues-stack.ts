import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Duration } from "aws-cdk-lib/core";
import type { Construct } from "constructs";
import { REGIONS } from "#packages/domain/regions.ts";
import { QueueFamily } from "./capabilities/queue-family.ts";
import type { TeamRoles } from "./capabilities/team-roles.ts";
import { OutwardQueue, type QueueReader } from "./constructs/outward-queue.ts";
import { StageStack, type Surroundings } from "./stage-stack.ts";

/** As long as an employer service point has for a message before it is offered again. */
const VISIBILITY = Duration.minutes(3);

/** Employers' demand for the service point of each region, and of national employers for the national points (D1). */
export class DemandQueuesStack extends StageStack {
  readonly queues: QueueFamily;

  constructor(scope: Construct, surroundings: Surroundings, roles: TeamRoles) {
    super(scope, "DemandQueues", surroundings);
    const regional = REGIONS.map((region): [string, Queue] => [
      region,
      this.#queue(region, region, roles.of(region)),
    ]);
    const national = this.#queue("National", "national", roles.nationalPoints);
    this.queues = new QueueFamily("demand-", new Map([...regional, ["national", national]]));
  }

  #queue(id: string, rest: string, reader: QueueReader): Queue {
    return new OutwardQueue(this, id, {
      queueName: `demand-${rest}.fifo`,
      impact: `The employer service point (${rest}) does not see new demand.`,
      reader,
      visibilityTimeout: VISIBILITY,
    }).queue;
  }
}
