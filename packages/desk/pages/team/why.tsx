import type { ProposalDetail } from "#packages/api/routes/delivery-views.ts";
import {
  AVAILABILITY_POINTS,
  COMPETENCY_POINTS,
  DISTANCE_POINTS,
  OCCUPATION_POINTS,
  TOTAL_POINTS,
} from "#packages/domain/explanation.ts";
import { ShareBar } from "../../charts/share-bar.tsx";
import { Concept } from "../../components/concept.tsx";
import { Badge } from "../../components/lists.tsx";
import { shownPoints } from "../../components/shown-points.ts";
import { Table } from "../../components/table.tsx";
import { Heading, List, Paragraph } from "../../components/text.tsx";
import { useView } from "../../frame/view.tsx";
import { pointsText } from "./words.ts";

type Explanation = ProposalDetail["explanation"];
type Requirement = Explanation["requirements"][number];
type Part = keyof Explanation["parts"] | "total";
const MOST: Readonly<Record<Part, number>> = {
  competencies: COMPETENCY_POINTS,
  occupation: OCCUPATION_POINTS,
  distance: DISTANCE_POINTS,
  availability: AVAILABILITY_POINTS,
  total: TOTAL_POINTS,
};
const PARTS = ["competencies", "occupation", "distance", "availability", "total"] as const;

/** The parts of the score, which add up to it. */
const Parts = ({ explanation }: { readonly explanation: Explanation }) => {
  const { t, language } = useView();
  const words = t.team.proposal;
  const { parts, score } = shownPoints(explanation);
  const points: Readonly<Record<Part, number>> = { ...parts, total: score };
  return (
    <Table
      caption={words.sum}
      rows={PARTS}
      columns={[
        { title: words.part, heading: true, cell: (part) => words.parts[part] },
        {
          title: words.points,
          numeric: true,
          cell: (part) => <strong>{pointsText(points[part], language, 1)}</strong>,
        },
        { title: words.of, numeric: true, cell: (part) => pointsText(MOST[part], language) },
        {
          title: t.figures.share,
          hideTitle: true,
          cell: (part) => <ShareBar share={points[part] / MOST[part]} />,
        },
      ]}
    />
  );
};

const Marks = ({ importance, borrowed }: Requirement) => {
  const words = useView().t.team.proposal;
  return (
    <span class="desk-sub">
      {importance === "must" ? words.must : words.nice}
      {borrowed ? `; ${words.borrowed}` : null}
    </span>
  );
};

const KINDS = { matched: "good", near: "near", missing: "bad" } as const;

const Group = ({
  outcome,
  all,
}: {
  readonly outcome: Requirement["outcome"];
  readonly all: readonly Requirement[];
}) => {
  const { t, language } = useView();
  const words = t.team.proposal;
  const own = all.filter((one) => one.outcome === outcome);
  return (
    <section class="desk-card">
      <Heading level={3}>
        <Badge kind={KINDS[outcome]}>{words[outcome]}</Badge> {own.length}
      </Heading>
      {own.length === 0 ? (
        <Paragraph quiet>{words.none}</Paragraph>
      ) : (
        <List>
          {own.map((one) => (
            <li>
              <Concept of={one.competency} />
              {one.by === undefined ? null : (
                <>
                  : {words.nearTo.can} <Concept of={one.by} />, {words.nearTo.half}
                </>
              )}
              {one.points === 0 ? null : ` (${words.gain(pointsText(one.points, language, 1))})`}
              <Marks {...one} />
            </li>
          ))}
        </List>
      )}
    </section>
  );
};

const LIFT_SHOWN = 5;

const Lift = ({ lift }: Pick<Explanation, "lift">) => {
  const { t, language } = useView();
  const words = t.team.proposal;
  if (lift.length === 0) return null;
  return (
    <>
      <Heading level={3}>{words.lift}</Heading>
      <Paragraph>{words.liftText}</Paragraph>
      <List>
        {lift.slice(0, LIFT_SHOWN).map(({ competency, gain }) => (
          <li>
            <Concept of={competency} /> <strong>{words.gain(pointsText(gain, language, 1))}</strong>
          </li>
        ))}
      </List>
    </>
  );
};

/** Why this proposal: what adds up to its points, what matches, is near or is missing, and what would lift it. */
export const Why = ({ explanation, notice }: Pick<ProposalDetail, "explanation" | "notice">) => {
  const words = useView().t.team.proposal;
  const { completeness } = explanation;
  const shown = shownPoints(explanation);
  const all = explanation.requirements.map((one, index) => ({
    ...one,
    points: shown.requirements[index] ?? one.points,
  }));
  return (
    <section aria-labelledby="waarom">
      <Heading level={2} id="waarom">
        {words.why}
      </Heading>
      <Parts explanation={explanation} />
      <div class="desk-reasons">
        <Group outcome="matched" all={all} />
        <Group outcome="near" all={all} />
        <Group outcome="missing" all={all} />
      </div>
      <Lift lift={explanation.lift} />
      <Heading level={3}>{words.known}</Heading>
      <List>
        <li>
          {words.knownVacancy}: {words.percent(completeness.vacancy)}
        </li>
        <li>
          {words.knownProfile}: {words.percent(completeness.profile)}
        </li>
      </List>
      <Paragraph quiet>{notice}</Paragraph>
    </section>
  );
};
