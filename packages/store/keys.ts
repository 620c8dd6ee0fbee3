import type { RegionCode } from "#packages/domain/regions.ts";

/** Spread of one region's items over partitions: a partition takes 1,000 writes a second. */
const SPREAD = 4;

/**
 * The log of one hour is in eight partitions for the whole country, two of them for each region: who matches reads all
 * that changed in a region before, and most vacancies may have anybody of any region.
 */
const LOG_BUCKETS = 8;
const LOG_SPREAD = 2;
const logBucket = (scope: string, part: number): number =>
  (LOG_SPREAD * Number.parseInt(/\d+$/.exec(scope)?.[0] ?? "0", 10) + part) % LOG_BUCKETS;

const spreadOf = (id: string, over = SPREAD): number => Number.parseInt(id.slice(-4), 16) % over;
const key = (pk: string, sk: string) => ({ pk: { S: pk }, sk: { S: sk } });
const hourOf = (at: string): string => at.slice(0, 13);

export type Side = "VACANCY" | "PROFILE";
export type LogKind = Side | "NOTICE" | "PROPOSAL" | "OTHER";

/** Begin of the sort key of couplings under their vacancy. */
export const COUPLING_OF = "COUPLING#";

/** Begin of the sort key of invitations under their coupling. */
export const INVITATION_OF = "INVITATION#";

/** Begin of the sort key of waiting lists under the profile of somebody on them. */
export const WAITING_AT = "WAITING#";

/** Every key shape of the platform table. The numbers are the access patterns in README.md. */
export const keys = {
  /** 1: a thing by its id. */
  vacancy: (id: string) => key(`VACANCY#${id}`, "VACANCY"),
  notice: (id: string) => key(`NOTICE#${id}`, "NOTICE"),
  profile: (id: string) => key(`PROFILE#${id}`, "PROFILE"),
  selfRegistration: (id: string) => key(`SELF-REGISTRATION#${id}`, "SELF-REGISTRATION"),
  proposal: (id: string) => key(`PROPOSAL#${id}`, "PROPOSAL"),
  import: (id: string) => key(`IMPORT#${id}`, "IMPORT"),
  redelivery: (id: string) => key(`REDELIVERY#${id}`, "REDELIVERY"),
  rematch: (id: string) => key(`REMATCH#${id}`, "REMATCH"),
  /** 33: what a re-match changed, counted in the transactions that changed it; and which one has its scope. */
  rematchChanges: (id: string) => key(`REMATCH#${id}`, "CHANGES"),
  rematchOfScope: (scope: string) => key(`REMATCH-SCOPE#${scope}`, "CURRENT"),
  /** 2: the open proposals of a vacancy or a profile, as one item with a version of its own. */
  openProposals: (side: Side, id: string) => key(`${side}#${id}`, "OPEN"),
  /** 5: that a proposal's newest version arrived with its team, where the platform reads the queue itself. */
  receipt: (proposalId: string) => key(`PROPOSAL#${proposalId}`, "RECEIPT"),
  /** 3: what matching knows of the vacancies or profiles of a region, a shard in SPREAD partitions. */
  shard: (side: Side, region: RegionCode, id: string) => key(`SHARD#${side}#${region}#${spreadOf(id)}`, id),
  shardPartitions: (side: Side, region: RegionCode): string[] =>
    Array.from({ length: SPREAD }, (_, n) => `SHARD#${side}#${region}#${n}`),
  /** 34: the newest snapshot of a shard, and the parts of each. */
  snapshot: (side: Side, region: RegionCode) => key(`SNAPSHOT#${side}#${region}`, "MANIFEST"),
  snapshotPart: (partition: string, part: number) => key(partition, `PART#${String(part).padStart(5, "0")}`),
  snapshotParts: (side: Side, region: RegionCode, generation: string): string =>
    `SNAPSHOT#${side}#${region}#${generation}`,
  /** 4: the change log, by hour and time, of the regions that share a bucket; also the outbox of events. */
  log: (kind: LogKind, scope: string, at: string, entry: string) =>
    key(
      `LOG#${kind}#${hourOf(at)}#${logBucket(scope, spreadOf(entry.slice(0, 36), LOG_SPREAD))}`,
      `${at}#${entry}#${scope}`,
    ),
  logPartitions: (kind: LogKind, scopes: readonly string[], hour: string): string[] => {
    const parts = Array.from({ length: LOG_SPREAD }, (_, part) => part);
    const buckets = new Set(scopes.flatMap((scope) => parts.map((part) => logBucket(scope, part))));
    return [...buckets].map((bucket) => `LOG#${kind}#${hour}#${bucket}`);
  },
  /** 6: settings of all regions, one item. */
  settings: () => key("SETTINGS", "REGIONS"),
  /** 11: every change of a region's settings, oldest first. */
  settingsChange: (region: RegionCode, version: number) =>
    key(`SETTINGS#${region}`, `CHANGE#${String(version).padStart(8, "0")}`),
  /** 14: a coupling; where it stands in lists, one item a list; and under its vacancy. */
  coupling: (id: string) => key(`COUPLING#${id}`, "COUPLING"),
  couplingInList: (id: string, listName: string) => key(`COUPLING#${id}`, `LIST#${listName}`),
  couplingOfVacancy: (vacancyId: string, id: string) => key(`VACANCY#${vacancyId}`, `${COUPLING_OF}${id}`),
  /** 19: the place of one person in a coupling, by its id `coupling.number`; by the hash of its code; and whose it became. */
  invitation: (id: string) => {
    const [couplingId = "", number = ""] = id.split(".");
    return key(`COUPLING#${couplingId}`, `${INVITATION_OF}${number}`);
  },
  invitationCode: (hash: string) => key(`INVITATION#${hash}`, "CODE"),
  /** 22: the waiting list of a vacancy of open hiring (D4); and that somebody is on it. */
  waitingList: (vacancyId: string) => key(`VACANCY#${vacancyId}`, "WAITING-LIST"),
  waitingAt: (profileId: string, vacancyId: string) =>
    key(`PROFILE#${profileId}`, `${WAITING_AT}${vacancyId}`),
  groupLink: (couplingId: string, profileId: string) => key(`COUPLING#${couplingId}`, `LINK#${profileId}`),
  /** 15: which heads of a notice are spoken for by which couplings, as one item with a version of its own. */
  couplingLedger: (noticeId: string) => key(`NOTICE#${noticeId}`, "COUPLINGS"),
  /** 16: notices that may be coupled, by region of their groups. */
  noticeInRegion: (region: RegionCode, id: string) => key(`NOTICES#${region}#${spreadOf(id)}`, id),
  noticePartitions: (region: RegionCode): string[] =>
    Array.from({ length: SPREAD }, (_, n) => `NOTICES#${region}#${n}`),
  /** 18: a notice that waits for its embargo to end. */
  embargo: (noticeId: string) => key(`NOTICE#${noticeId}`, "EMBARGO"),
  /** 12: a proposal that is offered to another team, so that it stands in that team's inbox too. */
  handOver: (proposalId: string) => key(`PROPOSAL#${proposalId}`, "HAND-OVER"),
  /** 32: the newest figures of a region or of the country (`NL`), and those of a day. */
  figures: (of: string) => key(`FIGURES#${of}`, "NOW"),
  dayFigures: (of: string, day: string) => key(`FIGURES#${of}`, `DAY#${day}`),
  /** 21: who works for a team: when last seen (SEEN), and what the desk calls them (NAME). */
  colleague: (region: RegionCode, what: "SEEN" | "NAME", subject: string) =>
    key(`TEAM#${region}`, `${what}#${subject}`),
  /** 30: a job seeker's request that a person looks again. */
  reviewRequest: (id: string) => key(`REVIEW#${id}`, "REVIEW"),
  /** 31: a proposal of a profile that has left the open list. */
  endedProposal: (profileId: string, proposalId: string) =>
    key(`PROFILE#${profileId}`, `PROPOSAL#${proposalId}`),
  /** P4: what was answered to a request with that idempotency key. */
  idempotency: (subject: string, route: string, id: string) =>
    key(`IDEMPOTENCY#${subject}#${route}#${id}`, "ANSWER"),
  /** 7: the thing that another system knows by its own reference. */
  reference: (kind: string, owner: string, reference: string) =>
    key(`REFERENCE#${kind}#${owner}#${reference}`, "ID"),
  /** 8: what was found in the rows of an import; the rows themselves are in the persons table. */
  importFindings: (id: string, file: number, chunk: number) =>
    key(`IMPORT#${id}`, `FINDINGS#${String(file).padStart(3, "0")}#${String(chunk).padStart(5, "0")}`),
} as const;

/** Key shapes of the index `Lists`: numbers as above. */
export const lists = {
  /** 9: an employer's vacancies; a filer's notices; a party's profiles; newest last. */
  ofEmployer: (kvkNumber: string, registeredAt: string, id: string) =>
    list(`EMPLOYER#${kvkNumber}`, `${registeredAt}#${id}`),
  ofFiler: (filer: string, registeredAt: string, id: string) =>
    list(`FILER#${filer}`, `${registeredAt}#${id}`),
  ofParty: (party: string, region: string, registeredAt: string, id: string) =>
    list(`PARTY#${party}#${region}`, `${registeredAt}#${id}`),
  /** 36: people who came forward alone, for a party in a region: those that wait, and those that are settled. */
  selfRegistered: (of: SelfRegisteredList, receivedAt: string, id: string) =>
    list(selfRegisteredPartition(of), `${receivedAt}#${id}`),
  /** 10: a team's inbox, open things first by term, spread over SPREAD partitions. */
  inbox: (region: RegionCode, id: string, open: boolean, dueAt: string) =>
    list(`INBOX#${region}#${open ? "OPEN" : "ENDED"}#${spreadOf(id)}`, `${dueAt}#${id}`),
  inboxPartitions: (region: RegionCode, open: boolean): string[] =>
    Array.from({ length: SPREAD }, (_, n) => `INBOX#${region}#${open ? "OPEN" : "ENDED"}#${n}`),
  /** 14: couplings of a firm, a sector organisation or a region, newest last. */
  couplings: (listName: string, proposedAt: string, id: string) =>
    list(`COUPLINGS#${listName}`, `${proposedAt}#${id}`),
  couplingsPartition: (listName: string): string => `COUPLINGS#${listName}`,
  /** 30: requests for review in a region, by term. */
  reviews: (region: RegionCode, state: string, dueAt: string, id: string) =>
    list(`REVIEWS#${region}#${state}`, `${dueAt}#${id}`),
  /** 35: imports that wait for their work to begin, by the moment since which they were asked for. */
  queuedImports: (id: string, since: string) => list(`IMPORTS-QUEUED#${spreadOf(id)}`, `${since}#${id}`),
  queuedImportPartitions: (): string[] => Array.from({ length: SPREAD }, (_, n) => `IMPORTS-QUEUED#${n}`),
  /** 33: re-matches of a scope, newest last. */
  rematches: (scope: string, requestedAt: string, id: string) =>
    list(`REMATCHES#${scope}`, `${requestedAt}#${id}`),
  rematchesPartition: (scope: string): string => `REMATCHES#${scope}`,
  /** 17: couplings with positions on hold, by the end of the hold. */
  holds: (id: string, holdEndsAt: string) => list(`HOLDS#${spreadOf(id)}`, `${holdEndsAt}#${id}`),
  holdPartitions: (): string[] => Array.from({ length: SPREAD }, (_, n) => `HOLDS#${n}`),
  /** 23: agreed couplings by the moment at which they are brought to mind. */
  reminders: (id: string, remindAt: string) => list(`REMINDERS#${spreadOf(id)}`, `${remindAt}#${id}`),
  reminderPartitions: (): string[] => Array.from({ length: SPREAD }, (_, n) => `REMINDERS#${n}`),
  /** 18: notices under embargo, by the day it ends. */
  embargoes: (id: string, until: string) => list(`EMBARGOES#${spreadOf(id)}`, `${until}#${id}`),
  embargoPartitions: (): string[] => Array.from({ length: SPREAD }, (_, n) => `EMBARGOES#${n}`),
  /** 22: open waiting lists by the region of the work, oldest first. */
  openHiring: (region: RegionCode, openedAt: string, id: string) =>
    list(`OPEN-HIRING#${region}`, `${openedAt}#${id}`),
} as const;
/** Of which requests a list is (S7). */
type SelfRegisteredList = { readonly party: string; readonly region: string; readonly waiting: boolean };
export const selfRegisteredPartition = ({ party, region, waiting }: SelfRegisteredList): string =>
  `SELF-REGISTERED#${party}#${region}${waiting ? "" : "#SETTLED"}`;

const list = (listPk: string, listSk: string) => ({ listPk: { S: listPk }, listSk: { S: listSk } });

type QueuePlace = {
  readonly region: RegionCode;
  readonly stage: string;
  readonly id: string;
  readonly when: string;
};
/** 20: key of the index `Queue`: a team's open work, and placements to be checked, with a line of each. */
export const queuePlace = ({ region, stage, id, when }: QueuePlace) => ({
  queuePk: { S: `QUEUE#${region}#${stage}#${spreadOf(id)}` },
  queueSk: { S: `${when}#${id}` },
});
export const queuePartitions = (region: RegionCode, stage: string): string[] =>
  Array.from({ length: SPREAD }, (_, n) => `QUEUE#${region}#${stage}#${n}`);

/** 13: key of the index `Unpublished`: entries of the log whose events have not gone out. */
export const unpublished = (entry: string, at: string) => ({
  unpublishedPk: { S: `UNPUBLISHED#${spreadOf(entry.slice(0, 36))}` },
  unpublishedAt: { S: at },
});
export const unpublishedPartitions = (): string[] =>
  Array.from({ length: SPREAD }, (_, n) => `UNPUBLISHED#${n}`);
