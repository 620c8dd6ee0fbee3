import { createServer, type IncomingMessage, request as send } from "node:http";
import { text } from "node:stream/consumers";
import * as z from "zod";
import type { Units } from "./prices.ts";

/**
 * Stands between the functions and the DynamoDB engine, asks each request for the capacity it consumed and adds it up:
 * the code that is measured is the code that is deployed. It costs time, so latency is measured without it.
 */
export type CountingProxy = {
  readonly endpoint: string;
  /** Units consumed so far. */
  units(): Units;
  /** Units by operation. */
  byOperation(): Readonly<Record<string, number>>;
  stop(): Promise<void>;
};

const WRITES = [
  "PutItem",
  "UpdateItem",
  "DeleteItem",
  "TransactWriteItems",
  "BatchWriteItem",
] as const satisfies string[];
const READS = ["GetItem", "BatchGetItem", "Query", "TransactGetItems"] as const satisfies string[];
const counted = (operation: string): "read" | "write" | undefined => {
  if (WRITES.some((one) => one === operation)) return "write";
  return READS.some((one) => one === operation) ? "read" : undefined;
};

const One = z.object({ CapacityUnits: z.number() });
const Consumed = z.object({ ConsumedCapacity: z.union([One, z.array(One)]).optional() });

const unitsIn = (body: string): number => {
  const { ConsumedCapacity = [] } = Consumed.parse(JSON.parse(body));
  return [ConsumedCapacity].flat().reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
};

const operationOf = ({ headers }: IncomingMessage): string =>
  String(headers["x-amz-target"] ?? "")
    .split(".")
    .at(-1) ?? "";

const asking = (body: string): string =>
  JSON.stringify({ ...JSON.parse(body), ReturnConsumedCapacity: "TOTAL" });

const passOn = (to: URL, incoming: IncomingMessage, body: string) =>
  new Promise<{ status: number; headers: IncomingMessage["headers"]; body: string }>((resolve, reject) => {
    const { connection: _, ...headers } = incoming.headers;
    const outgoing = send(to, {
      method: incoming.method ?? "POST",
      headers: { ...headers, "content-length": Buffer.byteLength(body) },
    });
    outgoing.once("error", reject);
    outgoing.once("response", (answer) => {
      text(answer).then(
        (all) => resolve({ status: answer.statusCode ?? 500, headers: answer.headers, body: all }),
        reject,
      );
    });
    outgoing.end(body);
  });

/** Starts the proxy in front of an engine, on any port that is free. */
export const startCountingProxy = async (engine: string): Promise<CountingProxy> => {
  const consumed = new Map<string, number>();
  const server = createServer(async (incoming, response) => {
    try {
      const operation = operationOf(incoming);
      const kind = counted(operation);
      const body = await text(incoming);
      const answer = await passOn(new URL(engine), incoming, kind === undefined ? body : asking(body));
      if (kind !== undefined && answer.status === 200)
        consumed.set(operation, (consumed.get(operation) ?? 0) + unitsIn(answer.body));
      response.writeHead(answer.status, {
        "content-type": answer.headers["content-type"] ?? "application/x-amz-json-1.0",
        "content-length": Buffer.byteLength(answer.body),
      });
      response.end(answer.body);
    } catch (error) {
      response.writeHead(502).end(String(error));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    units: () => {
      const units = { read: 0, write: 0 };
      for (const [operation, sum] of consumed) units[counted(operation) ?? "read"] += sum;
      return units;
    },
    byOperation: () => Object.fromEntries(consumed),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
