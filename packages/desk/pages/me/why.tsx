import {
  AVAILABILITY_POINTS,
  COMPETENCY_POINTS,
  DISTANCE_POINTS,
  OCCUPATION_POINTS,
  TOTAL_POINTS,
} from "#packages/domain/explanation.ts";
import type { OwnProposal } from "../../api/me.ts";
import { Bar } from "../../components/bar.tsx";
import { Concept } from "../../components/concept.tsx";
import { shownPoints } from "../../components/shown-points.ts";
import { Table } from "../../components/table.tsx";
import { Heading, Link, List, Paragraph } from "../../components/text.tsx";
import { useView } from "../../frame/view.tsx";
import type { Texts } from "../../texts/texts.ts";
import { ME } from "./paths.ts";
import { outOf100 } from "./points.ts";

type Explanation = OwnProposal["explanation"];
type Requirement = Explanation["requirements"][number];

const MOST = {
  competencies: COMPETENCY_POINTS,
  occupation: OCCUPATION_POINTS,
  distance: DISTANCE_POINTS,
  availability: AVAILABILITY_POINTS,
} as const satisfies Record<keyof Explanation["parts"], number>;
const PARTS = ["competencies", "occupation", "distance", "availability"] as const;

const rowsOf = (explanation: Explanation, { me: { proposal } }: Texts) => {
  const { parts, score } = shownPoints(explanation);
  return [
    ...PARTS.map((part) => ({ name: proposal.parts[part], points: parts[part], most: MOST[part] })),
    { name: proposal.total, points: score, most: TOTAL_POINTS },
  ];
};

const Parts = ({ explanation }: { readonly explanation: Explanation }) => {
  const { t, language } = useView();
  const { proposal } = t.me;
  return (
    <Table
      caption={proposal.whyTitle}
      hideCaption
      rows={rowsOf(explanation, t)}
      columns={[
        { title: proposal.part, heading: true, cell: ({ name }) => name },
        { title: proposal.points, numeric: true, cell: ({ points }) => outOf100(points, language) },
        { title: proposal.most, numeric: true, cell: ({ most }) => outOf100(most, language) },
      ]}
    />
  );
};

/** What is to be known of a requirement beside its name. */
const Remarks = ({ by, importance, borrowed }: Requirement) => {
  const { proposal } = useView().t.me;
  const must = importance === "must" && !borrowed;
  if (!must && by === undefined) return null;
  return (
    <span class="desk-sub">
      {must ? proposal.must : null}
      {must && by !== undefined ? "; " : null}
      {by === undefined ? null : (
        <>
          {proposal.nearBy.can} <Concept of={by} />; {proposal.nearBy.half}
        </>
      )}
    </span>
  );
};

type Items = { readonly items: readonly Requirement[] };

const Names = ({ items }: Items) => (
  <List>
    {items.map((item) => (
      <li>
        <Concept of={item.competency} />
        <Remarks {...item} />
      </li>
    ))}
  </List>
);

/** What the employer asked, and apart from it what the platform added because it is part of the occupation. */
const Asked = ({ items }: Items) => {
  const { proposal } = useView().t.me;
  const [asked, borrowed] = [items.filter((one) => !one.borrowed), items.filter((one) => one.borrowed)];
  return (
    <>
      {asked.length === 0 ? null : <Names items={asked} />}
      {borrowed.length === 0 ? null : (
        <>
          <Paragraph quiet>{proposal.borrowed}</Paragraph>
          <Names items={borrowed} />
        </>
      )}
    </>
  );
};

type RequirementsProps = Items & {
  readonly title: (count: number) => string;
  readonly hint?: string;
};

const Requirements = ({ title, items, hint }: RequirementsProps) =>
  items.length === 0 ? null : (
    <>
      <Heading level={3}>{title(items.length)}</Heading>
      {hint === undefined ? null : (
        <Paragraph>
          <Link href={ME.edit}>{hint}</Link>
        </Paragraph>
      )}
      <Asked items={items} />
    </>
  );

const Lift = ({ items }: { readonly items: Explanation["lift"] }) => {
  const { t, language } = useView();
  const { proposal } = t.me;
  if (items.length === 0) return null;
  return (
    <>
      <Heading level={2}>{proposal.liftTitle}</Heading>
      <Paragraph>{proposal.lift}</Paragraph>
      <List>
        {items.map(({ competency, gain }) => (
          <li>
            <Concept of={competency} />: {proposal.gain(outOf100(gain, language))}
          </li>
        ))}
      </List>
    </>
  );
};

/** Why the computer proposed it: parts that add up, what is there, what is near, what is missing, and what would help. */
export const Why = ({ explanation }: { readonly explanation: Explanation }) => {
  const { t, language } = useView();
  const { proposal } = t.me;
  const { score, requirements, lift, completeness } = explanation;
  const of = (outcome: Requirement["outcome"]) => requirements.filter((one) => one.outcome === outcome);
  return (
    <>
      <Heading level={2} id="waarom">
        {proposal.whyTitle}
      </Heading>
      <Paragraph>{proposal.why(outOf100(score, language))}</Paragraph>
      <Bar permille={score / 1000} />
      <Parts explanation={explanation} />
      {requirements.length === 0 ? <Paragraph>{proposal.noneAsked}</Paragraph> : null}
      <Requirements title={proposal.matchedTitle} items={of("matched")} />
      <Requirements title={proposal.nearTitle} items={of("near")} />
      <Requirements title={proposal.missingTitle} items={of("missing")} hint={proposal.missingHint} />
      <Lift items={lift} />
      <Heading level={2}>{proposal.completeTitle}</Heading>
      <Paragraph>{proposal.complete(completeness.profile, completeness.vacancy)}</Paragraph>
      <Paragraph quiet>{t.me.data.source}</Paragraph>
    </>
  );
};
