import { ImportSettledV1 } from "#events/import-settled.v1.ts";
import { hasReaders } from "#packages/messaging/route-event.ts";
import { erasedReferences } from "#packages/store/erasures.ts";
import { isDone, noteChunk, settleImport } from "#packages/store/import-results.ts";
import { clearRows, findRows } from "#packages/store/import-rows.ts";
import { failImport, findImport, type ImportDocument, type ImportRecord } from "#packages/store/imports.ts";
import type { Deps } from "./deps.ts";
import type { WorkChunk } from "./messages.ts";
import { noticeRows } from "./notice-rows.ts";
import { profileRows } from "./profile-rows.ts";
import { vacancyRows } from "./vacancy-rows.ts";
import { type Job, workRows } from "./work-rows.ts";

/** One event for each region that got something: it is matched there in one batch. */
const settledEvents =
  (at: Date) =>
  ({ document, regions }: ImportRecord) =>
    regions.map((region) =>
      ImportSettledV1.make(
        { importId: document.id, kind: document.kind, region, since: document.receivedAt },
        {
          subject: document.id,
          at,
          idFrom: [document.id, region],
          traceparent: document.traceparent,
          dataref: `/v1/imports/${document.id}`,
        },
      ),
    );

const settle = async ({ tables, now, log }: Deps, document: ImportDocument): Promise<void> => {
  const at = now();
  const events = (settled: ImportRecord) => settledEvents(at)(settled).filter(hasReaders);
  if ((await settleImport(tables.platform, document.id, at, events)) !== "now") return;
  log.info("import settled", { importId: document.id });
  await clearRows(tables.persons, document);
};

/** Who was erased after the file was sent must not come back by it; and every person of a row is on record. */
const peopleRows = async (deps: Deps, document: ImportDocument) => {
  const owner = document.sender.actor.subject;
  const erased = await erasedReferences(deps.tables.persons, owner, deps.now());
  return profileRows(deps, document, { erased, log: await deps.processing.writer() });
};

type Parts = Omit<Job<unknown, unknown>, "work">;
const workByKind = async (parts: Parts) => {
  const { deps, document } = parts;
  switch (document.kind) {
    case "vacancies":
      return workRows({ ...parts, work: vacancyRows(deps, document) });
    case "surplus-notices":
      return workRows({ ...parts, work: noticeRows(deps, document) });
    case "market-profiles":
      return workRows({ ...parts, work: await peopleRows(deps, document) });
  }
};

const workOnce = async (deps: Deps, document: ImportDocument, message: WorkChunk): Promise<boolean> => {
  const { importId, repeats, ...name } = message;
  const { platform, persons } = deps.tables;
  if (await isDone(platform, importId, name)) return true;
  const file = document.files[name.file - 1];
  const chunk = file === undefined ? undefined : await findRows(persons, file, name.chunk);
  if (chunk === undefined) return false;
  const result = await workByKind({ deps, document, name, chunk, repeats });
  await noteChunk(platform, document, result);
  deps.log.info("chunk worked", { importId, ...name, ...result.counts });
  return true;
};

/**
 * Works one chunk, then settles the import if it was the last. Safe to repeat at any point: rows are told apart by
 * their reference, a chunk is noted once, and a chunk that is noted only looks whether the import can settle.
 */
export const workChunk = async (deps: Deps, message: WorkChunk): Promise<void> => {
  const { importId } = message;
  const record = await findImport(deps.tables.platform, importId);
  if (record?.state !== "working") {
    deps.log.info("chunk of an import that is over", { importId, state: record?.state ?? "gone" });
    return;
  }
  if (await workOnce(deps, record.document, message)) return settle(deps, record.document);
  deps.log.error("rows of a chunk are gone", { importId, file: message.file, chunk: message.chunk });
  await failImport(deps.tables.platform, importId, deps.now());
};
