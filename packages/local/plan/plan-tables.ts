import * as z from "zod";
import type { ResourceFinder } from "./planned-resources.ts";

const KeySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(["HASH", "RANGE"]) }));
const Index = z.object({
  IndexName: z.string(),
  KeySchema,
  Projection: z.object({
    ProjectionType: z.enum(["ALL", "INCLUDE", "KEYS_ONLY"]),
    NonKeyAttributes: z.array(z.string()).optional(),
  }),
});

const StreamView = z.enum(["KEYS_ONLY", "NEW_IMAGE", "NEW_AND_OLD_IMAGES", "OLD_IMAGE"]);

const TableProperties = z.object({
  AttributeDefinitions: z.array(
    z.object({ AttributeName: z.string(), AttributeType: z.enum(["S", "N", "B"]) }),
  ),
  KeySchema,
  GlobalSecondaryIndexes: z.array(Index).default([]),
  LocalSecondaryIndexes: z.array(Index).default([]),
  StreamSpecification: z.object({ StreamViewType: StreamView }).optional(),
  TimeToLiveSpecification: z
    .object({ Enabled: z.boolean(), AttributeName: z.string().optional() })
    .optional(),
  PointInTimeRecoverySpecification: z.unknown().optional(),
  Replicas: z.unknown().optional(),
  Tags: z.unknown().optional(),
});

/** A table to have; throughput, encryption, recovery and tags mean nothing to an engine on one machine. */
export type TablePlan = {
  readonly name: string;
  readonly arn: string;
  readonly path: string;
  readonly region: string;
  readonly attributes: z.infer<typeof TableProperties>["AttributeDefinitions"];
  readonly keys: z.infer<typeof KeySchema>;
  readonly indexes: readonly z.infer<typeof Index>[];
  readonly localIndexes: readonly z.infer<typeof Index>[];
  /** ARN by which the template names the stream; the engine's own differs. */
  readonly streamArn: string | undefined;
  readonly streamView: z.infer<typeof StreamView> | undefined;
  readonly ttlAttribute: string | undefined;
  /** Properties that are left out here, to be said at debug level. */
  readonly skipped: readonly string[];
};

export const planTables = (find: ResourceFinder): TablePlan[] =>
  find(["AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable"], TableProperties).map(
    ({ ref, attributes, path, stack, properties }) => ({
      name: ref,
      arn: attributes["Arn"] ?? "",
      path,
      region: stack.region,
      attributes: properties.AttributeDefinitions,
      keys: properties.KeySchema,
      indexes: properties.GlobalSecondaryIndexes,
      localIndexes: properties.LocalSecondaryIndexes,
      streamArn: properties.StreamSpecification && attributes["StreamArn"],
      streamView: properties.StreamSpecification?.StreamViewType,
      ttlAttribute: ttlOf(properties),
      skipped: skippedOf(properties),
    }),
  );

const ttlOf = ({ TimeToLiveSpecification: ttl }: z.infer<typeof TableProperties>): string | undefined =>
  ttl?.Enabled === true ? ttl.AttributeName : undefined;

const skippedOf = (properties: z.infer<typeof TableProperties>): string[] =>
  Object.entries({
    "point-in-time recovery": properties.PointInTimeRecoverySpecification ?? properties.Replicas,
    tags: properties.Tags,
  }).flatMap(([what, value]) => (value === undefined ? [] : [what]));
