import { describe, expect, it } from "vitest";
import { addChecks } from "#infra/checks.ts";
import { FUNCTIONS } from "#infra/functions.ts";
import { stageNamed } from "#infra/stages.ts";
import { SECRETS } from "#test/support/secrets.ts";
import {
  appOf,
  at,
  functionOf,
  ofType,
  rightsOf,
  STAGES,
  stageSettings,
  type TemplateJson,
  templatesOf,
  templatesOfStage,
  textAt,
} from "./synthesis.ts";

type Templates = ReturnType<typeof templatesOf>;

const MOST_RESOURCES = 500;
const MOST_OUTPUTS = 200;
const MOST_ENVIRONMENT = 4096;
const MOST_INLINE_POLICY = 10_240;

/** As long as the longest ARN that CloudFormation makes of our names. */
const LONGEST_ARN = `arn:aws:dynamodb:eu-central-1:111122223333:${"x".repeat(80)}`;

/** ARN of a queue with a fixed name, as it will be; for all else the longest that there could be. */
const arnOf = ({ Resources }: TemplateJson, logicalId: string): string => {
  const name: unknown = Resources[logicalId]?.Properties["QueueName"];
  return typeof name === "string" ? `arn:aws:sqs:eu-central-1:111122223333:${name}` : LONGEST_ARN;
};

const exported = (templates: Templates, name: string): string => {
  for (const template of Object.values(templates)) {
    for (const { Export, Value } of Object.values(template.Outputs ?? {})) {
      const id = /"Fn::GetAtt":\["([^"]+)","Arn"\]/.exec(JSON.stringify(Value))?.[1];
      if (Export?.Name === name && id !== undefined) return arnOf(template, id);
    }
  }
  return LONGEST_ARN;
};

/** A value as long as it will be once deployed. */
const deployed = (templates: Templates, value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((item) => deployed(templates, item));
  if (typeof value !== "object" || value === null) return value;
  const [[key, argument] = ["", undefined]] = Object.entries(value);
  if (key === "Fn::ImportValue") return exported(templates, String(argument));
  if (key === "Ref" || key.startsWith("Fn::")) return LONGEST_ARN;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, deployed(templates, member)]),
  );
};

describe.each(STAGES)("limits of AWS, stage %s", (stage) => {
  const templates = templatesOfStage(stage);

  it.each(Object.entries(templates))("stack %s has room to grow", (_, template) => {
    expect(Object.keys(template.Resources).length).toBeLessThan(MOST_RESOURCES * 0.9);
    expect(Object.keys(template.Outputs ?? {}).length).toBeLessThan(MOST_OUTPUTS * 0.9);
  });

  it.each(FUNCTIONS)("%s has an environment and policies that fit", (entry) => {
    const environment = at(functionOf(templates.platform, entry)[1].Properties, "Environment", "Variables");
    expect(JSON.stringify(deployed(templates, environment)).length).toBeLessThan(MOST_ENVIRONMENT);
    const policies = deployed(templates, rightsOf(templates.platform, entry));
    expect(JSON.stringify(policies).length).toBeLessThan(MOST_INLINE_POLICY);
  });

  it("no template holds what looks like a secret", () => {
    const texts = Object.values(templates).map((template) => JSON.stringify(template));
    expect(texts.flatMap((text) => SECRETS.filter((secret) => secret.test(text)))).toEqual([]);
  });

  it("no alarm, queue or role name is longer than AWS takes", () => {
    for (const template of Object.values(templates)) {
      const names = Object.values(template.Resources).flatMap(({ Properties }) => [
        ...(Properties["QueueName"] === undefined ? [] : [[textAt(Properties, "QueueName"), 80] as const]),
        ...(Properties["RoleName"] === undefined ? [] : [[textAt(Properties, "RoleName"), 64] as const]),
      ]);
      for (const [name, most] of names) expect(name.length).toBeLessThanOrEqual(most);
      expect(
        ofType(template, "AWS::CloudWatch::Alarm").every(
          ([, it]) => textAt(it.Properties, "AlarmName").length < 256,
        ),
      ).toBe(true);
    }
  });
});

describe("synthesis", () => {
  it("makes the same template twice", () => {
    const again = templatesOf(stageSettings("production"));
    expect(JSON.stringify(again)).toBe(JSON.stringify(templatesOfStage("production")));
  }, 60_000);

  it.each(STAGES)(
    "has no finding of cdk-nag or of the library's own rules in stage %s",
    (stage) => {
      const { app } = appOf(stageSettings(stage), { checked: true });
      addChecks(app);
      expect(() => app.synth()).not.toThrow();
    },
    60_000,
  );

  it("refuses a stage that does not exist, and says which do", () => {
    expect(() => stageNamed("prod")).toThrow(
      'stage "prod" is unknown; choose one of local, test, acceptance, production',
    );
  });

  it("trusts the issuer that the machine names", () => {
    const env = { LOCAL_ISSUER: "http://127.0.0.1:9999" };
    expect(stageNamed("local", env).signIn).toMatchObject({
      kind: "issuer",
      issuer: "http://127.0.0.1:9999",
    });
    expect(stageNamed("production", env).signIn).toEqual({ kind: "user-pool" });
  });

  it("tells people of every alarm where the stage names a topic", () => {
    const alarmTopicArn = "arn:aws:sns:eu-central-1:111122223333:alarms";
    const templates = templatesOf({ ...stageSettings("test"), alarmTopicArn });
    for (const template of Object.values(templates)) {
      for (const [, alarm] of ofType(template, "AWS::CloudWatch::Alarm")) {
        expect(alarm.Properties["AlarmActions"]).toEqual([alarmTopicArn]);
      }
    }
  }, 60_000);
});
