import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CHAINS, ChainHead, type Tampering, verifyChain } from "#packages/rights/audit-chain.ts";
import { readChain } from "#packages/store/audit-trail.ts";
import type { Table } from "#packages/store/platform-table.ts";
import { localRecords } from "../audit/local-records.ts";
import { CannotRun } from "../cannot-run.ts";
import { runCommand } from "./run-command.ts";

const USAGE = `npm run audit:verify                               the platform of this machine (stopped)
npm run audit:verify -- --table NAME               a table on AWS, with your credentials and region
       … --checkpoints FILE                        and against checkpoints kept elsewhere, one JSON object a line`;

const checkpointsIn = (file: string | undefined): ChainHead[] =>
  file === undefined
    ? []
    : readFileSync(file, "utf8")
        .split("\n")
        .filter((line) => line.trim() !== "")
        .map((line) => ChainHead.parse(JSON.parse(line)));

/** Verifies every chain; what is wrong, and how many links there are. */
const verifyAll = async (records: Table, kept: readonly ChainHead[]) => {
  const found: Tampering[] = [];
  let links = 0;
  for (const chain of CHAINS) {
    const read = await readChain(records, chain);
    links += read.entries.length;
    const own = kept.filter((one) => one.chain === chain);
    found.push(...verifyChain({ ...read, checkpoints: [...read.checkpoints, ...own] }));
  }
  return { found, links };
};

/** The records of a table on AWS, or of the data directory of this machine. */
const recordsOf = async (table: string | undefined) => {
  if (table === undefined) return localRecords();
  const client = new DynamoDBClient({});
  return { records: { client, tableName: table }, close: async () => client.destroy() };
};

await runCommand(async () => {
  const { values } = parseArgs({
    options: { table: { type: "string" }, checkpoints: { type: "string" }, help: { type: "boolean" } },
  });
  if (values.help === true) return console.log(USAGE);
  const { records, close } = await recordsOf(values.table);
  try {
    const { found, links } = await verifyAll(records, checkpointsIn(values.checkpoints));
    for (const { chain, sequence, kind } of found) console.error(`${chain} ${sequence}: ${kind}`);
    if (found.length > 0) throw new CannotRun(`The audit trail was tampered with in ${found.length} places.`);
    console.log(`The audit trail holds: ${links} links in ${CHAINS.length} chains.`);
  } finally {
    await close();
  }
});
