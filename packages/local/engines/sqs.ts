import { join } from "node:path";
import { LOCAL_ACCOUNT } from "../assembly/pseudo-parameters.ts";
import { CannotRun } from "../cannot-run.ts";
import type { QueuePlan } from "../plan/plan-queues.ts";
import { loadFauxqs, type QueueDatabase, type SqsQueue } from "./fauxqs-parts.ts";
import { createLocalQueue, type LocalQueue } from "./local-queue.ts";

/** The SQS engine, in this process. */
export type SqsEngine = {
  readonly endpoint: string;
  /** Throws CannotRun for a name that is no queue of the template. */
  queue(name: string): LocalQueue;
  queues(): Iterable<LocalQueue>;
  stop(): Promise<void>;
};

export type SqsSettings = {
  readonly dataDir: string;
  readonly port: number;
  readonly region: string;
  readonly queues: readonly QueuePlan[];
};

/** Starts the engine and sees that every planned queue is there with the attributes of the template. */
export const startSqs = async ({ dataDir, port, region, queues }: SqsSettings): Promise<SqsEngine> => {
  const { buildApp, stores, openDatabase, receive } = await loadFauxqs();
  const { sqsStore } = stores;
  const database = openDatabase(join(dataDir, "sqs"));
  relaxDurability(database);
  // Loaded before the store knows its database: loading would otherwise write every queue anew and lose its messages.
  database.loadSqsAndSns(sqsStore, stores.snsStore);
  sqsStore.persistence = database;
  for (const queue of sqsStore.allQueues()) queue.persistence = database;
  const endpoint = `http://127.0.0.1:${port}`;
  const local = new Map<string, LocalQueue>();
  for (const plan of queues) {
    const queue = sqsStore.getQueueByArn(plan.arn);
    const url = `${endpoint}/${LOCAL_ACCOUNT}/${plan.name}`;
    const made = queue ?? sqsStore.createQueue(plan.name, url, plan.arn, { ...plan.attributes });
    if (queue !== undefined) renew(queue, url, plan);
    mendReturning(made);
    local.set(
      plan.name,
      createLocalQueue(made, (request) => receive(request, sqsStore)),
    );
  }
  const app = buildApp({ logger: false, defaultRegion: region, stores });
  app.addHook("onClose", () => database.close());
  await app.listen({ port, host: "127.0.0.1" });
  return {
    endpoint,
    queue(name) {
      const found = local.get(name);
      if (found === undefined) throw new CannotRun(`the template has no queue named ${name}`);
      return found;
    },
    queues: () => local.values(),
    stop: async () => {
      sqsStore.shutdown();
      await app.close();
    },
  };
};

/**
 * fauxqs waits for the disk after every message. In SQLite's write-ahead log, what is written survives the end of
 * this process without that; only a power cut could take the last moments, which a development tool can bear.
 */
const relaxDurability = (database: QueueDatabase): void => {
  const inner: unknown = Reflect.get(database, "db");
  if (inner === null || typeof inner !== "object") return;
  const exec: unknown = Reflect.get(inner, "exec");
  if (typeof exec === "function") exec.call(inner, "PRAGMA synchronous = NORMAL");
};

/** A queue of an earlier start: the template may say something else by now, and the port may have changed. */
const renew = (queue: SqsQueue, url: string, plan: QueuePlan): void => {
  queue.setAttributes({ RedrivePolicy: "", ...plan.attributes });
  Object.assign(queue, { url });
};

/** A message that is put back at once (visibility 0) is lost by fauxqs 2.4.1 when it keeps data: a millisecond is not. */
const mendReturning = (queue: SqsQueue): void => {
  const change = queue.changeVisibility.bind(queue);
  queue.changeVisibility = (handle, seconds) => change(handle, seconds === 0 ? 0.001 : seconds);
};
