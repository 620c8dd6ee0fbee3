import { TooBusy } from "#packages/domain/errors.ts";
import type { ProposalId } from "#packages/domain/ids.ts";
import type { EndReason } from "#packages/domain/proposal.ts";
import { REGIONS, type RegionCode } from "#packages/domain/regions.ts";
import { type AllSettings, settingsOf } from "#packages/domain/settings.ts";
import { allot, type Candidate, type Change, endAll, type Step } from "#packages/matching/allot.ts";
import {
  candidatesOfProfile,
  candidatesOfVacancy,
  type ExplainedCandidate,
} from "#packages/matching/candidates.ts";
import { capOfPerson, capOfVacancy, type OpenList, type Subject } from "#packages/matching/open-list.ts";
import {
  openPositionsOf,
  termsOfProfile,
  termsOfVacancy,
  type VacancyTerms,
} from "#packages/matching/terms.ts";
import type { World } from "#packages/matching/world.ts";
import { find } from "#packages/store/documents.ts";
import type { Side } from "#packages/store/keys.ts";
import { marketProfiles, vacancies } from "#packages/store/kinds.ts";
import { type OpenEntry, type OpenProposals, readManyOpenProposals } from "#packages/store/open-proposals.ts";
import { ConditionFailed, type Table } from "#packages/store/platform-table.ts";
import { readSettings } from "#packages/store/settings-store.ts";
import type { PairChange } from "./pair-changes.ts";
import { regionsAround, regionsFor, whyProfileEnds, whyVacancyEnds } from "./subjects.ts";
import type { WarmProfiles, WarmVacancies } from "./warm-shards.ts";
import { type OpenLists, type WriteContext, writePairs } from "./write-pairs.ts";

export type Matcher = {
  readonly table: Table;
  readonly world: World;
  readonly profiles: WarmProfiles;
  readonly vacancies: WarmVacancies;
  readonly now: () => Date;
};

/** An open entry that is not looked at in this pass: it stays as it is, and takes its room. */
type Kept = Candidate & { readonly kept: true };
type Considered = ExplainedCandidate | Kept;
type Decided = { readonly steps: readonly Step<Considered>[]; readonly lists: OpenLists };
type Asked = { readonly lists: OpenLists; readonly settings: AllSettings };

const SIDE = { vacancy: "VACANCY", profile: "PROFILE" } as const satisfies Record<Subject["kind"], Side>;
const OTHER = { vacancy: "PROFILE", profile: "VACANCY" } as const satisfies Record<Subject["kind"], Side>;

const capOf = (candidate: Considered, side: Side, settings: AllSettings): number => {
  if ("kept" in candidate) return 0;
  return side === "PROFILE"
    ? capOfPerson(settingsOf(settings, candidate.profile.region))
    : capOfVacancyTerms(candidate.vacancy, settings);
};

/** The settings of the region of the work, of the first place where there are several. */
const capOfVacancyTerms = (vacancy: VacancyTerms, settings: AllSettings): number => {
  const region = vacancy.places[0]?.region;
  return region === undefined ? 0 : capOfVacancy(openPositionsOf(vacancy), settingsOf(settings, region));
};

/** Reads the lists that are asked for into `lists`. */
const readInto = async (
  table: Table,
  lists: OpenLists,
  side: Side,
  ids: readonly string[],
): Promise<void> => {
  const unread = ids.filter((id) => !lists[side].has(id));
  if (unread.length === 0) return;
  for (const [id, list] of await readManyOpenProposals(table, side, unread)) lists[side].set(id, list);
};

const settledOf = ({ rejected }: OpenProposals): Map<ProposalId, string> =>
  new Map(rejected.map(({ proposalId, fingerprint }) => [proposalId, fingerprint]));

type Own = { readonly list: OpenProposals; readonly cap: number; readonly changed: EndReasonOfChange };
type EndReasonOfChange = "vacancy-changed" | "profile-changed";

/** Asks the allotment again and again, with the lists that it needs, until it has decided. */
const decide = async (
  { table }: Matcher,
  subject: Subject,
  { list, cap, changed }: Own,
  { candidates, lists, settings }: Asked & { readonly candidates: readonly Considered[] },
): Promise<readonly Step<Considered>[]> => {
  const other = OTHER[subject.kind];
  const idOf = ({ vacancyId, profileId }: Considered) => (other === "PROFILE" ? profileId : vacancyId);
  const caps = new Map<string, number>(
    candidates.map((candidate) => [idOf(candidate), capOf(candidate, other, settings)]),
  );
  for (;;) {
    const counterparts = new Map<string, OpenList>();
    for (const [id, { entries }] of lists[other]) counterparts.set(id, { cap: caps.get(id) ?? 0, entries });
    const allotment = allot({
      subject,
      own: { cap, entries: list.entries },
      candidates,
      counterparts,
      changed,
    });
    if (allotment.kind === "allotted") return allotment.steps;
    await readInto(table, lists, other, allotment.counterparts);
  }
};

/** Settings, the moment up to which everything must be seen, and where to look when not everywhere. */
type View = {
  readonly settings: AllSettings;
  readonly asOf: Date;
  readonly within: readonly RegionCode[] | undefined;
  readonly lists: OpenLists;
};

const keptOf = (entries: readonly OpenEntry[], seen: readonly ExplainedCandidate[]): Kept[] => {
  const ids = new Set(seen.map(({ proposalId }) => proposalId));
  return entries
    .filter(({ proposalId }) => !ids.has(proposalId))
    .map(({ standing: _standing, ...entry }) => ({ ...entry, minimum: 0, kept: true }));
};

/** Nothing read yet. */
export const emptyLists = (): OpenLists => ({ VACANCY: new Map(), PROFILE: new Map() });

const listOf = async (table: Table, lists: OpenLists, side: Side, id: string): Promise<OpenProposals> => {
  await readInto(table, lists, side, [id]);
  return lists[side].get(id) ?? { version: 0, entries: [], rejected: [] };
};

/**
 * What becomes of the list of somebody who is not to be matched. When a side only pauses (positions held for
 * brokerage, a profile on hold), what people have taken up stands; when it is gone, nothing does.
 */
const without = (
  subject: Subject,
  { entries }: OpenProposals,
  reason: EndReason,
): readonly Step<Considered>[] => {
  if (reason !== "vacancy-changed" && reason !== "profile-changed") return endAll(subject, entries, reason);
  return endAll(
    subject,
    entries.filter(({ standing }) => !standing),
    reason,
  );
};

/** What people anywhere must score at least: a candidate's own minimum, that of the home region, is never below it. */
const lowestMinimum = (settings: AllSettings): number =>
  Math.min(...REGIONS.map((region) => settingsOf(settings, region).minimumScore));

const decideForVacancy = async (
  matcher: Matcher,
  subject: Subject,
  { settings, asOf, within, lists }: View,
): Promise<Decided | undefined> => {
  const vacancy = await find(matcher.table, vacancies, subject.id);
  if (vacancy === undefined) return undefined;
  const list = await listOf(matcher.table, lists, "VACANCY", subject.id);
  const terms = termsOfVacancy(vacancy);
  if (terms === undefined) return { steps: without(subject, list, whyVacancyEnds(vacancy)), lists };
  const people = await matcher.profiles.select(
    { regions: within ?? regionsFor(terms), asOf },
    {
      query: terms,
      atLeast: lowestMinimum(settings),
      also: list.entries.map(({ profileId }) => profileId),
    },
  );
  const seen = candidatesOfVacancy(terms, people, {
    world: matcher.world,
    settings,
    open: new Set(list.entries.map(({ proposalId }) => proposalId)),
    settled: settledOf(list),
  });
  const candidates = within === undefined ? seen : [...seen, ...keptOf(list.entries, seen)];
  const own: Own = { list, cap: capOfVacancyTerms(terms, settings), changed: "vacancy-changed" };
  return { steps: await decide(matcher, subject, own, { candidates, lists, settings }), lists };
};

const decideForProfile = async (
  matcher: Matcher,
  subject: Subject,
  { settings, asOf, lists }: View,
): Promise<Decided | undefined> => {
  const profile = await find(matcher.table, marketProfiles, subject.id);
  if (profile === undefined) return undefined;
  const list = await listOf(matcher.table, lists, "PROFILE", subject.id);
  const terms = termsOfProfile(profile);
  if (terms === undefined) return { steps: without(subject, list, whyProfileEnds(profile)), lists };
  const work = await matcher.vacancies.select(
    { regions: regionsAround(terms), asOf },
    {
      query: terms,
      atLeast: settingsOf(settings, terms.region).minimumScore,
      also: list.entries.map(({ vacancyId }) => vacancyId),
    },
  );
  const candidates = candidatesOfProfile(terms, work, {
    world: matcher.world,
    settings,
    open: new Set(list.entries.map(({ proposalId }) => proposalId)),
    settled: settledOf(list),
  });
  const own: Own = { list, cap: capOfPerson(settingsOf(settings, terms.region)), changed: "profile-changed" };
  return { steps: await decide(matcher, subject, own, { candidates, lists, settings }), lists };
};

const pairChangeOf = (change: Change<Considered>): PairChange => {
  if (change.kind === "end") {
    const { vacancyId, profileId } = change.entry;
    return { kind: "end", vacancyId, profileId, state: change.state, reason: change.reason };
  }
  if ("kept" in change.candidate) throw new RangeError(`${change.candidate.proposalId} was not looked at`);
  const { vacancy, profile, explanation, fingerprint } = change.candidate;
  return { kind: change.kind, vacancy, profile, explanation, fingerprint };
};

const pairIdsOf = (change: PairChange) =>
  change.kind === "end" ? change : { vacancyId: change.vacancy.id, profileId: change.profile.id };

const TRIES = 12;
/** Full jitter, 15 ms doubling up to a second: the message is hidden for minutes when this gives up. */
const pause = (attempt: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(1000, 15 * 2 ** attempt)));

export type Request = {
  readonly traceparent?: string | undefined;
  /** Everything committed before this must be seen; the moment of the call unless told. */
  readonly asOf?: Date;
  /** Of a vacancy: looks at people of these regions only, and leaves its other proposals as they are. */
  readonly within?: readonly RegionCode[];
  /**
   * Lists as somebody who matches many in a row has read and written them. Nothing is written on lists that have changed
   * since; and who is left out because a list seemed full gets its turn by what made room in it.
   */
  readonly lists?: OpenLists;
} & Pick<WriteContext, "inBulk" | "alongside">;

const matchOnce = async (
  matcher: Matcher,
  subject: Subject,
  request: Required<Pick<Request, "asOf">> & Request,
) => {
  const { asOf, within, lists = emptyLists() } = request;
  const settings = await readSettings(matcher.table);
  const decideFor = subject.kind === "vacancy" ? decideForVacancy : decideForProfile;
  const decided = await decideFor(matcher, subject, { settings, asOf, within, lists });
  if (decided === undefined || decided.steps.length === 0) return 0;
  const changes = decided.steps.flatMap((step) => step.changes.map(pairChangeOf));
  const pairs = changes.map(pairIdsOf);
  await readInto(matcher.table, decided.lists, SIDE.vacancy, [
    ...new Set(pairs.map(({ vacancyId }) => vacancyId)),
  ]);
  await readInto(matcher.table, decided.lists, SIDE.profile, [
    ...new Set(pairs.map(({ profileId }) => profileId)),
  ]);
  const { traceparent, inBulk, alongside } = request;
  const context = { at: matcher.now(), settings, traceparent, inBulk, alongside };
  return writePairs(matcher.table, changes, decided.lists, context);
};

/**
 * Brings the open proposals of one vacancy or profile up to date: reads all that can match it, decides under the caps
 * of both sides, and writes, on the condition that nothing that was read has changed. When it has, it starts anew with
 * what stands then; TooBusy when that goes on. Returns how many proposals changed; doing it twice changes nothing the
 * second time. Whose list lost an entry on the way is matched anew by the event of that ending.
 */
export const matchSubject = async (
  matcher: Matcher,
  subject: Subject,
  request: Request = {},
): Promise<number> => {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    try {
      const asOf = attempt === 0 ? (request.asOf ?? matcher.now()) : matcher.now();
      return await matchOnce(matcher, subject, { ...request, asOf });
    } catch (error) {
      if (!(error instanceof ConditionFailed || error instanceof TooBusy)) throw error;
      // Something that was read has changed: all of it is read anew.
      request.lists?.VACANCY.clear();
      request.lists?.PROFILE.clear();
      await pause(attempt);
    }
  }
  throw new TooBusy(`the lists of ${subject.kind} ${subject.id} are being written by others`);
};
