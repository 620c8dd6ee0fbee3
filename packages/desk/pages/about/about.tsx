import { RETENTION } from "#packages/rights/retention.ts";
import { dayText } from "../../components/dates.ts";
import { DataList } from "../../components/lists.tsx";
import { Table } from "../../components/table.tsx";
import { Heading, Link, List, Paragraph } from "../../components/text.tsx";
import type { Desk } from "../../frame/desk-env.ts";
import { showPage } from "../../frame/show-page.tsx";
import { useView } from "../../frame/view.tsx";
import type { Chapter, Chapters } from "../../texts/chapter.ts";

const OneChapter = ({
  chapter: { title, text = [], list = [], links = [] },
}: {
  readonly chapter: Chapter;
}) => (
  <>
    <Heading level={2}>{title}</Heading>
    {text.map((each) => (
      <Paragraph>{each}</Paragraph>
    ))}
    {list.length === 0 ? null : (
      <List>
        {list.map((each) => (
          <li>{each}</li>
        ))}
      </List>
    )}
    {links.length === 0 ? null : (
      <List>
        {links.map((link) => (
          <li>
            <Link href={link.path}>{link.text}</Link>
          </li>
        ))}
      </List>
    )}
  </>
);

const All = ({ chapters }: { readonly chapters: Chapters }) => (
  <>
    {Object.values(chapters).map((chapter) => (
      <OneChapter chapter={chapter} />
    ))}
  </>
);

const HelpPage = () => {
  const { help } = useView().t.about;
  return (
    <>
      <Heading level={1}>{help.title}</Heading>
      <Paragraph lead>{help.lead}</Paragraph>
      <All chapters={help.chapters} />
    </>
  );
};

const DAY_SECONDS = 86_400;

/** The terms that concern people, as the platform applies them: the page cannot say anything else. */
const Terms = () => {
  const { privacy } = useView().t.about;
  const { terms } = privacy;
  const rows = [
    { ...terms.profile, ...RETENTION.withdrawnProfile, from: terms.profile.from },
    { ...terms.proposal, ...RETENTION.endedProposal, from: terms.proposal.from },
    { ...terms.processing, ...RETENTION.processingLog, from: terms.processing.from },
    { ...terms.review, ...RETENTION.reviewRequest, from: terms.review.from },
    { ...terms.registration, ...RETENTION.selfRegistration, from: terms.registration.from },
    { ...terms.recovery, ...RETENTION.recovery, from: terms.recovery.from },
  ];
  return (
    <>
      <Heading level={2}>{privacy.termsTitle}</Heading>
      <Table
        caption={privacy.termsTitle}
        hideCaption
        rows={rows}
        columns={[
          { title: privacy.what, heading: true, cell: ({ what }) => what },
          { title: privacy.howLong, cell: ({ seconds }) => privacy.term(seconds / DAY_SECONDS) },
          { title: privacy.from, cell: ({ from }) => from },
        ]}
      />
    </>
  );
};

const PrivacyPage = () => {
  const { privacy } = useView().t.about;
  return (
    <>
      <Heading level={1}>{privacy.title}</Heading>
      <Paragraph lead>{privacy.lead}</Paragraph>
      <All chapters={privacy.before} />
      <Terms />
      <All chapters={privacy.after} />
    </>
  );
};

/** When the statement was last looked at whole. */
const DRAWN_UP_ON = "2026-11-22";

const AccessibilityPage = () => {
  const { t, language } = useView();
  const { accessibility: words } = t.about;
  return (
    <>
      <Heading level={1}>{words.title}</Heading>
      <Paragraph lead>{words.lead}</Paragraph>
      <DataList
        items={[
          { key: words.status, value: words.statusText },
          { key: words.standard, value: words.standardText },
          { key: words.scope, value: words.scopeText },
          { key: words.date, value: dayText(DRAWN_UP_ON, language) },
        ]}
      />
      <All chapters={words.chapters} />
    </>
  );
};

/** Pages of text: how it works, what happens with data, and how well everybody can use it. */
export const serveAbout = (desk: Desk): void => {
  desk.get("/hulp", (c) => showPage(c, { title: c.var.t.about.help.title, content: <HelpPage /> }));
  desk.get("/privacy", (c) => showPage(c, { title: c.var.t.about.privacy.title, content: <PrivacyPage /> }));
  desk.get("/toegankelijkheid", (c) =>
    showPage(c, { title: c.var.t.about.accessibility.title, content: <AccessibilityPage /> }),
  );
};
