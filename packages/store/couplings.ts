import { gunzipSync, gzipSync } from "node:zlib";
import { QueryCommand, type TransactWriteItem } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { Coupling, headsOf, heldBy, isLive, isTakenUp, SurplusId } from "#packages/domain/coupling.ts";
import { CouplingId, type SurplusNoticeId, VacancyId } from "#packages/domain/ids.ts";
import { Pc4 } from "#packages/domain/postcode.ts";
import { lineOfCoupling } from "#packages/domain/queue-line.ts";
import { REGIONS, type RegionCode } from "#packages/domain/regions.ts";
import { batchGet } from "./batch-get.ts";
import { findMany, type Kind, put } from "./documents.ts";
import { COUPLING_OF, keys, lists } from "./keys.ts";
import { type Page, type PageAsked, readList } from "./pages.ts";
import { getItem, type Item, partition, queryAll, type Table } from "./platform-table.ts";
import { queueAttributes } from "./queue-lines.ts";
import { EVERYWHERE } from "./write-notice.ts";

/** While it waits for answers it stands in the list of holds; while it is agreed, in that of reminders. */
const dueListOf = ({ id, state, holdEndsAt, remindAt }: Coupling): Item => {
  if (state === "proposed") return lists.holds(id, holdEndsAt);
  return isLive(state) && remindAt !== undefined ? lists.reminders(id, remindAt) : {};
};

/** A coupling stands in a list of what is due, by its term; while it lives, in the team's queue. */
export const couplings: Kind<Coupling> = {
  schema: Coupling,
  key: keys.coupling,
  list: (coupling) => ({ ...dueListOf(coupling), ...queueAttributes(lineOfCoupling(coupling)) }),
};

/** A line of a notice's ledger: what a coupling takes of a group, or why it is not to be proposed again. */
export const LedgerEntry = z.object({
  couplingId: CouplingId,
  surplusId: SurplusId,
  vacancyId: VacancyId,
  pc4: Pc4,
  /** Heads that are spoken for. */
  heads: z.number().int().min(0),
  held: z.number().int().min(0),
  live: z.boolean(),
  /** People have taken it up: coupling leaves it alone. */
  takenUp: z.boolean(),
  /** What the points rest on: when that changes, an explanation that nobody has answered is made anew. */
  basis: z.string().max(200).optional(),
  /** Set when the pair was turned down or ran out: it returns only after a material change of a side. */
  settled: z.string().max(64).optional(),
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;

/** All couplings of one notice that still mean something. `version` is 0 when there never was one. */
export const Ledger = z.object({ version: z.number().int().min(0), entries: z.array(LedgerEntry) });
export type Ledger = z.infer<typeof Ledger>;

/**
 * Lines of one ledger, which is one item of at most 400 KB: packed, a line takes some 90 bytes, nearly all of it ids and
 * fingerprints. Heads are spoken for in at most so many couplings of a notice at a time; of what was turned down or ran
 * out the newest are kept.
 */
export const MOST_SPOKEN_FOR = 2_000;
const MOST_SETTLED = 1_000;

const packed = (ledger: Ledger): Uint8Array => gzipSync(JSON.stringify(ledger), { level: 1 });

const ledgerFrom = (item: Item | undefined): Ledger =>
  item === undefined
    ? { version: 0, entries: [] }
    : Ledger.parse(JSON.parse(gunzipSync(item["ledger"]?.B ?? new Uint8Array()).toString("utf8")));

/** The ledger of a notice, read consistently. */
export const readLedger = async (table: Table, noticeId: SurplusNoticeId): Promise<Ledger> =>
  ledgerFrom(await getItem(table, keys.couplingLedger(noticeId)));

/** The ledgers of many notices, read consistently, in that order. */
export const readLedgers = async (table: Table, noticeIds: readonly SurplusNoticeId[]): Promise<Ledger[]> => {
  const items = await batchGet(
    table,
    noticeIds.map((id) => keys.couplingLedger(id)),
  );
  return items.map(ledgerFrom);
};

/** Turned down, run out, or agreed to for a part only: who said no to more is not asked the same again. */
const settledBy = (coupling: Coupling): boolean => {
  if (coupling.state === "declined" || coupling.state === "expired") return true;
  return coupling.agreed !== undefined && coupling.agreed < coupling.people;
};

/** Score, settings, rules and what both sides ask and offer; not the nearness of a dismissal, which changes every day. */
export const basisOf = ({
  explanation: { score, rules },
  settingsVersion,
  fingerprint,
}: Pick<Coupling, "explanation" | "settingsVersion" | "fingerprint">): string =>
  `${score} ${settingsVersion} ${fingerprint} ${rules}`.slice(0, 200);

/** The fingerprint of both sides on which a basis rests. */
export const fingerprintIn = (basis: string): string => basis.split(" ")[2] ?? "";

const entryOf = (coupling: Coupling): LedgerEntry => ({
  couplingId: coupling.id,
  surplusId: coupling.surplusId,
  vacancyId: coupling.vacancyId,
  pc4: coupling.pc4,
  heads: headsOf(coupling),
  held: heldBy(coupling),
  live: isLive(coupling.state),
  takenUp: isTakenUp(coupling),
  ...(coupling.state === "proposed" ? { basis: basisOf(coupling) } : {}),
  ...(settledBy(coupling) ? { settled: coupling.fingerprint } : {}),
});

/** Whether heads are, or may be, spoken for by it; the other lines only say what is not to be proposed again. */
export const speaksFor = ({ live, heads }: LedgerEntry): boolean => live || heads > 0;

/** Lines stand in the order in which they were last written: the oldest that are only settled go first. */
const withRoom = (entries: readonly LedgerEntry[]): LedgerEntry[] => {
  const settled = entries.filter((entry) => !speaksFor(entry));
  const gone = new Set(settled.slice(0, Math.max(0, settled.length - MOST_SETTLED)));
  return entries.filter((entry) => !gone.has(entry));
};

/** The ledger with a coupling as it now is; one that means nothing any more is left out. */
export const ledgerWith = (ledger: Ledger, coupling: Coupling): Ledger => {
  const others = ledger.entries.filter(({ couplingId }) => couplingId !== coupling.id);
  const entry = entryOf(coupling);
  const matters = speaksFor(entry) || entry.settled !== undefined;
  return { ...ledger, entries: withRoom(matters ? [...others, entry] : others) };
};

/** Writes the next state of a ledger over the one that was read, under the condition that nobody wrote in between. */
export const putLedger = (table: Table, noticeId: SurplusNoticeId, ledger: Ledger): TransactWriteItem => {
  const next: Ledger = { ...ledger, version: ledger.version + 1 };
  return {
    Put: {
      TableName: table.tableName,
      Item: {
        ...keys.couplingLedger(noticeId),
        version: { N: String(next.version) },
        ledger: { B: packed(next) },
      },
      ...(ledger.version === 0
        ? { ConditionExpression: "attribute_not_exists(pk)" }
        : {
            ConditionExpression: "version = :before",
            ExpressionAttributeValues: { ":before": { N: String(ledger.version) } },
          }),
    },
  };
};

/** Names of the lists in which couplings stand: of either firm, the filing sector, either region. */
export const couplingLists = {
  ofFirm: (kvkNumber: string): string => `FIRM#${kvkNumber}`,
  ofSector: (sector: string): string => `SECTOR#${sector}`,
  ofRegion: (region: RegionCode): string => `REGION#${region}`,
} as const;

const listsOf = ({ fromFirm, toFirm, filedBy, fromRegion, toRegion }: Coupling): string[] => [
  ...new Set([
    couplingLists.ofFirm(fromFirm),
    couplingLists.ofFirm(toFirm),
    ...(filedBy === undefined ? [] : [couplingLists.ofSector(filedBy)]),
    couplingLists.ofRegion(fromRegion),
    couplingLists.ofRegion(toRegion),
  ]),
];

/** Where a new coupling can be found. Nothing of it changes as long as the coupling lives. */
const pointerWrites = (table: Table, coupling: Coupling): TransactWriteItem[] => {
  const { id, vacancyId, proposedAt } = coupling;
  const doc = { S: JSON.stringify({ id, version: 1 }) };
  const items: Item[] = [
    { ...keys.couplingOfVacancy(vacancyId, id), doc },
    ...listsOf(coupling).map((name) => ({
      ...keys.couplingInList(id, name),
      ...lists.couplings(name, proposedAt, id),
      doc,
    })),
  ];
  return items.map((Item) => ({ Put: { TableName: table.tableName, Item } }));
};

/** A coupling with where it is found, when it is new. */
export const couplingWrites = (table: Table, coupling: Coupling): TransactWriteItem[] => [
  put(table, couplings, coupling),
  ...(coupling.version === 1 ? pointerWrites(table, coupling) : []),
];

const isThere = <T>(thing: T | undefined): thing is T => thing !== undefined;

/** All couplings there ever were with a vacancy, read consistently. */
export const couplingsOfVacancy = async (table: Table, vacancyId: VacancyId): Promise<Coupling[]> => {
  const ids: string[] = [];
  const { pk } = keys.vacancy(vacancyId);
  for await (const item of partition(table, pk.S, COUPLING_OF)) {
    const sk = item["sk"]?.S ?? "";
    if (!sk.startsWith(COUPLING_OF)) break;
    ids.push(sk.slice(COUPLING_OF.length));
  }
  return (await findMany(table, couplings, ids)).filter(isThere);
};

/** The couplings of these lines, read consistently. */
export const couplingsOf = async (table: Table, entries: readonly LedgerEntry[]): Promise<Coupling[]> =>
  (
    await findMany(
      table,
      couplings,
      entries.map(({ couplingId }) => couplingId),
    )
  ).filter(isThere);

const Pointer = z.object({ id: z.string(), version: z.number() });

/** A page of the couplings in a list, oldest first; see `couplingLists`. */
export const readCouplings = async (
  table: Table,
  listName: string,
  asked: PageAsked,
): Promise<Page<Coupling>> => {
  const kind: Kind<z.infer<typeof Pointer>> = {
    schema: Pointer,
    key: (id) => keys.couplingInList(id, listName),
  };
  const page = await readList(table, kind, [lists.couplingsPartition(listName)], asked);
  const found = await findMany(
    table,
    couplings,
    page.things.map(({ id }) => id),
  );
  return { ...page, things: found.filter(isThere) };
};

/**
 * A part of a region's couplings, of either side, after a position: what is to be told again to its team. `position` is
 * where to go on.
 */
export const couplingsPart = async (
  table: Table,
  region: RegionCode,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<readonly { readonly couplingId: string; readonly position: string }[]> => {
  const { Items = [] } = await table.client.send(
    new QueryCommand({
      TableName: table.tableName,
      IndexName: "Lists",
      KeyConditionExpression: "listPk = :pk AND listSk > :after",
      ExpressionAttributeValues: {
        ":pk": { S: lists.couplingsPartition(couplingLists.ofRegion(region)) },
        ":after": { S: after ?? " " },
      },
      ProjectionExpression: "listSk",
      Limit: limit,
    }),
  );
  return Items.map(({ listSk }) => {
    const position = listSk?.S ?? "";
    return { couplingId: position.split("#")[1] ?? "", position };
  });
};

/** Ids of notices that may be coupled with a group in one of these regions, read consistently. */
export const noticesIn = async (table: Table, regions: readonly RegionCode[]): Promise<string[]> => {
  const parts = await Promise.all(
    regions
      .flatMap((region) => keys.noticePartitions(region))
      .map((pk) => Array.fromAsync(partition(table, pk), (item) => item["sk"]?.S ?? "")),
  );
  return [...new Set(parts.flat())].sort();
};

/** Where the surplus of a region could work, by region of the surplus: absent where there is none. */
export type SurplusReach = ReadonlyMap<RegionCode, ReadonlySet<string>>;

/** Below the sockets that the client opens at once, with four partitions a region. */
const REGIONS_AT_ONCE = 9;

/** How far the surplus of each region of the country reaches, read consistently. */
export const readSurplusReach = async (table: Table): Promise<SurplusReach> => {
  const reach = new Map<RegionCode, Set<string>>();
  const look = async (region: RegionCode, pk: string): Promise<void> => {
    for await (const { reach: text } of partition(table, pk)) {
      const known = reach.get(region) ?? new Set<string>();
      reach.set(region, known);
      // What was written before the reach was kept with it could be anywhere.
      for (const code of (text?.S ?? EVERYWHERE).split(" ")) known.add(code);
    }
  };
  for (let start = 0; start < REGIONS.length; start += REGIONS_AT_ONCE)
    await Promise.all(
      REGIONS.slice(start, start + REGIONS_AT_ONCE).flatMap((region) =>
        keys.noticePartitions(region).map((pk) => look(region, pk)),
      ),
    );
  return reach;
};

/** Ids in a list of terms whose term is before `until`, oldest first within a partition. */
async function* dueIn(table: Table, partitions: readonly string[], until: string): AsyncGenerator<string> {
  for (const name of partitions) {
    const items = queryAll(table, {
      IndexName: "Lists",
      KeyConditionExpression: "listPk = :pk AND listSk < :until",
      ExpressionAttributeValues: { ":pk": { S: name }, ":until": { S: until } },
      ProjectionExpression: "listSk",
    });
    for await (const { listSk } of items) yield (listSk?.S ?? "").split("#")[1] ?? "";
  }
}

/** Couplings whose hold has run out by then. The index may lag: look at the coupling itself before doing anything. */
export const holdsDue = (table: Table, now: Date): AsyncGenerator<string> =>
  dueIn(table, lists.holdPartitions(), now.toISOString());

/** Agreed couplings that are to be brought to mind by then; likewise. */
export const remindersDue = (table: Table, now: Date): AsyncGenerator<string> =>
  dueIn(table, lists.reminderPartitions(), now.toISOString());

/** Notices whose embargo ends on or before that day; likewise. */
export const embargoesDue = (table: Table, today: string): AsyncGenerator<string> =>
  dueIn(table, lists.embargoPartitions(), `${today}#~`);
