import { type Occupation, type OccupationsFound, searchOccupations } from "../../api/concepts.ts";
import { findTransitions } from "../../api/transitions.ts";
import { Button } from "../../components/button.tsx";
import { TextField } from "../../components/field.tsx";
import { Empty } from "../../components/lists.tsx";
import { Heading, Paragraph } from "../../components/text.tsx";
import type { Desk, DeskContext } from "../../frame/desk-env.ts";
import { showPage } from "../../frame/show-page.tsx";
import { showTrouble } from "../../frame/trouble-page.tsx";
import { useTexts } from "../../frame/view.tsx";
import { OCCUPATION_SUGGESTIONS } from "../concepts/suggestions.tsx";
import { MovePage } from "./move.tsx";
import { MovesPage } from "./moves.tsx";
import { OCCUPATIONS_PATH, pathOfOccupation } from "./paths.ts";
import { Source } from "./source.tsx";

const MOST_FOUND = 20;
const MOST_MOVES = 12;
/** All that the API gives: a page of one move has to find it among them. */
const ALL_MOVES = 100;

const Found = ({ occupation }: { readonly occupation: Occupation }) => {
  const { occupations } = useTexts();
  const { id, label, language, matchedAlternative } = occupation;
  return (
    <li>
      <a class="desk-result" href={pathOfOccupation(id)} id={`beroep-${id}`}>
        <span class="desk-result__title" lang={language}>
          {label}
        </span>
        {matchedAlternative === undefined || matchedAlternative === label ? null : (
          <span class="desk-sub">{occupations.alsoCalled(matchedAlternative)}</span>
        )}
      </a>
    </li>
  );
};

type SearchProps = { readonly q: string; readonly found: OccupationsFound | undefined };

const Results = ({ q, found }: { readonly q: string; readonly found: OccupationsFound }) => {
  const { occupations } = useTexts();
  if (found.items.length === 0)
    return (
      <Empty title={occupations.noneTitle(q)}>
        <Paragraph>{occupations.noneText}</Paragraph>
      </Empty>
    );
  return (
    <>
      <Heading level={2}>{occupations.found(found.items.length, q)}</Heading>
      <ul class="desk-results">
        {found.items.map((occupation) => (
          <Found occupation={occupation} />
        ))}
      </ul>
      <Source notice={found.notice} version={found.classification} />
    </>
  );
};

const SearchPage = ({ q, found }: SearchProps) => {
  const { occupations } = useTexts();
  return (
    <>
      <Heading level={1}>{occupations.title}</Heading>
      <Paragraph lead>{occupations.lead}</Paragraph>
      <form class="desk-form" method="get" action={OCCUPATIONS_PATH}>
        <TextField
          name="q"
          type="search"
          label={occupations.question}
          hint={occupations.hint}
          value={q}
          suggest={OCCUPATION_SUGGESTIONS}
          beside={<Button>{occupations.button}</Button>}
        />
      </form>
      {found === undefined ? null : <Results q={q} found={found} />}
    </>
  );
};

const askedFor = (c: DeskContext): string => (c.req.query("q") ?? "").trim();

const search = async (c: DeskContext): Promise<Response> => {
  const { api, language, t } = c.var;
  const q = askedFor(c);
  const found = q === "" ? undefined : await searchOccupations(api, { q, language, limit: MOST_FOUND });
  return showPage(c, { title: t.occupations.title, content: <SearchPage q={q} found={found} /> });
};

const moves = async (c: DeskContext): Promise<Response> => {
  const { api, language, t } = c.var;
  const id = c.req.param("id") ?? "";
  const found = await findTransitions(api, { id, language, limit: MOST_MOVES });
  return showPage(c, {
    title: t.occupations.from(found.from.label),
    content: <MovesPage transitions={found} />,
  });
};

const move = async (c: DeskContext): Promise<Response> => {
  const { api, language, t } = c.var;
  const id = c.req.param("from") ?? "";
  const found = await findTransitions(api, { id, language, limit: ALL_MOVES });
  const transition = found.items.find((one) => one.id === c.req.param("to"));
  if (transition === undefined) return showTrouble(c, "not-found");
  return showPage(c, {
    title: t.occupations.move(found.from.label, transition.label),
    content: <MovePage transitions={found} transition={transition} />,
  });
};

/** The occupation explorer, for everybody: it is about work and about nobody. */
export const serveOccupations = (desk: Desk): void => {
  desk.get(OCCUPATIONS_PATH, search);
  desk.get(`${OCCUPATIONS_PATH}/:id`, moves);
  desk.get(`${OCCUPATIONS_PATH}/:from/naar/:to`, move);
};
