import { ScheduleExpression } from "aws-cdk-lib/aws-scheduler";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Duration } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import { REGIONS } from "#packages/domain/regions.ts";
import { PlatformFunction } from "../constructs/platform-function.ts";
import { empties, QueueWorker } from "../constructs/queue-worker.ts";
import { ScheduledFunction } from "../constructs/scheduled-function.ts";
import type { DataStack } from "../data-stack.ts";
import { OWN_READER_ROLE, OWN_READER_TIMEOUT } from "../region-queues-stack.ts";
import { StageStack } from "../stage-stack.ts";
import type { PublicApi } from "./public-api.ts";
import type { QueueFamily } from "./queue-family.ts";

export type DeliveryProps = {
  readonly data: DataStack;
  readonly api: PublicApi;
  readonly regions: QueueFamily;
};

/** What a team does with proposals, and how they reach the teams that have no system of their own. */
export class Delivery extends Construct {
  readonly redeliveries: IQueue;
  readonly #props: DeliveryProps;

  constructor(scope: Construct, id: string, props: DeliveryProps) {
    super(scope, id);
    this.#props = props;
    this.#answerTeams();
    this.#receiveProposals();
    this.redeliveries = this.#redeliver();
    this.#startRegions();
    this.#countFigures();
  }

  #answerTeams(): void {
    const { platform, records } = this.#props.data;
    const { fn } = new PlatformFunction(this, "AnswerTeams", {
      entry: "delivery/answer-teams",
      impact: "Teams cannot see, claim or decide on proposals.",
      memory: 1024,
      timeout: Duration.seconds(15),
      environment: { ...this.#table(), RECORDS_TABLE_NAME: records.table.tableName },
    });
    records.grantItems(fn, "GetItem", "PutItem");
    platform.grantItems(fn, "GetItem", "BatchGetItem", "Query");
    platform.grantItems(fn, "PutItem", "DeleteItem", "ConditionCheckItem");
    platform.grantIndex(fn, "Lists");
    platform.grantIndex(fn, "Queue");
    this.#props.api.add("AnswerTeams", fn, [
      ["/v1/figures", ["GET"]],
      ["/v1/regions/{code}/figures", ["GET"]],
      ["/v1/regions/{code}/queue", ["GET"]],
      ["/v1/regions/{code}/colleagues", ["GET"]],
      ["/v1/regions/{code}/colleagues/me", ["PUT"]],
      ["/v1/regions/{code}/proposal-deeds", ["POST"]],
      ["/v1/regions/{code}/proposals", ["GET"]],
      ["/v1/regions/{code}/redeliveries", ["POST"]],
      ["/v1/regions/{code}/redeliveries/{id}", ["GET"]],
      ["/v1/regions/{code}/settings", ["GET", "PATCH"]],
      ["/v1/rematches", ["GET", "POST"]],
      ["/v1/rematches/{id}", ["GET"]],
      ["/v1/rematches/{id}/stops", ["POST"]],
      ["/v1/rematches/{id}/continuations", ["POST"]],
      ["/v1/couplings/{id}/claim", ["PUT", "DELETE"]],
      ["/v1/couplings/{id}/assignment", ["PUT"]],
      ["/v1/proposals/{id}", ["GET"]],
      ["/v1/proposals/{id}/claim", ["PUT", "DELETE"]],
      ["/v1/proposals/{id}/assignment", ["PUT"]],
      ["/v1/proposals/{id}/contacts", ["POST"]],
      ["/v1/proposals/{id}/decisions", ["POST"]],
      ["/v1/proposals/{id}/decisions/latest", ["DELETE"]],
      ["/v1/proposals/{id}/hand-overs", ["POST"]],
      ["/v1/proposals/{id}/hand-overs/current", ["PUT"]],
    ]);
  }

  #receiveProposals(): void {
    const { data, regions } = this.#props;
    const { fn } = new PlatformFunction(this, "ReceiveProposals", {
      entry: "delivery/receive-proposals",
      impact: "Teams without a system of their own do not get new proposals on their desk.",
      memory: 512,
      timeout: OWN_READER_TIMEOUT,
      roleName: OWN_READER_ROLE,
      environment: this.#table(),
    });
    data.platform.grantItems(fn, "UpdateItem");
    const { regionsWithOwnSystem } = StageStack.around(this).surroundings.settings;
    for (const region of REGIONS.filter((code) => !regionsWithOwnSystem.includes(code))) {
      empties(fn, regions.get(region), { batchSize: 10, maxConcurrency: 2 });
    }
  }

  #redeliver(): IQueue {
    const { platform } = this.#props.data;
    const worker = new QueueWorker(this, "Redeliver", {
      entry: "delivery/redeliver",
      impact: "A team that asked for its open proposals again does not get them.",
      memory: 512,
      timeout: Duration.seconds(60),
      batchSize: 1,
      maxConcurrency: 2,
      readWithin: Duration.minutes(15),
      environment: this.#table(),
    });
    platform.grantItems(worker.fn, "GetItem", "BatchGetItem", "PutItem");
    platform.grantIndex(worker.fn, "Lists");
    return worker.queue;
  }

  #startRegions(): void {
    const { platform } = this.#props.data;
    const { fn } = new ScheduledFunction(this, "StartRegions", {
      entry: "delivery/start-regions",
      impact: "A team whose start date has come does not get what was waiting for it.",
      memory: 512,
      timeout: Duration.seconds(60),
      schedule: ScheduleExpression.rate(Duration.minutes(5)),
      atLeastEvery: Duration.hours(1),
      environment: this.#table(),
    });
    platform.grantItems(fn, "GetItem", "PutItem");
  }

  #countFigures(): void {
    const { platform } = this.#props.data;
    const { fn } = new ScheduledFunction(this, "CountFigures", {
      entry: "delivery/count-figures",
      impact: "Dashboards of regions and the country show figures of some time ago.",
      memory: 1024,
      timeout: Duration.minutes(5),
      schedule: ScheduleExpression.rate(Duration.minutes(15)),
      atLeastEvery: Duration.hours(1),
      environment: this.#table(),
    });
    platform.grantItems(fn, "GetItem", "BatchGetItem", "Query", "PutItem");
    platform.grantIndex(fn, "Queue");
  }

  #table(): Record<string, string> {
    return { PLATFORM_TABLE_NAME: this.#props.data.platform.table.tableName };
  }
}
