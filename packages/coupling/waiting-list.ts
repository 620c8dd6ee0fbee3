import {
  doOnWaitingList,
  openWaitingList,
  type WaitingList,
  type WaitingListDeed,
  type WaitingListEvent,
  type WaitingListStep,
} from "#packages/brokerage/open-hiring.ts";
import { NotPossibleNow } from "#packages/domain/errors.ts";
import { openPositions, type Vacancy } from "#packages/domain/vacancy.ts";
import { MOST_ON_LIST, type OnList, type WaitingListDocument } from "#packages/store/waiting-lists.ts";
import { movePositions } from "./move-positions.ts";

/** A list after a deed, with what is told; the vacancy when somebody starts, and so fills a position. */
export type ListStep = {
  readonly document: WaitingListDocument;
  readonly events: readonly WaitingListEvent[];
  readonly vacancy?: Vacancy | undefined;
};

const isOffered = ({ status, kind }: Vacancy): boolean => status === "open" && kind === "open-hiring";

const started = ({ entries }: WaitingList): number =>
  entries.filter(({ state }) => state === "started").length;

/** The list as the vacancy now has it: positions that came free are offered, and of one that is gone it is closed. */
const inStep = (list: WaitingList, vacancy: Vacancy): WaitingListStep => {
  const offered = isOffered(vacancy);
  if (!offered && list.status === "closed") return { list, events: [] };
  if (!offered) return doOnWaitingList(list, { kind: "close" });
  const positions = openPositions(vacancy) + started(list);
  return doOnWaitingList({ ...list, status: "open" }, { kind: "set-positions", positions });
};

/** Who starts fills a position; the last one closes the vacancy, and so the list. */
const filled = (vacancy: Vacancy, at: Date): Vacancy => {
  const place = vacancy.places.find(({ open }) => open > 0);
  const next = place && movePositions(vacancy, { pc4: place.pc4, held: 0, filled: 1, over: 0 }, at);
  if (next === undefined) throw new NotPossibleNow("All positions have been filled.");
  return next;
};

const starts = (events: readonly WaitingListEvent[]): boolean =>
  events.some(({ kind }) => kind === "started");

const checkRoom = (list: WaitingList, deed: WaitingListDeed | undefined): void => {
  if (deed?.kind === "join" && list.entries.length >= MOST_ON_LIST)
    throw new NotPossibleNow(`The list has ${MOST_ON_LIST} people, and that is as many as it can have.`);
};

/** People who are on the list still, with whoever came. */
const peopleOf = (known: readonly OnList[], list: WaitingList, who: OnList | undefined): OnList[] => {
  const there = new Set<string>(list.entries.map(({ jobSeekerId }) => jobSeekerId));
  const others = known.filter(({ jobSeekerId }) => jobSeekerId !== who?.jobSeekerId);
  return [...others, ...(who === undefined ? [] : [who])].filter(({ jobSeekerId }) => there.has(jobSeekerId));
};

type Doing = {
  /** Absent: the list is only brought in step with its vacancy. */
  readonly deed?: WaitingListDeed | undefined;
  readonly who?: OnList | undefined;
  readonly at: Date;
};

type Done = WaitingListStep & { readonly vacancy?: Vacancy | undefined };

const afterDeed = (known: WaitingList, vacancy: Vacancy, { deed, at }: Pick<Doing, "deed" | "at">): Done => {
  const first = inStep(known, vacancy);
  if (deed === undefined) return first;
  checkRoom(first.list, deed);
  const second = doOnWaitingList(first.list, deed);
  const events = [...first.events, ...second.events];
  if (!starts(second.events)) return { list: second.list, events };
  const next = filled(vacancy, at);
  const last = inStep(second.list, next);
  return { list: last.list, events: [...events, ...last.events], vacancy: next };
};

/** Whether nothing became of the list that is to be written. */
const says = (before: WaitingList, { list, events }: Done): boolean =>
  events.length === 0 && before.free === list.free && before.status === list.status;

/** A vacancy of open hiring has one place. */
const regionOf = ({ id, places }: Vacancy): WaitingListDocument["region"] => {
  const [place] = places;
  if (place === undefined) throw new RangeError(`vacancy ${id} has no place`);
  return place.region;
};

/**
 * What a deed makes of a list (D4), after the list was brought in step with its vacancy. Undefined when nothing changes.
 * Throws NotOnOffer, NotPossibleNow.
 */
export const stepOfList = (
  before: WaitingListDocument | undefined,
  vacancy: Vacancy,
  { deed, who, at }: Doing,
): ListStep | undefined => {
  if (before === undefined && deed !== undefined && vacancy.kind !== "open-hiring")
    throw new NotPossibleNow("The vacancy is not one of open hiring: it has no list.");
  const done = afterDeed(before?.list ?? openWaitingList(vacancy.id, 0), vacancy, { deed, at });
  const unchanged = before === undefined ? !isOffered(vacancy) : says(before.list, done);
  if (unchanged) return undefined;
  const moment = at.toISOString();
  return {
    events: done.events,
    vacancy: done.vacancy,
    document: {
      id: vacancy.id,
      version: (before?.version ?? 0) + 1,
      region: regionOf(vacancy),
      list: done.list,
      people: peopleOf(before?.people ?? [], done.list, who),
      openedAt: before?.openedAt ?? moment,
      changedAt: moment,
    },
  };
};
