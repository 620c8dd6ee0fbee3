import type { Explanation } from "#packages/domain/explanation.ts";
import type { ProposalId } from "#packages/domain/ids.ts";
import { proposalIdOf } from "#packages/domain/proposal.ts";
import type { AllSettings } from "#packages/domain/settings.ts";
import { settingsOf } from "#packages/domain/settings.ts";
import type { Candidate } from "./allot.ts";
import { assess, scoreOf } from "./assess.ts";
import { fingerprint } from "./fingerprint.ts";
import { byRank } from "./match.ts";
import type { ProfileTerms, VacancyTerms } from "./terms.ts";
import type { World } from "./world.ts";

/**
 * A candidate with both sides and its reasons: all that a proposal is written from. The reasons are worked out when
 * they are asked for, since few candidates become proposals.
 */
export type ExplainedCandidate = Candidate & {
  readonly vacancy: VacancyTerms;
  readonly profile: ProfileTerms;
  readonly explanation: Explanation;
};

export type CandidateOptions = {
  readonly world: World;
  readonly settings: AllSettings;
  /** Proposals on the subject's own list: those pairs are reviewed whatever they score. */
  readonly open: ReadonlySet<ProposalId>;
  /** Pairs that people decided about, with the fingerprint then: they return only with another one. */
  readonly settled: ReadonlyMap<ProposalId, string>;
};

const explain = (vacancy: VacancyTerms, profile: ProfileTerms, world: World): Explanation => {
  const assessment = assess(vacancy, profile, world);
  if (assessment.kind === "match") return assessment.explanation;
  throw new RangeError(`vacancy ${vacancy.id} and profile ${profile.id} are no match to explain`);
};

const candidateOf = (
  vacancy: VacancyTerms,
  profile: ProfileTerms,
  { world, settings, open, settled }: CandidateOptions,
): ExplainedCandidate[] => {
  const score = scoreOf(vacancy, profile, world);
  const { minimumScore: minimum, matchingPaused = false } = settingsOf(settings, profile.region);
  if (score === undefined || (score < minimum && open.size === 0)) return [];
  const proposalId = proposalIdOf(vacancy.id, profile.id);
  const now = fingerprint(vacancy, profile);
  const asked = !matchingPaused && score >= minimum && settled.get(proposalId) !== now;
  if (!asked && !open.has(proposalId)) return [];
  return [
    {
      proposalId,
      vacancyId: vacancy.id,
      profileId: profile.id,
      score,
      fingerprint: now,
      rules: world.rules,
      minimum,
      vacancy,
      profile,
      get explanation() {
        return explain(vacancy, profile, world);
      },
    },
  ];
};

/** The candidates of a vacancy for `allot`, best first. */
export const candidatesOfVacancy = (
  vacancy: VacancyTerms,
  profiles: readonly ProfileTerms[],
  options: CandidateOptions,
): ExplainedCandidate[] => profiles.flatMap((profile) => candidateOf(vacancy, profile, options)).sort(byRank);

/** The candidates of a profile for `allot`, best first: the same pairs as the other way round. */
export const candidatesOfProfile = (
  profile: ProfileTerms,
  vacancies: readonly VacancyTerms[],
  options: CandidateOptions,
): ExplainedCandidate[] =>
  vacancies.flatMap((vacancy) => candidateOf(vacancy, profile, options)).sort(byRank);
