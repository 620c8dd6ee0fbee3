import { ScheduleExpression } from "aws-cdk-lib/aws-scheduler";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Duration, TimeZone } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import { PlatformFunction } from "../constructs/platform-function.ts";
import { QueueWorker } from "../constructs/queue-worker.ts";
import { ScheduledFunction } from "../constructs/scheduled-function.ts";
import type { DataStack } from "../data-stack.ts";
import type { PublicApi } from "./public-api.ts";

export type BrokerageProps = { readonly data: DataStack; readonly api: PublicApi };

/** Couples firms with surplus to firms with demand (B1). It has no right on personal details, nor needs one. */
export class Brokerage extends Construct {
  readonly changes: IQueue;
  readonly #props: BrokerageProps;

  constructor(scope: Construct, id: string, props: BrokerageProps) {
    super(scope, id);
    this.#props = props;
    this.changes = this.#coupleFirms();
    this.#expireHolds();
    this.#sweepCouplings();
    this.#answerFirms();
    this.#keepWaitingLists();
  }

  #keepWaitingLists(): void {
    const { data, api } = this.#props;
    const { fn } = new PlatformFunction(this, "KeepWaitingLists", {
      entry: "brokerage/keep-waiting-lists",
      impact:
        "People cannot put themselves on the waiting lists of open hiring, nor take work that is theirs.",
      memory: 512,
      timeout: Duration.seconds(15),
      environment: { ...this.#table(), RECORDS_TABLE_NAME: data.records.table.tableName },
    });
    data.records.grantItems(fn, "PutItem");
    data.platform.grantItems(fn, "GetItem", "BatchGetItem", "PutItem", "DeleteItem", "ConditionCheckItem");
    data.platform.grantIndex(fn, "Lists");
    api.add("KeepWaitingLists", fn, [
      ["/v1/open-hiring", ["GET"]],
      ["/v1/vacancies/{id}/waiting-list", ["GET"]],
      ["/v1/vacancies/{id}/waiting-list/{profileId}", ["GET", "PUT", "DELETE"]],
      ["/v1/vacancies/{id}/waiting-list/{profileId}/start", ["PUT"]],
      ["/v1/vacancies/{id}/waiting-list/{profileId}/life-coach", ["PUT"]],
    ]);
  }

  #answerFirms(): void {
    const { data, api } = this.#props;
    const { fn } = new PlatformFunction(this, "AnswerFirms", {
      entry: "brokerage/answer-firms",
      impact: "Firms and teams cannot see or answer couplings; what is held runs out.",
      memory: 1024,
      timeout: Duration.seconds(25),
      environment: this.#table(),
    });
    data.platform.grantItems(fn, "GetItem", "BatchGetItem", "Query");
    data.platform.grantItems(fn, "PutItem", "DeleteItem", "ConditionCheckItem");
    data.platform.grantIndex(fn, "Lists");
    api.add("AnswerFirms", fn, [
      ["/v1/couplings", ["GET"]],
      ["/v1/couplings/{id}", ["GET"]],
      ["/v1/couplings/{id}/alternative", ["GET"]],
      ["/v1/couplings/{id}/answers", ["POST"]],
      ["/v1/couplings/{id}/transitions", ["POST"]],
      ["/v1/couplings/{id}/invitations", ["GET", "POST"]],
      ["/v1/couplings/{id}/invitations/{number}", ["PUT", "DELETE"]],
    ]);
  }

  #coupleFirms(): IQueue {
    const { platform } = this.#props.data;
    const worker = new QueueWorker(this, "CoupleFirms", {
      entry: "brokerage/couple-firms",
      impact: "Surplus notices and vacancies do not reach brokerage; firms are not coupled.",
      memory: 1024,
      timeout: Duration.minutes(5),
      batchSize: 10,
      maxConcurrency: 2,
      readWithin: Duration.minutes(30),
      environment: this.#table(),
    });
    platform.grantItems(worker.fn, "GetItem", "BatchGetItem", "Query");
    platform.grantItems(worker.fn, "PutItem", "DeleteItem", "ConditionCheckItem");
    return worker.queue;
  }

  #expireHolds(): void {
    const { platform } = this.#props.data;
    const { fn } = new ScheduledFunction(this, "ExpireHolds", {
      entry: "brokerage/expire-holds",
      impact:
        "Positions stay held for firms that did not answer, and notices stay hidden after their embargo.",
      memory: 512,
      timeout: Duration.minutes(5),
      schedule: ScheduleExpression.rate(Duration.minutes(10)),
      atLeastEvery: Duration.hours(1),
      environment: this.#table(),
    });
    platform.grantItems(fn, "GetItem", "BatchGetItem", "Query");
    platform.grantItems(fn, "PutItem", "DeleteItem");
    platform.grantIndex(fn, "Lists");
  }

  #sweepCouplings(): void {
    const { fn } = new ScheduledFunction(this, "SweepCouplings", {
      entry: "brokerage/sweep-couplings",
      impact: "Firms are coupled region by region only; what would be better for the country is not found.",
      memory: 256,
      timeout: Duration.minutes(5),
      schedule: ScheduleExpression.cron({
        hour: "3",
        minute: "30",
        timeZone: TimeZone.of("Europe/Amsterdam"),
      }),
      atLeastEvery: Duration.days(1),
      retries: 2,
      environment: this.#table(),
    });
    // It asks for work and does none: what it asks for goes out by the change log.
    this.#props.data.platform.grantItems(fn, "PutItem");
  }

  #table(): Record<string, string> {
    return { PLATFORM_TABLE_NAME: this.#props.data.platform.table.tableName };
  }
}
