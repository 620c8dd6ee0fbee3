import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { DATABASE_FILE } from "./engines/dynamodb.ts";

/** What the runner keeps between two starts, beside the data of the engines. */
const State = z.object({
  ports: z.object({ api: z.number(), issuer: z.number(), sqs: z.number(), dynamodb: z.number() }).optional(),
  clockOffsetMs: z.number().default(0),
  /** What only the first start on empty data does has been done. */
  firstStartDone: z.boolean().default(false),
  /** Last record handled, by mapping and shard. */
  streamPositions: z.record(z.string(), z.string()).default({}),
});
export type State = z.infer<typeof State>;

const STATE_FILE = "state.json";

/** Everything the runner writes into a data directory; `npm run reset` removes these names and nothing else. */
const OWN_NAMES = [
  STATE_FILE,
  DATABASE_FILE,
  `${DATABASE_FILE}-shm`,
  `${DATABASE_FILE}-wal`,
  "identity",
  "logs",
  "sqs",
  "runner.lock",
] as const;

export const readState = (dataDir: string): State => {
  const file = join(dataDir, STATE_FILE);
  return existsSync(file) ? State.parse(JSON.parse(readFileSync(file, "utf8"))) : State.parse({});
};

/** Whole or not at all: a start after a crash never finds half a file. */
export const writeState = (dataDir: string, state: State): void => {
  const file = join(dataDir, STATE_FILE);
  writeFileSync(`${file}.new`, JSON.stringify(state));
  renameSync(`${file}.new`, file);
};

/** Removes what the runner wrote there; files of anyone else stay. */
export const emptyDataDirectory = (dataDir: string): void => {
  for (const name of OWN_NAMES) rmSync(join(dataDir, name), { recursive: true, force: true });
};
