import type { createApi } from "#packages/api/create-api.ts";
import { answerPage, pageAsked } from "#packages/api/cursors.ts";
import { explanationOf, type Language } from "#packages/api/explanation-view.ts";
import { findOwnProposalRoute, listOwnProposalsRoute } from "#packages/api/routes/me.ts";
import { OwnProposal } from "#packages/api/routes/me-views.ts";
import { etagOf } from "#packages/api/versions.ts";
import { consents } from "#packages/domain/consent.ts";
import { NotFound } from "#packages/domain/errors.ts";
import type { MarketProfile } from "#packages/domain/market-profile.ts";
import type { Proposal } from "#packages/domain/proposal.ts";
import type { Vacancy } from "#packages/domain/vacancy.ts";
import { find, findMany } from "#packages/store/documents.ts";
import { proposals, vacancies } from "#packages/store/kinds.ts";
import type { Page, PageAsked } from "#packages/store/pages.ts";
import { proposalsOf } from "#packages/store/proposals-of-profile.ts";
import type { Deps } from "./deps.ts";
import { languageOf, ownProfile, toldOf } from "./own-data.ts";

/** From then on the person has to know which employer it is, to be able to agree to an introduction. */
const EMPLOYER_TOLD = new Set(["accepted", "introduced", "placed", "not-placed", "checked"]);

type Sides = { readonly vacancy: Vacancy | undefined; readonly profile: MarketProfile };

/** A proposal for the person whom it is about. The employer is named as far as the person's consent concerns it. */
export const shownProposal = (
  proposal: Proposal,
  { vacancy, profile }: Sides,
  { known }: Deps,
  language: Language,
): OwnProposal => {
  const introductionConsent = consents(profile.consents, "introduction", proposal.employer);
  const named = introductionConsent || EMPLOYER_TOLD.has(proposal.state);
  // Parsing keeps the listed fields and drops all others.
  return OwnProposal.parse({
    ...proposal,
    vacancy,
    employer: named && vacancy !== undefined ? vacancy.employer : undefined,
    introductionConsent,
    explanation: explanationOf(proposal.explanation, known, language),
    history: proposal.history.map(({ by, ...step }) => ({
      ...step,
      by: { role: by.role, region: by.region },
    })),
  });
};

/** Proposals with these ids as they are shown. */
export const shownProposals = async (
  deps: Deps,
  ids: readonly string[],
  profile: MarketProfile,
  language: Language,
): Promise<OwnProposal[]> => {
  const { platform } = deps.tables;
  const found = (await findMany(platform, proposals, ids)).filter((one) => one !== undefined);
  const work = [...new Set(found.map(({ vacancyId }) => vacancyId))];
  const known = new Map((await findMany(platform, vacancies, work)).map((one) => [one?.id, one]));
  return found.map((one) =>
    shownProposal(one, { vacancy: known.get(one.vacancyId), profile }, deps, language),
  );
};

const pageOfIds = (ids: readonly string[], { limit, from }: PageAsked): Page<string> => {
  const left = ids.filter((id) => from === undefined || id > from.id);
  const things = left.slice(0, limit);
  const last = things.at(-1);
  if (last === undefined || left.length === things.length) return { things };
  return { things, next: { partition: 0, after: last, id: last } };
};

/** Every proposal that was ever made for the person, with reasons and decisions. */
export const serveOwnProposals = (api: ReturnType<typeof createApi>, deps: Deps): void => {
  const { platform } = deps.tables;

  api.openapi(listOwnProposalsRoute, async (c) => {
    const startedAt = deps.now();
    const { profile } = await ownProfile(c, deps);
    const list = `own proposals ${profile.id}`;
    const ids = await proposalsOf(platform, profile.id, startedAt);
    const page = pageOfIds(ids, pageAsked(c.req.valid("query"), list));
    const things = await shownProposals(deps, page.things, profile, languageOf(c));
    const told = toldOf(c, deps, { name: "listOwnProposals", activity: "show-own-data", startedAt });
    await deps.processing.write(c.var.own.jobSeekerId, told);
    return answerPage(c, { things, next: page.next }, list);
  });

  api.openapi(findOwnProposalRoute, async (c) => {
    const { profile } = await ownProfile(c, deps);
    const proposal = await find(platform, proposals, c.req.valid("param").id);
    if (proposal?.profileId !== profile.id) throw new NotFound("proposal");
    const vacancy = await find(platform, vacancies, proposal.vacancyId);
    const shown = shownProposal(proposal, { vacancy, profile }, deps, languageOf(c));
    return c.json(shown, 200, { etag: etagOf(proposal.version) });
  });
};
