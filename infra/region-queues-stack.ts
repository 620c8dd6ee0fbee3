import { Duration } from "aws-cdk-lib/core";
import type { Construct } from "constructs";
import { REGIONS, type RegionCode } from "#packages/domain/regions.ts";
import { QueueFamily } from "./capabilities/queue-family.ts";
import { TeamRoles } from "./capabilities/team-roles.ts";
import { OutwardQueue, type QueueReader } from "./constructs/outward-queue.ts";
import { visibilityFor } from "./constructs/queue-worker.ts";
import { StageStack, type Surroundings } from "./stage-stack.ts";

/** Name of the role of `delivery/receive-proposals`: queue policies name it before it exists. */
export const OWN_READER_ROLE = "overstap-receive-proposals";
/** The time that `delivery/receive-proposals` has for a batch; a team's system has as long for a message. */
export const OWN_READER_TIMEOUT = Duration.seconds(30);

/**
 * One queue per regional team, made from the same list the domain uses. A stack of their own: with dead
 * letters, policies and alarms they would crowd the platform's 500 resources.
 */
export class RegionQueuesStack extends StageStack {
  readonly roles: TeamRoles;
  readonly queues: QueueFamily;

  constructor(scope: Construct, surroundings: Surroundings) {
    super(scope, "RegionQueues", surroundings);
    this.roles = new TeamRoles(this, "Teams");
    this.queues = new QueueFamily("region-", new Map(REGIONS.map((region) => [region, this.#queue(region)])));
  }

  #queue(region: RegionCode) {
    const { queue } = new OutwardQueue(this, region, {
      queueName: `region-${region}.fifo`,
      impact: `The team of region ${region} does not see new proposals.`,
      reader: this.#reader(region),
      visibilityTimeout: visibilityFor(OWN_READER_TIMEOUT),
    });
    // Exported whoever reads it: a region that gets its own system must not need two deployments.
    this.exportValue(queue.queueArn);
    return queue;
  }

  #reader(region: RegionCode): QueueReader {
    const { settings } = this.surroundings;
    if (settings.regionsWithOwnSystem.includes(region)) return this.roles.of(region);
    const arn = this.formatArn({
      service: "iam",
      region: "",
      resource: "role",
      resourceName: OWN_READER_ROLE,
    });
    return { arn, rightsFromQueue: false };
  }
}
