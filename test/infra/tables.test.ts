import { describe, expect, it } from "vitest";
import { ofType, STAGES, stageSettings, templatesOfStage, textAt } from "./synthesis.ts";

// Made before the tests, which have little time each.
for (const stage of STAGES) templatesOfStage(stage);

const tableOf = (stage: (typeof STAGES)[number], id: RegExp) => {
  const { data } = templatesOfStage(stage);
  const found = ofType(data, "AWS::DynamoDB::Table").find(([logicalId]) => id.test(logicalId));
  if (found === undefined) throw new Error(`no table like ${id}`);
  return found[1];
};

describe.each(STAGES)("tables of stage %s", (stage) => {
  it.each([/^Platform/, /^Persons/, /^Desk/, /^Records/, /^Limits/])(
    "%s is paid per request and can be put back to any second",
    (id) => {
      expect(tableOf(stage, id).Properties).toMatchObject({
        BillingMode: "PAY_PER_REQUEST",
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        TimeToLiveSpecification: { AttributeName: "expiresAt", Enabled: true },
        KeySchema: [
          { AttributeName: "pk", KeyType: "HASH" },
          { AttributeName: "sk", KeyType: "RANGE" },
        ],
      });
    },
  );

  it.each([/^Platform/, /^Persons/, /^Desk/, /^Records/, /^Limits/])(
    "%s cannot be dropped by accident where data is kept",
    (id) => {
      const { keepData } = stageSettings(stage);
      const table = tableOf(stage, id);
      expect(table.Properties["DeletionProtectionEnabled"]).toBe(keepData);
      expect(table.DeletionPolicy).toBe(keepData ? "Retain" : "Delete");
    },
  );
});

it("real stages keep their data", () => {
  expect(STAGES.filter((stage) => !stageSettings(stage).keepData)).toEqual(["local"]);
});

it("the platform table tells its changes, with what an event needs", () => {
  expect(tableOf("production", /^Platform/).Properties["StreamSpecification"]).toEqual({
    StreamViewType: "NEW_IMAGE",
  });
});

it("the platform table is asked by three indexes, two of which carry no contents or a line only", () => {
  const indexes = tableOf("production", /^Platform/).Properties["GlobalSecondaryIndexes"];
  expect(indexes).toHaveLength(3);
  expect(indexes).toMatchObject([
    { IndexName: "Lists", Projection: { ProjectionType: "ALL" } },
    { IndexName: "Unpublished", Projection: { ProjectionType: "KEYS_ONLY" } },
    { IndexName: "Queue", Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["line"] } },
  ]);
});

it.each([/^Persons/, /^Desk/])(
  "%s, with personal details, has a key of its own, no stream and no index",
  (id) => {
    const { Properties } = tableOf("production", id);
    const { data } = templatesOfStage("production");
    const key = textAt(Properties, "SSESpecification", "KMSMasterKeyId", "Fn::GetAtt", 0);
    expect(data.Resources[key]).toMatchObject({
      Type: "AWS::KMS::Key",
      DeletionPolicy: "Retain",
      Properties: { EnableKeyRotation: true },
    });
    expect(Properties["StreamSpecification"]).toBeUndefined();
    expect(Properties["GlobalSecondaryIndexes"]).toBeUndefined();
  },
);
