import { COUPLING_STATES, type CouplingState } from "#packages/domain/coupling.ts";
import { type CouplingSummary, listCouplings } from "../../api/couplings.ts";
import { dayText } from "../../components/dates.ts";
import { Badge, Empty, Pagination, Tabs } from "../../components/lists.tsx";
import { Table } from "../../components/table.tsx";
import { Heading, Link, Paragraph } from "../../components/text.tsx";
import type { Desk, DeskContext } from "../../frame/desk-env.ts";
import { placeText } from "../../frame/places.ts";
import { showPage } from "../../frame/show-page.tsx";
import { forRoles } from "../../frame/signed-in.ts";
import { useView } from "../../frame/view.tsx";

export const COUPLERS = ["employer", "sector-organisation", "team", "coordinator"] as const;
const PAGE = 20;
const BADGES = {
  proposed: "near",
  agreed: "good",
  transition: "good",
  declined: "plain",
  expired: "plain",
  ended: "plain",
} as const;

export const CouplingBadge = ({ state }: { readonly state: CouplingState }) => (
  <Badge kind={BADGES[state]}>{useView().t.couplings.states[state]}</Badge>
);

/** Whether the caller's own answer is still waited for. */
export const waitsForYou = ({ state, yourParty, answers }: CouplingSummary): boolean =>
  state === "proposed" && yourParty !== undefined && !answers.some(({ party }) => party === yourParty);

/** Where a list of couplings stands: all of it in the address, so that it can be kept and sent. */
type Place = { readonly state: CouplingState | undefined; readonly cursor?: string | undefined };

const hrefOf = ({ state, cursor }: Place): string => {
  const query = new URLSearchParams();
  if (state !== undefined) query.set("stand", state);
  if (cursor !== undefined) query.set("vanaf", cursor);
  return query.size === 0 ? "/koppelingen" : `/koppelingen?${query}`;
};

const placeOf = (c: DeskContext): Place => ({
  state: COUPLING_STATES.find((state) => state === c.req.query("stand")),
  cursor: c.req.query("vanaf"),
});

/** Back to the list as it was, at the coupling that was opened. */
export const backToList = (c: DeskContext, id: string): string => `${hrefOf(placeOf(c))}#k-${id}`;

type ListProps = {
  readonly items: readonly CouplingSummary[];
  readonly place: Place;
  readonly next: string | undefined;
};

const CouplingTable = ({ items, place }: ListProps) => {
  const { t, language } = useView();
  const words = t.couplings;
  const { search } = new URL(hrefOf(place), "https://page.example");
  return (
    <Table
      caption={words.list.caption}
      hideCaption
      rows={items}
      columns={[
        {
          title: words.list.what,
          heading: true,
          cell: (coupling: CouplingSummary) => (
            <>
              <Link href={`/koppelingen/${coupling.id}${search}`} id={`k-${coupling.id}`}>
                {words.title(coupling.people, placeText(coupling.pc4))}
              </Link>
              {waitsForYou(coupling) ? <span class="desk-sub">{words.list.yourTurn}</span> : null}
            </>
          ),
        },
        {
          title: words.list.firms,
          cell: ({ fromFirm, fromName, toFirm, toName }) =>
            `${fromName ?? words.firm(fromFirm)} → ${toName ?? words.firm(toFirm)}`,
        },
        { title: words.list.state, cell: ({ state }) => <CouplingBadge state={state} /> },
        {
          title: words.list.term,
          cell: ({ state, holdEndsAt }) => (state === "proposed" ? dayText(holdEndsAt, language) : "–"),
        },
      ]}
    />
  );
};

const None = ({ place }: Pick<ListProps, "place">) => {
  const { list } = useView().t.couplings;
  if (place.state === undefined && place.cursor === undefined)
    return (
      <Empty title={list.emptyTitle}>
        <Paragraph>{list.emptyText}</Paragraph>
      </Empty>
    );
  return (
    <Empty title={list.narrowTitle}>
      <Paragraph>
        {list.narrowText} <Link href="/koppelingen">{list.seeAll}</Link>
      </Paragraph>
    </Empty>
  );
};

const CouplingList = (props: ListProps) => {
  const { items, place, next } = props;
  const { list, states } = useView().t.couplings;
  return (
    <>
      <Heading level={1}>{list.title}</Heading>
      <Paragraph lead>{list.lead}</Paragraph>
      <Tabs
        label={list.label}
        tabs={[
          { label: list.all, href: "/koppelingen", current: place.state === undefined },
          ...COUPLING_STATES.map((state) => ({
            label: states[state],
            href: hrefOf({ state }),
            current: place.state === state,
          })),
        ]}
      />
      {items.length === 0 ? <None place={place} /> : <CouplingTable {...props} />}
      <Pagination
        first={place.cursor === undefined ? undefined : hrefOf({ state: place.state })}
        next={next && hrefOf({ state: place.state, cursor: next })}
      />
    </>
  );
};

/** Couplings of a firm on either side, of a sector, or of a team's region (B1, B4). */
export const serveCouplingList = (desk: Desk): void => {
  desk.get(
    "/koppelingen",
    forRoles(COUPLERS, async (c) => {
      const place = placeOf(c);
      const { items, nextCursor } = await listCouplings(c.var.api, { limit: PAGE, ...place });
      return showPage(c, {
        title: c.var.t.couplings.list.title,
        wide: true,
        content: <CouplingList items={items} place={place} next={nextCursor} />,
      });
    }),
  );
};
