import { type Names, named } from "../../api/concepts.ts";
import type { CouplingDetail } from "../../api/couplings.ts";
import { Concept } from "../../components/concept.tsx";
import { Badge } from "../../components/lists.tsx";
import { shownPoints } from "../../components/shown-points.ts";
import { Table } from "../../components/table.tsx";
import { Heading, Paragraph } from "../../components/text.tsx";
import { useView } from "../../frame/view.tsx";
import { pointsText } from "../team/words.ts";

type WhyProps = { readonly coupling: CouplingDetail; readonly names: Names };

const PARTS = ["competencies", "occupation", "distance", "availability"] as const;
const BADGES = { matched: "good", near: "near", missing: "bad" } as const;

/** Why two firms were coupled: points that add up, what is there and what is missing, and what can be learned (B1, D2). */
export const Why = ({ coupling, names }: WhyProps) => {
  const { t, language } = useView();
  const words = t.couplings.detail;
  const shown = shownPoints(coupling.explanation);
  const rows = [
    ...PARTS.map((part) => ({ label: words.parts[part], points: shown.parts[part] })),
    { label: words.total, points: shown.score },
  ];
  return (
    <section>
      <Heading level={2}>{words.why}</Heading>
      <Paragraph>{words.whyLead}</Paragraph>
      <Table
        caption={words.why}
        hideCaption
        rows={rows}
        columns={[
          { title: words.part, heading: true, cell: ({ label }) => label },
          { title: words.points, numeric: true, cell: (row) => pointsText(row.points, language, 1) },
        ]}
      />
      <Heading level={3}>{words.requirements}</Heading>
      <Requirements coupling={coupling} names={names} />
      <Heading level={3}>{words.learning}</Heading>
      <Learning coupling={coupling} names={names} />
    </section>
  );
};

const Requirements = ({ coupling, names }: WhyProps) => {
  const { detail } = useView().t.couplings;
  const { requirements } = coupling.explanation;
  if (requirements.length === 0) return <Paragraph>{detail.noRequirements}</Paragraph>;
  return (
    <ul class="desk-facts">
      {requirements.map(({ competency, outcome, by }) => (
        <li>
          <Badge kind={BADGES[outcome]}>{detail.outcomes[outcome]}</Badge>{" "}
          <Concept of={named(names, competency)} />
          {by === undefined ? null : (
            <span class="desk-sub">
              {detail.nearBy} <Concept of={named(names, by)} />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
};

const Learning = ({ coupling, names }: WhyProps) => {
  const { detail } = useView().t.couplings;
  const { toLearn, weeks } = coupling.learning;
  if (toLearn.length === 0) return <Paragraph>{detail.nothingToLearn}</Paragraph>;
  return (
    <>
      <Paragraph>{detail.learningWeeks(weeks)}</Paragraph>
      <ul class="desk-list">
        {toLearn.map(({ competency }) => (
          <li>
            <Concept of={named(names, competency)} />
          </li>
        ))}
      </ul>
    </>
  );
};
