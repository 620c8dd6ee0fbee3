import { AccountRootPrincipal, Role } from "aws-cdk-lib/aws-iam";
import { Construct } from "constructs";
import { REGIONS, type RegionCode } from "#packages/domain/regions.ts";
import type { QueueReader } from "../constructs/outward-queue.ts";
import { StageStack } from "../stage-stack.ts";

/**
 * Who reads a region's queues: the principal that the stage names, or a role of this account.
 * The role carries no rights of its own; the queues let it in. It is for people to hand out, so its name is fixed.
 */
export class TeamRoles extends Construct {
  readonly #readers: ReadonlyMap<RegionCode, QueueReader>;
  /** UWV's national employer service point and the municipalities' switch point (D1). */
  readonly nationalPoints: QueueReader;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { teamPrincipals } = StageStack.around(this).surroundings.settings;
    this.#readers = new Map(REGIONS.map((region) => [region, this.#team(region, teamPrincipals[region])]));
    this.nationalPoints = this.#role("NationalPoints", "overstap-national-points");
  }

  of(region: RegionCode): QueueReader {
    const reader = this.#readers.get(region);
    if (reader === undefined) throw new Error(`no reader for region ${region}`);
    return reader;
  }

  #team(region: RegionCode, given: string | undefined): QueueReader {
    if (given !== undefined) return { arn: given, rightsFromQueue: true };
    return this.#role(region, `overstap-team-${region.toLowerCase()}`);
  }

  #role(id: string, roleName: string): QueueReader {
    const role = new Role(this, id, { assumedBy: new AccountRootPrincipal(), roleName });
    return { arn: role.roleArn, rightsFromQueue: true };
  }
}
