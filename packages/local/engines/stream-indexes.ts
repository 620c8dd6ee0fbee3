import { DatabaseSync } from "node:sqlite";

/**
 * dynoxide 1.2.1 looks for the next sequence number at each write, and for the next records at each read of a stream,
 * by going through all stream records that there are: with 24,000 of them a write took 66 ms, with these indexes 1 to 2.
 * They are SQLite's to keep and to use; the engine need not know of them, nor does a file without them stop working.
 */
const INDEXES = `
  CREATE INDEX IF NOT EXISTS stream_records_by_number
    ON _stream_records (table_name, CAST(sequence_number AS INTEGER));
  CREATE INDEX IF NOT EXISTS stream_records_by_shard
    ON _stream_records (table_name, shard_id, CAST(sequence_number AS INTEGER));
`;

const BUSY_MS = 5_000;

/** Adds the indexes to the engine's file, once the engine has made its tables. Doing it again changes nothing. */
export const addStreamIndexes = (file: string): void => {
  const database = new DatabaseSync(file);
  try {
    database.exec(`PRAGMA busy_timeout = ${BUSY_MS}`);
    database.exec(INDEXES);
  } finally {
    database.close();
  }
};
