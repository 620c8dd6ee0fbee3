import { LOCAL_ACCOUNT } from "./pseudo-parameters.ts";
import type { Resource, Stack } from "./template.ts";

/** What `Ref` and `Fn::GetAtt` give for a resource. */
export type Identity = { readonly ref: string; readonly attributes: Readonly<Record<string, string>> };

export type Place = {
  readonly stack: Stack;
  readonly logicalId: string;
  readonly resource: Resource;
  readonly resolve: (value: unknown) => unknown;
};

/** SQS and Lambda take names of at most this many characters; CloudFormation shortens what is longer. */
const LONGEST_NAME = { queue: 80, function: 64, table: 255, role: 64 } as const;

/** Given in the template, or made of stack and logical id as CloudFormation does (without its random tail). */
const nameOf = (place: Place, property: string, longest: number): string => {
  const given = place.resolve(place.resource.Properties[property]);
  if (given !== undefined) return String(given);
  const whole = `${place.stack.name}-${place.logicalId}`;
  return whole.length <= longest ? whole : place.logicalId.slice(-longest);
};

const arn = (place: Place, service: string, rest: string): string =>
  `arn:aws:${service}:${place.stack.region}:${LOCAL_ACCOUNT}:${rest}`;

const queue = (place: Place): Identity => {
  const fifo = place.resolve(place.resource.Properties["FifoQueue"]) === true ? ".fifo" : "";
  const plain = nameOf(place, "QueueName", LONGEST_NAME.queue - fifo.length);
  const name = plain.endsWith(fifo) ? plain : `${plain}${fifo}`;
  const url = `${awsSqsAddress(place.stack.region)}/${LOCAL_ACCOUNT}/${name}`;
  return { ref: url, attributes: { Arn: arn(place, "sqs", name), QueueName: name, QueueUrl: url } };
};

const table = (place: Place): Identity => {
  const name = nameOf(place, "TableName", LONGEST_NAME.table);
  const own = arn(place, "dynamodb", `table/${name}`);
  return { ref: name, attributes: { Arn: own, StreamArn: `${own}/stream/local`, TableId: name } };
};

const lambda = (place: Place): Identity => {
  const name = nameOf(place, "FunctionName", LONGEST_NAME.function);
  return { ref: name, attributes: { Arn: arn(place, "lambda", `function:${name}`) } };
};

/** `FunctionName` may be a name or an ARN; a version or alias is its function: there is one code here. */
const qualified = (place: Place, qualifier: string): Identity => {
  const given = String(place.resolve(place.resource.Properties["FunctionName"]));
  const whole = given.startsWith("arn:") ? given : arn(place, "lambda", `function:${given}`);
  const own = `${whole}:${qualifier}`;
  return { ref: own, attributes: { AliasArn: own, FunctionArn: own, Version: "1" } };
};

const api = (place: Place): Identity => ({
  ref: place.logicalId,
  attributes: {
    ApiId: place.logicalId,
    ApiEndpoint: awsApiAddress(place.logicalId, place.stack.region),
  },
});

const role = (place: Place): Identity => {
  const name = nameOf(place, "RoleName", LONGEST_NAME.role);
  return { ref: name, attributes: { Arn: `arn:aws:iam::${LOCAL_ACCOUNT}:role/${name}`, RoleId: name } };
};

const key = (place: Place): Identity => ({
  ref: place.logicalId,
  attributes: { Arn: arn(place, "kms", `key/${place.logicalId}`), KeyId: place.logicalId },
});

const other = (place: Place): Identity => {
  const own = arn(
    place,
    "local",
    `${place.resource.Type.toLowerCase().replaceAll("::", "/")}/${place.logicalId}`,
  );
  const { Name, StageName } = place.resource.Properties;
  const attributes = { Arn: own, TopicArn: own, KeyId: place.logicalId, RoleId: place.logicalId };
  if (place.resource.Type === "AWS::SNS::Topic") return { ref: own, attributes };
  return { ref: String(place.resolve(StageName ?? Name) ?? place.logicalId), attributes };
};

const IDENTITIES: Readonly<Record<string, (place: Place) => Identity>> = {
  "AWS::ApiGatewayV2::Api": api,
  "AWS::ApiGatewayV2::Authorizer": (place) => ({
    ref: place.logicalId,
    attributes: { AuthorizerId: place.logicalId },
  }),
  "AWS::ApiGatewayV2::Integration": (place) => ({ ref: place.logicalId, attributes: {} }),
  "AWS::DynamoDB::GlobalTable": table,
  "AWS::DynamoDB::Table": table,
  "AWS::IAM::Role": role,
  "AWS::KMS::Key": key,
  "AWS::Lambda::Alias": (place) => qualified(place, String(place.resolve(place.resource.Properties["Name"]))),
  "AWS::Lambda::Function": lambda,
  "AWS::Lambda::Version": (place) => qualified(place, "1"),
  "AWS::SQS::Queue": queue,
};

/** Names and addresses of a resource as AWS would write them; the runner puts local addresses in their place later. */
export const identify = (place: Place): Identity => (IDENTITIES[place.resource.Type] ?? other)(place);

/** How AWS addresses SQS; functions are given the local address instead. */
export const awsSqsAddress = (region: string): string => `https://sqs.${region}.amazonaws.com`;

/** How AWS addresses an HTTP API; functions are given the local address instead. */
export const awsApiAddress = (apiId: string, region: string): string =>
  `https://${apiId}.execute-api.${region}.amazonaws.com`;
