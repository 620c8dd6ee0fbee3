import { dayInAmsterdam, daysBetween } from "#packages/domain/dates.ts";
import type { QueueLine } from "#packages/domain/queue-line.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import type { SurplusNotice } from "#packages/domain/surplus-notice.ts";
import { completenessOfProfile, completenessOfVacancy } from "#packages/matching/completeness.ts";
import type { ProfileTerms, VacancyTerms } from "#packages/matching/terms.ts";
import { AGE_BUCKETS, type Mean, type Stock } from "./region-figures.ts";

/** All that a region's stock is counted from. */
export type RegionFacts = {
  readonly region: RegionCode;
  readonly now: Date;
  readonly vacancies: readonly VacancyTerms[];
  readonly profiles: readonly ProfileTerms[];
  /** Notices with a group in the region. */
  readonly notices: readonly SurplusNotice[];
  readonly lines: readonly QueueLine[];
};

export const emptyStock = (): Stock => ({
  vacancies: 0,
  learningJobs: 0,
  positions: 0,
  ownVacancies: 0,
  notices: 0,
  heads: 0,
  profiles: 0,
  work: { proposed: 0, claimed: 0, accepted: 0, introduced: 0 },
  late: 0,
  toCheck: 0,
  ageing: AGE_BUCKETS.map(() => 0),
  couplings: { proposed: 0, agreed: 0, transition: 0 },
  couplingPeople: 0,
  vacancyCompleteness: { sum: 0, of: 0 },
  profileCompleteness: { sum: 0, of: 0 },
});

const meanOf = (values: readonly number[]): Mean => ({
  sum: values.reduce((sum, value) => sum + value, 0),
  of: values.length,
});

/** Open positions of a vacancy in one region. */
export const positionsIn = ({ places }: VacancyTerms, region: RegionCode): number =>
  places.filter((place) => place.region === region).reduce((sum, { open }) => sum + open, 0);

/** A vacancy with places in several regions counts in each of them where a position is open. */
export const vacanciesIn = ({ vacancies, region }: RegionFacts): VacancyTerms[] =>
  vacancies.filter((vacancy) => positionsIn(vacancy, region) > 0);

const leadsIn = ({ places }: VacancyTerms, region: RegionCode): boolean =>
  places.find(({ open }) => open > 0)?.region === region;

/** Days since it was proposed, by the calendar in Amsterdam, as the index of its bucket. */
const bucketOf = ({ proposedAt }: QueueLine, now: Date): number => {
  const days = daysBetween(dayInAmsterdam(new Date(proposedAt)), dayInAmsterdam(now));
  return AGE_BUCKETS.findLastIndex(({ fromDays }) => days >= fromDays);
};

const addLine = (stock: Stock, line: QueueLine, { region, now }: RegionFacts): void => {
  if (line.region !== region) return;
  if (line.kind === "coupling") {
    addCoupling(stock, line);
    return;
  }
  if (line.state === "placed") {
    if ((line.checkDueDate ?? "9999") <= dayInAmsterdam(now)) stock.toCheck += 1;
    return;
  }
  addProposal(stock, line, now);
};

const addCoupling = (stock: Stock, { state, people }: Extract<QueueLine, { kind: "coupling" }>): void => {
  if (state !== "proposed" && state !== "agreed" && state !== "transition") return;
  stock.couplings[state] += 1;
  stock.couplingPeople += people;
};

const isOpenWork = (state: string): state is keyof Stock["work"] =>
  ["proposed", "claimed", "accepted", "introduced"].includes(state);

const addProposal = (stock: Stock, line: Extract<QueueLine, { kind: "person" }>, now: Date): void => {
  if (!isOpenWork(line.state)) return;
  stock.work[line.state] += 1;
  if (line.dueAt !== undefined && Date.parse(line.dueAt) < now.getTime()) stock.late += 1;
  const bucket = Math.max(0, bucketOf(line, now));
  stock.ageing[bucket] = (stock.ageing[bucket] ?? 0) + 1;
};

/** A notice that takes part: open, and its embargo has ended; on the day itself it takes part. */
const counts = (notice: SurplusNotice, now: Date): boolean =>
  notice.status === "open" &&
  (notice.embargoUntilDate === undefined || notice.embargoUntilDate <= dayInAmsterdam(now));

const headsIn = ({ groups }: SurplusNotice, region: RegionCode): number =>
  groups.filter((group) => group.region === region).reduce((sum, { headCount }) => sum + headCount, 0);

/** What there is in the region. Exact: each thing is counted once, by what it is at the moment of counting. */
export const countStock = (facts: RegionFacts): Stock => {
  const { region, now, profiles } = facts;
  const vacancies = vacanciesIn(facts);
  const notices = facts.notices.filter((notice) => counts(notice, now) && headsIn(notice, region) > 0);
  const stock: Stock = {
    ...emptyStock(),
    vacancies: vacancies.length,
    learningJobs: vacancies.filter(({ learning }) => learning).length,
    positions: vacancies.reduce((sum, vacancy) => sum + positionsIn(vacancy, region), 0),
    ownVacancies: vacancies.filter((vacancy) => leadsIn(vacancy, region)).length,
    notices: notices.length,
    heads: notices.reduce((sum, notice) => sum + headsIn(notice, region), 0),
    profiles: profiles.length,
    vacancyCompleteness: meanOf(vacancies.map(completenessOfVacancy)),
    profileCompleteness: meanOf(profiles.map(completenessOfProfile)),
  };
  for (const line of facts.lines) addLine(stock, line, facts);
  return stock;
};
