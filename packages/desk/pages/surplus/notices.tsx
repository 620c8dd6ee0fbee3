import { randomUUID } from "node:crypto";
import { WITHDRAWAL_REASONS } from "#packages/domain/vacancy.ts";
import { type Names, named, namesOf } from "../../api/concepts.ts";
import { findNotice, listNotices, type NoticeView, withdrawNotice } from "../../api/surplus-notices.ts";
import { Button, ButtonLink, Buttons } from "../../components/button.tsx";
import { Radios } from "../../components/choices.tsx";
import { Concepts } from "../../components/concept.tsx";
import { dayText } from "../../components/dates.ts";
import { Alert } from "../../components/flash.tsx";
import { ErrorSummary, errorOf, type FieldError, HiddenField, PostForm } from "../../components/form.tsx";
import { Badge, Card, DataList, Empty, Pagination } from "../../components/lists.tsx";
import { Table } from "../../components/table.tsx";
import { BackLink, Heading, Hidden, Link, Paragraph } from "../../components/text.tsx";
import type { Desk, DeskContext } from "../../frame/desk-env.ts";
import { placeText } from "../../frame/places.ts";
import { redirectWith, showPage } from "../../frame/show-page.tsx";
import { forRoles, type SignedIn } from "../../frame/signed-in.ts";
import { useTexts, useView } from "../../frame/view.tsx";
import { typedOf } from "./notice-answers.ts";
import { listDrafts, type NoticeDraft, saveDraft } from "./notice-draft.ts";
import { FILERS } from "./report-surplus.tsx";

const PAGE = 20;
const BADGES = { draft: "near", open: "good", ended: "plain", withdrawn: "plain" } as const;

const headsOf = ({ groups }: NoticeView): number => groups.reduce((sum, { headCount }) => sum + headCount, 0);

const State = ({ notice }: { readonly notice: NoticeView }) => {
  const { t, language, now } = useView();
  const { status, embargoUntilDate } = notice;
  const embargo = embargoUntilDate !== undefined && embargoUntilDate > now.toISOString().slice(0, 10);
  return (
    <>
      <Badge kind={BADGES[status]}>{t.surplus.states[status]}</Badge>
      {embargo ? (
        <span class="desk-sub">{t.surplus.embargo(dayText(embargoUntilDate, language))}</span>
      ) : null}
    </>
  );
};

type ListProps = {
  readonly notices: readonly NoticeView[];
  readonly drafts: readonly NoticeDraft[];
  readonly cursor: string | undefined;
  readonly next: string | undefined;
};

const Drafts = ({ drafts }: Pick<ListProps, "drafts">) => {
  const { list } = useTexts().surplus;
  if (drafts.length === 0) return null;
  return (
    <Card>
      <Heading level={2}>{list.drafts}</Heading>
      <ul class="desk-rows">
        {drafts.map(({ id, form }) => {
          const firm = form.text("bedrijf") || list.noFirm;
          return (
            <li class="desk-rows__row">
              <Link href={`/overschot/concept/${id}`}>
                {list.goOn} {firm}
              </Link>
              <PostForm action={`/overschot/concept/${id}/weg`}>
                <Button kind="subtle">
                  {list.throwAway}
                  <Hidden> {firm}</Hidden>
                </Button>
              </PostForm>
            </li>
          );
        })}
      </ul>
    </Card>
  );
};

const NoticeTable = ({ notices }: Pick<ListProps, "notices">) => {
  const { t, language } = useView();
  const { list } = t.surplus;
  return (
    <Table
      caption={list.caption}
      hideCaption
      rows={notices}
      columns={[
        {
          title: list.firm,
          heading: true,
          cell: ({ id, employer }: NoticeView) => (
            <Link href={`/overschot/${id}`} id={`m-${id}`}>
              {employer.name}
            </Link>
          ),
        },
        {
          title: list.groups,
          cell: ({ groups }) => groups.map(({ jobTitle, groupKey }) => jobTitle ?? groupKey).join(", "),
        },
        { title: list.people, numeric: true, cell: (notice) => String(headsOf(notice)) },
        { title: list.state, cell: (notice) => <State notice={notice} /> },
        { title: list.since, cell: ({ registeredAt }) => dayText(registeredAt, language) },
      ]}
    />
  );
};

const NoticeList = (props: ListProps) => {
  const { notices, drafts, cursor, next } = props;
  const { list } = useTexts().surplus;
  return (
    <>
      <Heading level={1}>{list.title}</Heading>
      <Paragraph lead>{list.lead}</Paragraph>
      <Buttons>
        <ButtonLink href="/overschot/nieuw">{list.report}</ButtonLink>
      </Buttons>
      <Drafts drafts={drafts} />
      {notices.length > 0 ? (
        <NoticeTable notices={notices} />
      ) : (
        <Empty title={cursor === undefined ? list.emptyTitle : list.endTitle}>
          <Paragraph>{cursor === undefined ? list.emptyText : list.endText}</Paragraph>
        </Empty>
      )}
      <Pagination
        first={cursor === undefined ? undefined : "/overschot"}
        next={next && `/overschot?vanaf=${encodeURIComponent(next)}`}
      />
    </>
  );
};

const showList = async (c: DeskContext, { keeping }: SignedIn): Promise<Response> => {
  const cursor = c.req.query("vanaf");
  const [page, drafts] = await Promise.all([
    listNotices(c.var.api, { limit: PAGE, cursor }),
    listDrafts(keeping),
  ]);
  return showPage(c, {
    title: c.var.t.surplus.list.title,
    wide: true,
    content: <NoticeList notices={page.items} drafts={drafts} cursor={cursor} next={page.nextCursor} />,
  });
};

const Deeds = ({ notice }: { readonly notice: NoticeView }) => {
  const { detail } = useTexts().surplus;
  if (notice.status === "withdrawn" || notice.status === "ended") return null;
  return (
    <div class="desk-deeds">
      <PostForm action={`/overschot/${notice.id}/wijzigen`}>
        <Button kind="secondary">{detail.change}</Button>
      </PostForm>
      <ButtonLink kind="danger" href={`/overschot/${notice.id}/intrekken`}>
        {detail.withdraw}
      </ButtonLink>
    </div>
  );
};

type DetailProps = {
  readonly notice: NoticeView;
  /** Of the competencies of its groups. */
  readonly names: Names;
};

const Detail = ({ notice, names }: DetailProps) => {
  const { t, language } = useView();
  const { detail, form, list, check, able } = t.surplus;
  const day = (value: string | undefined): string =>
    value === undefined ? check.unknown : dayText(value, language);
  return (
    <>
      <BackLink href={`/overschot#m-${notice.id}`}>{detail.back}</BackLink>
      <Heading level={1}>{detail.title(notice.employer.name)}</Heading>
      {notice.status === "draft" ? (
        <Alert kind="warning">
          <Paragraph>{detail.missing}</Paragraph>
        </Alert>
      ) : null}
      <DataList
        items={[
          { key: list.state, value: <State notice={notice} /> },
          { key: list.people, value: String(headsOf(notice)) },
          {
            key: detail.reasons,
            value: notice.reasons.map((reason) => form.reasonOf[reason]).join(", ") || check.unknown,
          },
          { key: list.since, value: dayText(notice.registeredAt, language) },
        ]}
      />
      <Deeds notice={notice} />
      <Heading level={2}>{list.groups}</Heading>
      <Table
        caption={list.groups}
        hideCaption
        rows={notice.groups}
        columns={[
          { title: form.jobTitle, heading: true, cell: ({ jobTitle, groupKey }) => jobTitle ?? groupKey },
          { title: list.people, numeric: true, cell: ({ headCount }) => String(headCount) },
          { title: form.postcode, cell: ({ pc4 }) => placeText(pc4) },
          {
            title: able.short,
            cell: ({ competencies }) =>
              competencies.length === 0 ? (
                check.unknown
              ) : (
                <Concepts of={competencies.map((uri) => named(names, uri))} />
              ),
          },
          { title: detail.from, cell: (group) => day(group.availableFromDate ?? group.dismissalDate) },
        ]}
      />
      <Link href="/koppelingen">{detail.couplings}</Link>
    </>
  );
};

const idIn = (c: DeskContext): string => c.req.param("id") ?? "";

const showDetail = async (c: DeskContext): Promise<Response> => {
  const { api, language, t } = c.var;
  const { data: notice } = await findNotice(api, idIn(c));
  const uris = notice.groups.flatMap(({ competencies }) => competencies);
  const names = await namesOf(api, "competencies", uris, language);
  return showPage(c, {
    title: t.surplus.detail.title(notice.employer.name),
    wide: true,
    content: <Detail notice={notice} names={names} />,
  });
};

const change = async (c: DeskContext, { keeping }: SignedIn): Promise<Response> => {
  const { data: notice, etag = "" } = await findNotice(c.var.api, idIn(c));
  await saveDraft(keeping, { id: notice.id, form: typedOf(notice), changes: { id: notice.id, etag } });
  return c.redirect(`/overschot/concept/${notice.id}`, 303);
};

type WithdrawProps = { readonly notice: NoticeView; readonly errors: readonly FieldError[] };

const WithdrawPage = ({ notice, errors }: WithdrawProps) => {
  const { withdraw } = useTexts().surplus;
  return (
    <>
      <BackLink href={`/overschot/${notice.id}`}>{notice.employer.name}</BackLink>
      <ErrorSummary errors={errors} />
      <Heading level={1}>{withdraw.title}</Heading>
      <Paragraph lead>{withdraw.lead(notice.employer.name)}</Paragraph>
      <PostForm>
        <HiddenField name="sleutel" value={randomUUID()} />
        <Radios
          name="reden"
          legend={withdraw.reason}
          error={errorOf(errors, "reden")}
          options={WITHDRAWAL_REASONS.map((value) => ({ value, label: withdraw.reasons[value] }))}
        />
        <Buttons>
          <Button kind="danger">{withdraw.button}</Button>
          <ButtonLink kind="subtle" href={`/overschot/${notice.id}`}>
            {withdraw.keep}
          </ButtonLink>
        </Buttons>
      </PostForm>
    </>
  );
};

const showWithdraw = async (c: DeskContext, errors: readonly FieldError[]): Promise<Response> => {
  const { data: notice } = await findNotice(c.var.api, idIn(c));
  return showPage(c, {
    title: c.var.t.surplus.withdraw.title,
    hasErrors: errors.length > 0,
    status: errors.length > 0 ? 400 : 200,
    content: <WithdrawPage notice={notice} errors={errors} />,
  });
};

const withdraw = async (c: DeskContext): Promise<Response> => {
  const { form, t, api } = c.var;
  const reason = WITHDRAWAL_REASONS.find((one) => one === form.text("reden"));
  if (reason === undefined)
    return showWithdraw(c, [{ field: "reden", message: t.surplus.withdraw.reasonMissing }]);
  await withdrawNotice(api, idIn(c), reason, form.text("sleutel") || `withdraw-${idIn(c)}`);
  return redirectWith(c, `/overschot/${idIn(c)}`, { kind: "ok", text: t.surplus.withdraw.done });
};

/** Notices of a firm, or of the firms that its sector organisation files for (B4). */
export const serveNotices = (desk: Desk): void => {
  desk.get("/overschot", forRoles(FILERS, showList));
  desk.get("/overschot/:id", forRoles(FILERS, showDetail));
  desk.post("/overschot/:id/wijzigen", forRoles(FILERS, change));
  desk.get(
    "/overschot/:id/intrekken",
    forRoles(FILERS, (c) => showWithdraw(c, [])),
  );
  desk.post("/overschot/:id/intrekken", forRoles(FILERS, withdraw));
};
