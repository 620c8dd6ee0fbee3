import type { CouplingInput } from "#packages/brokerage/couple.ts";
import type { CouplingSettings } from "#packages/brokerage/coupling-settings.ts";
import type { EarlierProposal } from "#packages/brokerage/holds.ts";
import type { Ban } from "#packages/brokerage/pairs.ts";
import { groupTerms, surplusGroupIdOf } from "#packages/brokerage/surplus.ts";
import { dayInAmsterdam } from "#packages/domain/dates.ts";
import type { VacancyId } from "#packages/domain/ids.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import type { SurplusNotice } from "#packages/domain/surplus-notice.ts";
import { openPositions, type Vacancy } from "#packages/domain/vacancy.ts";
import { isVisible } from "#packages/intake/notice-visibility.ts";
import { fingerprint } from "#packages/matching/fingerprint.ts";
import { type ProfileTerms, termsOfVacancy } from "#packages/matching/terms.ts";
import { regionsAround } from "#packages/proposing/subjects.ts";
import { type LedgerEntry, noticesIn, readLedgers, speaksFor } from "#packages/store/couplings.ts";
import { findMany } from "#packages/store/documents.ts";
import { surplusNotices } from "#packages/store/kinds.ts";
import { readManyOpenProposals } from "#packages/store/open-proposals.ts";
import type { Table } from "#packages/store/platform-table.ts";
import type { WarmDemand } from "./warm-demand.ts";

export type Gathering = {
  readonly table: Table;
  readonly demand: WarmDemand;
  readonly settings: CouplingSettings;
};

/** All that is coupled at once: the input of the solver, and the ledgers' lines it was made from. */
export type Gathered = {
  readonly input: CouplingInput;
  readonly notices: ReadonlyMap<string, SurplusNotice>;
  readonly vacancies: ReadonlyMap<string, Vacancy>;
  /** Terms by group. */
  readonly groups: ReadonlyMap<string, ProfileTerms>;
  readonly entries: readonly LedgerEntry[];
  /** Couplings in which heads of a notice are spoken for, in whatever region, by notice. */
  readonly spokenFor: ReadonlyMap<string, number>;
};

type Asked = {
  readonly regions: readonly RegionCode[];
  readonly at: Date;
  /** Vacancies at which teams' claims stood in the way: how many people they have is looked up. */
  readonly crowded: ReadonlySet<VacancyId>;
  /** Settings of the regions, by which their groups are coupled. */
  readonly byRegion: ReadonlyMap<RegionCode, CouplingSettings>;
};

/** The notice with its groups of these regions alone; undefined when nobody may know of it, or none is there. */
const within = (notice: SurplusNotice, { regions, at }: Asked): SurplusNotice | undefined => {
  const groups = notice.groups.filter(({ region }) => regions.includes(region));
  return isVisible(notice, at) && groups.length > 0 ? { ...notice, groups } : undefined;
};

const placeOf = (vacancies: ReadonlyMap<string, Vacancy>, { vacancyId, pc4 }: LedgerEntry): number =>
  vacancies.get(vacancyId)?.places.findIndex((place) => place.pc4 === pc4) ?? -1;

/** What was proposed before. Positions of a place that is no longer there are not held: only the heads count. */
const earlierOf = (
  entries: readonly LedgerEntry[],
  vacancies: ReadonlyMap<string, Vacancy>,
): EarlierProposal[] =>
  entries
    .filter(({ heads }) => heads > 0)
    .map((entry) => {
      const place = placeOf(vacancies, entry);
      return {
        groupId: entry.surplusId,
        vacancyId: entry.vacancyId,
        place: Math.max(0, place),
        people: entry.heads,
        held: place < 0 ? 0 : entry.held,
        standing: entry.takenUp || !entry.live,
      };
    });

/** As fingerprints see a vacancy: what is asked, however many positions are open. */
export const materialTerms = (vacancy: Vacancy) =>
  termsOfVacancy({
    ...vacancy,
    status: "open",
    places: vacancy.places.map((place) => ({ ...place, open: Math.max(1, place.open) })),
  });

/** Pairs that were turned down or ran out, as long as both sides are what they were then. */
const bansOf = (
  entries: readonly LedgerEntry[],
  { vacancies, groups }: Pick<Gathered, "vacancies" | "groups">,
): Ban[] =>
  entries.flatMap(({ surplusId, vacancyId, settled }): Ban[] => {
    const [vacancy, group] = [vacancies.get(vacancyId), groups.get(surplusId)];
    if (settled === undefined || vacancy === undefined || group === undefined) return [];
    const terms = materialTerms(vacancy);
    return terms !== undefined && fingerprint(terms, group) === settled
      ? [{ kind: "pair", groupId: surplusId, vacancyId }]
      : [];
  });

const returnedTo = (vacancyId: VacancyId, entries: readonly LedgerEntry[]): number =>
  entries
    .filter((entry) => entry.vacancyId === vacancyId && entry.live && !entry.takenUp)
    .reduce((sum, { held }) => sum + held, 0);

/** Positions of a crowded vacancy that couplings may have: what is open less the people whom teams have for it. */
const totalsOf = async (
  table: Table,
  crowded: ReadonlySet<VacancyId>,
  { vacancies, entries }: Pick<Gathered, "vacancies" | "entries">,
): Promise<Map<VacancyId, number>> => {
  const lists = await readManyOpenProposals(table, "VACANCY", [...crowded]);
  const totals = new Map<VacancyId, number>();
  for (const id of crowded) {
    const vacancy = vacancies.get(id);
    if (vacancy === undefined) continue;
    const standing = lists.get(id)?.entries.filter((entry) => entry.standing).length ?? 0;
    totals.set(id, Math.max(0, openPositions(vacancy) + returnedTo(id, entries) - standing));
  }
  return totals;
};

const groupsOf = (notices: readonly SurplusNotice[]): Map<string, ProfileTerms> =>
  new Map(
    notices.flatMap((notice) =>
      notice.groups.map((group) => [surplusGroupIdOf(notice.id, group.groupKey), groupTerms(notice, group)]),
    ),
  );

/** Reads all notices with groups in these regions, their ledgers, and the demand within reach of the groups. */
export const gather = async (
  { table, demand, settings }: Gathering,
  asked: Asked,
): Promise<Gathered | undefined> => {
  const found = await findMany(table, surplusNotices, await noticesIn(table, asked.regions));
  const notices = found.flatMap((one) => (one === undefined ? [] : (within(one, asked) ?? [])));
  if (notices.length === 0) return undefined;
  const groups = groupsOf(notices);
  const ledgers = await readLedgers(
    table,
    notices.map(({ id }) => id),
  );
  const entries = ledgers
    .flatMap(({ entries: lines }) => lines)
    .filter(({ surplusId }) => groups.has(surplusId));
  const reach = [...new Set([...groups.values()].flatMap(regionsAround))];
  const others = [...new Set(entries.map(({ vacancyId }) => vacancyId))];
  const read = await demand.read({ regions: reach, asOf: asked.at }, others);
  const vacancies = new Map(read.map((vacancy) => [vacancy.id, vacancy]));
  return {
    input: {
      today: dayInAmsterdam(asked.at),
      notices,
      vacancies: read,
      earlier: earlierOf(entries, vacancies),
      bans: bansOf(entries, { vacancies, groups }),
      settings,
      byRegion: asked.byRegion,
      totals: await totalsOf(table, asked.crowded, { vacancies, entries }),
    },
    notices: new Map(notices.map((notice) => [notice.id, notice])),
    vacancies,
    groups,
    entries,
    spokenFor: new Map(
      notices.map(({ id }, index) => [id, ledgers[index]?.entries.filter(speaksFor).length ?? 0]),
    ),
  };
};
