import { type Colleagues, viewOfHolder } from "#packages/api/colleague-views.ts";
import type { CouplingDetail, CouplingSummary, LearningView } from "#packages/api/routes/couplings.ts";
import { type RouteSettings, type Transition, transitionOf } from "#packages/brokerage/transition-routes.ts";
import { couplingDeedsNow } from "#packages/coupling/claim-coupling.ts";
import { COUPLING_PARTIES, type Coupling } from "#packages/domain/coupling.ts";
import type { Vacancy } from "#packages/domain/vacancy.ts";
import type { Caller } from "#packages/policy/caller.ts";
import { couplingPartyOf } from "#packages/policy/coupling-party.ts";
import { mayRead } from "#packages/policy/parts.ts";
import { couplingResource } from "#packages/policy/resources.ts";

/** Who in person answered is for the teams, in the history. */
const answersOf = ({ answers }: Coupling): CouplingSummary["answers"] =>
  COUPLING_PARTIES.flatMap((party) => {
    const answer = answers[party];
    return answer === undefined ? [] : [{ party, people: answer.people, at: answer.at }];
  });

export const summaryOf = (coupling: Coupling, caller: Caller): CouplingSummary => {
  const {
    history: _history,
    answers: _answers,
    explanation,
    fingerprint: _fingerprint,
    claim: _claim,
    ...shown
  } = coupling;
  return {
    ...shown,
    answers: answersOf(coupling),
    score: explanation.score,
    yourParty: couplingPartyOf(caller, coupling),
  };
};

export const learningView = (learning: Transition): LearningView => ({
  ...learning,
  toLearn: [...learning.toLearn],
  routes: learning.routes.map((route) => ({ ...route, doubts: [...route.doubts] })),
});

/** The team where the staff is, which divides its work among its people. */
export type Team = { readonly colleagues: Colleagues; readonly at: Date };

/** With the reasons and what has to be learnt. The history, with its notes, is for the teams. */
export const detailOf = (
  coupling: Coupling,
  vacancy: Vacancy | undefined,
  {
    caller,
    routes,
    team,
  }: { readonly caller: Caller; readonly routes: RouteSettings; readonly team?: Team | undefined },
): CouplingDetail => {
  const learning = transitionOf(coupling.explanation, vacancy?.learning, routes);
  return {
    ...summaryOf(coupling, caller),
    explanation: coupling.explanation,
    learning: learningView(learning),
    ...(team && {
      claim: viewOfHolder(coupling.claim, caller.actor, team.colleagues),
      deeds: couplingDeedsNow(coupling, caller.actor, team.at),
    }),
    ...(mayRead("coupling-history", caller, couplingResource(coupling)) ? { history: coupling.history } : {}),
  };
};
