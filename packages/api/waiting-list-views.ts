import type { WaitingListEntry } from "#packages/brokerage/open-hiring.ts";
import type { Vacancy } from "#packages/domain/vacancy.ts";
import type { OnList, WaitingListDocument } from "#packages/store/waiting-lists.ts";
import type { WaitingListView, WaitingPlaceView } from "./routes/open-hiring-views.ts";

export const listView = ({ id, list }: WaitingListDocument): WaitingListView => {
  const count = (is: (entry: WaitingListEntry) => boolean): number => list.entries.filter(is).length;
  return {
    vacancyId: id,
    status: list.status,
    waiting: count(({ state }) => state === "waiting"),
    offered: count(({ state }) => state === "offered"),
    started: count(({ state }) => state === "started"),
    free: list.free,
    withLifeCoach: count(({ lifeCoach }) => lifeCoach === "accepted"),
  };
};

export const openHiringView = (document: WaitingListDocument, vacancy: Vacancy) => ({
  ...listView(document),
  title: vacancy.title,
  employerName: vacancy.employer.name,
  region: document.region,
  pc4: vacancy.places[0]?.pc4 ?? "",
  hoursPerWeek: vacancy.hoursPerWeek,
  startDate: vacancy.startDate,
});

/** Somebody's own place; of others only how many they are. */
export const placeView = (
  { id, list }: WaitingListDocument,
  { profileId, jobSeekerId }: Pick<OnList, "profileId" | "jobSeekerId">,
): WaitingPlaceView => {
  const own = list.entries.find((entry) => entry.jobSeekerId === jobSeekerId);
  const earlier = list.entries.filter(
    ({ state, arrival }) => state === "waiting" && own !== undefined && arrival < own.arrival,
  );
  return {
    vacancyId: id,
    profileId,
    state: own?.state ?? "not-on-list",
    before: own?.state === "waiting" ? earlier.length : 0,
    lifeCoach: own?.lifeCoach ?? "not-offered",
  };
};
