import type { OwnProposal } from "../../api/me.ts";
import { momentText } from "../../components/dates.ts";
import { Table } from "../../components/table.tsx";
import { Heading } from "../../components/text.tsx";
import { useView } from "../../frame/view.tsx";
import type { Texts } from "../../texts/texts.ts";
import { teamName } from "./own-page.ts";

type Step = OwnProposal["history"][number];

/** Who did something, in words: role and team, never a name. */
export const byWhom = ({ role, region }: Step["by"], t: Texts): string => {
  if (role === "system") return t.me.proposal.system;
  if (region !== undefined) return t.me.proposal.ofTeam(teamName(region));
  return t.frame.roles[role];
};

const isReason = (reason: string, t: Texts): reason is keyof Texts["me"]["proposal"]["reasons"] =>
  Object.hasOwn(t.me.proposal.reasons, reason);

const reasonText = ({ reason }: Step, t: Texts): string | undefined => {
  if (reason === undefined) return undefined;
  return isReason(reason, t) ? t.me.proposal.reasons[reason] : reason;
};

const What = ({ step }: { readonly step: Step }) => {
  const { t } = useView();
  const reason = reasonText(step, t);
  return (
    <>
      {t.me.proposal.steps[step.what]}
      {reason === undefined ? null : `: ${reason}`}
      {step.note === undefined ? null : <span class="desk-sub">{step.note}</span>}
    </>
  );
};

/** What happened to a proposal, newest first. */
export const History = ({ steps }: { readonly steps: readonly Step[] }) => {
  const { t, language } = useView();
  const { proposal } = t.me;
  return (
    <>
      <Heading level={2}>{proposal.historyTitle}</Heading>
      <Table
        caption={proposal.historyTitle}
        hideCaption
        rows={steps.toReversed()}
        columns={[
          { title: proposal.when, heading: true, cell: ({ at }) => momentText(at, language) },
          { title: proposal.what, cell: (step) => <What step={step} /> },
          { title: proposal.by, cell: ({ by }) => byWhom(by, t) },
        ]}
      />
    </>
  );
};
