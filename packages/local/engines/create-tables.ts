import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  type TableDescription,
} from "@aws-sdk/client-dynamodb";
import { CannotRun } from "../cannot-run.ts";
import type { TablePlan } from "../plan/plan-tables.ts";

/** A table of the engine: the ARN of its stream is the engine's own. */
export type LocalTable = { readonly plan: TablePlan; readonly engineStreamArn: string | undefined };

/**
 * Sees that the tables of the plan are there. Throws CannotRun when the data directory holds a table with other
 * keys or indexes than the template now says.
 */
export const createTables = (client: DynamoDBClient, plans: readonly TablePlan[]): Promise<LocalTable[]> =>
  Promise.all(
    plans.map(async (plan) => {
      const found = (await describe(client, plan.name)) ?? (await create(client, plan));
      refuseOtherShape(plan, found);
      return { plan, engineStreamArn: plan.streamArn && found.LatestStreamArn };
    }),
  );

const describe = async (client: DynamoDBClient, TableName: string): Promise<TableDescription | undefined> => {
  try {
    return (await client.send(new DescribeTableCommand({ TableName }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
};

const create = async (client: DynamoDBClient, plan: TablePlan): Promise<TableDescription> => {
  const input: CreateTableCommandInput = {
    TableName: plan.name,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: plan.attributes,
    KeySchema: plan.keys,
    ...(plan.indexes.length > 0 ? { GlobalSecondaryIndexes: [...plan.indexes].map(exact) } : {}),
    ...(plan.localIndexes.length > 0 ? { LocalSecondaryIndexes: [...plan.localIndexes].map(exact) } : {}),
    ...(plan.streamView === undefined
      ? {}
      : { StreamSpecification: { StreamEnabled: true, StreamViewType: plan.streamView } }),
  };
  await client.send(new CreateTableCommand(input));
  const made = await describe(client, plan.name);
  if (made === undefined) throw new CannotRun(`the DynamoDB engine did not create table ${plan.name}`);
  return made;
};

const exact = ({ IndexName, KeySchema, Projection }: TablePlan["indexes"][number]) => ({
  IndexName,
  KeySchema,
  Projection: {
    ProjectionType: Projection.ProjectionType,
    ...(Projection.NonKeyAttributes && { NonKeyAttributes: Projection.NonKeyAttributes }),
  },
});

type Shaped = { IndexName?: string | undefined; KeySchema?: TableDescription["KeySchema"] };

const shapeOf = (
  keys: TableDescription["KeySchema"],
  indexes: readonly Shaped[],
  streamed: boolean,
): string => {
  const text = (schema: TableDescription["KeySchema"]) =>
    (schema ?? []).map(({ AttributeName, KeyType }) => `${AttributeName}:${KeyType}`).join(",");
  const each = indexes.map(({ IndexName, KeySchema }) => `${IndexName}(${text(KeySchema)})`).sort();
  return [text(keys), ...each, streamed ? "streamed" : ""].join(" ").trim();
};

const refuseOtherShape = (plan: TablePlan, found: TableDescription): void => {
  const wanted = shapeOf(plan.keys, [...plan.indexes, ...plan.localIndexes], plan.streamView !== undefined);
  const has = shapeOf(
    found.KeySchema,
    [...(found.GlobalSecondaryIndexes ?? []), ...(found.LocalSecondaryIndexes ?? [])],
    found.LatestStreamArn !== undefined,
  );
  if (wanted === has) return;
  throw new CannotRun(
    `table ${plan.name} in the data directory has another shape than the template (has: ${has}; wanted: ${wanted}). ` +
      "Its data cannot be carried over: npm run reset, or choose another --data-dir.",
  );
};
