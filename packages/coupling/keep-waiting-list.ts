import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { PlatformEvent } from "#events/index.ts";
import { WaitingListChangedV1 } from "#events/waiting-list-changed.v1.ts";
import type { WaitingListDeed, WaitingListEvent } from "#packages/brokerage/open-hiring.ts";
import { NotFound, TooBusy } from "#packages/domain/errors.ts";
import type { MarketProfileId, VacancyId } from "#packages/domain/ids.ts";
import type { MarketProfile } from "#packages/domain/market-profile.ts";
import { stableUuid } from "#packages/domain/stable-uuid.ts";
import type { Vacancy } from "#packages/domain/vacancy.ts";
import { checkThere, nextOf } from "#packages/intake/change-profile.ts";
import { toldOfProfile } from "#packages/intake/profile-facts.ts";
import { toldOf, toldWithdrawn } from "#packages/intake/vacancy-facts.ts";
import { find, put } from "#packages/store/documents.ts";
import { keys } from "#packages/store/keys.ts";
import { marketProfiles, vacancies } from "#packages/store/kinds.ts";
import { logChange } from "#packages/store/log-entries.ts";
import { ConditionFailed, commit, type Table } from "#packages/store/platform-table.ts";
import {
  listsOfPerson,
  type OnList,
  putOnList,
  takeOffList,
  type WaitingListDocument,
  waitingLists,
} from "#packages/store/waiting-lists.ts";
import { placedProfileWrites } from "#packages/store/write-profile.ts";
import { positionWrites } from "#packages/store/write-vacancy.ts";
import { stillAt } from "./still-at.ts";
import { type ListStep, stepOfList } from "./waiting-list.ts";

type Keeper = { readonly table: Table; readonly now: () => Date };
type Origin = { readonly traceparent?: string | undefined };

const WHATS = {
  joined: "joined",
  left: "left",
  offered: "offered",
  "offer-withdrawn": "offer-withdrawn",
  released: "released",
  started: "started",
} as const;

const whatOf = (event: WaitingListEvent) => {
  if (event.kind !== "life-coach-answered") return WHATS[event.kind];
  return event.accepted ? ("life-coach-accepted" as const) : ("life-coach-declined" as const);
};

/** What is told of a step; of somebody who joined and was offered the work at once, both. */
const toldOfStep = (
  { document, events }: ListStep,
  people: readonly OnList[],
  { at, traceparent }: Origin & { readonly at: Date },
): PlatformEvent[] =>
  events.flatMap((event) => {
    const who = people.find(({ jobSeekerId }) => jobSeekerId === event.jobSeekerId);
    if (who === undefined) return [];
    const what = whatOf(event);
    const { id: vacancyId, version } = document;
    return [
      WaitingListChangedV1.make(
        {
          vacancyId,
          version,
          ...who,
          what,
          ...(event.kind === "started" ? { lifeCoachOffered: event.lifeCoachOffered } : {}),
        },
        {
          subject: vacancyId,
          at,
          idFrom: [vacancyId, String(version), who.jobSeekerId, what],
          dataref: `/v1/vacancies/${vacancyId}/waiting-list/${who.profileId}`,
          traceparent,
        },
      ),
    ];
  });

/** Events in one entry of the log: an item of the table has room for so many. */
const EVENTS_AN_ENTRY = 100;

const logOf = (
  table: Table,
  { id, version, region }: WaitingListDocument,
  events: readonly PlatformEvent[],
  at: Date,
): TransactWriteItem[] =>
  Array.from({ length: Math.ceil(events.length / EVENTS_AN_ENTRY) }, (_, part) =>
    logChange(table, {
      kind: "OTHER",
      scopes: [region],
      id: stableUuid("waiting-list", id, String(version), String(part)),
      version,
      at,
      events: events.slice(part * EVENTS_AN_ENTRY, (part + 1) * EVENTS_AN_ENTRY),
    }),
  ).flat();

const toldOfVacancy = (vacancy: Vacancy, origin: Origin & { readonly now: Date }): PlatformEvent =>
  vacancy.status === "closed"
    ? toldWithdrawn(vacancy, "all-positions-filled", origin)
    : toldOf(vacancy, origin);

/** D4: who took the work is no longer looked for; support goes on where the person lives. */
const placedWrites = (
  table: Table,
  before: MarketProfile,
  origin: Origin & { readonly now: Date },
): TransactWriteItem[] => {
  if (before.status !== "active" && before.status !== "paused")
    return [stillAt(table, keys.profile(before.id), before.version)];
  const profile = nextOf(before, { status: "placed" }, origin);
  return placedProfileWrites(table, { profile, before, events: [toldOfProfile(profile, origin)] });
};

type About = {
  readonly before: WaitingListDocument | undefined;
  readonly vacancy: Vacancy;
  readonly profile?: MarketProfile | undefined;
  readonly who?: OnList | undefined;
  readonly deed?: WaitingListDeed | undefined;
};

const onListOf = ({ id, jobSeekerId, region }: MarketProfile): OnList => ({
  profileId: id,
  jobSeekerId,
  region,
});

const personWrites = (
  table: Table,
  { profile, who, deed, vacancy }: About,
  step: ListStep,
  origin: Origin & { readonly now: Date },
): TransactWriteItem[] => {
  if (who === undefined || deed === undefined) return [];
  if (deed.kind === "leave") return [takeOffList(table, who, vacancy.id)];
  if (profile === undefined) return [];
  if (deed.kind === "join")
    return [putOnList(table, who, vacancy.id), stillAt(table, keys.profile(profile.id), profile.version)];
  return step.vacancy === undefined ? [] : placedWrites(table, profile, origin);
};

const writesOf = (table: Table, about: About, step: ListStep, { at, traceparent }: Origin & { at: Date }) => {
  const { vacancy, before, who } = about;
  const origin = { now: at, traceparent };
  const people = [...(before?.people ?? []), ...(who === undefined ? [] : [who])];
  return [
    put(table, waitingLists, step.document),
    ...(step.vacancy === undefined
      ? [stillAt(table, keys.vacancy(vacancy.id), vacancy.version)]
      : positionWrites(table, step.vacancy, [toldOfVacancy(step.vacancy, origin)])),
    ...personWrites(table, about, step, origin),
    ...logOf(table, step.document, toldOfStep(step, people, { at, traceparent }), at),
  ];
};

const TRIES = 14;
const pause = (count: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(400, 10 * 2 ** count)));

/** Takes somebody off the list. */
export const leaving = ({ jobSeekerId }: OnList): WaitingListDeed => ({ kind: "leave", jobSeekerId });

/** Puts somebody on the list, at its end. */
export const joining = ({ jobSeekerId }: OnList): WaitingListDeed => ({ kind: "join", jobSeekerId });

/** Somebody takes the work that is offered to them. */
export const taking = ({ jobSeekerId }: OnList): WaitingListDeed => ({ kind: "start", jobSeekerId });

type Wanted = {
  readonly vacancyId: VacancyId;
  readonly profileId?: MarketProfileId | undefined;
  /** What is done by, or for, the person on the list. */
  readonly deedOf?: ((who: OnList) => WaitingListDeed) | undefined;
  /** Somebody on the list whose profile need not be there any more. */
  readonly known?: OnList | undefined;
};
export type Kept = { readonly document: WaitingListDocument; readonly vacancy: Vacancy };

const read = async ({ table }: Keeper, { vacancyId, profileId, deedOf, known }: Wanted): Promise<About> => {
  const [vacancy, before, profile] = await Promise.all([
    find(table, vacancies, vacancyId),
    find(table, waitingLists, vacancyId),
    profileId === undefined ? undefined : find(table, marketProfiles, profileId),
  ]);
  if (vacancy === undefined) throw new NotFound(`vacancy ${vacancyId}`);
  if (profileId !== undefined && profile === undefined) throw new NotFound(`profile ${profileId}`);
  if (profile !== undefined && deedOf !== undefined) checkThere(profile);
  const who = profile === undefined ? known : onListOf(profile);
  return { before, vacancy, profile, who, deed: who && deedOf?.(who) };
};

const attempt = async (
  keeper: Keeper,
  wanted: Wanted,
  origin: Origin,
): Promise<Kept | "stale" | undefined> => {
  const { table, now } = keeper;
  const about = await read(keeper, wanted);
  const { before, vacancy, who, deed } = about;
  const at = now();
  const step = stepOfList(before, vacancy, { deed, who, at });
  if (step === undefined) return before && { document: before, vacancy };
  try {
    await commit(table.client, writesOf(table, about, step, { at, ...origin }));
    return { document: step.document, vacancy: step.vacancy ?? vacancy };
  } catch (error) {
    if (error instanceof ConditionFailed) return "stale";
    throw error;
  }
};

/**
 * Brings the list of a vacancy in step with its vacancy and does a deed on it, in one transaction with all it touches:
 * list, vacancy, profile, what is told. Of deeds at the same moment one is first, and the others see what it did.
 * Undefined when the vacancy never had a list, and needs none. Throws NotOnOffer, NotPossibleNow, NotFound, TooBusy.
 */
export const keepWaitingList = async (
  keeper: Keeper,
  wanted: Wanted,
  origin: Origin = {},
): Promise<Kept | undefined> => {
  for (let count = 0; count < TRIES; count += 1) {
    const kept = await attempt(keeper, wanted, origin);
    if (kept !== "stale") return kept;
    await pause(count);
  }
  throw new TooBusy("the waiting list is being written by others");
};

/** Somebody whose profile is withdrawn is taken off every list; whoever waits longest gets what was offered. */
export const leaveAllLists = async (
  keeper: Keeper,
  profileId: MarketProfileId,
  origin: Origin = {},
): Promise<void> => {
  for (const vacancyId of await listsOfPerson(keeper.table, profileId)) {
    const document = await find(keeper.table, waitingLists, vacancyId);
    const known = document?.people.find((one) => one.profileId === profileId);
    if (known !== undefined) await keepWaitingList(keeper, { vacancyId, known, deedOf: leaving }, origin);
  }
};
