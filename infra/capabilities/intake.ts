import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Duration } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import { PlatformFunction } from "../constructs/platform-function.ts";
import { QueueWorker } from "../constructs/queue-worker.ts";
import type { DataStack } from "../data-stack.ts";
import type { PublicApi, Route } from "./public-api.ts";

export type IntakeProps = { readonly data: DataStack; readonly api: PublicApi };

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

const everythingUnder = (path: `/v1/${string}`): Route[] => [
  [path, ["GET", "POST"]],
  [`${path}/{proxy+}`, METHODS],
];

/** Takes in vacancies, surplus notices and market profiles, one by one and in bulk, and answers look-ups. */
export class Intake extends Construct {
  /** Where the work of files that were handed in is asked for. */
  readonly imports: IQueue;
  readonly #data: DataStack;
  readonly #api: PublicApi;

  constructor(scope: Construct, id: string, { data, api }: IntakeProps) {
    super(scope, id);
    this.#data = data;
    this.#api = api;
    const worker = this.#workImport();
    this.imports = worker.queue;
    this.#receiveNotices(worker);
    this.#answerLookUps();
  }

  #receiveNotices({ queue }: QueueWorker): void {
    const { platform, persons, records } = this.#data;
    const { fn } = new PlatformFunction(this, "ReceiveNotices", {
      entry: "intake/receive-notices",
      impact: "Employers and parties cannot hand in vacancies, notices or profiles.",
      memory: 1024,
      timeout: Duration.seconds(15),
      environment: {
        ...this.#tables(),
        RECORDS_TABLE_NAME: records.table.tableName,
        IMPORTS_QUEUE_URL: queue.queueUrl,
      },
    });
    platform.grantItems(fn, "GetItem", "BatchGetItem", "Query", "PutItem", "DeleteItem");
    platform.grantItems(fn, "ConditionCheckItem");
    platform.grantIndex(fn, "Lists");
    persons.grantItems(fn, "GetItem", "PutItem", "UpdateItem", "DeleteItem");
    records.grantItems(fn, "GetItem", "PutItem");
    queue.grant(fn, "sqs:SendMessage");
    this.#api.add("ReceiveNotices", fn, [
      ...everythingUnder("/v1/vacancies"),
      ...everythingUnder("/v1/surplus-notices"),
      ...everythingUnder("/v1/market-profiles"),
      ...everythingUnder("/v1/self-registrations"),
      ["/v1/imports/{proxy+}", ["GET"]],
    ]);
    this.#api.addOpen(
      "ComeForward",
      fn,
      [
        ["/v1/own-registrations", ["POST"]],
        ["/v1/own-registrations/{id}", ["GET"]],
      ],
      "Whoever looks for work has no account to come forward with; it becomes a request that only the responsible party reads. By its id, which cannot be guessed, it tells how far it is, and of nobody.",
    );
  }

  #answerLookUps(): void {
    const { platform } = this.#data;
    const { fn } = new PlatformFunction(this, "AnswerLookUps", {
      entry: "intake/answer-look-ups",
      impact: "Nobody can look up regions, occupations or competencies, or read the reference of the API.",
      memory: 1024,
      timeout: Duration.seconds(10),
      environment: { PLATFORM_TABLE_NAME: platform.table.tableName },
    });
    platform.grantItems(fn, "GetItem");
    this.#api.addPublic("AnswerLookUps", fn, [
      "/v1",
      "/v1/regions",
      "/v1/occupations",
      "/v1/occupations/{id}/transitions",
      "/v1/competencies",
      "/v1/openapi.json",
      "/v1/reference",
      "/v1/reference/{proxy+}",
      "/v1/health",
    ]);
  }

  #workImport(): QueueWorker {
    const { platform, persons, records } = this.#data;
    const worker = new QueueWorker(this, "WorkImport", {
      entry: "intake/work-import",
      impact: "Files that were handed in stay unread; their vacancies and profiles are not matched.",
      memory: 512,
      lane: "bulk",
      timeout: Duration.seconds(60),
      batchSize: 1,
      maxConcurrency: 2,
      readWithin: Duration.minutes(30),
      ownQueue: "IMPORTS_QUEUE_URL",
      environment: { ...this.#tables(), RECORDS_TABLE_NAME: records.table.tableName },
    });
    const { fn } = worker;
    platform.grantItems(fn, "GetItem", "BatchGetItem", "PutItem", "UpdateItem", "DeleteItem");
    persons.grantItems(fn, "GetItem", "Query", "PutItem", "DeleteItem");
    records.grantItems(fn, "PutItem");
    worker.queue.grant(fn, "sqs:SendMessage");
    return worker;
  }

  #tables(): Record<string, string> {
    return {
      PLATFORM_TABLE_NAME: this.#data.platform.table.tableName,
      PERSONS_TABLE_NAME: this.#data.persons.table.tableName,
    };
  }
}
