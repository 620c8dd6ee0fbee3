import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { planAssembly } from "#packages/local/plan/plan.ts";
import { functionOf, resource, writeAssembly } from "./small-assembly.ts";

const directory = mkdtempSync(join(tmpdir(), "plan-"));
afterAll(() => rmSync(directory, { recursive: true }));

let made = 0;
const plan = (resources: Record<string, unknown>) => {
  made += 1;
  const code = { step: "export const handler = async () => {};" };
  return planAssembly(writeAssembly(join(directory, String(made)), [{ name: "S", resources }], code));
};

describe("what is run is what the template says, or it is refused", () => {
  it("refuses a resource type that it does not know, with its name and what to do", () => {
    const resources = { Bus: resource("AWS::Events::EventBus"), Topic: resource("AWS::SNS::Topic") };
    expect(() => plan(resources)).toThrow(
      /AWS::Events::EventBus \(Bus in stack Small-S\)[\s\S]*resource-types\.ts/,
    );
  });

  it("takes what only matters on AWS in silence", () => {
    const types = [
      "AWS::Logs::LogGroup",
      "AWS::KMS::Key",
      "AWS::CloudWatch::Alarm",
      "AWS::SNS::Topic",
      "AWS::CDK::Metadata",
    ];
    const found = plan(Object.fromEntries(types.map((type, at) => [`R${at}`, resource(type)])));
    expect(found).toMatchObject({ tables: [], queues: [], functions: [] });
  });

  it("names a function after its construct, keeps its limits and takes one retry setting", () => {
    const Metadata = { "aws:cdk:path": "Platform/Matching/Worker/Function/Resource" };
    const { functions } = plan({
      Worker: {
        ...functionOf("step", { MemorySize: 512, Timeout: 30, ReservedConcurrentExecutions: 2 }),
        Metadata,
      },
      Config: resource("AWS::Lambda::EventInvokeConfig", {
        FunctionName: { Ref: "Worker" },
        MaximumRetryAttempts: 0,
      }),
      Role: resource("AWS::IAM::Role"),
    });
    expect(functions).toMatchObject([
      {
        label: "Platform-Matching-Worker",
        memoryMb: 512,
        timeoutSeconds: 30,
        reservedConcurrency: 2,
        inBulk: false,
        asyncRetries: 0,
      },
    ]);
  });

  it("reads both forms of a table", () => {
    const shape = {
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
    };
    const { tables } = plan({
      Old: resource("AWS::DynamoDB::Table", { ...shape, Tags: [] }),
      New: resource("AWS::DynamoDB::GlobalTable", { ...shape, Replicas: [{ Region: "eu-west-1" }] }),
    });
    expect(tables).toMatchObject([
      { name: "Small-S-Old", skipped: ["tags"] },
      { name: "Small-S-New", skipped: ["point-in-time recovery"] },
    ]);
  });

  it("leaves an event source alone that is switched off", () => {
    const { queueMappings } = plan({
      Role: resource("AWS::IAM::Role"),
      Queue: resource("AWS::SQS::Queue"),
      Fn: functionOf("step"),
      Off: resource("AWS::Lambda::EventSourceMapping", {
        FunctionName: { Ref: "Fn" },
        EventSourceArn: { "Fn::GetAtt": ["Queue", "Arn"] },
        Enabled: false,
      }),
    });
    expect(queueMappings).toEqual([]);
  });

  it.each([
    [
      "a REST-like API",
      { Api: resource("AWS::ApiGatewayV2::Api", { ProtocolType: "WEBSOCKET" }) },
      /ProtocolType: only HTTP APIs/,
    ],
    [
      "another stage",
      { Stage: resource("AWS::ApiGatewayV2::Stage", { ApiId: "a", StageName: "beta" }) },
      /StageName: only the stage/,
    ],
    [
      "an event rule without a schedule",
      { Rule: resource("AWS::Events::Rule", { EventPattern: {} }) },
      /only rules with a schedule/,
    ],
    [
      "code that is not there",
      { Role: resource("AWS::IAM::Role"), Fn: functionOf("other") },
      /is not a directory of the assembly/,
    ],
    [
      "a layer",
      { Role: resource("AWS::IAM::Role"), Fn: functionOf("step", { Layers: ["arn"] }) },
      /Layers: layers are not run here/,
    ],
  ])("refuses %s", (_, resources, message) => {
    expect(() => plan(resources)).toThrow(message);
  });

  it("says so when there is no assembly", () => {
    expect(() => planAssembly(join(directory, "nowhere"))).toThrow(
      /manifest\.json does not exist: synthesize first/,
    );
  });
});
