import * as z from "zod";
import type { Actor } from "#packages/domain/actor.ts";
import { addDays, dayInAmsterdam } from "#packages/domain/dates.ts";
import type { QueueLine } from "#packages/domain/queue-line.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import type { Vacancy } from "#packages/domain/vacancy.ts";

/**
 * Lists of a team's work. `handed-over`: what another team offers, and what is offered to another team. `checks`:
 * placements of which it is time to ask whether the person stayed.
 */
export const WORK_LISTS = ["mine", "unassigned", "all", "handed-over", "checks"] as const;
export const WorkList = z.enum(WORK_LISTS);
export type WorkList = z.infer<typeof WorkList>;

/** `oldest`: longest there first. `term`: what is due first. */
export const WORK_SORTS = ["oldest", "term", "score", "distance"] as const;
export const WorkSort = z.enum(WORK_SORTS);
export type WorkSort = z.infer<typeof WorkSort>;

/** What is asked of a queue; each filter that is there must hold. */
export type WorkFilters = {
  readonly list: WorkList;
  readonly state?: string | undefined;
  readonly kind?: QueueLine["kind"] | undefined;
  /** Words of the title or the employer's name, without regard to case and accents. */
  readonly text?: string | undefined;
  readonly occupation?: string | undefined;
  readonly maximumKm?: number | undefined;
  readonly minimumScore?: number | undefined;
  readonly minimumAgeDays?: number | undefined;
  readonly term?: "late" | "soon" | undefined;
  /** Subject of who has it. */
  readonly assignee?: string | undefined;
};

/** Whose queue it is, who looks at it, and when. */
export type Looking = { readonly region: RegionCode; readonly actor: Actor; readonly now: Date };

/** A term that ends today or in the next so many days is near. */
const SOON_DAYS = 2;

const isToCheck = (line: QueueLine, now: Date): boolean =>
  line.kind === "person" &&
  line.state === "placed" &&
  line.checkDueDate !== undefined &&
  line.checkDueDate <= dayInAmsterdam(now);

const isHandedOver = (line: QueueLine): boolean => line.kind === "person" && line.handOver !== undefined;
/** Somebody of the team has it; of a coupling the team may also have answered without. */
const isClaimed = (line: QueueLine): boolean =>
  line.claimedBy !== undefined || (line.kind === "coupling" && line.teamAnswered);

/** Open work of the region's own; an offer is the other team's until this one accepts it. */
const isOwnWork = (line: QueueLine, { region }: Looking): boolean =>
  line.state !== "placed" && line.region === region;

const IN_LIST: Readonly<Record<WorkList, (line: QueueLine, looking: Looking) => boolean>> = {
  mine: (line, looking) => isOwnWork(line, looking) && line.claimedBy === looking.actor.subject,
  unassigned: (line, looking) => isOwnWork(line, looking) && !isClaimed(line) && !isHandedOver(line),
  all: isOwnWork,
  "handed-over": (line) => line.state !== "placed" && isHandedOver(line),
  checks: (line, { now }) => isToCheck(line, now),
};

/** Whether a line stands in that list of the queue. */
export const isInList = (line: QueueLine, list: WorkList, looking: Looking): boolean =>
  IN_LIST[list](line, looking);

/** How much each list holds. */
export const countLists = (lines: readonly QueueLine[], looking: Looking): Record<WorkList, number> => {
  const counts = { mine: 0, unassigned: 0, all: 0, "handed-over": 0, checks: 0 };
  for (const line of lines)
    for (const list of WORK_LISTS) if (isInList(line, list, looking)) counts[list] += 1;
  return counts;
};

/** The day on which a line's term ends; undefined for what has none. */
const termDayOf = (line: QueueLine): string | undefined => {
  if (line.dueAt !== undefined) return dayInAmsterdam(new Date(line.dueAt));
  return line.kind === "person" ? line.checkDueDate : undefined;
};

/** Whether the term has passed: a moment of an open line, the day itself of a check. */
export const isLate = (line: QueueLine, now: Date): boolean => {
  if (line.dueAt !== undefined) return Date.parse(line.dueAt) < now.getTime();
  return line.kind === "person" && (line.checkDueDate ?? "9999") < dayInAmsterdam(now);
};

const isSoon = (line: QueueLine, now: Date): boolean => {
  const day = termDayOf(line);
  return day !== undefined && !isLate(line, now) && day <= addDays(dayInAmsterdam(now), SOON_DAYS);
};

type Filter = (line: QueueLine, filters: WorkFilters, looking: Looking) => boolean;
const HECTOMETRES = 10;

/** Filters that need nothing but the line. One that is not asked lets everything through. */
const FILTERS: readonly Filter[] = [
  (line, { list }, looking) => isInList(line, list, looking),
  (line, { state }) => state === undefined || line.state === state,
  (line, { kind }) => kind === undefined || line.kind === kind,
  (line, { maximumKm }) => maximumKm === undefined || line.distanceHm <= maximumKm * HECTOMETRES,
  (line, { minimumScore }) => line.score >= (minimumScore ?? 0),
  (line, { minimumAgeDays }, { now }) =>
    minimumAgeDays === undefined ||
    dayInAmsterdam(new Date(line.proposedAt)) <= addDays(dayInAmsterdam(now), -minimumAgeDays),
  (line, { term }, { now }) =>
    term === undefined || (term === "late" ? isLate(line, now) : isSoon(line, now)),
  (line, { assignee }) => assignee === undefined || line.claimedBy === assignee,
];

export const passesFilters: Filter = (line, filters, looking) =>
  FILTERS.every((filter) => filter(line, filters, looking));

/** Whether filters look at the vacancy too, so that vacancies have to be read. */
export const asksVacancies = ({ text, occupation }: WorkFilters): boolean =>
  text !== undefined || occupation !== undefined;

const plain = (text: string): string => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();

/** Whether the vacancy of a line is one that is asked for. A vacancy that is no longer there is not. */
export const passesVacancy = (
  vacancy: Pick<Vacancy, "title" | "employer" | "occupation"> | undefined,
  { text, occupation }: WorkFilters,
): boolean => {
  if (vacancy === undefined) return false;
  if (occupation !== undefined && vacancy.occupation !== occupation) return false;
  const words = plain(text ?? "").split(/\s+/u);
  const told = plain(`${vacancy.title} ${vacancy.employer.name}`);
  return words.every((word) => told.includes(word));
};

const padded = (value: number): string => String(value).padStart(7, "0");
const MOST_POINTS = 1_000_000;
const NO_TERM = "9999";

const SORT_KEYS: Readonly<Record<WorkSort, (line: QueueLine) => string>> = {
  oldest: ({ proposedAt }) => proposedAt,
  term: (line) => line.dueAt ?? (line.kind === "person" ? line.checkDueDate : undefined) ?? NO_TERM,
  score: ({ score }) => padded(MOST_POINTS - score),
  distance: ({ distanceHm }) => padded(distanceHm),
};

/** Where a line stands in an order: text that sorts as the order does, ties by id. */
export const orderOf = (
  line: QueueLine,
  sort: WorkSort,
): { readonly after: string; readonly id: string } => ({
  after: SORT_KEYS[sort](line),
  id: line.id,
});

type Order = ReturnType<typeof orderOf>;
const comesAfter = (a: Order, b: Order): boolean => a.after > b.after || (a.after === b.after && a.id > b.id);

/** The lines behind a position, in order. */
export const inOrder = (lines: readonly QueueLine[], sort: WorkSort, from?: Order): QueueLine[] =>
  lines
    .map((line) => ({ line, order: orderOf(line, sort) }))
    .filter(({ order }) => from === undefined || comesAfter(order, from))
    .sort((a, b) => (comesAfter(a.order, b.order) ? 1 : -1))
    .map(({ line }) => line);

/** When a line came onto the queue: proposed, or offered by another team. */
const cameAt = (line: QueueLine, { region }: Looking): string =>
  line.kind === "person" && line.handOver?.to === region ? line.handOver.at : line.proposedAt;

/** How many of these came after that moment. */
export const countNew = (lines: readonly QueueLine[], since: Date, looking: Looking): number =>
  lines.filter((line) => Date.parse(cameAt(line, looking)) > since.getTime()).length;
