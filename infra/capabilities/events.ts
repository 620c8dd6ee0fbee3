import { MathExpression, Metric, Stats } from "aws-cdk-lib/aws-cloudwatch";
import { Grant } from "aws-cdk-lib/aws-iam";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { ScheduleExpression } from "aws-cdk-lib/aws-scheduler";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Duration } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import { alarmOn } from "../constructs/fact-alarm.ts";
import { METRICS_NAMESPACE } from "../constructs/platform-function.ts";
import { ScheduledFunction } from "../constructs/scheduled-function.ts";
import { StreamReader } from "../constructs/stream-reader.ts";
import type { DataStack } from "../data-stack.ts";
import type { FunctionEntry } from "../functions.ts";
import type { QueueFamily } from "./queue-family.ts";

/** The queues inside the platform that events go to; each is handed out by the capability that reads it. */
export type InnerQueues = {
  readonly matching: IQueue;
  readonly matchingImports: IQueue;
  readonly rematches: IQueue;
  readonly brokerage: IQueue;
  readonly notifications: IQueue;
  readonly redeliveries: IQueue;
};

export type EventsProps = {
  readonly data: DataStack;
  readonly inner: InnerQueues;
  /** Of files that were handed in: work that has not begun is asked for once more. */
  readonly imports: IQueue;
  readonly regions: QueueFamily;
  readonly demand: QueueFamily;
};

/** Turns what was written into what is told: the stream of the platform table is the outbox. */
export class Events extends Construct {
  readonly #props: EventsProps;

  constructor(scope: Construct, id: string, props: EventsProps) {
    super(scope, id);
    this.#props = props;
    this.#publishChanges();
    this.#publishParked();
    alarmOn(this, {
      fact: "EventsParked",
      impact: "Some changes are told late: they are parked until the cause is mended.",
      metric: parkedByBoth(),
      threshold: 1,
    });
  }

  #publishChanges(): void {
    const { platform } = this.#props.data;
    const { fn } = new StreamReader(this, "PublishChanges", {
      entry: "events/publish-changes",
      impact: "Nothing that changes is told: no matching, and teams see nothing new.",
      memory: 512,
      timeout: Duration.seconds(30),
      table: platform,
      // Entries of the log that have something to tell: those of an import's rows would only make the others wait.
      filter: {
        eventName: ["INSERT"],
        dynamodb: {
          Keys: { pk: { S: [{ prefix: "LOG#" }] } },
          NewImage: { unpublishedPk: { S: [{ exists: true }] } },
        },
      },
      environment: this.#environment(),
    });
    platform.grantItems(fn, "GetItem", "UpdateItem");
    this.#grantSend(fn);
  }

  #publishParked(): void {
    const { platform } = this.#props.data;
    const { fn } = new ScheduledFunction(this, "PublishParked", {
      entry: "events/publish-parked",
      impact: "Changes that were parked are not told after all.",
      memory: 512,
      timeout: Duration.seconds(50),
      schedule: ScheduleExpression.rate(Duration.minutes(1)),
      atLeastEvery: Duration.minutes(15),
      environment: { ...this.#environment(), IMPORTS_QUEUE_URL: this.#props.imports.queueUrl },
    });
    this.#props.imports.grant(fn, "sqs:SendMessage");
    platform.grantIndex(fn, "Unpublished");
    platform.grantIndex(fn, "Lists");
    platform.grantItems(fn, "GetItem", "UpdateItem");
    this.#grantSend(fn);
  }

  #environment(): Record<string, string> {
    const { data, inner, regions, demand } = this.#props;
    return {
      PLATFORM_TABLE_NAME: data.platform.table.tableName,
      MATCHING_QUEUE_URL: inner.matching.queueUrl,
      MATCHING_IMPORTS_QUEUE_URL: inner.matchingImports.queueUrl,
      REMATCHES_QUEUE_URL: inner.rematches.queueUrl,
      BROKERAGE_QUEUE_URL: inner.brokerage.queueUrl,
      NOTIFICATIONS_QUEUE_URL: inner.notifications.queueUrl,
      REDELIVERIES_QUEUE_URL: inner.redeliveries.queueUrl,
      REGION_QUEUE_URL_PREFIX: regions.urlPrefix,
      DEMAND_QUEUE_URL_PREFIX: demand.urlPrefix,
    };
  }

  #grantSend(fn: IFunction): void {
    const { inner, regions, demand } = this.#props;
    const resourceArns = Object.values(inner).map((queue) => queue.queueArn);
    Grant.addToPrincipal({ grantee: fn, actions: ["sqs:SendMessage"], resourceArns });
    regions.grantSend(fn);
    demand.grantSend(fn);
  }
}

/** Powertools metric of both publishers: entries that they could not send, which wait in the table. */
const parkedBy = (service: FunctionEntry): Metric =>
  new Metric({
    namespace: METRICS_NAMESPACE,
    metricName: "EventsParked",
    dimensionsMap: { service },
    statistic: Stats.SUM,
    period: Duration.minutes(5),
  });

const parkedByBoth = (): MathExpression =>
  new MathExpression({
    expression: "FILL(changes, 0) + FILL(parked, 0)",
    usingMetrics: {
      changes: parkedBy("events/publish-changes"),
      parked: parkedBy("events/publish-parked"),
    },
    label: "Entries that could not be sent",
    period: Duration.minutes(5),
  });
