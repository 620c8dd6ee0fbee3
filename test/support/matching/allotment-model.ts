import { createHash } from "node:crypto";
import { MarketProfileId, VacancyId } from "#packages/domain/ids.ts";
import { proposalIdOf } from "#packages/domain/proposal.ts";
import type { Allotment, Candidate, Step } from "#packages/matching/allot.ts";
import { allot, applyChanges, endAll } from "#packages/matching/allot.ts";
import type { Violation } from "#packages/matching/invariant.ts";
import { violationsIn } from "#packages/matching/invariant.ts";
import { byRank } from "#packages/matching/match.ts";
import type { OpenEntry, OpenList, Subject } from "#packages/matching/open-list.ts";
import { otherId } from "#packages/matching/open-list.ts";

const id = (letter: string, number: number) => {
  const hex = createHash("sha256").update(`${letter}${number}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
export const vacancyId = (number: number) => VacancyId.parse(id("vacancy", number));
export const profileId = (number: number) => MarketProfileId.parse(id("profile", number));

export const MINIMUM = 300_000;

export type World = {
  /** Score per vacancy and profile; undefined for a pair that does not suit. */
  readonly scores: readonly (readonly (number | undefined)[])[];
  readonly vacancyCaps: readonly number[];
  readonly profileCaps: readonly number[];
};

/**
 * A small country in memory: what the store keeps and the workers' queue. Every step of a worker is written at once, as
 * its transaction is; between steps anything can happen.
 */
export class AllotmentModel {
  readonly scores: (number | undefined)[][];
  readonly caps = new Map<string, number>();
  readonly vacancies: VacancyId[];
  readonly profiles: MarketProfileId[];
  readonly versions = new Map<string, number>();
  readonly withdrawn = new Set<string>();
  readonly settled = new Map<string, string>();
  readonly jobs = new Map<string, Subject>();
  open: OpenEntry[] = [];
  steps = 0;

  constructor({ scores, vacancyCaps, profileCaps }: World) {
    this.scores = scores.map((row) => [...row]);
    this.vacancies = vacancyCaps.map((_, index) => vacancyId(index));
    this.profiles = profileCaps.map((_, index) => profileId(index));
    for (const [index, cap] of vacancyCaps.entries()) this.caps.set(vacancyId(index), cap);
    for (const [index, cap] of profileCaps.entries()) this.caps.set(profileId(index), cap);
    for (const one of this.vacancies) this.enqueue({ kind: "vacancy", id: one });
    for (const one of this.profiles) this.enqueue({ kind: "profile", id: one });
  }

  enqueue(subject: Subject): void {
    this.jobs.set(subject.id, subject);
  }

  #fingerprint(vacancy: string, profile: string): string {
    return `${this.versions.get(vacancy) ?? 0}.${this.versions.get(profile) ?? 0}`;
  }

  /** Every pair that suits now, without those decided against under the same fingerprint, open ones included. */
  suiting(): Candidate[] {
    const open = new Set<string>(this.open.map(({ proposalId }) => proposalId));
    return this.vacancies.flatMap((vacancy, v) =>
      this.profiles.flatMap((profile, p): Candidate[] => {
        const score = this.scores[v]?.[p];
        if (score === undefined || this.withdrawn.has(vacancy) || this.withdrawn.has(profile)) return [];
        const proposalId = proposalIdOf(vacancy, profile);
        const fingerprint = this.#fingerprint(vacancy, profile);
        if (this.settled.get(proposalId) === fingerprint && !open.has(proposalId)) return [];
        return [{ proposalId, vacancyId: vacancy, profileId: profile, score, fingerprint, minimum: MINIMUM }];
      }),
    );
  }

  listOf(one: string): OpenList {
    return {
      cap: this.withdrawn.has(one) ? 0 : (this.caps.get(one) ?? 0),
      entries: this.open.filter((entry) => entry.vacancyId === one || entry.profileId === one),
    };
  }

  /** What a worker decides about a subject, reading other lists as they are asked for. */
  decide(subject: Subject): readonly Step[] {
    const own = this.listOf(subject.id);
    if (this.withdrawn.has(subject.id)) return endAll(subject, own.entries, `${subject.kind}-withdrawn`);
    const candidates = this.suiting()
      .filter((pair) => pair.vacancyId === subject.id || pair.profileId === subject.id)
      .sort(byRank);
    const counterparts = new Map<string, OpenList>();
    const ask = (): Allotment =>
      allot({ subject, own, candidates, counterparts, changed: `${subject.kind}-changed` });
    let answer = ask();
    while (answer.kind === "needs") {
      for (const one of answer.counterparts) counterparts.set(one, this.listOf(one));
      answer = ask();
    }
    return answer.steps;
  }

  write({ changes, followUps }: Step): void {
    const everything = applyChanges({ kind: "vacancy", id: vacancyId(-1) }, this.open, changes);
    const proposed = changes.flatMap((change) =>
      change.kind === "propose"
        ? applyChanges({ kind: "vacancy", id: change.candidate.vacancyId }, [], [change])
        : [],
    );
    this.open = [...everything, ...proposed];
    for (const one of followUps) this.enqueue(one);
    this.steps += 1;
  }

  /** A worker takes a job and writes at most `most` steps of it; when it could not write all, the job comes back. */
  work(at: number, most = Number.POSITIVE_INFINITY): readonly Step[] {
    const waiting = [...this.jobs.values()];
    const subject = waiting[at % waiting.length];
    if (subject === undefined) return [];
    const steps = this.decide(subject);
    this.jobs.delete(subject.id);
    for (const step of steps.slice(0, most)) this.write(step);
    if (steps.length > most) this.enqueue(subject);
    return steps;
  }

  /** Works until nothing is queued; gives up, with what is still queued, after so many jobs. */
  settle(order: readonly number[], most = 2_000): number {
    let jobs = 0;
    for (; this.jobs.size > 0 && jobs < most; jobs += 1) this.work(order[jobs % order.length] ?? 0);
    return this.jobs.size;
  }

  change(subject: Subject, cap: number, scores: readonly (number | undefined)[]): void {
    const v = this.vacancies.map(String).indexOf(subject.id);
    const p = this.profiles.map(String).indexOf(subject.id);
    if (v >= 0) this.scores[v] = this.profiles.map((_, index) => scores[index]);
    if (p >= 0) for (const [index, row] of this.scores.entries()) row[p] = scores[index];
    this.caps.set(subject.id, cap);
    this.versions.set(subject.id, (this.versions.get(subject.id) ?? 0) + 1);
    this.withdrawn.delete(subject.id);
    this.enqueue(subject);
  }

  withdraw(subject: Subject): void {
    this.withdrawn.add(subject.id);
    this.enqueue(subject);
  }

  #bothSides({ vacancyId: vacancy, profileId: profile }: OpenEntry): void {
    this.enqueue({ kind: "vacancy", id: vacancy });
    this.enqueue({ kind: "profile", id: profile });
  }

  /** A team takes a proposal up, or lets it go again. */
  setStanding(at: number, standing: boolean): void {
    const entry = this.open[at % Math.max(1, this.open.length)];
    if (entry === undefined) return;
    this.open = this.open.map((one) => (one === entry ? { ...one, standing } : one));
    if (!standing) this.#bothSides(entry);
  }

  /** A team rejects a proposal: it returns only with another fingerprint. */
  reject(at: number): void {
    const entry = this.open[at % Math.max(1, this.open.length)];
    if (entry === undefined) return;
    this.open = this.open.filter((one) => one !== entry);
    this.settled.set(entry.proposalId, this.#fingerprint(entry.vacancyId, entry.profileId));
    this.#bothSides(entry);
  }

  violations(): Violation[] {
    return violationsIn({
      suiting: this.suiting(),
      open: this.open,
      capOf: (one) => this.listOf(one).cap,
    });
  }

  subjects(): Subject[] {
    return [
      ...this.vacancies.map((one): Subject => ({ kind: "vacancy", id: one })),
      ...this.profiles.map((one): Subject => ({ kind: "profile", id: one })),
    ];
  }

  /** Ids of the other sides on a subject's list. */
  counterpartsOf(subject: Subject): string[] {
    return this.listOf(subject.id).entries.map((entry) => otherId(subject.kind, entry));
  }
}
