import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { REGIONS } from "#packages/domain/regions.ts";
import { ofType, STAGES, templatesOfStage } from "../infra/synthesis.ts";

const REGION = new RegExp(`/(?:${REGIONS.join("|")})/`);

const alarms = STAGES.flatMap((stage) =>
  Object.values(templatesOfStage(stage)).flatMap((template) => ofType(template, "AWS::CloudWatch::Alarm")),
);
/** 35 regions have the same alarms: one heading says what to do for all. */
const names = new Set(
  alarms.map(([, it]) => String(it.Properties["AlarmName"]).replace(REGION, "/{region}/")),
);

const runbook = readFileSync("infra/runbook.md", "utf8");
const chapters = new Map(
  runbook
    .split(/^### /m)
    .slice(1)
    .map((text) => [text.slice(0, text.indexOf("\n")).replaceAll("`", "").trim(), text]),
);

describe("runbook", () => {
  it("has a heading for every alarm, and an alarm for every heading", () => {
    expect([...chapters.keys()].toSorted()).toEqual([...names].toSorted());
  });

  it.each([...chapters])("%s says what it means, where to look and how to put it right", (_, text) => {
    expect(text).toMatch(/[*_]Meaning\.[*_] \S/);
    expect(text).toMatch(/[*_]Look here\.[*_] \S/);
    expect(text).toMatch(/[*_]Put right\.[*_] \S/);
  });

  it("is told in words of people: every alarm says what they notice", () => {
    for (const [id, { Properties }] of alarms) {
      expect([id, String(Properties["AlarmDescription"]).length > 20]).toEqual([id, true]);
    }
  });
});
