import type { ProposalId } from "#packages/domain/ids.ts";
import { proposalIdOf } from "#packages/domain/proposal.ts";
import type { AllSettings } from "#packages/domain/settings.ts";
import { settingsOf } from "#packages/domain/settings.ts";
import type { Candidate } from "./allot.ts";
import { fingerprint } from "./fingerprint.ts";
import type { Match } from "./match.ts";
import { byRank, matchOf } from "./match.ts";
import type { ProfileTerms, VacancyTerms } from "./terms.ts";
import type { World } from "./world.ts";

/** A candidate with its reasons and with both sides: all that a proposal is written from. */
export type ExplainedCandidate = Candidate &
  Match & { readonly vacancy: VacancyTerms; readonly profile: ProfileTerms };

export type CandidateOptions = {
  readonly world: World;
  readonly settings: AllSettings;
  /** Ids of the other side on the subject's own list: those pairs are reviewed whatever they score. */
  readonly open: ReadonlySet<string>;
  /** Pairs that people decided about, with the fingerprint then: they return only with another one. */
  readonly settled: ReadonlyMap<ProposalId, string>;
};

type Sides = { readonly vacancy: VacancyTerms; readonly profile: ProfileTerms };

const candidateOf = (
  { vacancy, profile }: Sides,
  isOpen: boolean,
  { world, settings, settled }: CandidateOptions,
): ExplainedCandidate | undefined => {
  const match = matchOf(vacancy, profile, world);
  const minimum = settingsOf(settings, profile.region).minimumScore;
  if (match === undefined || (match.score < minimum && !isOpen)) return undefined;
  const proposalId = proposalIdOf(vacancy.id, profile.id);
  const now = fingerprint(vacancy, profile);
  if (settled.get(proposalId) === now && !isOpen) return undefined;
  return { ...match, proposalId, fingerprint: now, minimum, vacancy, profile };
};

/** The candidates of a vacancy for `allot`, best first. */
export const candidatesOfVacancy = (
  vacancy: VacancyTerms,
  profiles: readonly ProfileTerms[],
  options: CandidateOptions,
): ExplainedCandidate[] =>
  profiles
    .flatMap((profile) => candidateOf({ vacancy, profile }, options.open.has(profile.id), options) ?? [])
    .sort(byRank);

/** The candidates of a profile for `allot`, best first: the same pairs as the other way round. */
export const candidatesOfProfile = (
  profile: ProfileTerms,
  vacancies: readonly VacancyTerms[],
  options: CandidateOptions,
): ExplainedCandidate[] =>
  vacancies
    .flatMap((vacancy) => candidateOf({ vacancy, profile }, options.open.has(vacancy.id), options) ?? [])
    .sort(byRank);
