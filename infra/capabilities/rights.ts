import { ScheduleExpression } from "aws-cdk-lib/aws-scheduler";
import { Duration } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import { PlatformFunction } from "../constructs/platform-function.ts";
import { ScheduledFunction } from "../constructs/scheduled-function.ts";
import type { DataStack } from "../data-stack.ts";
import type { PublicApi } from "./public-api.ts";

export type RightsProps = { readonly data: DataStack; readonly api: PublicApi };

/** What people are owed: their own data, their consents and rights, and that every use is on record. */
export class Rights extends Construct {
  readonly #data: DataStack;
  readonly #api: PublicApi;

  constructor(scope: Construct, id: string, { data, api }: RightsProps) {
    super(scope, id);
    this.#data = data;
    this.#api = api;
    this.#answerJobSeekers();
    this.#answerStaff();
    this.#finishErasures();
    this.#keepCheckpoints();
  }

  #answerJobSeekers(): void {
    const { platform, persons, records } = this.#data;
    const { fn } = new PlatformFunction(this, "AnswerJobSeekers", {
      entry: "rights/answer-job-seekers",
      impact: "Job seekers cannot see their own data or use their rights.",
      memory: 1024,
      timeout: Duration.seconds(15),
      environment: this.#tables(),
    });
    platform.grantItems(fn, "GetItem", "BatchGetItem", "Query", "PutItem", "DeleteItem");
    // D4: places on waiting lists, and work to be on one for.
    platform.grantItems(fn, "ConditionCheckItem");
    platform.grantIndex(fn, "Lists");
    persons.grantItems(fn, "GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem");
    // Added to and read, never changed: the records have no right to be updated or deleted.
    records.grantItems(fn, "GetItem", "Query", "PutItem");
    this.#api.addOpen(
      "AnswerJobSeekers",
      fn,
      [
        ["/v1/personal-sessions", ["POST"]],
        ["/v1/personal-sessions/current", ["DELETE"]],
        ["/v1/erasures/{id}", ["GET"]],
        ["/v1/me", ["GET"]],
        ["/v1/me/{proxy+}", ["GET", "POST", "PUT", "PATCH", "DELETE"]],
      ],
      "The function asks for a personal session at each of these paths; a one-time link opens one. Proofs of erasure lead to nobody.",
    );
  }

  #answerStaff(): void {
    const { platform, persons, records } = this.#data;
    const { fn } = new PlatformFunction(this, "AnswerStaff", {
      entry: "rights/answer-staff",
      impact: "Teams cannot see who a claimed proposal is about; parties cannot give job seekers access.",
      memory: 512,
      timeout: Duration.seconds(15),
      environment: this.#tables(),
    });
    platform.grantItems(fn, "GetItem", "BatchGetItem", "PutItem");
    platform.grantIndex(fn, "Lists");
    persons.grantItems(fn, "GetItem", "PutItem", "DeleteItem");
    records.grantItems(fn, "GetItem", "Query", "PutItem");
    this.#api.add("AnswerStaff", fn, [
      ["/v1/audit-trail/{chain}", ["GET"]],
      ["/v1/market-profiles/{id}/personal-links", ["POST", "DELETE"]],
      ["/v1/proposals/{id}/person", ["GET"]],
      ["/v1/review-requests", ["GET"]],
      ["/v1/review-requests/{id}", ["GET"]],
      ["/v1/review-requests/{id}/answer", ["PUT"]],
    ]);
  }

  #finishErasures(): void {
    const { platform, persons, records } = this.#data;
    const { fn } = new ScheduledFunction(this, "FinishErasures", {
      entry: "rights/finish-erasures",
      impact: "Traces of people who had everything erased stay longer than they were promised.",
      memory: 256,
      timeout: Duration.seconds(50),
      schedule: ScheduleExpression.rate(Duration.minutes(1)),
      atLeastEvery: Duration.minutes(15),
      environment: this.#tables(),
    });
    platform.grantItems(fn, "GetItem", "BatchGetItem", "Query", "PutItem", "DeleteItem");
    persons.grantItems(fn, "Query", "UpdateItem", "DeleteItem");
    records.grantItems(fn, "GetItem", "PutItem");
  }

  #keepCheckpoints(): void {
    const { records } = this.#data;
    const { fn } = new ScheduledFunction(this, "KeepCheckpoints", {
      entry: "rights/keep-checkpoints",
      impact: "Links taken away from the end of the audit trail may not be missed.",
      memory: 256,
      timeout: Duration.seconds(50),
      schedule: ScheduleExpression.rate(Duration.hours(1)),
      atLeastEvery: Duration.hours(3),
      environment: { RECORDS_TABLE_NAME: records.table.tableName },
      // The second place: without it nothing tells that a chain was made anew from the beginning.
      evidence: true,
    });
    records.grantItems(fn, "GetItem", "PutItem");
  }

  #tables(): Record<string, string> {
    return {
      PLATFORM_TABLE_NAME: this.#data.platform.table.tableName,
      PERSONS_TABLE_NAME: this.#data.persons.table.tableName,
      RECORDS_TABLE_NAME: this.#data.records.table.tableName,
    };
  }
}
