import type { Actor } from "#packages/domain/actor.ts";
import type { MarketProfile } from "#packages/domain/market-profile.ts";
import type { HistoryEntry, Proposal } from "#packages/domain/proposal.ts";
import type { Vacancy } from "#packages/domain/vacancy.ts";

/** Who has a proposal, and since when. */
export type Claim = NonNullable<Proposal["claim"]>;

/** What people can do to a proposal, as its history calls it. */
export type Deed = Exclude<HistoryEntry["what"], "proposed" | "rescored" | "ended">;

/** A proposal as it now is, with what else changes by it: all of it is written together or not at all. */
export type Done = {
  readonly kind: "done";
  readonly what: Deed;
  readonly reason?: string | undefined;
  readonly proposal: Proposal;
  /** By a placement: the vacancy with one position less to fill, and the profile that is no longer to be matched. */
  readonly placement?: Placement | undefined;
};

export type Placement = {
  readonly vacancyBefore: Vacancy;
  readonly vacancy: Vacancy;
  readonly profile: MarketProfile;
};

export type RefusalReason =
  | "not-a-team"
  | "other-team"
  | "wrong-state"
  | "claimed-by-other"
  | "not-claimed"
  | "hand-over-pending"
  | "no-hand-over"
  | "same-team"
  | "no-consent"
  | "person-not-available"
  | "person-restricted"
  | "vacancy-not-open"
  | "no-open-position"
  | "too-early"
  | "too-late"
  | "not-yours"
  | "log-full";

/** Why something cannot be done now. `detail` is for whoever asked; `claim` says who has it and since when. */
export type Refused = {
  readonly kind: "refused";
  readonly why: RefusalReason;
  readonly detail: string;
  readonly claim?: Claim | undefined;
};

/** Asked again for what is already so. */
export type Unchanged = { readonly kind: "unchanged"; readonly proposal: Proposal };

export type Outcome = Done | Unchanged | Refused;

export const refuse = (why: RefusalReason, detail: string, claim?: Claim): Refused => ({
  kind: "refused",
  why,
  detail,
  claim,
});

type Telling = Pick<HistoryEntry, "to" | "contact"> & {
  readonly what: Deed;
  readonly by: Actor;
  readonly at: Date;
  readonly reason?: string | undefined;
  readonly note?: string | undefined;
};

/** The next version of a proposal, with a line in its history: who, what, when, under which version of the rules. */
export const advance = (
  before: Proposal,
  { what, by, at, ...told }: Telling,
  changes: Partial<Proposal>,
): Done => {
  const moment = at.toISOString();
  const entry: HistoryEntry = { at: moment, by, what, ...told, rules: before.explanation.rules };
  return {
    kind: "done",
    what,
    reason: told.reason,
    proposal: {
      ...before,
      ...changes,
      version: before.version + 1,
      changedAt: moment,
      history: [...before.history, entry],
    },
  };
};
