import { isOpen } from "#packages/domain/proposal.ts";
import { findMe, findOwnProposal, listConsents, listOwnProposals, type OwnProposal } from "../../api/me.ts";
import { dayText } from "../../components/dates.ts";
import { Empty, Pagination } from "../../components/lists.tsx";
import { BackLink, Heading, Paragraph } from "../../components/text.tsx";
import type { Desk, DeskContext } from "../../frame/desk-env.ts";
import { showPage } from "../../frame/show-page.tsx";
import { useView } from "../../frame/view.tsx";
import { ownPage } from "./own-page.ts";
import { ME, pathOfOwnProposal } from "./paths.ts";
import { outOf100 } from "./points.ts";
import { ProposalPage, titleOf } from "./proposal.tsx";
import { StateBadge } from "./state-badge.tsx";

const Line = ({ proposal }: { readonly proposal: OwnProposal }) => {
  const { t, language } = useView();
  const { proposals } = t.me;
  const { id, state, explanation, proposedAt } = proposal;
  return (
    <li class="desk-move">
      <h3 class="desk-move__title">
        <a class="nl-link" href={pathOfOwnProposal(id)} id={`voorstel-${id}`}>
          {titleOf(proposal, t)}
        </a>
      </h3>
      <StateBadge state={state} />
      <p class="desk-move__counts">
        {proposals.fits(outOf100(explanation.score, language))} ·{" "}
        {proposals.since(dayText(proposedAt, language))}
      </p>
    </li>
  );
};

const Lines = ({ items }: { readonly items: readonly OwnProposal[] }) => (
  <ol class="desk-moves">
    {items.map((proposal) => (
      <Line proposal={proposal} />
    ))}
  </ol>
);

type ListProps = {
  readonly items: readonly OwnProposal[];
  readonly matched: boolean;
  readonly first: string | undefined;
  readonly next: string | undefined;
};

const newestFirst = (one: OwnProposal, other: OwnProposal): number =>
  one.proposedAt < other.proposedAt ? 1 : -1;

const Ended = ({ items }: { readonly items: readonly OwnProposal[] }) =>
  items.length === 0 ? null : (
    <>
      <Heading level={2}>{useView().t.me.proposals.ended}</Heading>
      <Lines items={items} />
    </>
  );

const Some = ({ items }: { readonly items: readonly OwnProposal[] }) => {
  const { proposals } = useView().t.me;
  const open = items.filter(({ state }) => isOpen(state));
  return (
    <>
      <Heading level={2}>{proposals.open}</Heading>
      {open.length === 0 ? <Paragraph>{proposals.noOpen}</Paragraph> : <Lines items={open} />}
      <Ended items={items.filter(({ state }) => !isOpen(state))} />
    </>
  );
};

const ListPage = ({ items, matched, first, next }: ListProps) => {
  const { me } = useView().t;
  return (
    <>
      <BackLink href={ME.overview}>{me.back}</BackLink>
      <Heading level={1}>{me.proposals.title}</Heading>
      <Paragraph lead>{me.proposals.lead}</Paragraph>
      {items.length === 0 ? (
        <Empty title={me.proposals.noneTitle}>
          <Paragraph>{matched ? me.proposals.none : me.proposals.noneNotMatched}</Paragraph>
        </Empty>
      ) : (
        <Some items={items} />
      )}
      <Pagination first={first} next={next} />
    </>
  );
};

const list = async (c: DeskContext): Promise<Response> => {
  const { api, language, t } = c.var;
  const cursor = c.req.query("vanaf");
  const [me, page] = await Promise.all([findMe(api, language), listOwnProposals(api, language, cursor)]);
  const next =
    page.nextCursor === undefined
      ? undefined
      : `${ME.proposals}?vanaf=${encodeURIComponent(page.nextCursor)}`;
  return showPage(c, {
    title: t.me.proposals.title,
    content: (
      <ListPage
        items={page.items.toSorted(newestFirst)}
        matched={me.data.matched}
        first={cursor === undefined ? undefined : ME.proposals}
        next={next}
      />
    ),
  });
};

const one = async (c: DeskContext): Promise<Response> => {
  const { api, language, t } = c.var;
  const [proposal, consents] = await Promise.all([
    findOwnProposal(api, language, c.req.param("id") ?? ""),
    listConsents(api),
  ]);
  const wording = consents.wordings.find(({ purpose }) => purpose === "introduction");
  return showPage(c, {
    title: titleOf(proposal, t),
    content: <ProposalPage proposal={proposal} wording={wording} />,
  });
};

/** Proposals for the person, each with why, what happened and who decides. */
export const serveOwnProposals = (desk: Desk): void => {
  desk.get(ME.proposals, ownPage(list));
  desk.get(`${ME.proposals}/:id`, ownPage(one));
};
