import type { Transition, TransitionCompetency, Transitions } from "../../api/transitions.ts";
import { Card } from "../../components/lists.tsx";
import { BackLink, Heading, Link, List, Paragraph } from "../../components/text.tsx";
import { useTexts } from "../../frame/view.tsx";
import { Caveat } from "./caveat.tsx";
import { Likeness } from "./likeness.tsx";
import { pathOfMove, pathOfOccupation } from "./paths.ts";
import { Source } from "./source.tsx";

type Competencies = { readonly items: readonly TransitionCompetency[] };

const OfKind = ({ title, items }: Competencies & { readonly title: string }) =>
  items.length === 0 ? null : (
    <>
      <Heading level={3}>{title}</Heading>
      <List>
        {items.map(({ label, language }) => (
          <li lang={language}>{label}</li>
        ))}
      </List>
    </>
  );

const Needed = ({ items }: Competencies) => {
  const { essential, optional } = useTexts().occupations;
  return (
    <>
      <OfKind title={essential} items={items.filter(({ kind }) => kind === "essential")} />
      <OfKind title={optional} items={items.filter(({ kind }) => kind === "optional")} />
    </>
  );
};

type SideProps = Competencies & { readonly id: string; readonly title: string; readonly none: string };

const Side = ({ id, title, items, none }: SideProps) => (
  <Card id={id}>
    <Heading level={2}>{title}</Heading>
    {items.length === 0 ? <Paragraph>{none}</Paragraph> : <Needed items={items} />}
  </Card>
);

type MovePageProps = { readonly transitions: Transitions; readonly transition: Transition };

/** One move: what somebody brings along and what is new. */
export const MovePage = ({ transitions: { from, notice, classification }, transition }: MovePageProps) => {
  const { occupations } = useTexts();
  const { id, label, similarity, shared, missing } = transition;
  return (
    <>
      <BackLink href={`${pathOfOccupation(from.id)}#naar-${id}`}>{occupations.toFrom(from.label)}</BackLink>
      <Heading level={1}>{occupations.move(from.label, label)}</Heading>
      <Likeness similarity={similarity} />
      <div class="desk-cards desk-wide">
        <Side
          id="mee"
          title={occupations.sharedTitle(shared.length)}
          items={shared}
          none={occupations.sharedNone}
        />
        <Side
          id="nieuw"
          title={occupations.missingTitle(missing.length)}
          items={missing}
          none={occupations.missingNone}
        />
      </div>
      <Caveat />
      <Heading level={2}>{occupations.onward}</Heading>
      <List>
        <li>
          <Link href="/uw-regio">{occupations.onwardDesk}</Link>
        </li>
        <li>
          <Link href={pathOfOccupation(id)}>{occupations.onwardFrom(label)}</Link>
        </li>
        <li>
          <Link href={pathOfMove(id, from.id)}>{occupations.onwardBack(label, from.label)}</Link>
        </li>
      </List>
      <Source notice={notice} version={classification} />
    </>
  );
};
