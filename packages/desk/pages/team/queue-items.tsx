import type { WorkItem } from "#packages/api/routes/queue-views.ts";
import { Button } from "../../components/button.tsx";
import { HiddenField, PostForm } from "../../components/form.tsx";
import { Badge } from "../../components/lists.tsx";
import { type Column, Table } from "../../components/table.tsx";
import { Hidden, Link } from "../../components/text.tsx";
import { useView } from "../../frame/view.tsx";
import type { Texts } from "../../texts/texts.ts";
import { ageText, distanceText, pointsText, regionName, stateText, termText } from "./words.ts";

/** Id of a row's link, so that the way back leads to it. */
export const rowId = (id: string): string => `w-${id}`;
/** Id of the form that the boxes of the rows belong to. */
export const SELECTION = "selectie";

const hrefOf = ({ kind, id }: WorkItem, back: string): string =>
  `/${kind === "coupling" ? "koppelingen" : "voorstellen"}/${id}?terug=${encodeURIComponent(back)}`;

const titleOf = ({ vacancy }: WorkItem, t: Texts["team"]): string => vacancy?.title ?? t.proposal.noTitle;

type RowProps = { readonly item: WorkItem; readonly back: string };

const What = ({ item, back }: RowProps) => {
  const { t, now } = useView();
  return (
    <>
      <Link href={hrefOf(item, back)} id={rowId(item.id)}>
        {titleOf(item, t.team)}
      </Link>
      <span class="desk-sub">
        {item.kind === "coupling" ? `${t.team.queue.couplingOf}, ${t.team.people(item.people)}. ` : null}
        {item.vacancy?.employerName ?? ""}
      </span>
      <span class="desk-sub">{ageText(item.proposedAt, now, t.team)}</span>
    </>
  );
};

const Term = ({ item }: { readonly item: WorkItem }) => {
  const { t, now } = useView();
  const due = item.dueAt ?? (item.kind === "person" ? item.checkDueDate : undefined);
  if (due === undefined) return <span class="desk-quiet">{t.team.noTerm}</span>;
  const text = termText(due, now, t.team);
  return item.late ? <Badge kind="late">{text}</Badge> : <span class="desk-nowrap">{text}</span>;
};

const Who = ({ item }: { readonly item: WorkItem }) => {
  const { t, user } = useView();
  if (item.kind === "person" && item.handOver !== undefined)
    return (
      <Badge kind="near">
        {item.handOver.to === user?.region
          ? t.team.queue.offeredBy(regionName(item.handOver.from))
          : t.team.queue.offeredTo(regionName(item.handOver.to))}
      </Badge>
    );
  if (item.claim === undefined) return <span class="desk-quiet">{t.team.nobody}</span>;
  const { claim } = item;
  return <>{claim.mine ? t.team.me : (claim.by.deskName ?? claim.by.subject)}</>;
};

const ClaimButtons = ({ title }: { readonly title: string }) => {
  const { queue } = useView().t.team;
  return (
    <>
      <Button kind="secondary" name="doe" value="claim">
        {queue.claim}
        <Hidden>: {title}</Hidden>
      </Button>
      <Button kind="subtle" name="doe" value="claim-open">
        {queue.claimAndOpen}
        <Hidden>: {title}</Hidden>
      </Button>
    </>
  );
};

const RowDeeds = ({ item, back }: RowProps) => {
  const { t } = useView();
  const { deeds, id, kind } = item;
  const may = (deed: "claim" | "release"): boolean => deeds.some((one) => one === deed);
  if (!may("claim") && !may("release")) return null;
  const title = titleOf(item, t.team);
  return (
    <PostForm action="/werkvoorraad/doen">
      <HiddenField name="id" value={id} />
      <HiddenField name="soort" value={kind} />
      <HiddenField name="terug" value={back} />
      <div class="desk-rowdeeds">
        {may("claim") ? (
          <ClaimButtons title={title} />
        ) : (
          <Button kind="subtle" name="doe" value="release">
            {t.team.queue.release}
            <Hidden>: {title}</Hidden>
          </Button>
        )}
      </div>
    </PostForm>
  );
};

const Choice = ({ item }: { readonly item: WorkItem }) => {
  const { t } = useView();
  if (item.kind === "coupling") return null;
  const name = `${titleOf(item, t.team)}, ${item.vacancy?.employerName ?? ""}`;
  return (
    <span class="desk-pick">
      <input
        class="utrecht-checkbox utrecht-checkbox--html-input"
        type="checkbox"
        name="kies"
        value={item.id}
        id={`kies-${item.id}`}
        form={SELECTION}
      />
      <label class="desk-hidden" for={`kies-${item.id}`}>
        {t.team.queue.selectOne(name)}
      </label>
    </span>
  );
};

type ItemsProps = { readonly items: readonly WorkItem[]; readonly back: string };

/** The proposals of a list. On a narrow screen each is a card. */
export const QueueItems = ({ items, back }: ItemsProps) => {
  const { t, language } = useView();
  const { columns, caption } = t.team.queue;
  const shown: readonly Column<WorkItem>[] = [
    { title: columns.select, hideTitle: true, cell: (item) => <Choice item={item} /> },
    { title: columns.what, heading: true, cell: (item) => <What item={item} back={back} /> },
    { title: columns.state, cell: ({ state }) => <Badge>{stateText(state, t.team)}</Badge> },
    { title: columns.term, cell: (item) => <Term item={item} /> },
    { title: columns.score, numeric: true, cell: ({ score }) => pointsText(score, language) },
    {
      title: columns.distance,
      numeric: true,
      cell: ({ distanceHm }) => distanceText(distanceHm, language, t.team),
    },
    { title: columns.who, cell: (item) => <Who item={item} /> },
    { title: columns.deeds, hideTitle: true, cell: (item) => <RowDeeds item={item} back={back} /> },
  ];
  return <Table caption={caption} hideCaption columns={shown} rows={items} />;
};
