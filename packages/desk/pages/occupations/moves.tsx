import type { Transition, Transitions } from "../../api/transitions.ts";
import { Empty } from "../../components/lists.tsx";
import { BackLink, Heading, Paragraph } from "../../components/text.tsx";
import { useTexts } from "../../frame/view.tsx";
import { Caveat } from "./caveat.tsx";
import { Likeness } from "./likeness.tsx";
import { OCCUPATIONS_PATH, pathOfMove } from "./paths.ts";
import { Source } from "./source.tsx";

type MoveProps = { readonly from: string; readonly transition: Transition };

const Move = ({ from, transition }: MoveProps) => {
  const { occupations } = useTexts();
  const { id, label, language, similarity, shared, missing } = transition;
  return (
    <li class="desk-move">
      <h2 class="desk-move__title">
        <a class="nl-link" href={pathOfMove(from, id)} id={`naar-${id}`} lang={language}>
          {label}
        </a>
      </h2>
      <Likeness similarity={similarity} />
      <p class="desk-move__counts">{occupations.counts(shared.length, missing.length)}</p>
    </li>
  );
};

/** Where somebody of an occupation can move to, most alike first. */
export const MovesPage = ({ transitions }: { readonly transitions: Transitions }) => {
  const { occupations } = useTexts();
  const { from, items, notice, classification } = transitions;
  return (
    <>
      <BackLink href={OCCUPATIONS_PATH}>{occupations.again}</BackLink>
      <Heading level={1}>{occupations.from(from.label)}</Heading>
      {items.length === 0 ? (
        <Empty title={occupations.fromEmptyTitle}>
          <Paragraph>{occupations.fromEmptyText}</Paragraph>
        </Empty>
      ) : (
        <>
          <Paragraph lead>{occupations.fromLead(items.length)}</Paragraph>
          <ol class="desk-moves">
            {items.map((transition) => (
              <Move from={from.id} transition={transition} />
            ))}
          </ol>
          <Caveat />
        </>
      )}
      <Source notice={notice} version={classification} />
    </>
  );
};
