import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { ScheduleExpression } from "aws-cdk-lib/aws-scheduler";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Duration, TimeZone } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import type { KeyedTable } from "../constructs/keyed-table.ts";
import { QueueWorker } from "../constructs/queue-worker.ts";
import { ScheduledFunction } from "../constructs/scheduled-function.ts";
import type { DataStack } from "../data-stack.ts";

export type MatchingProps = { readonly data: DataStack };

/** Finds people for vacancies and vacancies for people. It has no right on personal details, nor needs one. */
export class Matching extends Construct {
  readonly changes: IQueue;
  /** Rows of an import come by a queue of their own, so that they do not hold up the day's traffic. */
  readonly imports: IQueue;
  /** Re-matches that people start: one worker each, two at once, so that they have a share and no more. */
  readonly rematches: IQueue;
  readonly #platform: KeyedTable;

  constructor(scope: Construct, id: string, { data }: MatchingProps) {
    super(scope, id);
    this.#platform = data.platform;
    const environment = { PLATFORM_TABLE_NAME: data.platform.table.tableName };
    const changes = new QueueWorker(this, "MatchChanges", {
      entry: "matching/match-changes",
      impact: "New and changed vacancies and profiles get no matches; teams see nothing new.",
      memory: 1024,
      timeout: Duration.seconds(30),
      // One message may wait for lists that others write; with few in a batch none of them is timed out by the rest.
      batchSize: 5,
      maxConcurrency: 5,
      readWithin: Duration.minutes(5),
      environment,
    });
    this.#grant(changes.fn);
    const imports = new QueueWorker(this, "MatchImports", {
      entry: "matching/match-imports",
      impact: "Imported vacancies and profiles get no matches; teams see nothing of the import.",
      memory: 512,
      lane: "bulk",
      timeout: Duration.minutes(5),
      batchSize: 1,
      maxConcurrency: 2,
      readWithin: Duration.hours(2),
      environment,
    });
    this.#grant(imports.fn);
    const rematches = new QueueWorker(this, "WorkRematches", {
      entry: "matching/work-rematches",
      impact: "Re-matches that people started stand still; daily matching goes on.",
      memory: 512,
      lane: "bulk",
      timeout: Duration.minutes(2),
      batchSize: 1,
      maxConcurrency: 2,
      readWithin: Duration.hours(1),
      environment,
    });
    this.#grant(rematches.fn);
    // It counts what it changes, in the transactions that change it, and gives back the scope of what has ended.
    data.platform.grantItems(rematches.fn, "UpdateItem", "DeleteItem");
    const snapshots = new ScheduledFunction(this, "BuildShard", {
      entry: "matching/build-shard",
      impact: "Matching that starts cold takes longer: it reads every document of a region.",
      memory: 1024,
      lane: "bulk",
      timeout: Duration.minutes(5),
      schedule: ScheduleExpression.rate(Duration.minutes(30)),
      atLeastEvery: Duration.hours(2),
      environment,
    });
    data.platform.grantItems(snapshots.fn, "GetItem", "BatchGetItem", "Query", "PutItem");
    const sweep = new ScheduledFunction(this, "SweepMatches", {
      entry: "matching/sweep-matches",
      impact: "A match that was missed stays missed: nothing is compared with the rules at night.",
      memory: 256,
      timeout: Duration.minutes(5),
      schedule: ScheduleExpression.cron({
        hour: "2",
        minute: "30",
        timeZone: TimeZone.of("Europe/Amsterdam"),
      }),
      atLeastEvery: Duration.days(1),
      retries: 2,
      environment,
    });
    // It asks for work and does none: what it asks for goes out by the change log.
    data.platform.grantItems(sweep.fn, "PutItem");
    this.changes = changes.queue;
    this.imports = imports.queue;
    this.rematches = rematches.queue;
  }

  #grant(fn: IFunction): void {
    this.#platform.grantItems(fn, "GetItem", "BatchGetItem", "Query");
    this.#platform.grantItems(fn, "PutItem", "ConditionCheckItem");
  }
}
