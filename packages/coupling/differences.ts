import type { BrokerageProposal, Coupling } from "#packages/brokerage/couple.ts";
import { couplingIdOf } from "#packages/domain/coupling.ts";
import type { RegionSettings } from "#packages/domain/settings.ts";
import type { Vacancy } from "#packages/domain/vacancy.ts";
import { dueAfterWorkingDays } from "#packages/domain/working-days.ts";
import { assess } from "#packages/matching/assess.ts";
import { changedSide, fingerprint } from "#packages/matching/fingerprint.ts";
import type { VacancyTerms } from "#packages/matching/terms.ts";
import type { World } from "#packages/matching/world.ts";
import { basisOf, fingerprintIn, type LedgerEntry, MOST_SPOKEN_FOR } from "#packages/store/couplings.ts";
import type { Draft, Found } from "./coupling-steps.ts";
import { type Gathered, materialTerms } from "./gather.ts";

type Fresh = Omit<Draft, "id" | "holdEndsAt">;
type Ending = {
  readonly kind: "end";
  readonly entry: LedgerEntry;
  readonly because: "better-coupling" | "vacancy-withdrawn" | "vacancy-changed" | "notice-changed";
};

/** What a coupling anew wants to be different. Only what nobody has answered is ever touched. */
export type Difference =
  | Ending
  | { readonly kind: "revise"; readonly entry: LedgerEntry; readonly found: Fresh }
  | { readonly kind: "propose"; readonly draft: Fresh };

type Pair = Pick<Draft, "surplusId" | "vacancyId" | "pc4">;
const keyOf = ({ surplusId, vacancyId, pc4 }: Pair): string => `${surplusId} ${vacancyId} ${pc4}`;

/** A coupling as it was solved, in which world, with the terms of each place by vacancy and place. */
type Result = { readonly solved: Coupling; readonly world: World };
type Indexed = Result & { readonly placeTerms: ReadonlyMap<string, VacancyTerms> };

/** The version of the settings by which a group was coupled: those of its region. */
const settingsVersionOf = (
  { noticeId, groupKey }: BrokerageProposal,
  { notices, input: { byRegion } }: Gathered,
): number | undefined => {
  const group = notices.get(noticeId)?.groups.find((one) => one.groupKey === groupKey);
  return group === undefined ? undefined : byRegion?.get(group.region)?.version;
};

/** Why firms suit each other, place by place: the explanation of matching for this place alone. */
const foundFor = (
  proposal: BrokerageProposal,
  vacancy: Vacancy,
  gathered: Gathered,
  { solved, world, placeTerms }: Indexed,
): Found | undefined => {
  const group = gathered.groups.get(proposal.groupId);
  const terms = placeTerms.get(`${vacancy.id} ${proposal.place}`);
  const whole = materialTerms(vacancy);
  if (group === undefined || terms === undefined || whole === undefined) return undefined;
  const assessment = assess(terms, group, world);
  if (assessment.kind === "no-match") return undefined;
  return {
    people: proposal.people,
    points: proposal.points,
    settingsVersion: settingsVersionOf(proposal, gathered) ?? solved.settingsVersion,
    explanation: { ...assessment.explanation, place: proposal.place },
    fingerprint: fingerprint(whole, group),
  };
};

const draftFor = (
  proposal: BrokerageProposal,
  vacancy: Vacancy,
  found: Found,
  { notices }: Gathered,
): Fresh | undefined => {
  const notice = notices.get(proposal.noticeId);
  const group = notice?.groups.find(({ groupKey }) => groupKey === proposal.groupKey);
  const place = vacancy.places[proposal.place];
  if (notice === undefined || group === undefined || place === undefined) return undefined;
  return {
    ...found,
    noticeId: notice.id,
    groupKey: group.groupKey,
    surplusId: proposal.groupId,
    vacancyId: vacancy.id,
    pc4: place.pc4,
    fromFirm: notice.employer.kvkNumber,
    ...(notice.filer.role === "sector-organisation" ? { filedBy: notice.filer.sector } : {}),
    toFirm: vacancy.employer.kvkNumber,
    fromRegion: group.region,
    toRegion: place.region,
  };
};

/** A draft by the pair it is for, as far as its sides are still there. */
const draftsOf = (gathered: Gathered, result: Indexed): Map<string, Fresh> => {
  const drafts = result.solved.proposals.flatMap((proposal) => {
    const vacancy = gathered.vacancies.get(proposal.vacancyId);
    const found = vacancy && foundFor(proposal, vacancy, gathered, result);
    return vacancy === undefined || found === undefined
      ? []
      : (draftFor(proposal, vacancy, found, gathered) ?? []);
  });
  return new Map(drafts.map((draft) => [keyOf(draft), draft]));
};

/**
 * Why a proposal is not wanted any more: the vacancy is gone, a side asks or offers something else than it did, or others
 * are better.
 */
const whyEnded = ({ vacancies, groups }: Gathered, { vacancyId, surplusId, basis }: LedgerEntry) => {
  const [vacancy, group] = [vacancies.get(vacancyId), groups.get(surplusId)];
  if (vacancy?.status !== "open") return "vacancy-withdrawn";
  const terms = materialTerms(vacancy);
  if (terms === undefined || group === undefined || basis === undefined) return "better-coupling";
  const changed = changedSide(fingerprintIn(basis), fingerprint(terms, group));
  return changed === undefined ? "better-coupling" : (`${changed}-changed` as const);
};

const worth = ({ points, people }: Found): number => points * people;

/**
 * New proposals as far as their notices have room for them (`MOST_SPOKEN_FOR`), those worth most first. The others are left
 * to matching, and come when there is room: a notice of very many heads is proposed in turns.
 */
const fitting = (
  drafts: readonly Fresh[],
  { spokenFor }: Gathered,
  ends: readonly Ending[],
): Difference[] => {
  const room = new Map([...spokenFor].map(([id, lines]) => [id, MOST_SPOKEN_FOR - lines]));
  const noticeOf = new Map(drafts.map(({ surplusId, noticeId }) => [surplusId, noticeId]));
  for (const { entry } of ends) {
    const id = noticeOf.get(entry.surplusId);
    if (id !== undefined) room.set(id, (room.get(id) ?? 0) + 1);
  }
  return drafts
    .toSorted((a, b) => worth(b) - worth(a) || Number(keyOf(a) > keyOf(b)) - Number(keyOf(a) < keyOf(b)))
    .flatMap((draft): Difference[] => {
      const left = room.get(draft.noticeId) ?? 0;
      room.set(draft.noticeId, left - 1);
      return left > 0 ? [{ kind: "propose", draft }] : [];
    });
};

/**
 * What is different from what was proposed before: endings first, then numbers that become smaller or
 * rest on something else, then those that grow, then what is new. So nothing is ever held twice on the way.
 */
export const differences = (gathered: Gathered, result: Result): Difference[] => {
  const placeTerms = new Map(
    result.solved.pairs.places.map(({ vacancyId, place, terms }) => [`${vacancyId} ${place}`, terms]),
  );
  const wanted = draftsOf(gathered, { ...result, placeTerms });
  const undecided = gathered.entries.filter(({ live, takenUp }) => live && !takenUp);
  const [ends, less, more]: [Ending[], Difference[], Difference[]] = [[], [], []];
  for (const entry of undecided) {
    const draft = wanted.get(keyOf(entry));
    wanted.delete(keyOf(entry));
    if (draft === undefined) ends.push({ kind: "end", entry, because: whyEnded(gathered, entry) });
    else if (draft.people > entry.heads) more.push({ kind: "revise", entry, found: draft });
    else if (draft.people < entry.heads || basisOf(draft) !== entry.basis)
      less.push({ kind: "revise", entry, found: draft });
  }
  const fresh = fitting([...wanted.values()], gathered, ends);
  return [...ends, ...less, ...more, ...fresh];
};

/** Working days that positions are held unless the region of the work has set another number (B1). */
export const HOLD_WORKING_DAYS = 5;

/** The draft with its id, which no earlier coupling of the pair has, and the end of its hold. */
export const settleDraft = (
  draft: Fresh,
  turn: number,
  at: Date,
  { holdInWorkingDays = HOLD_WORKING_DAYS }: Pick<RegionSettings, "holdInWorkingDays">,
): Draft => ({
  ...draft,
  id: couplingIdOf(draft, turn),
  holdEndsAt: dueAfterWorkingDays(at, holdInWorkingDays).toISOString(),
});
