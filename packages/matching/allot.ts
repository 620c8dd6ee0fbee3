import type { MarketProfileId, ProposalId, VacancyId } from "#packages/domain/ids.ts";
import type { EndReason } from "#packages/domain/proposal.ts";
import type { OpenEntry, OpenList, Subject } from "./open-list.ts";
import { DISPLACEMENT_MARGIN, otherId, ownId, roomFor, weakest } from "./open-list.ts";

/** A pair that suits and that people have not decided against. */
export type Candidate = {
  readonly proposalId: ProposalId;
  readonly vacancyId: VacancyId;
  readonly profileId: MarketProfileId;
  readonly score: number;
  readonly fingerprint: string;
  /** What it was scored by: an entry that was scored by other rules is scored anew. */
  readonly rules?: string | undefined;
  /** What the team of the person's home region asks at least. */
  readonly minimum: number;
};

export type Change<C extends Candidate = Candidate> =
  | { readonly kind: "propose"; readonly candidate: C }
  /** Another score, or other facts behind it. A standing proposal is rescored too. */
  | { readonly kind: "rescore"; readonly entry: OpenEntry; readonly candidate: C }
  | {
      readonly kind: "end";
      readonly entry: OpenEntry;
      readonly state: "obsolete" | "superseded";
      readonly reason: EndReason;
    };

/**
 * What is written in one transaction, with the lists of both sides of every pair in it. Steps are in order; after each
 * of them the caps hold as well as before. `followUps` lost an entry, or have one that is worth less now: room may
 * have come for a pair that was left out, so they are to be matched anew. Follow-ups are safe to do twice.
 */
export type Step<C extends Candidate = Candidate> = {
  readonly changes: readonly Change<C>[];
  readonly followUps: readonly Subject[];
};

export type Allotment<C extends Candidate = Candidate> =
  | { readonly kind: "allotted"; readonly steps: readonly Step<C>[] }
  /** Lists that decide about the next candidates and were not given. Read them and ask again, with those too. */
  | { readonly kind: "needs"; readonly counterparts: readonly string[] };

export type AllotmentInput<C extends Candidate = Candidate> = {
  readonly subject: Subject;
  readonly own: OpenList;
  /**
   * The subject's pairs that suit, by `byRank`: all that reach their minimum, and whatever is on the subject's own
   * list. Pairs that people decided against, with the same fingerprint, are not among them.
   */
  readonly candidates: readonly C[];
  /** Open lists of the other side by id. Lists may be left out; what is lacking is asked for. */
  readonly counterparts: ReadonlyMap<string, OpenList>;
  /** Why an entry ends that no longer suits: which side changed. */
  readonly changed: EndReason;
  readonly margin?: number;
};

/** Lists asked for at once: as many as DynamoDB reads in one batch. */
const NEEDS_AT_ONCE = 100;

const otherSide = ({ kind }: Subject, entry: OpenEntry): Subject =>
  kind === "vacancy" ? { kind: "profile", id: entry.profileId } : { kind: "vacancy", id: entry.vacancyId };

const ownSide = ({ kind }: Subject, entry: OpenEntry): Subject =>
  kind === "vacancy" ? { kind: "vacancy", id: entry.vacancyId } : { kind: "profile", id: entry.profileId };

const ending = (entry: OpenEntry, state: "obsolete" | "superseded", reason: EndReason) =>
  ({ kind: "end", entry, state, reason }) as const;

const rescored = (entry: OpenEntry, { score, fingerprint, rules }: Candidate): OpenEntry => ({
  ...entry,
  score,
  fingerprint,
  rules,
});

/** Nothing that was scored differs: neither the facts, nor the rules, nor what came of them. */
const isAsScored = (entry: OpenEntry, { score, fingerprint, rules }: Candidate): boolean =>
  score === entry.score && fingerprint === entry.fingerprint && rules === entry.rules;

const proposed = ({ proposalId, vacancyId, profileId, score, fingerprint, rules }: Candidate): OpenEntry => ({
  proposalId,
  vacancyId,
  profileId,
  score,
  fingerprint,
  rules,
  standing: false,
});

type Progress<C extends Candidate> = {
  readonly entries: readonly OpenEntry[];
  readonly steps: readonly Step<C>[];
};

/** What became of one entry of the own list since it was scored. */
const reviewOne = <C extends Candidate>(
  entry: OpenEntry,
  candidate: C | undefined,
  { subject, changed }: AllotmentInput<C>,
): { entry: OpenEntry | undefined; step?: Step<C> } => {
  const suits = candidate !== undefined && candidate.score >= candidate.minimum;
  if (!suits && !entry.standing) {
    const changes = [ending(entry, "obsolete", changed)];
    return { entry: undefined, step: { changes, followUps: [otherSide(subject, entry)] } };
  }
  if (candidate === undefined) return { entry };
  if (isAsScored(entry, candidate)) return { entry };
  const followUps = candidate.score < entry.score ? [otherSide(subject, entry)] : [];
  return {
    entry: rescored(entry, candidate),
    step: { changes: [{ kind: "rescore", entry, candidate }], followUps },
  };
};

const review = <C extends Candidate>(input: AllotmentInput<C>): Progress<C> => {
  const byId = new Map(input.candidates.map((candidate) => [candidate.proposalId, candidate]));
  const reviewed = input.own.entries.map((entry) => reviewOne(entry, byId.get(entry.proposalId), input));
  return {
    entries: reviewed.flatMap(({ entry }) => entry ?? []),
    steps: reviewed.flatMap(({ step }) => step ?? []),
  };
};

/** Ends the weakest unclaimed entries that are over the cap: positions were filled, or the setting is lower. */
const shrink = <C extends Candidate>(
  { entries, steps }: Progress<C>,
  { subject, own: { cap } }: AllotmentInput<C>,
): Progress<C> => {
  const kept = [...entries];
  const more: Step<C>[] = [];
  for (let entry = weakest(kept); entry !== undefined && kept.length > cap; entry = weakest(kept)) {
    kept.splice(kept.indexOf(entry), 1);
    more.push({
      changes: [ending(entry, "superseded", "better-matches")],
      followUps: [otherSide(subject, entry)],
    });
  }
  return { entries: kept, steps: [...steps, ...more] };
};

/** What admitting one candidate takes: an entry of either list may have to go; undefined when a list is full. */
const admission = <C extends Candidate>(
  candidate: C,
  lists: { own: OpenList; other: OpenList },
  { subject, margin = DISPLACEMENT_MARGIN }: AllotmentInput<C>,
): { displaced: readonly OpenEntry[]; step: Step<C> } | undefined => {
  const own = roomFor(lists.own, candidate.score, margin);
  const other = roomFor(lists.other, candidate.score, margin);
  if (own.kind === "full" || other.kind === "full") return undefined;
  const fromOwn = own.kind === "displaces" ? [own.entry] : [];
  const fromOther = other.kind === "displaces" ? [other.entry] : [];
  const displaced = [...fromOwn, ...fromOther];
  return {
    displaced,
    step: {
      changes: [
        ...displaced.map((entry) => ending(entry, "superseded", "better-matches")),
        { kind: "propose", candidate },
      ],
      followUps: [
        ...fromOwn.map((entry) => otherSide(subject, entry)),
        ...fromOther.map((entry) => ownSide(subject, entry)),
      ],
    },
  };
};

const admit = <C extends Candidate>(start: Progress<C>, input: AllotmentInput<C>): Allotment<C> => {
  const { subject, counterparts, margin = DISPLACEMENT_MARGIN } = input;
  const present = new Set(start.entries.map(({ proposalId }) => proposalId));
  const waiting = input.candidates.filter(
    ({ proposalId, score, minimum }) => score >= minimum && !present.has(proposalId),
  );
  const steps = [...start.steps];
  let entries = start.entries;
  for (const [index, candidate] of waiting.entries()) {
    const own = { cap: input.own.cap, entries };
    // Whoever comes later scores no more, and so finds no room either.
    if (roomFor(own, candidate.score, margin).kind === "full") break;
    const other = counterparts.get(otherId(subject.kind, candidate));
    if (other === undefined) {
      const ahead = waiting.slice(index).map((one) => otherId(subject.kind, one));
      return {
        kind: "needs",
        counterparts: ahead.filter((id) => !counterparts.has(id)).slice(0, NEEDS_AT_ONCE),
      };
    }
    const admitted = admission(candidate, { own, other }, input);
    if (admitted === undefined) continue;
    entries = [...entries.filter((entry) => !admitted.displaced.includes(entry)), proposed(candidate)];
    steps.push(admitted.step);
  }
  return { kind: "allotted", steps };
};

/**
 * Decides what changes on the list of one vacancy or one profile, under the caps of both sides: ends what no longer
 * suits, rescores what changed, ends the weakest above the cap, and admits candidates, best first. A candidate needs
 * room on both lists. A full list makes room by ending its weakest unclaimed entry, if the candidate scores more than
 * the margin above it. What stands takes room and is never ended here. The same input gives the same output.
 *
 * When all follow-ups are done, no pair that was left out fits, or beats by more than the margin all that it would
 * displace (`invariant.ts` checks it):
 * - One pass settles every pair of the subject. Admissions raise the own list's weakest entry only, so a candidate
 *   refused on its own side stays refused; and the other lists, each looked at for one candidate, do not change by
 *   admissions elsewhere.
 * - A list of somebody else becomes easier to enter only when it loses an entry or one is rescored downwards. Exactly
 *   those are the follow-ups.
 *
 * It ends: put the scores of all open pairs in one list, best first. An admission adds a score and removes at most two,
 * both lower; so the list grows in lexicographic order, and over a finite number of pairs with fixed scores that
 * happens finitely often. Endings for other reasons follow from something that changed outside, once each: a pair
 * that no longer suits is no candidate, and one ended over the cap would have to beat its betters to return.
 */
export const allot = <C extends Candidate>(input: AllotmentInput<C>): Allotment<C> =>
  admit(shrink(review(input), input), input);

/** Ends every entry, what stands too: a side is gone (withdrawn, closed, placed, consent withdrawn). */
export const endAll = (subject: Subject, entries: readonly OpenEntry[], reason: EndReason): Step<never>[] =>
  entries.map((entry) => ({
    changes: [ending(entry, "obsolete", reason)],
    followUps: [otherSide(subject, entry)],
  }));

/** The entries of a subject's list after the changes; those that concern other lists leave it as it is. */
export const applyChanges = (
  { kind, id }: Subject,
  entries: readonly OpenEntry[],
  changes: readonly Change[],
): OpenEntry[] => {
  const result = new Map(entries.map((entry) => [entry.proposalId, entry]));
  for (const change of changes) {
    if (change.kind === "end") result.delete(change.entry.proposalId);
    else if (change.kind === "rescore") {
      const current = result.get(change.entry.proposalId);
      if (current !== undefined) result.set(current.proposalId, rescored(current, change.candidate));
    } else if (ownId(kind, change.candidate) === id)
      result.set(change.candidate.proposalId, proposed(change.candidate));
  }
  return [...result.values()];
};
