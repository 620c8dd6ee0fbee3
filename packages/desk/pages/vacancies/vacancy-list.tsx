import { openPositions } from "#packages/domain/vacancy.ts";
import { countProposals, listVacancies, type ProposalCounts, type VacancyView } from "../../api/vacancies.ts";
import { Button, ButtonLink, Buttons } from "../../components/button.tsx";
import { dayText } from "../../components/dates.ts";
import { PostForm } from "../../components/form.tsx";
import { Badge, Card, Empty, Pagination } from "../../components/lists.tsx";
import { Table } from "../../components/table.tsx";
import { Heading, Hidden, Link, Paragraph } from "../../components/text.tsx";
import type { Desk, DeskContext } from "../../frame/desk-env.ts";
import { placeText } from "../../frame/places.ts";
import { showPage } from "../../frame/show-page.tsx";
import { forRoles, type SignedIn } from "../../frame/signed-in.ts";
import { useTexts, useView } from "../../frame/view.tsx";
import type { Texts } from "../../texts/texts.ts";
import { listDrafts, type VacancyDraft } from "./draft.ts";
import { isOld } from "./still-open.ts";

const PAGE = 20;

type Row = {
  readonly vacancy: VacancyView;
  readonly counts: ProposalCounts | undefined;
  readonly old: boolean;
};

const totalOf = ({ places }: VacancyView): number =>
  places.reduce((sum, { open, held, filled }) => sum + open + held + filled, 0);

const STATE_BADGES = { open: "good", closed: "plain", withdrawn: "plain" } as const;

export const StateBadge = ({ status }: Pick<VacancyView, "status">) => (
  <Badge kind={STATE_BADGES[status]}>{useTexts().vacancies.states[status]}</Badge>
);

const listHref = (cursor: string | undefined): string =>
  cursor === undefined ? "/vacatures" : `/vacatures?vanaf=${encodeURIComponent(cursor)}`;

const PLACES_SHOWN = 3;

/** A few places by name; of a national employer's many, how many more there are. */
const placesText = ({ places }: VacancyView, { morePlaces }: Texts["vacancies"]["list"]): string => {
  const names = places.slice(0, PLACES_SHOWN).map(({ pc4 }) => placeText(pc4));
  const more = places.length - names.length;
  return more === 0 ? names.join(", ") : `${names.join(", ")} ${morePlaces(more)}`;
};

type ListProps = {
  readonly rows: readonly Row[];
  readonly drafts: readonly VacancyDraft[];
  readonly cursor: string | undefined;
  readonly next: string | undefined;
};

const VacancyTable = ({ rows, cursor }: Pick<ListProps, "rows" | "cursor">) => {
  const { vacancies } = useTexts();
  const words = vacancies.list;
  const from = cursor === undefined ? "" : `?vanaf=${encodeURIComponent(cursor)}`;
  return (
    <Table
      caption={words.caption}
      hideCaption
      rows={rows}
      columns={[
        {
          title: words.work,
          heading: true,
          cell: ({ vacancy, old }: Row) => (
            <>
              <Link href={`/vacatures/${vacancy.id}${from}`} id={`v-${vacancy.id}`}>
                {vacancy.title}
              </Link>
              {old ? <span class="desk-sub">{words.askStillOpen}</span> : null}
            </>
          ),
        },
        {
          title: words.place,
          cell: ({ vacancy }) => placesText(vacancy, words),
        },
        { title: words.state, cell: ({ vacancy }) => <StateBadge status={vacancy.status} /> },
        {
          title: words.positions,
          cell: ({ vacancy }) => vacancies.positionsText(openPositions(vacancy), totalOf(vacancy)),
        },
        {
          title: words.proposals,
          cell: ({ counts }) =>
            counts === undefined ? "–" : vacancies.proposalCounts(counts.open, counts.takenUp),
        },
      ]}
    />
  );
};

const Drafts = ({ drafts }: Pick<ListProps, "drafts">) => {
  const { t, language } = useView();
  const words = t.vacancies.list;
  if (drafts.length === 0) return null;
  return (
    <Card>
      <Heading level={2}>{words.drafts}</Heading>
      <ul class="desk-rows">
        {drafts.map(({ id, form, savedAt }) => {
          const title = form.text("werk") || words.draftWithoutTitle;
          return (
            <li class="desk-rows__row">
              <span>
                <Link href={`/vacatures/concept/${id}/controle`}>
                  {words.goOn} “{title}”
                </Link>
                {savedAt === undefined ? null : (
                  <span class="desk-sub">{words.savedOn(dayText(savedAt, language))}</span>
                )}
              </span>
              <PostForm action={`/vacatures/concept/${id}/weg`}>
                <Button kind="subtle">
                  {words.throwAway}
                  <Hidden> {title}</Hidden>
                </Button>
              </PostForm>
            </li>
          );
        })}
      </ul>
    </Card>
  );
};

const VacancyList = ({ rows, drafts, cursor, next }: ListProps) => {
  const { list, peopleNever } = useTexts().vacancies;
  return (
    <>
      <Heading level={1}>{list.title}</Heading>
      <Paragraph lead>{list.lead}</Paragraph>
      <Buttons>
        <ButtonLink href="/vacatures/nieuw">{list.post}</ButtonLink>
        <ButtonLink href="/bestanden-sturen" kind="secondary">
          {list.upload}
        </ButtonLink>
      </Buttons>
      <Drafts drafts={drafts} />
      {rows.length > 0 ? (
        <>
          <VacancyTable rows={rows} cursor={cursor} />
          <Paragraph quiet>{peopleNever}</Paragraph>
        </>
      ) : (
        <Empty title={cursor === undefined ? list.emptyTitle : list.endTitle}>
          <Paragraph>{cursor === undefined ? list.emptyText : list.endText}</Paragraph>
        </Empty>
      )}
      <Pagination first={cursor === undefined ? undefined : "/vacatures"} next={next && listHref(next)} />
    </>
  );
};

const showList = async (c: DeskContext, { keeping }: SignedIn): Promise<Response> => {
  const { api, deps, t } = c.var;
  const cursor = c.req.query("vanaf");
  const [page, drafts] = await Promise.all([
    listVacancies(api, { limit: PAGE, cursor }),
    listDrafts(keeping),
  ]);
  const rows = await Promise.all(
    page.items.map(async (vacancy) => ({
      vacancy,
      counts: vacancy.status === "open" ? await countProposals(api, vacancy.id) : undefined,
      old: isOld(vacancy, deps.now()),
    })),
  );
  return showPage(c, {
    title: t.vacancies.list.title,
    wide: true,
    content: <VacancyList rows={rows} drafts={drafts} cursor={cursor} next={page.nextCursor} />,
  });
};

/** An employer's vacancies, with how they stand; counts of proposals and never people (M4, S4). */
export const serveVacancyList = (desk: Desk): void => {
  desk.get("/vacatures", forRoles(["employer"], showList));
};
