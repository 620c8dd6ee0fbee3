import { isOpen } from "#packages/domain/proposal.ts";
import type { OwnConsents, OwnProposal } from "../../api/me.ts";
import { dayText } from "../../components/dates.ts";
import { Alert } from "../../components/flash.tsx";
import { DataList, type Datum } from "../../components/lists.tsx";
import { BackLink, Heading, Link, Paragraph } from "../../components/text.tsx";
import { useView } from "../../frame/view.tsx";
import type { Language, Texts } from "../../texts/texts.ts";
import { GiveConsent } from "./consents.tsx";
import { History } from "./history.tsx";
import { teamName } from "./own-page.ts";
import { ME, pathOfOwnProposal } from "./paths.ts";
import { kilometres } from "./points.ts";
import { StateBadge } from "./state-badge.tsx";
import { Why } from "./why.tsx";

export const titleOf = ({ vacancy }: Pick<OwnProposal, "vacancy">, t: Texts): string =>
  vacancy?.title ?? t.me.proposals.unnamed;

const hoursOf = ({ vacancy }: OwnProposal, t: Texts): Datum[] => {
  const hours = vacancy?.hoursPerWeek;
  return hours === undefined
    ? []
    : [{ key: t.me.proposal.hours, value: t.me.data.hoursText(hours.min, hours.max) }];
};

const factsOf = (proposal: OwnProposal, t: Texts, language: Language): Datum[] => {
  const words = t.me.proposal;
  const { employer, explanation, region, state } = proposal;
  const start = proposal.startDate ?? proposal.vacancy?.startDate;
  return [
    { key: words.state, value: <StateBadge state={state} /> },
    { key: words.employer, value: employer?.name ?? words.employerLater },
    ...hoursOf(proposal, t),
    ...(start === undefined ? [] : [{ key: words.start, value: dayText(start, language) }]),
    { key: words.distance, value: words.km(kilometres(explanation.distanceHm, language)) },
    { key: words.region, value: teamName(region) },
  ];
};

type Wording = OwnConsents["wordings"][number] | undefined;
type ProposalProps = { readonly proposal: OwnProposal; readonly wording: Wording };

/** Once people found that it fits: may the team say to the employer who it is? */
const Introduction = ({ proposal, wording }: ProposalProps) => {
  const { proposal: words } = useView().t.me;
  const { employer, introductionConsent, state, id } = proposal;
  if (employer === undefined || wording === undefined || !isOpen(state)) return null;
  return (
    <>
      <Heading level={2} id="voorstellen">
        {words.consentTitle}
      </Heading>
      {introductionConsent ? (
        <Paragraph>
          {words.consentGiven(employer.name)} <Link href={ME.consents}>{words.consentChange}</Link>
        </Paragraph>
      ) : (
        <GiveConsent
          purpose="introduction"
          receiver={employer.kvkNumber}
          wording={wording}
          returnTo={pathOfOwnProposal(id)}
        />
      )}
    </>
  );
};

/** One proposal: what it is, who decides, why it was made and what happened since. */
export const ProposalPage = ({ proposal, wording }: ProposalProps) => {
  const { t, language } = useView();
  const words = t.me.proposal;
  return (
    <>
      <BackLink href={`${ME.proposals}#voorstel-${proposal.id}`}>{words.back}</BackLink>
      <Heading level={1}>{titleOf(proposal, t)}</Heading>
      <DataList items={factsOf(proposal, t, language)} />
      <Alert kind="info">
        <Heading level={2}>{words.whoTitle}</Heading>
        <Paragraph>{words.who(teamName(proposal.region))}</Paragraph>
      </Alert>
      <Introduction proposal={proposal} wording={wording} />
      <Why explanation={proposal.explanation} />
      <History steps={proposal.history} />
      <Heading level={2}>{words.reviewTitle}</Heading>
      <Paragraph>
        <Link href={`${ME.review}?voorstel=${encodeURIComponent(proposal.id)}`}>{words.review}</Link>
      </Paragraph>
    </>
  );
};
