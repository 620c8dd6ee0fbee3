import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { ProcessingLine, processingLine, pseudonymOf, type Told } from "#packages/rights/processing-line.ts";
import { expiryOf, isOver } from "#packages/rights/retention.ts";
import { documentOf } from "./documents.ts";
import { commit, partition, type Table } from "./platform-table.ts";
import { pseudonymKey } from "./pseudonym-key.ts";

/** R1 of the records table: the uses of one person's data, by pseudonym, oldest first. */
const partitionOf = (pseudonym: string): string => `SUBJECT#${pseudonym}`;

const putLine = ({ tableName }: Table, line: ProcessingLine): TransactWriteItem => ({
  Put: {
    TableName: tableName,
    Item: {
      pk: { S: partitionOf(line.attributes["dpl.core.data_subject_id"]) },
      sk: { S: `${line.start_time}#${line.operation_id}` },
      doc: { S: JSON.stringify(line) },
      expiresAt: { N: String(expiryOf("processingLog", new Date(line.end_time))) },
    },
    // Append-only: a line is written once and never over another.
    ConditionExpression: "attribute_not_exists(pk)",
  },
});

/** The log of processing (Logboek Dataverwerkingen). */
export type ProcessingLog = {
  /** The pseudonym of a job seeker. */
  pseudonym(jobSeekerId: string): Promise<string>;
  /** The line as part of the transaction that uses the data: both are written, or neither. */
  writes(jobSeekerId: string, told: Told): Promise<TransactWriteItem[]>;
  /** The same for many people in a row: the key is read once. */
  writer(): Promise<(jobSeekerId: string, told: Told) => TransactWriteItem[]>;
  /** Writes the line by itself. Throws when it cannot be written: then what it tells of must not be done. */
  write(jobSeekerId: string, told: Told): Promise<void>;
};

/** The log of processing in the records table, with pseudonyms by a key of the persons table. */
export const processingLog = ({
  records,
  persons,
}: {
  readonly records: Table;
  readonly persons: Table;
}): ProcessingLog => {
  let known: Promise<Uint8Array> | undefined;
  const keyOnce = (): Promise<Uint8Array> => {
    known ??= pseudonymKey(persons).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
  const pseudonym = async (jobSeekerId: string) => pseudonymOf(await keyOnce(), jobSeekerId);
  const writer: ProcessingLog["writer"] = async () => {
    const key = await keyOnce();
    return (jobSeekerId, told) => [putLine(records, processingLine(told, pseudonymOf(key, jobSeekerId)))];
  };
  const writes: ProcessingLog["writes"] = async (jobSeekerId, told) => (await writer())(jobSeekerId, told);
  return {
    pseudonym,
    writer,
    writes,
    write: async (jobSeekerId, told) => {
      await commit(records.client, await writes(jobSeekerId, told));
    },
  };
};

/** Every use of a person's data that is still kept, oldest first. */
export const readProcessing = async (
  records: Table,
  pseudonym: string,
  now: Date,
): Promise<ProcessingLine[]> => {
  const lines: ProcessingLine[] = [];
  for await (const item of partition(records, partitionOf(pseudonym)))
    if (!isOver(Number(item["expiresAt"]?.N), now)) lines.push(documentOf(ProcessingLine, item));
  return lines;
};
