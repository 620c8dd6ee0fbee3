import { type BuildAppOptions, buildApp } from "fauxqs";
import { CannotRun } from "../cannot-run.ts";

type Stores = NonNullable<BuildAppOptions["stores"]>;
export type SqsStore = Stores["sqsStore"];
export type SqsQueue = ReturnType<SqsStore["createQueue"]>;
export type QueueDatabase = NonNullable<SqsStore["persistence"]>;
export type EngineMessage = SqsQueue["messages"][number];

/** A message as SQS hands it out. */
export type ReceivedMessage = {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly MD5OfBody: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly MessageAttributes?: Readonly<
    Record<string, { DataType: string; StringValue?: string; BinaryValue?: string }>
  >;
};

export type ReceiveRequest = {
  readonly QueueUrl: string;
  readonly MaxNumberOfMessages: number;
  readonly WaitTimeSeconds: number;
  readonly AttributeNames: readonly string[];
  readonly MessageAttributeNames: readonly string[];
};

/**
 * Parts of fauxqs that it does not export: the runner lives in the same process, so that a message reaches its
 * function without a poll, and so that the server listens on this machine only (its own start listens on every
 * network). fauxqs is pinned to the version this was written against; the runner's flow test tells when it moves.
 */
export type FauxqsParts = {
  readonly buildApp: typeof buildApp;
  readonly stores: Stores;
  openDatabase(directory: string): QueueDatabase;
  receive(request: ReceiveRequest, store: SqsStore): Promise<{ Messages?: ReceivedMessage[] }>;
};

/** Throws CannotRun when another version of fauxqs is installed whose parts lie elsewhere. */
export const loadFauxqs = async (): Promise<FauxqsParts> => {
  const base = import.meta.resolve("fauxqs");
  const part = (path: string) => import(new URL(path, base).href);
  try {
    const [sqs, sns, s3, persistence, receiving] = await Promise.all([
      part("./sqs/sqsStore.js"),
      part("./sns/snsStore.js"),
      part("./s3/s3Store.js"),
      part("./persistence.js"),
      part("./sqs/actions/receiveMessage.js"),
    ]);
    return {
      buildApp,
      stores: { sqsStore: new sqs.SqsStore(), snsStore: new sns.SnsStore(), s3Store: new s3.S3Store() },
      openDatabase: (directory) => new persistence.PersistenceManager(directory),
      receive: receiving.receiveMessage,
    };
  } catch (cause) {
    throw new CannotRun("this version of fauxqs is not the one that the local runner knows: run npm ci", {
      cause,
    });
  }
};
