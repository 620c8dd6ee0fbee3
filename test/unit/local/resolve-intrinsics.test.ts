import { describe, expect, it } from "vitest";
import { createResolver } from "#packages/local/assembly/resolve-intrinsics.ts";
import { type Stack, Template } from "#packages/local/assembly/template.ts";

const stackOf = (name: string, template: object): Stack => ({
  name,
  region: "eu-west-1",
  template: Template.parse(template),
  assets: new Map(),
});

const data = stackOf("Data", {
  Resources: { Table: { Type: "AWS::DynamoDB::Table", Properties: { TableName: "platform" } } },
  Outputs: { Name: { Value: { Ref: "Table" }, Export: { Name: "Data:TableName" } } },
});

const work = stackOf("Work", {
  Parameters: { Bootstrap: { Type: "String", Default: "/cdk/version" } },
  Mappings: { Sizes: { "eu-west-1": { small: 128 } } },
  Conditions: {
    InEurope: { "Fn::Equals": [{ Ref: "AWS::Region" }, "eu-west-1"] },
    Elsewhere: { "Fn::Not": [{ Condition: "InEurope" }] },
    Either: { "Fn::Or": [{ Condition: "Elsewhere" }, { "Fn::And": [{ Condition: "InEurope" }] }] },
  },
  Resources: {
    Fifo: { Type: "AWS::SQS::Queue", Properties: { QueueName: "region-AM01.fifo", FifoQueue: true } },
    Plain: { Type: "AWS::SQS::Queue" },
    Fn: { Type: "AWS::Lambda::Function" },
    Live: { Type: "AWS::Lambda::Alias", Properties: { FunctionName: { Ref: "Fn" }, Name: "live" } },
    Role: { Type: "AWS::IAM::Role" },
  },
});

const resolve = (value: unknown) => createResolver([data, work]).resolve(work, value);
const FIFO_URL = "https://sqs.eu-west-1.amazonaws.com/000000000000/region-AM01.fifo";

describe("a template's intrinsics become plain values", () => {
  it.each([
    [{ Ref: "AWS::AccountId" }, "000000000000"],
    [{ Ref: "Bootstrap" }, "/cdk/version"],
    [{ Ref: "Fifo" }, FIFO_URL],
    [{ Ref: "Plain" }, "https://sqs.eu-west-1.amazonaws.com/000000000000/Work-Plain"],
    [{ "Fn::GetAtt": ["Fifo", "Arn"] }, "arn:aws:sqs:eu-west-1:000000000000:region-AM01.fifo"],
    [{ "Fn::GetAtt": "Plain.QueueName" }, "Work-Plain"],
    [{ "Fn::GetAtt": ["Role", "Arn"] }, "arn:aws:iam::000000000000:role/Work-Role"],
    [{ Ref: "Live" }, "arn:aws:lambda:eu-west-1:000000000000:function:Work-Fn:live"],
    [{ "Fn::ImportValue": "Data:TableName" }, "platform"],
    [{ "Fn::ImportValue": { "Fn::Sub": "Data:TableName" } }, "platform"],
    [{ "Fn::Join": ["-", ["a", { Ref: "AWS::Region" }, "b"]] }, "a-eu-west-1-b"],
    [{ "Fn::Sub": `\${AWS::Partition}:\${Fifo.QueueName}:\${!kept}` }, `aws:region-AM01.fifo:\${kept}`],
    [{ "Fn::Sub": [`\${who}/\${AWS::StackName}`, { who: { Ref: "Fn" } }] }, "Work-Fn/Work"],
    [
      { "Fn::Select": [0, { "Fn::Split": ["AM01.fifo", { Ref: "Fifo" }] }] },
      FIFO_URL.replace("AM01.fifo", ""),
    ],
    [{ "Fn::FindInMap": ["Sizes", { Ref: "AWS::Region" }, "small"] }, 128],
    [{ "Fn::If": ["InEurope", "here", "there"] }, "here"],
    [{ "Fn::If": ["Elsewhere", "there", { Ref: "AWS::Region" }] }, "eu-west-1"],
    [{ "Fn::If": ["Either", 1, 2] }, 1],
    [
      { a: { "Fn::If": ["Elsewhere", 1, { Ref: "AWS::NoValue" }] }, b: [{ Ref: "AWS::NoValue" }, 2] },
      { b: [2] },
    ],
    [
      { Ref: "Fn", other: 1 },
      { Ref: "Fn", other: 1 },
    ],
  ])("%j", (value, expected) => {
    expect(resolve(value)).toEqual(expected);
  });

  it.each([
    [{ Ref: "Nobody" }, /Work refers to Nobody, which it does not have/],
    [{ "Fn::ImportValue": "Data:Nothing" }, /imports Data:Nothing, which no stack/],
    [{ "Fn::Cidr": ["10.0.0.0/16", 1] }, /Fn::Cidr, which the local runner does not resolve/],
    [
      { "Fn::GetAtt": ["Fn", "SnapStartResponse"] },
      /does not know SnapStartResponse of Fn \(AWS::Lambda::Function\)/,
    ],
    [{ "Fn::If": ["Nowhere", 1, 2] }, /has no condition Nowhere/],
  ])("says what is wrong with %j", (value, message) => {
    expect(() => resolve(value)).toThrow(message);
  });
});
