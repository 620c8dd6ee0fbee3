import * as z from "zod";
import { Actor } from "./actor.ts";
import { Sector } from "./conditions.ts";
import { Moment } from "./dates.ts";
import { Explanation } from "./explanation.ts";
import { CouplingId, KvkNumber, SurplusNoticeId, VacancyId } from "./ids.ts";
import { Pc4 } from "./postcode.ts";
import { RegionCode } from "./regions.ts";
import { stableUuid } from "./stable-uuid.ts";
import { plainText } from "./text.ts";

/** Of a group of a notice: derived from the notice and the filer's own key, so that it never changes. */
export const SurplusId = z.uuid().brand("SurplusGroupId");
export type SurplusId = z.infer<typeof SurplusId>;

/**
 * proposed → agreed (wholly or in part, by both firms and the team) → transition (people start) → ended;
 * or declined by a person with a reason, expired when the hold ran out, ended by the platform when a side is gone.
 * Only people lead a coupling past `proposed`.
 */
export const COUPLING_STATES = ["proposed", "agreed", "transition", "declined", "expired", "ended"] as const;
export const CouplingState = z.enum(COUPLING_STATES);
export type CouplingState = z.infer<typeof CouplingState>;

/** States in which people or positions are set aside. */
export const isLive = (state: CouplingState): boolean =>
  state === "proposed" || state === "agreed" || state === "transition";

/** Who must agree: the firm with surplus (or who filed for it, B4), the firm with demand, the team of firm A's region. */
export const COUPLING_PARTIES = ["from-firm", "to-firm", "team"] as const;
export const CouplingParty = z.enum(COUPLING_PARTIES);
export type CouplingParty = z.infer<typeof CouplingParty>;

export const COUPLING_DECLINE_REASONS = [
  "competencies-insufficient",
  "distance-or-transport",
  "terms-do-not-fit",
  "dates-do-not-fit",
  "staff-not-interested",
  "no-longer-needed",
  "other",
] as const;
export const CouplingDeclineReason = z.enum(COUPLING_DECLINE_REASONS);
export type CouplingDeclineReason = z.infer<typeof CouplingDeclineReason>;

export const COUPLING_END_REASONS = [
  "better-coupling",
  "notice-withdrawn",
  "notice-changed",
  "vacancy-withdrawn",
  "vacancy-changed",
  "completed",
] as const;
export const CouplingEndReason = z.enum(COUPLING_END_REASONS);
export type CouplingEndReason = z.infer<typeof CouplingEndReason>;

const Count = z.number().int().min(0).max(10_000);

/** What a party agreed to: so many people, of those proposed. */
export const CouplingAnswer = z.object({ people: Count.min(1), by: Actor, at: Moment });
export type CouplingAnswer = z.infer<typeof CouplingAnswer>;

/** Totals, never additions, so that telling them twice is safe: who started, of those who stayed, who fell back. */
export const Transition = z
  .object({ started: Count, stayed: Count, fellBack: Count })
  .strict()
  .refine(({ started, stayed, fellBack }) => stayed + fellBack <= started, {
    path: ["started"],
    message: "must be at least stayed and fellBack together",
  });
export type Transition = z.infer<typeof Transition>;

export const CouplingHistoryEntry = z.object({
  at: Moment,
  by: Actor,
  what: z.enum([
    "proposed",
    "resized",
    "answered",
    "agreed",
    "declined",
    "expired",
    "reported",
    "invited",
    "joined",
    "left",
    "reminded",
    "claimed",
    "released",
    "assigned",
    "ended",
  ]),
  party: CouplingParty.optional(),
  people: Count.optional(),
  reason: z.string().max(60).optional(),
  note: plainText(1000).optional(),
  /** Subject of the colleague to whom it was assigned. */
  to: z.string().max(200).optional(),
});
export type CouplingHistoryEntry = z.infer<typeof CouplingHistoryEntry>;

/** How a team divides its couplings among its people, by the names of the API. */
export const COUPLING_DEEDS = ["claim", "release", "assign"] as const;
export type CouplingDeed = (typeof COUPLING_DEEDS)[number];

/** B1: so many people of a group of firm A to a place of a vacancy of firm B. Ids, codes and numbers: no names. */
export const Coupling = z.object({
  id: CouplingId,
  version: z.number().int().min(1),
  state: CouplingState,
  noticeId: SurplusNoticeId,
  groupKey: z.string().max(40),
  surplusId: SurplusId,
  vacancyId: VacancyId,
  /** The place of the vacancy: a vacancy has one place a postcode area, whatever order its places are in. */
  pc4: Pc4,
  fromFirm: KvkNumber,
  /** Set when a sector organisation filed the notice (B4): it may act for the firm. */
  filedBy: Sector.optional(),
  toFirm: KvkNumber,
  fromRegion: RegionCode,
  toRegion: RegionCode,
  /** People proposed. */
  people: Count,
  /** People agreed by all three: the least of their answers. */
  agreed: Count.optional(),
  answers: z.partialRecord(CouplingParty, CouplingAnswer),
  transition: Transition.optional(),
  explanation: Explanation,
  /** Points a person in the coupling: base, score and priority (M2). */
  points: z.number().int().min(0),
  settingsVersion: z.number().int().min(0),
  fingerprint: z.string().max(64),
  /** B1: until then positions are set aside for it. */
  holdEndsAt: Moment,
  declined: z.object({ party: CouplingParty, reason: CouplingDeclineReason }).optional(),
  /** Who of the team where the staff is handles it. For that team only: firms deal with the team. */
  claim: z.object({ by: Actor, at: Moment }).optional(),
  endReason: CouplingEndReason.optional(),
  /** Invitation codes given out, used ones among them. */
  invited: Count.default(0),
  /** People who came with a profile of their own: since then they are counted as that, and no longer as a head. */
  joined: Count.default(0),
  /** An agreed coupling that nobody reports on is brought to mind from this moment on. */
  remindAt: Moment.optional(),
  history: z.array(CouplingHistoryEntry).min(1),
  proposedAt: Moment,
  changedAt: Moment,
});
export type Coupling = z.infer<typeof Coupling>;

/** The nth coupling of a group and a place has the same id whoever computes it; `turn` is different for each. */
export const couplingIdOf = (
  { surplusId, vacancyId, pc4 }: Pick<Coupling, "surplusId" | "vacancyId" | "pc4">,
  turn: number,
): CouplingId => CouplingId.parse(stableUuid("coupling", surplusId, vacancyId, pc4, String(turn)));

const startedOf = ({ transition }: Coupling): number => transition?.started ?? 0;
const fellBackOf = ({ transition }: Coupling): number => transition?.fellBack ?? 0;

/** How many people it was once agreed for: all who ever join, start or fall back are among them. */
const agreedAtFirst = ({ answers }: Coupling): number => {
  const given = Object.values(answers).map(({ people }) => people);
  return given.length === COUPLING_PARTIES.length ? Math.min(...given) : 0;
};

/**
 * Heads that fell back and count for the group again: never of people who have a profile of their own. Whether who fell
 * back has one is not known, so as few as can be.
 */
const returnedOf = (coupling: Coupling): number => Math.max(0, fellBackOf(coupling) - coupling.joined);

/**
 * Heads that can never come back by what the platform does: people who work at firm B, and people with a profile of
 * their own. Whether somebody is both is not known, so at most as many as there were.
 */
export const gonePeople = (coupling: Coupling): number => {
  const known = startedOf(coupling) - fellBackOf(coupling) + coupling.joined;
  return Math.min(agreedAtFirst(coupling) - returnedOf(coupling), known);
};

/**
 * People of the group that are not to be placed elsewhere as heads: proposed, agreed, gone over, or here with a profile
 * of their own. Who fell back counts again, unless it is somebody with a profile.
 */
export const headsOf = (coupling: Coupling): number => {
  if (coupling.state === "proposed") return coupling.people;
  const gone = gonePeople(coupling);
  return isLive(coupling.state) ? Math.max((coupling.agreed ?? 0) - returnedOf(coupling), gone) : gone;
};

/** Positions of the place that are set aside for it. */
export const heldBy = (coupling: Coupling): number => {
  if (coupling.state === "proposed") return coupling.people;
  return isLive(coupling.state) ? (coupling.agreed ?? 0) - startedOf(coupling) : 0;
};

/** Positions of the place that its people fill. */
export const filledBy = (coupling: Coupling): number => startedOf(coupling) - fellBackOf(coupling);

/** People have taken it up: a coupling anew leaves it as it is. */
export const isTakenUp = (coupling: Coupling): boolean =>
  coupling.state === "proposed" ? Object.keys(coupling.answers).length > 0 : headsOf(coupling) > 0;
