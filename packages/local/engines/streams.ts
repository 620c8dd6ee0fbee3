import http, { Agent } from "node:http";
import https from "node:https";
import * as z from "zod";

/** An attribute value as it goes over the wire: binary as base64, exactly as a Lambda event carries it. */
const AttributeValue = z.record(z.string(), z.unknown());

export const StreamRecord = z.object({
  eventID: z.string(),
  eventName: z.enum(["INSERT", "MODIFY", "REMOVE"]),
  eventVersion: z.string(),
  eventSource: z.string(),
  awsRegion: z.string(),
  userIdentity: z.unknown().optional(),
  dynamodb: z.object({
    Keys: z.record(z.string(), AttributeValue),
    NewImage: z.record(z.string(), AttributeValue).optional(),
    OldImage: z.record(z.string(), AttributeValue).optional(),
    SequenceNumber: z.string(),
    SizeBytes: z.number(),
    StreamViewType: z.string(),
    /** Seconds. */
    ApproximateCreationDateTime: z.number(),
  }),
});
export type StreamRecord = z.infer<typeof StreamRecord>;

const Shards = z.object({
  StreamDescription: z.object({ Shards: z.array(z.object({ ShardId: z.string() })) }),
});
const Iterator = z.object({ ShardIterator: z.string() });
const Records = z.object({ Records: z.array(StreamRecord), NextShardIterator: z.string().nullish() });

/** Where to begin reading: the far or near end, or after a record. */
export type Position = "LATEST" | "TRIM_HORIZON" | { readonly after: string };

export type StreamsClient = {
  shards(streamArn: string): Promise<string[]>;
  iterator(streamArn: string, shardId: string, position: Position): Promise<string>;
  records(iterator: string, limit: number): Promise<{ records: StreamRecord[]; next: string | undefined }>;
  close(): void;
};

export class StreamReadError extends Error {
  override readonly name = "StreamReadError";
}

/**
 * Reads streams over plain HTTP: the wire form is what a function is given, and many polls a second cost little.
 * The signature is made up: the engines check only that there is one.
 */
export const streamsClient = (endpoint: string, region: string): StreamsClient => {
  const agent = new Agent({ keepAlive: true });
  const call = async <S extends z.ZodType>(
    operation: string,
    input: object,
    schema: S,
  ): Promise<z.infer<S>> =>
    schema.parse(JSON.parse(await post({ endpoint, region, agent, operation }, JSON.stringify(input))));
  return {
    async shards(StreamArn) {
      const { StreamDescription } = await call("DescribeStream", { StreamArn }, Shards);
      return StreamDescription.Shards.map(({ ShardId }) => ShardId);
    },
    async iterator(StreamArn, ShardId, position) {
      const where =
        typeof position === "string"
          ? { ShardIteratorType: position }
          : { ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber: position.after };
      return (await call("GetShardIterator", { StreamArn, ShardId, ...where }, Iterator)).ShardIterator;
    },
    async records(ShardIterator, Limit) {
      const { Records: records, NextShardIterator } = await call(
        "GetRecords",
        { ShardIterator, Limit },
        Records,
      );
      return { records, next: NextShardIterator ?? undefined };
    },
    close: () => agent.destroy(),
  };
};

type Call = { endpoint: string; region: string; agent: Agent; operation: string };

const post = ({ endpoint, region, agent, operation }: Call, body: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const secure = endpoint.startsWith("https:");
    const credential = `Credential=RUNNER/20200101/${region}/dynamodb/aws4_request`;
    const sent = (secure ? https : http).request(endpoint, {
      method: "POST",
      ...(secure ? {} : { agent }),
      headers: {
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": `DynamoDBStreams_20120810.${operation}`,
        "x-amz-date": "20200101T000000Z",
        authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=0`,
        "content-length": Buffer.byteLength(body),
      },
    });
    sent.once("error", reject);
    sent.once("response", (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.once("error", reject);
      answer.once("end", () => {
        const whole = Buffer.concat(chunks).toString();
        if (answer.statusCode === 200) resolve(whole);
        else
          reject(
            new StreamReadError(`${operation} was answered ${answer.statusCode}: ${whole.slice(0, 300)}`),
          );
      });
    });
    sent.end(body);
  });
