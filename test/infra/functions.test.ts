import { describe, expect, it } from "vitest";
import { FUNCTIONS } from "#infra/functions.ts";
import {
  at,
  functionOf,
  listed,
  numberAt,
  ofType,
  rightsOf,
  SERVICE,
  STAGES,
  stageSettings,
  templatesOfStage,
  textAt,
} from "./synthesis.ts";

const { platform, regions } = templatesOfStage("local");
const ENTRIES: readonly string[] = FUNCTIONS;

const actionsOf = (entry: string): string[] =>
  rightsOf(platform, entry).flatMap(({ Action }) => listed(Action));

describe("functions", () => {
  it("each one in the list is in the template, and no other", () => {
    const inTemplate = ofType(platform, "AWS::Lambda::Function").map(([, { Properties }]) =>
      textAt(Properties, ...SERVICE),
    );
    expect(inTemplate.toSorted()).toEqual(ENTRIES.toSorted());
  });

  it.each(ENTRIES)("%s runs on a current Node on arm64, traced, with a log that ends", (entry) => {
    const { Properties } = functionOf(platform, entry)[1];
    expect(Properties).toMatchObject({
      Runtime: "nodejs24.x",
      Architectures: ["arm64"],
      TracingConfig: { Mode: "Active" },
    });
    const log = platform.Resources[textAt(Properties, "LoggingConfig", "LogGroup", "Ref")];
    expect(log?.Properties["RetentionInDays"]).toBe(entry === "rights/keep-checkpoints" ? 731 : 7);
  });

  it.each(["acceptance", "production"] as const)(
    "the log with the checkpoints of the audit trail is kept for two years and outlives its stack in %s (AI Act 19)",
    (stage) => {
      const { platform: deployed } = templatesOfStage(stage);
      const { Properties } = functionOf(deployed, "rights/keep-checkpoints")[1];
      const log = deployed.Resources[textAt(Properties, "LoggingConfig", "LogGroup", "Ref")];
      expect(log).toMatchObject({ DeletionPolicy: "Retain", Properties: { RetentionInDays: 731 } });
    },
  );

  it.each(["intake/work-import", "matching/match-imports"])(
    "%s stays within the 512 MB that bulk import may take",
    (entry) => {
      expect(functionOf(platform, entry)[1].Properties["MemorySize"]).toBeLessThanOrEqual(512);
    },
  );
});

describe("rights", () => {
  it.each(ENTRIES)("%s may do named things only, and nothing scans", (entry) => {
    const actions = actionsOf(entry);
    expect(actions.filter((action) => action.includes("*"))).toEqual([]);
    expect(actions).not.toContain("dynamodb:Scan");
  });

  it.each(ENTRIES)("%s has rights on everything only where AWS knows no resource to name", (entry) => {
    const onAll = rightsOf(platform, entry).filter(({ Resource }) =>
      listed(Resource).some((it) => typeof it === "string" && it.includes("*")),
    );
    const actions = onAll.flatMap(({ Action }) => listed(Action));
    const expected = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"];
    if (entry === "events/publish-changes") expected.unshift("dynamodb:ListStreams");
    expect(actions.toSorted()).toEqual(expected);
  });

  it("the pages have a table of their own and may touch no other", () => {
    const resources = JSON.stringify(rightsOf(platform, "desk/show-pages").map(({ Resource }) => Resource));
    expect(resources).toContain("DeskTable");
    expect(resources).not.toMatch(/Platform|Persons|Records|queue|sqs/i);
  });

  it.each(ENTRIES.filter((entry) => !/^(?:intake|rights|desk)\//.test(entry)))(
    "%s cannot read personal details",
    (entry) => {
      const resources = JSON.stringify(rightsOf(platform, entry).map(({ Resource }) => Resource));
      expect(resources).toContain("PlatformTable");
      expect(resources).not.toContain("Persons");
    },
  );

  it.each(ENTRIES)("%s cannot change or take away what is on record", (entry) => {
    const onRecords = rightsOf(platform, entry).filter(({ Resource }) =>
      JSON.stringify(Resource).includes("Records"),
    );
    const actions = onRecords.flatMap(({ Action }) => listed(Action));
    expect(actions.filter((action) => /Update|Delete/.test(action))).toEqual([]);
  });

  it("only intake and rights know the persons table, and look-ups do not", () => {
    expect(JSON.stringify(rightsOf(platform, "intake/receive-notices"))).toContain("PersonsTable");
    expect(JSON.stringify(rightsOf(platform, "intake/answer-look-ups"))).not.toContain("Persons");
  });

  it.each(["events/publish-changes", "events/publish-parked"])(
    "%s may send to each of the 71 queues by name",
    (entry) => {
      const sending = rightsOf(platform, entry).filter(({ Action }) => Action === "sqs:SendMessage");
      const named = new Set(
        JSON.stringify(sending).match(/:(?:region-AM\d\d|demand-AM\d\d|demand-national)\.fifo"/g),
      );
      expect(named.size).toBe(71);
    },
  );

  it("every right stands in the function's own inline policies", () => {
    expect(ofType(platform, "AWS::IAM::ManagedPolicy")).toEqual([]);
  });

  it("no role carries a managed policy of AWS", () => {
    const roles = [...ofType(platform, "AWS::IAM::Role"), ...ofType(regions, "AWS::IAM::Role")];
    expect(roles.filter(([, { Properties }]) => Properties["ManagedPolicyArns"] !== undefined)).toEqual([]);
  });
});

describe.each(STAGES)("event sources of stage %s", (stage) => {
  const templates = templatesOfStage(stage);
  const mappings = ofType(templates.platform, "AWS::Lambda::EventSourceMapping");

  it("every one lets a bad message fail alone", () => {
    expect(mappings.length).toBeGreaterThan(0);
    for (const [id, { Properties }] of mappings) {
      expect([id, Properties["FunctionResponseTypes"]]).toEqual([id, ["ReportBatchItemFailures"]]);
    }
  });

  it("a region's queue has a mapping exactly where its team has no system of its own", () => {
    const [receiver] = functionOf(templates.platform, "delivery/receive-proposals");
    const read = mappings.filter(([, { Properties }]) => at(Properties, "FunctionName", "Ref") === receiver);
    expect(read).toHaveLength(35 - stageSettings(stage).regionsWithOwnSystem.length);
  });

  it("a message is not handed out again while it may still be worked: six times the function's time", () => {
    const queues = { ...templates.platform.Resources };
    const own = mappings.filter(
      ([, { Properties }]) => at(Properties, "EventSourceArn", "Fn::GetAtt") !== undefined,
    );
    expect(own).toHaveLength(6);
    for (const [, { Properties }] of own) {
      const queue = queues[textAt(Properties, "EventSourceArn", "Fn::GetAtt", 0)];
      const fn = queues[textAt(Properties, "FunctionName", "Ref")];
      expect(queue?.Properties["VisibilityTimeout"]).toBe(6 * numberAt(fn?.Properties, "Timeout"));
    }
    const region = ofType(templates.regions, "AWS::SQS::Queue").find(([, it]) => it.Properties["QueueName"]);
    const [, receiver] = functionOf(templates.platform, "delivery/receive-proposals");
    expect(region?.[1].Properties["VisibilityTimeout"]).toBe(6 * numberAt(receiver.Properties, "Timeout"));
  });
});

it("the stream tells publish-changes of new log entries, halves a failing batch and sets the rest aside", () => {
  const [id] = functionOf(platform, "events/publish-changes");
  const [, mapping] = ofType(platform, "AWS::Lambda::EventSourceMapping").find(
    ([, { Properties }]) => at(Properties, "FunctionName", "Ref") === id,
  ) ?? ["", undefined];
  expect(mapping?.Properties).toMatchObject({
    BatchSize: 100,
    BisectBatchOnFunctionError: true,
    MaximumRetryAttempts: 5,
    MaximumRecordAgeInSeconds: 3600,
    DestinationConfig: { OnFailure: { Destination: expect.anything() } },
  });
  expect(JSON.parse(textAt(mapping?.Properties, "FilterCriteria", "Filters", 0, "Pattern"))).toEqual({
    eventName: ["INSERT"],
    dynamodb: {
      Keys: { pk: { S: [{ prefix: "LOG#" }] } },
      NewImage: { unpublishedPk: { S: [{ exists: true }] } },
    },
  });
});

it("the nightly sweep runs at half past two in the Netherlands, in summer too", () => {
  const [, nightly] = ofType(platform, "AWS::Scheduler::Schedule").find(([, { Properties }]) =>
    textAt(Properties, "ScheduleExpression").startsWith("cron"),
  ) ?? ["", undefined];
  expect(nightly?.Properties).toMatchObject({
    ScheduleExpression: "cron(30 2 * * ? *)",
    ScheduleExpressionTimezone: "Europe/Amsterdam",
  });
});
