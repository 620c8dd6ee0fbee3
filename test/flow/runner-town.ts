import { join } from "node:path";
import { functionOf, resource, writeAssembly } from "#test/unit/local/small-assembly.ts";

const sdk = (name: string) => JSON.stringify(import.meta.resolve(name));

/** POST /notes/{id} writes an item; GET reads it; the odd ones wait, fail or are too slow. */
const INTAKE = `
import { DynamoDBClient, GetItemCommand, PutItemCommand } from ${sdk("@aws-sdk/client-dynamodb")};
const dynamo = new DynamoDBClient({});
const TableName = process.env.TABLE_NAME;
const now = () => Date.now() + Number(process.env.CLOCK_OFFSET_MS ?? 0);
export const handler = async (event, context) => {
  const { id } = event.pathParameters ?? {};
  if (event.rawPath === "/slow") await new Promise(() => {});
  if (event.rawPath === "/crash") process.exit(1);
  if (event.rawPath === "/about") {
    const { claims } = event.requestContext.authorizer?.jwt ?? {};
    const { AWS_ACCESS_KEY_ID: key, QUEUE_URL: queue, HOME: home } = process.env;
    return { claims, key, queue, home, now: now(), left: context.getRemainingTimeInMillis() };
  }
  if (event.requestContext.http.method === "GET") {
    const { Item } = await dynamo.send(new GetItemCommand({ TableName, Key: { pk: { S: id } }, ConsistentRead: true }));
    return { statusCode: Item ? 200 : 404, headers: { "content-type": "application/json" }, body: JSON.stringify(Item ?? {}) };
  }
  const expiresAt = event.queryStringParameters?.seconds;
  const Item = { pk: { S: id }, text: { S: event.body ?? "" } };
  if (expiresAt) Item.expiresAt = { N: String(Math.floor(now() / 1000) + Number(expiresAt)) };
  await dynamo.send(new PutItemCommand({ TableName, Item }));
  return { statusCode: 202 };
};`;

/** Every item of kind "note-" that is written goes to the queue; removals by time go to the log of what was seen. */
const PUBLISH = `
import { SQSClient, SendMessageCommand } from ${sdk("@aws-sdk/client-sqs")};
const sqs = new SQSClient({});
export const handler = async ({ Records }) => {
  const batchItemFailures = [];
  for (const record of Records) {
    const id = record.dynamodb.Keys.pk.S;
    if (id.endsWith("poison-record")) {
      batchItemFailures.push({ itemIdentifier: record.dynamodb.SequenceNumber });
      break;
    }
    const by = record.userIdentity?.principalId;
    await sqs.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE_URL, MessageBody: JSON.stringify({ id, name: record.eventName, by }) }));
  }
  return { batchItemFailures };
};`;

/** Marks the item as seen; a message about "…bad" always fails, the others of its batch do not. */
const MARK = `
import { DynamoDBClient, UpdateItemCommand } from ${sdk("@aws-sdk/client-dynamodb")};
const dynamo = new DynamoDBClient({});
export const handler = async ({ Records }) => {
  const batchItemFailures = [];
  for (const { messageId, body } of Records) {
    const { id, name, by } = JSON.parse(body);
    if (id.endsWith("bad")) { batchItemFailures.push({ itemIdentifier: messageId }); continue; }
    await dynamo.send(new UpdateItemCommand({
      TableName: process.env.SEEN_NAME, Key: { pk: { S: id } },
      UpdateExpression: "SET #name = :name" + (by ? ", #by = :by" : ""),
      ExpressionAttributeNames: { "#name": "name", ...(by && { "#by": "by" }) },
      ExpressionAttributeValues: { ":name": { S: name }, ...(by && { ":by": { S: by } }) },
    }));
  }
  return { batchItemFailures };
};`;

/** Counts its runs by what it is given. */
const TICK = `
import { DynamoDBClient, UpdateItemCommand } from ${sdk("@aws-sdk/client-dynamodb")};
const dynamo = new DynamoDBClient({});
export const handler = async (event) => {
  console.log("tick %s", event.what);
  await dynamo.send(new UpdateItemCommand({
    TableName: process.env.SEEN_NAME, Key: { pk: { S: "tick-" + event.what } },
    UpdateExpression: "ADD runs :one", ExpressionAttributeValues: { ":one": { N: "1" } },
  }));
};`;

const table = (more: Record<string, unknown> = {}) =>
  resource("AWS::DynamoDB::Table", {
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
    AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
    BillingMode: "PAY_PER_REQUEST",
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    ...more,
  });

const ref = (Ref: string) => ({ Ref });
const arnOf = (id: string) => ({ "Fn::GetAtt": [id, "Arn"] });
const imported = (name: string) => ({ "Fn::ImportValue": name });
const exported = (Name: string, Value: unknown) => ({ Value, Export: { Name } });

const data = {
  name: "Data",
  resources: {
    Notes: table({
      TableName: "notes",
      StreamSpecification: { StreamViewType: "NEW_AND_OLD_IMAGES" },
      TimeToLiveSpecification: { AttributeName: "expiresAt", Enabled: true },
    }),
    Seen: table(),
  },
  outputs: {
    A: exported("notes-name", ref("Notes")),
    B: exported("notes-stream", { "Fn::GetAtt": ["Notes", "StreamArn"] }),
    C: exported("seen-name", ref("Seen")),
  },
};

const route = (RouteKey: string, more: Record<string, unknown> = {}) =>
  resource("AWS::ApiGatewayV2::Route", {
    ApiId: ref("Api"),
    RouteKey,
    Target: { "Fn::Join": ["", ["integrations/", ref("Integration")]] },
    ...more,
  });

const guarded = { AuthorizationType: "JWT", AuthorizerId: ref("Jwt") };

const work = {
  name: "Work",
  resources: {
    Role: resource("AWS::IAM::Role"),
    Dead: resource("AWS::SQS::Queue"),
    Lost: resource("AWS::SQS::Queue"),
    Inbox: resource("AWS::SQS::Queue", {
      VisibilityTimeout: 30,
      RedrivePolicy: { deadLetterTargetArn: arnOf("Dead"), maxReceiveCount: 2 },
    }),
    Intake: functionOf("intake", {
      Timeout: 1,
      Environment: {
        Variables: { TABLE_NAME: imported("notes-name"), QUEUE_URL: ref("Inbox") },
      },
    }),
    Publish: functionOf("publish", { Environment: { Variables: { QUEUE_URL: ref("Inbox") } } }),
    Mark: functionOf("mark", { Environment: { Variables: { SEEN_NAME: imported("seen-name") } } }),
    Tick: functionOf("tick", { Environment: { Variables: { SEEN_NAME: imported("seen-name") } } }),
    FromStream: resource("AWS::Lambda::EventSourceMapping", {
      FunctionName: ref("Publish"),
      EventSourceArn: imported("notes-stream"),
      StartingPosition: "TRIM_HORIZON",
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 1,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      FilterCriteria: { Filters: [{ Pattern: '{"dynamodb":{"Keys":{"pk":{"S":[{"prefix":"note-"}]}}}}' }] },
      DestinationConfig: { OnFailure: { Destination: arnOf("Lost") } },
    }),
    FromQueue: resource("AWS::Lambda::EventSourceMapping", {
      FunctionName: ref("Mark"),
      EventSourceArn: arnOf("Inbox"),
      BatchSize: 10,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
    }),
    Nightly: resource("AWS::Scheduler::Schedule", {
      ScheduleExpression: "cron(0 2 * * ? *)",
      ScheduleExpressionTimezone: "Europe/Amsterdam",
      Target: { Arn: arnOf("Tick"), Input: '{"what":"nightly"}' },
    }),
    Api: resource("AWS::ApiGatewayV2::Api", {
      ProtocolType: "HTTP",
      CorsConfiguration: { AllowOrigins: ["https://desk.example"], AllowMethods: ["GET"], MaxAge: 60 },
    }),
    Stage: resource("AWS::ApiGatewayV2::Stage", { ApiId: ref("Api"), StageName: "$default" }),
    Jwt: resource("AWS::ApiGatewayV2::Authorizer", {
      ApiId: ref("Api"),
      AuthorizerType: "JWT",
      IdentitySource: ["$request.header.Authorization"],
      JwtConfiguration: { Issuer: "https://login.example", Audience: ["overstap-api"] },
    }),
    Integration: resource("AWS::ApiGatewayV2::Integration", {
      ApiId: ref("Api"),
      IntegrationType: "AWS_PROXY",
      IntegrationUri: arnOf("Intake"),
      PayloadFormatVersion: "2.0",
    }),
    Post: route("POST /notes/{id}", guarded),
    Get: route("GET /notes/{id}", guarded),
    About: route("GET /about", { ...guarded, AuthorizationScopes: ["overstap"] }),
    Admin: route("GET /admin", { ...guarded, AuthorizationScopes: ["another-scope"] }),
    Rest: route("ANY /{proxy+}"),
  },
};

/** A small app with everything that the runner runs: an API, two tables, a stream, queues, a schedule. */
export const writeTown = (directory: string): string =>
  writeAssembly(join(directory, "cdk.out"), [data, work], {
    intake: INTAKE,
    publish: PUBLISH,
    mark: MARK,
    tick: TICK,
  });
