import * as z from "zod";
import { RegionCode } from "#packages/domain/regions.ts";
import { allRegions } from "#packages/geography/regions.ts";
import { listRequests, REQUEST_LISTS, type RequestLine } from "../../api/self-registrations.ts";
import { Button } from "../../components/button.tsx";
import { dayText } from "../../components/dates.ts";
import { Select, TextField } from "../../components/field.tsx";
import { ErrorSummary, errorOf, type FieldError, HiddenField, PostForm } from "../../components/form.tsx";
import { Badge, Empty, Pagination, Tabs } from "../../components/lists.tsx";
import { type Column, Table } from "../../components/table.tsx";
import { Heading, Hidden, Link, Paragraph } from "../../components/text.tsx";
import { chooseRegion } from "../../frame/cookies.ts";
import type { Desk, DeskContext, SignedIn } from "../../frame/desk-env.ts";
import { REQUESTS_PATH } from "../../frame/navigation.ts";
import { showPage } from "../../frame/show-page.tsx";
import { forRoles } from "../../frame/signed-in.ts";
import { useView } from "../../frame/view.tsx";
import { REQUEST_ROLES } from "../../frame/waiting.ts";
import { ageText, regionName, termText } from "../team/words.ts";
import { BADGES, HELPERS, pathOfRequest, regionHere, tagOf, whoText } from "./words.ts";

const PAGE = 25;

/** Where the list stands: all of it in the address. */
const Place = z.object({
  stand: z.enum(REQUEST_LISTS).catch("waiting"),
  vanaf: z.string().max(1000).optional().catch(undefined),
});
type Place = z.infer<typeof Place>;

const hrefOf = ({ stand, vanaf }: Place): string => {
  const query = new URLSearchParams();
  if (stand !== "waiting") query.set("stand", stand);
  if (vanaf !== undefined) query.set("vanaf", vanaf);
  return query.size === 0 ? REQUESTS_PATH : `${REQUESTS_PATH}?${query}`;
};

/** Back to the list as it was, at the request that was opened. */
export const backToRequests = (c: DeskContext, id: string): string =>
  `${hrefOf(Place.parse(c.req.query()))}#m-${id}`;

type ListProps = {
  readonly place: Place;
  readonly region: RegionCode;
  readonly items: readonly RequestLine[];
  readonly next: string | undefined;
  readonly errors: readonly FieldError[];
  /** The number that was typed, when it was not right. */
  readonly typed: string;
};

const isHelper = (role: string | undefined): boolean => HELPERS.some((one) => one === role);

const What = ({ line, place }: { readonly line: RequestLine; readonly place: Place }) => {
  const { t, language, now } = useView();
  const { list } = t.requests;
  const { search } = new URL(hrefOf(place), "https://page.example");
  return (
    <>
      <Link href={`${pathOfRequest(line.id)}${search}`} id={`m-${line.id}`}>
        {list.of(dayText(line.receivedAt, language))}
        <Hidden>, {list.number(line.id.slice(0, 8))}</Hidden>
      </Link>
      <span class="desk-sub">
        {place.stand === "waiting" ? `${ageText(line.receivedAt, now, t.team)}. ` : null}
        <span aria-hidden="true">{list.number(line.id.slice(0, 8))}</span>
      </span>
    </>
  );
};

/** By when somebody takes it up; for what is taken up there is no term any more. */
const TakeUpTerm = ({ line }: { readonly line: RequestLine }) => {
  const { t, now } = useView();
  if (line.status !== "received" || line.dueAt === undefined) return <span>–</span>;
  const text = termText(line.dueAt, now, t.team);
  return line.overdue ? <Badge kind="late">{text}</Badge> : <span>{text}</span>;
};

const TakeUp = ({ line }: { readonly line: RequestLine }) => {
  const { t, language } = useView();
  const { list } = t.requests;
  if (line.status !== "received") return null;
  return (
    <PostForm action={`${pathOfRequest(line.id)}/oppakken`}>
      <HiddenField name="versie" value={tagOf(line)} />
      <div class="desk-rowdeeds">
        <Button kind="secondary">
          {list.takeUp}
          <Hidden>
            : {list.of(dayText(line.receivedAt, language))}, {list.number(line.id.slice(0, 8))}
          </Hidden>
        </Button>
      </div>
    </PostForm>
  );
};

/** The columns that differ between a list that waits and one that is settled, and between a party and a team. */
const Requests = ({ items, place }: ListProps) => {
  const { t, user } = useView();
  const { list, parties, states, nobody } = t.requests;
  const waiting = place.stand === "waiting";
  const helper = isHelper(user?.role);
  const when = (shown: boolean, column: Column<RequestLine>): Column<RequestLine>[] =>
    shown ? [column] : [];
  return (
    <Table
      caption={list.caption}
      hideCaption
      rows={items}
      columns={[
        { title: list.request, heading: true, cell: (line) => <What line={line} place={place} /> },
        ...when(!helper, { title: list.party, cell: ({ responsible }) => parties[responsible] }),
        {
          title: list.state,
          cell: ({ status }) => <Badge kind={BADGES[status]}>{states[status]}</Badge>,
        },
        {
          title: list.who,
          cell: ({ claim }) => (claim === undefined ? nobody : whoText(claim.by, user, t)),
        },
        ...when(waiting, { title: list.term, cell: (line) => <TakeUpTerm line={line} /> }),
        ...when(waiting && helper, {
          title: list.deeds,
          hideTitle: true,
          cell: (line) => <TakeUp line={line} />,
        }),
      ]}
    />
  );
};

const None = ({ place }: ListProps) => {
  const { list } = useView().t.requests;
  if (place.stand === "settled")
    return (
      <Empty title={list.noneSettledTitle}>
        <Paragraph>{list.noneSettledText}</Paragraph>
      </Empty>
    );
  return (
    <Empty title={list.emptyTitle}>
      <Paragraph>{place.vanaf === undefined ? list.emptyText : list.emptyLaterText}</Paragraph>
    </Empty>
  );
};

/** Somebody calls, and reads out the number of the receipt. */
const FindByNumber = ({ errors, typed }: Pick<ListProps, "errors" | "typed">) => {
  const { list } = useView().t.requests;
  return (
    <form class="desk-form desk-noprint" method="get" action={REQUESTS_PATH} novalidate>
      <TextField
        name="nummer"
        label={list.find}
        hint={list.findHint}
        value={typed}
        error={errorOf(errors, "nummer")}
        beside={<Button kind="secondary">{list.findButton}</Button>}
      />
    </form>
  );
};

const ChooseRegion = ({ region }: { readonly region: RegionCode | undefined }) => {
  const { list } = useView().t.requests;
  const options = allRegions()
    .map(({ code, name }) => ({ value: code, label: name }))
    .toSorted((a, b) => a.label.localeCompare(b.label, "nl"));
  return (
    <form class="desk-form desk-many desk-noprint" method="get" action={REQUESTS_PATH}>
      <div class="desk-many__row">
        <Select
          name="regio"
          label={list.region}
          options={options}
          value={region}
          {...(region === undefined ? { none: list.chooseRegion } : {})}
        />
        <Button kind="secondary">{list.showRegion}</Button>
      </div>
    </form>
  );
};

const ListPage = (props: ListProps) => {
  const { place, region, items, next, errors } = props;
  const { t, user } = useView();
  const { list } = t.requests;
  const lead = isHelper(user?.role) ? list.lead : list.leadTeam;
  return (
    <>
      <Heading level={1}>{list.title}</Heading>
      <ErrorSummary errors={errors} />
      <Paragraph lead>{lead(regionName(region))}</Paragraph>
      {user?.region === undefined ? <ChooseRegion region={region} /> : null}
      <Tabs
        label={list.label}
        tabs={REQUEST_LISTS.map((stand) => ({
          label: list[stand],
          href: hrefOf({ stand }),
          current: place.stand === stand,
        }))}
      />
      {items.length === 0 ? <None {...props} /> : <Requests {...props} />}
      <Pagination
        first={place.vanaf === undefined ? undefined : hrefOf({ stand: place.stand })}
        next={next && hrefOf({ stand: place.stand, vanaf: next })}
      />
      <FindByNumber {...props} />
      <Paragraph>
        <Link href="/zelf-melden">{list.passOn}</Link>
      </Paragraph>
    </>
  );
};

/** An organisation that helps in several regions says which one first. */
const RegionPage = () => {
  const { list } = useView().t.requests;
  return (
    <>
      <Heading level={1}>{list.title}</Heading>
      <Heading level={2}>{list.regionTitle}</Heading>
      <Paragraph>{list.regionText}</Paragraph>
      <ChooseRegion region={undefined} />
    </>
  );
};

type Showing = { readonly region: RegionCode; readonly typed?: string };

const showList = async (c: DeskContext, { user }: SignedIn, { region, typed = "" }: Showing) => {
  const { api, t, waiting } = c.var;
  const place = Place.parse(c.req.query());
  const { items, nextCursor } = await listRequests(api, {
    region,
    state: place.stand,
    limit: PAGE,
    cursor: place.vanaf,
  });
  waiting.forget({ user, region });
  const errors = typed === "" ? [] : [{ field: "nummer", message: t.requests.list.findWrong }];
  return showPage(c, {
    title: t.requests.list.title,
    wide: true,
    status: errors.length === 0 ? 200 : 400,
    hasErrors: errors.length > 0,
    content: <ListPage {...{ place, region, items, next: nextCursor, errors, typed }} />,
  });
};

const open = async (c: DeskContext, who: SignedIn): Promise<Response> => {
  const number = (c.req.query("nummer") ?? "").trim();
  if (z.uuid().safeParse(number).success) return c.redirect(pathOfRequest(number.toLowerCase()), 303);
  const chosen = RegionCode.safeParse(c.req.query("regio"));
  if (chosen.success && who.user.region === undefined) {
    chooseRegion(c, chosen.data);
    return c.redirect(REQUESTS_PATH, 303);
  }
  const region = regionHere(c, who);
  if (region !== undefined) return showList(c, who, { region, typed: number });
  return showPage(c, { title: c.var.t.requests.list.title, content: <RegionPage /> });
};

/** Requests of people who came forward alone (S7), of a party or for a team, with how long each waits. */
export const serveRequestList = (desk: Desk): void => {
  desk.get(REQUESTS_PATH, forRoles(REQUEST_ROLES, open));
};
