import type { RegionCode } from "#packages/domain/regions.ts";
import { type CheckedRow, checkRow } from "#packages/intake/imports/check-row.ts";
import { type Finding, type RowFault, toldFaults } from "#packages/intake/imports/findings.ts";
import { type Repeat, repeatReason } from "#packages/intake/imports/repeats.ts";
import type { ImportRow, RowChunk } from "#packages/intake/imports/rows.ts";
import type { Origin } from "#packages/intake/origin.ts";
import { findManyByReference } from "#packages/store/import-lookups.ts";
import type { ChunkName, ChunkResult } from "#packages/store/import-results.ts";
import { type ImportDocument, NO_COUNTS } from "#packages/store/imports.ts";
import { ConditionFailed, commit } from "#packages/store/platform-table.ts";
import type { Deps } from "./deps.ts";
import { type Decision, faultsOfError, type RowWork } from "./row-work.ts";

/** Transactions at a time: enough for a function of 512 MB, few enough that a shared table has room for the day's traffic. */
const AT_ONCE = 6;
/** A row is decided again when somebody wrote the same thing in between; more often is no coincidence. */
const TRIES = 4;

type Outcome =
  | { readonly outcome: "bad"; readonly line: number; readonly faults: readonly RowFault[] }
  | { readonly outcome: "unchanged" }
  | { readonly outcome: "added" | "changed"; readonly regions: readonly RegionCode[] };

type Good<T> = Extract<CheckedRow<T>, { kind: "good" }>;
type Row<T> = { readonly line: number; readonly checked: CheckedRow<T>; readonly repeat: Repeat | undefined };

/** The chunk as one job: what is worked, how, and whether anything is written. */
export type Job<T, B> = {
  readonly deps: Deps;
  readonly document: ImportDocument;
  readonly work: RowWork<T, B>;
  readonly name: ChunkName;
  readonly chunk: RowChunk;
  readonly repeats: readonly Repeat[];
};

type Surroundings = Pick<Job<unknown, unknown>, "deps" | "document">;
const originOf = ({ deps, document }: Surroundings): Origin => ({
  now: deps.now(),
  traceparent: document.traceparent,
  importId: document.id,
});

const checked = <T, B>({ deps, document, work, chunk, repeats }: Job<T, B>): Row<T>[] => {
  const known = { terms: deps.terms, ownKvkNumber: document.sender.kvkNumber };
  return chunk.rows.map((row: ImportRow) => ({
    line: row.line,
    checked: checkRow(work, chunk.header, row, known),
    repeat: repeats.find(({ line }) => line === row.line),
  }));
};

/** What is known of the things that the good rows name, in as few reads as there can be. */
const lookUp = async <T, B>(
  { deps, work }: Job<T, B>,
  rows: readonly Good<T>[],
): Promise<Map<Good<T>, B | undefined>> => {
  const ids = await findManyByReference(
    deps.tables.platform,
    rows.map(({ input }) => work.reference(input)),
  );
  const there = ids.filter((id) => id !== undefined);
  const found = await work.read(there);
  const byId = new Map(there.map((id, index) => [id, found[index]]));
  return new Map(rows.map((row, index) => [row, byId.get(ids[index] ?? "")]));
};

/** Writes a decision. False: somebody else wrote the same thing in between, so that it has to be decided again. */
const write = async ({ deps, document }: Surroundings, decision: Decision): Promise<boolean> => {
  if (decision.outcome === "unchanged" || decision.writes.length === 0 || document.dryRun) return true;
  try {
    await commit(deps.tables.platform.client, decision.writes);
    return true;
  } catch (error) {
    if (error instanceof ConditionFailed) return false;
    throw error;
  }
};

/** Somebody keeps writing the same thing as a row. The chunk is worked again later. */
class RowContended extends Error {
  override readonly name = "RowContended";
}

const takeIn = async <T, B>(job: Job<T, B>, row: Good<T>, known: B | undefined): Promise<Decision> => {
  let before = known;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    if (attempt > 0) before = (await lookUp(job, [row])).get(row);
    const decision = job.work.decide(row.input, before, originOf(job));
    if (await write(job, decision)) return decision;
  }
  throw new RowContended(`import ${job.document.id}, file ${job.name.file}`);
};

/** A row that repeats an earlier one is only decided, to tell what is wrong with it; it is never written. */
const decideRepeat = <T, B>(job: Job<T, B>, row: Good<T>, before: B | undefined): Outcome => {
  job.work.decide(row.input, before, originOf(job));
  return { outcome: "unchanged" };
};

const badRow = (line: number, faults: readonly RowFault[]): Outcome => ({ outcome: "bad", line, faults });

const workRow = async <T, B>(
  job: Job<T, B>,
  { line, checked: row, repeat }: Row<T>,
  known: ReadonlyMap<Good<T>, B | undefined>,
): Promise<Outcome> => {
  if (row.kind === "bad") return badRow(line, row.faults);
  if (repeat !== undefined && !repeat.same)
    return badRow(line, toldFaults([{ pointer: "/reference", detail: repeatReason(repeat) }], row.fieldOf));
  try {
    const before = known.get(row);
    return repeat === undefined ? await takeIn(job, row, before) : decideRepeat(job, row, before);
  } catch (error) {
    const faults = faultsOfError(error);
    if (faults === undefined) throw error;
    return badRow(line, toldFaults(faults, row.fieldOf));
  }
};

/** Some at a time; the first that fails ends it, and the others of its turn are waited for. */
const inTurns = async <A, R>(things: readonly A[], work: (thing: A) => Promise<R>): Promise<R[]> => {
  const results: R[] = [];
  for (let start = 0; start < things.length; start += AT_ONCE) {
    const turn = await Promise.allSettled(things.slice(start, start + AT_ONCE).map(work));
    for (const done of turn) {
      if (done.status === "rejected") throw done.reason;
      results.push(done.value);
    }
  }
  return results;
};

const findingsOf = ({ file }: ChunkName, outcomes: readonly Outcome[]): Finding[] =>
  outcomes.flatMap((one) =>
    one.outcome === "bad" ? one.faults.map((fault) => ({ ...fault, file, line: one.line })) : [],
  );

const countsOf = (outcomes: readonly Outcome[]): ChunkResult["counts"] => {
  const counts = { ...NO_COUNTS };
  for (const { outcome } of outcomes) counts[outcome] += 1;
  return { ...counts, good: outcomes.length - counts.bad };
};

const summed = (name: ChunkName, outcomes: readonly Outcome[], dryRun: boolean): ChunkResult => ({
  ...name,
  counts: countsOf(outcomes),
  findings: findingsOf(name, outcomes),
  regions: dryRun ? [] : [...new Set(outcomes.flatMap((one) => ("regions" in one ? one.regions : [])))],
});

/**
 * Works the rows of a chunk: good ones are taken in, bad ones reported. Doing it again, or twice at once, changes
 * nothing and counts the same.
 */
export const workRows = async <T, B>(job: Job<T, B>): Promise<ChunkResult> => {
  const rows = checked(job);
  const good = rows.flatMap(({ checked: row }) => (row.kind === "good" ? [row] : []));
  const known = await lookUp(job, good);
  const outcomes = await inTurns(rows, (row) => workRow(job, row, known));
  return summed(job.name, outcomes, job.document.dryRun);
};
