import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import {
  derivedPseudonymOf,
  ProcessingLine,
  processingLine,
  pseudonymOf,
  type Told,
} from "#packages/rights/processing-line.ts";
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
  /** Writes a line of each of these people, told alike. Throws as `write` does; nothing is written of nobody. */
  writeAll(jobSeekerIds: readonly string[], told: Told): Promise<void>;
  /** Writes the line by itself. Throws when it cannot be written: then what it tells of must not be done. */
  write(jobSeekerId: string, told: Told): Promise<void>;
};

/** A transaction takes a hundred items. */
const AT_ONCE = 100;

/** Adds lines, as many at once as fit: no function may do more with the records than add to them and read. */
const commitLines = async (records: Table, lines: readonly TransactWriteItem[]): Promise<void> => {
  for (let start = 0; start < lines.length; start += AT_ONCE)
    await commit(records.client, lines.slice(start, start + AT_ONCE));
};

/** Whose data are used, and what of them it is about. */
export type Used = { readonly jobSeekerId: string; readonly about: string };

/** The log of processing for functions that must not come near the persons table: what they use is anonymous to them. */
export type AnonymousLog = {
  /** The line as part of the transaction that uses the data. */
  writes(used: Used, told: Omit<Told, "about">): TransactWriteItem[];
  /** One line for each person concerned, however much of theirs is used. Throws when it cannot be written. */
  writeAll(used: readonly Used[], told: Omit<Told, "about">): Promise<void>;
};

const byPerson = (used: readonly Used[]): Used[] =>
  [...Map.groupBy(used, ({ jobSeekerId }) => jobSeekerId)].map(([jobSeekerId, [first, ...more]]) => ({
    jobSeekerId,
    about:
      more.length === 0 ? (first?.about ?? "") : `${more.length + 1} things, ${first?.about ?? ""} first`,
  }));

export const anonymousLog = (records: Table): AnonymousLog => {
  const writes: AnonymousLog["writes"] = ({ jobSeekerId, about }, told) => {
    const pseudonym = derivedPseudonymOf(jobSeekerId);
    return [putLine(records, processingLine({ ...told, about }, pseudonym, "overstap-derived-pseudonym"))];
  };
  return {
    writes,
    writeAll: (used, told) =>
      commitLines(
        records,
        byPerson(used).flatMap((one) => writes(one, told)),
      ),
  };
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
    writeAll: async (jobSeekerIds, told) => {
      const write = await writer();
      await commitLines(
        records,
        [...new Set(jobSeekerIds)].flatMap((id) => write(id, told)),
      );
    },
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
