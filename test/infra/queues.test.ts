import { describe, expect, it } from "vitest";
import { REGIONS } from "#packages/domain/regions.ts";
import {
  at,
  ofType,
  type Resource,
  refsAt,
  STAGES,
  type Statement,
  stageSettings,
  statementsOf,
  templatesOf,
  templatesOfStage,
  textAt,
} from "./synthesis.ts";

const FOURTEEN_DAYS = 14 * 24 * 3600;
const local = templatesOfStage("local");

const queueNamed = (template: typeof local.regions, name: string): [string, Resource] => {
  const found = ofType(template, "AWS::SQS::Queue").find(
    ([, { Properties }]) => Properties["QueueName"] === name,
  );
  if (found === undefined) throw new Error(`no queue ${name}`);
  return found;
};

const policyOn = (template: typeof local.regions, queueId: string): Statement[] =>
  ofType(template, "AWS::SQS::QueuePolicy")
    .filter(([, { Properties }]) => refsAt(Properties, "Queues").includes(queueId))
    .flatMap(([, { Properties }]) => statementsOf(Properties));

const outward = [
  ...REGIONS.map((region) => [`region-${region}.fifo`, local.regions] as const),
  ...REGIONS.map((region) => [`demand-${region}.fifo`, local.demand] as const),
  ["demand-national.fifo", local.demand] as const,
];

describe.each(outward)("queue %s", (name, template) => {
  it("keeps the order of a proposal and takes a message once", () => {
    expect(queueNamed(template, name)[1].Properties).toMatchObject({
      FifoQueue: true,
      ContentBasedDeduplication: false,
      DeduplicationScope: "messageGroup",
      FifoThroughputLimit: "perMessageGroupId",
    });
  });

  it("sets messages that cannot be handled aside in a queue of its own, with an alarm", () => {
    const [, queue] = queueNamed(template, name);
    const deadLetters = textAt(queue.Properties, "RedrivePolicy", "deadLetterTargetArn", "Fn::GetAtt", 0);
    expect(at(queue.Properties, "RedrivePolicy", "maxReceiveCount")).toBe(5);
    expect(template.Resources[deadLetters]?.Properties["FifoQueue"]).toBe(true);
    const alarms = ofType(template, "AWS::CloudWatch::Alarm").filter(
      ([, { Properties }]) =>
        at(Properties, "Dimensions", 0, "Value", "Fn::GetAtt", 0) === deadLetters &&
        Properties["MetricName"] === "ApproximateNumberOfMessagesVisible",
    );
    expect(alarms).toHaveLength(1);
  });

  it("refuses everybody but its one reader", () => {
    const [id] = queueNamed(template, name);
    const policy = policyOn(template, id);
    const refusal = policy.find(({ Sid }) => Sid === "NobodyElse");
    expect(refusal).toMatchObject({
      Effect: "Deny",
      Principal: { AWS: "*" },
      Condition: { ArnNotEquals: { "aws:PrincipalArn": expect.anything() } },
    });
    expect(refusal?.Action).toContain("sqs:ReceiveMessage");
  });
});

describe("who reads a region's queue", () => {
  const allowed = (template: typeof local.regions, name: string) =>
    policyOn(template, queueNamed(template, name)[0]).filter(({ Effect }) => Effect === "Allow");
  const refused = (template: typeof local.regions, name: string) =>
    JSON.stringify(
      policyOn(template, queueNamed(template, name)[0]).find(({ Sid }) => Sid === "NobodyElse")?.Condition,
    );

  it.each(stageSettings("local").regionsWithOwnSystem)("the team of %s, with a role of its own", (region) => {
    const statements = allowed(local.regions, `region-${region}.fifo`);
    expect(statements).toHaveLength(1);
    const role = JSON.stringify(statements[0]?.Principal);
    expect(refused(local.regions, `region-${region}.fifo`)).toContain(role.slice(role.indexOf("Fn"), -2));
    const id = /"Fn::GetAtt":\["([^"]+)"/.exec(role)?.[1] ?? "";
    expect(local.regions.Resources[id]?.Properties["RoleName"]).toBe(`overstap-team-${region.toLowerCase()}`);
  });

  it.each(["AM01", "AM24", "AM30"])("the platform itself in %s, that has no system of its own", (region) => {
    expect(allowed(local.regions, `region-${region}.fifo`)).toEqual([]);
    expect(refused(local.regions, `region-${region}.fifo`)).toContain(":role/overstap-receive-proposals");
  });

  it("a principal elsewhere, when the stage names one", () => {
    const principal = "arn:aws:iam::999988887777:role/team-groningen";
    const settings = {
      ...stageSettings("local"),
      regionsWithOwnSystem: ["AM01" as const],
      teamPrincipals: { AM01: principal },
    };
    const { regions, demand } = templatesOf(settings);
    expect(allowed(regions, "region-AM01.fifo")[0]?.Principal).toEqual({ AWS: principal });
    expect(allowed(demand, "demand-AM01.fifo")[0]?.Principal).toEqual({ AWS: principal });
    expect(refused(regions, "region-AM01.fifo")).toContain(principal);
  }, 60_000);

  it("no reader twice: every queue of the country lets in somebody else", () => {
    const readers = stageSettings("local").regionsWithOwnSystem.map((region) =>
      JSON.stringify(allowed(local.regions, `region-${region}.fifo`)[0]?.Principal),
    );
    expect(new Set(readers).size).toBe(readers.length);
  });
});

describe.each(STAGES)("queues of stage %s", (stage) => {
  const templates = templatesOfStage(stage);
  const queues = Object.values(templates).flatMap((template) => ofType(template, "AWS::SQS::Queue"));

  it("there are 35 for teams, 35 for demand and a national one", () => {
    const names = queues.flatMap(([, { Properties }]) =>
      Properties["QueueName"] === undefined ? [] : [textAt(Properties, "QueueName")],
    );
    expect(names.filter((name) => name.startsWith("region-"))).toHaveLength(35);
    expect(names.filter((name) => name.startsWith("demand-"))).toHaveLength(36);
  });

  it("every queue keeps messages for 14 days, encrypted", () => {
    for (const [id, { Properties }] of queues) {
      expect([id, Properties["MessageRetentionPeriod"]]).toEqual([id, FOURTEEN_DAYS]);
      expect([id, Properties["SqsManagedSseEnabled"]]).toEqual([id, true]);
    }
  });

  it("every queue takes calls over TLS only", () => {
    for (const template of Object.values(templates)) {
      for (const [id] of ofType(template, "AWS::SQS::Queue")) {
        const plain = policyOn(template, id).filter(
          ({ Effect, Condition }) =>
            Effect === "Deny" && JSON.stringify(Condition) === '{"Bool":{"aws:SecureTransport":"false"}}',
        );
        expect([id, plain.length]).toEqual([id, 1]);
      }
    }
  });

  it("a queue without dead letters is a queue of dead letters", () => {
    for (const template of Object.values(templates)) {
      const all = ofType(template, "AWS::SQS::Queue");
      const without = all.filter(([, { Properties }]) => Properties["RedrivePolicy"] === undefined);
      for (const [id] of without) expect(id).toContain("DeadLetters");
      expect(without.length).toBeGreaterThanOrEqual(all.length - without.length);
    }
  });
});
