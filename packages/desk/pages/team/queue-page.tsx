import type { WorkQueueView } from "#packages/api/routes/queue-views.ts";
import { WORK_LISTS, type WorkList } from "#packages/delivery/work-queue.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import { Button } from "../../components/button.tsx";
import { momentText } from "../../components/dates.ts";
import { Select, TextField } from "../../components/field.tsx";
import { ErrorSummary, errorOf, type FieldError, HiddenField, PostForm } from "../../components/form.tsx";
import { Chips, Empty, Pagination, Tabs } from "../../components/lists.tsx";
import { Heading, Link, List, Paragraph } from "../../components/text.tsx";
import { useView } from "../../frame/view.tsx";
import {
  addressOf,
  type Colleagues,
  chipsOf,
  isFiltered,
  type QueueAddress,
  withChange,
  withoutFilters,
} from "./queue-address.ts";
import { Filters } from "./queue-filters.tsx";
import { QueueItems, SELECTION } from "./queue-items.tsx";
import { ShortcutList, ShortcutSwitch } from "./shortcuts.tsx";
import { regionName } from "./words.ts";

export type SavedView = { readonly id: string; readonly name: string; readonly address: string };
export type QueuePageProps = {
  readonly region: RegionCode;
  readonly address: QueueAddress;
  readonly queue: WorkQueueView;
  readonly colleagues: Colleagues;
  readonly views: readonly SavedView[];
  readonly errors: readonly FieldError[];
  /** Keyboard shortcuts, for who asked for them. */
  readonly shortcuts: boolean;
};

const countOf = (counts: WorkQueueView["counts"], list: WorkList): number =>
  list === "handed-over" ? counts.handedOver : counts[list];

const ListTabs = ({ address, queue }: QueuePageProps) => {
  const { queue: words } = useView().t.team;
  return (
    <Tabs
      label={words.lists}
      tabs={WORK_LISTS.map((list) => ({
        label: words.list[list],
        href: withChange(address, { lijst: list }),
        current: list === address.lijst,
        count: countOf(queue.counts, list),
      }))}
    />
  );
};

/** Told apart: nothing yet, and filters that are too narrow. */
const NothingHere = ({ address }: QueuePageProps) => {
  const words = useView().t.team.queue;
  if (isFiltered(address))
    return (
      <Empty title={words.nothingFits}>
        <Paragraph>{words.nothingFitsText}</Paragraph>
        <Paragraph>
          <Link href={withoutFilters(address)}>{words.clearFilters}</Link>
        </Paragraph>
      </Empty>
    );
  return (
    <Empty title={words.empty[address.lijst]}>
      <Paragraph>{words.emptyText[address.lijst]}</Paragraph>
    </Empty>
  );
};

const MANY = ["claim", "release", "assign", "reject", "hand-over"] as const;
type BackProps = { readonly back: string; readonly errors: readonly FieldError[] };

const Many = ({ back, errors }: BackProps) => {
  const words = useView().t.team.queue;
  return (
    <div class="desk-many desk-noprint">
      <PostForm action="/werkvoorraad/meer" id={SELECTION} label={words.many}>
        <HiddenField name="terug" value={back} />
        <div class="desk-many__row">
          <Select
            name="wat"
            label={words.many}
            error={errorOf(errors, "wat")}
            options={MANY.map((value) => ({ value, label: words.manyDeeds[value] }))}
          />
          <Button kind="secondary">{words.manyGo}</Button>
        </div>
      </PostForm>
    </div>
  );
};

const Views = ({ views }: { readonly views: readonly SavedView[] }) => {
  const words = useView().t.team.queue;
  if (views.length === 0) return null;
  return (
    <>
      <Heading level={2}>{words.views}</Heading>
      <List>
        {views.map(({ id, name, address }) => (
          <li>
            <div class="desk-savedview">
              <Link href={address}>{name}</Link>
              <PostForm action="/werkvoorraad/lijst-weg">
                <HiddenField name="id" value={id} />
                <Button kind="subtle">{words.deleteView(name)}</Button>
              </PostForm>
            </div>
          </li>
        ))}
      </List>
    </>
  );
};

const Naming = ({ back, errors }: BackProps) => {
  const words = useView().t.team.queue;
  return (
    <div class="desk-two">
      <PostForm action="/werkvoorraad/lijst-bewaren">
        <HiddenField name="terug" value={back} />
        <TextField name="naam" label={words.viewName} width="middle" error={errorOf(errors, "naam")} />
        <Button kind="secondary">{words.saveView}</Button>
      </PostForm>
      <PostForm action="/werkvoorraad/loketnaam">
        <HiddenField name="terug" value={back} />
        <TextField
          name="loketnaam"
          label={words.deskName}
          hint={words.deskNameHint}
          width="middle"
          error={errorOf(errors, "loketnaam")}
        />
        <Button kind="secondary">{words.saveDeskName}</Button>
      </PostForm>
    </div>
  );
};

const More = ({ address, views, errors, shortcuts, back }: QueuePageProps & { readonly back: string }) => {
  const words = useView().t.team.queue;
  const file = addressOf({ ...address, vanaf: undefined, gezien: undefined }, "/werkvoorraad/csv");
  return (
    <details class="desk-details desk-noprint" open={errors.length > 0 || views.length > 0}>
      <summary class="desk-summary-line">{words.more}</summary>
      <Paragraph>
        <Link href={file} download>
          {words.export}
        </Link>
      </Paragraph>
      <Views views={views} />
      <Naming back={back} errors={errors} />
      <ShortcutSwitch on={shortcuts} back={back} />
    </details>
  );
};

const ResultLine = ({ address, queue }: QueuePageProps) => {
  const { t, language } = useView();
  const words = t.team.queue;
  const fresh = queue.newCount ?? 0;
  return (
    <>
      <p class="nl-paragraph desk-resultline">
        <strong>{words.results(queue.total)}</strong>
        {fresh === 0 ? null : (
          <Link href={withChange(address, { gezien: undefined })}>{words.newOnes(fresh)}</Link>
        )}
      </p>
      <Paragraph quiet>{words.asOf(momentText(queue.asOfAt, language))}</Paragraph>
    </>
  );
};

const nextOf = (address: QueueAddress, { nextCursor }: WorkQueueView): string | undefined =>
  nextCursor === undefined ? undefined : addressOf({ ...address, vanaf: nextCursor });

/** A team's work queue. */
export const QueuePage = (props: QueuePageProps) => {
  const { region, address, queue, colleagues, errors } = props;
  const { t } = useView();
  const words = t.team.queue;
  const seen: QueueAddress = { ...address, gezien: address.gezien ?? queue.asOfAt };
  const back = addressOf(seen);
  const shown = { ...props, address: seen };
  return (
    <>
      <Heading level={1}>{words.title}</Heading>
      <ErrorSummary errors={errors} />
      <Paragraph lead>{words.lead(regionName(region))}</Paragraph>
      <ListTabs {...shown} />
      <Filters address={seen} colleagues={colleagues} />
      <Chips chips={chipsOf(seen, colleagues, t.team)} />
      <ResultLine {...shown} />
      {props.shortcuts ? <ShortcutList back={back} /> : null}
      {queue.items.length === 0 ? (
        <NothingHere {...shown} />
      ) : (
        <>
          <QueueItems items={queue.items} back={back} />
          <Many back={back} errors={errors} />
        </>
      )}
      <Pagination
        first={address.vanaf === undefined ? undefined : withChange(seen, {})}
        next={nextOf(seen, queue)}
      />
      <More {...shown} back={back} />
    </>
  );
};
