import * as z from "zod";
import { MarketProfileId, ProposalId, VacancyId } from "#packages/domain/ids.ts";
import type { RegionSettings } from "#packages/domain/settings.ts";

/** An open proposal as the lists of its vacancy and of its profile carry it. */
export const OpenEntry = z.object({
  proposalId: ProposalId,
  vacancyId: VacancyId,
  profileId: MarketProfileId,
  score: z.number().int().min(0),
  /** Of what mattered when it was scored (`fingerprint.ts`). */
  fingerprint: z.string().max(64),
  /** Of the rules it was scored by; absent in entries from before this was kept. */
  rules: z.string().max(200).optional(),
  /** People have taken it up (claimed, accepted, introduced): it takes room, and matching never ends it to make room. */
  standing: z.boolean(),
});
export type OpenEntry = z.infer<typeof OpenEntry>;

/** The open proposals of one vacancy or one profile, and how many there may be. */
export type OpenList = { readonly cap: number; readonly entries: readonly OpenEntry[] };

/** One side of a pair: whose list it is. */
export type Subject =
  | { readonly kind: "vacancy"; readonly id: VacancyId }
  | { readonly kind: "profile"; readonly id: MarketProfileId };

/** A newcomer displaces an unclaimed pair only when it scores more than this above it, so that a desk does not churn. */
export const DISPLACEMENT_MARGIN = 50_000;

type Pair = Pick<OpenEntry, "vacancyId" | "profileId">;

/** The id of the subject's own side of a pair. */
export const ownId = (kind: Subject["kind"], pair: Pair): string =>
  kind === "vacancy" ? pair.vacancyId : pair.profileId;

/** The id of the other side of a pair. */
export const otherId = (kind: Subject["kind"], pair: Pair): string =>
  kind === "vacancy" ? pair.profileId : pair.vacancyId;

/**
 * How many proposals a vacancy may have open: per open position, and in all. The settings are those of the region of the
 * work (of the vacancy's first place).
 */
export const capOfVacancy = (
  openPositions: number,
  settings: Pick<RegionSettings, "capPerPosition" | "capPerVacancy">,
): number => Math.min(openPositions * settings.capPerPosition, settings.capPerVacancy);

/** How many proposals a person may have open, by the settings of the home region (M1). */
export const capOfPerson = (settings: Pick<RegionSettings, "capPerPerson">): number => settings.capPerPerson;

const after = (a: OpenEntry, b: OpenEntry): boolean =>
  a.score !== b.score ? a.score < b.score : a.proposalId > b.proposalId;

/** The unclaimed entry that goes first: the lowest score, of those the highest id. Undefined when all stand. */
export const weakest = (entries: readonly OpenEntry[]): OpenEntry | undefined =>
  entries
    .filter(({ standing }) => !standing)
    .reduce<OpenEntry | undefined>(
      (worst, entry) => (worst === undefined || after(entry, worst) ? entry : worst),
      undefined,
    );

/** Whether a list takes a newcomer of that score, and which entry has to go for it. */
export type Room =
  | { readonly kind: "free" }
  | { readonly kind: "displaces"; readonly entry: OpenEntry }
  | { readonly kind: "full" };

/**
 * Free below the cap. At the cap only past the weakest unclaimed entry, and only by more than the margin. Above the cap
 * (it was lowered, and the list is still to be shrunk) there is no room.
 */
export const roomFor = (
  { cap, entries }: OpenList,
  score: number,
  margin: number = DISPLACEMENT_MARGIN,
): Room => {
  if (entries.length < cap) return { kind: "free" };
  const entry = weakest(entries);
  if (entries.length > cap || entry === undefined || score <= entry.score + margin) return { kind: "full" };
  return { kind: "displaces", entry };
};
