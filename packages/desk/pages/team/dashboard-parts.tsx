import type { RegionFiguresView } from "#packages/api/routes/figure-views.ts";
import { FlowChart } from "../../charts/flow-chart.tsx";
import { ShareBar } from "../../charts/share-bar.tsx";
import { conceptText } from "../../components/concept.tsx";
import { Table } from "../../components/table.tsx";
import { Heading, Paragraph } from "../../components/text.tsx";
import { useView } from "../../frame/view.tsx";
import type { Texts } from "../../texts/texts.ts";
import { stateText } from "./words.ts";

export type Now = NonNullable<RegionFiguresView["now"]>;
type Weeks = RegionFiguresView["weeks"];
type Words = Texts["figures"];

/** A number as it is shown; what is left out because it is small says so. */
export const numberText = (value: number | null, words: Words): string =>
  value === null ? words.suppressed : String(value);

type Key = { readonly name: string; readonly value: string; readonly sub?: string | undefined };

/** A few figures of one kind, large. */
const Keys = ({ title, keys }: { readonly title: string; readonly keys: readonly Key[] }) => (
  <section class="desk-card">
    <Heading level={2}>{title}</Heading>
    <dl class="desk-keys">
      {keys.map(({ name, value, sub }) => (
        <div>
          <dt>
            {name}
            {sub === undefined ? null : <span class="desk-sub">{sub}</span>}
          </dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  </section>
);

const completenessText = (percent: number | null, words: Words): string | undefined =>
  percent === null ? undefined : words.completeness(percent);

const demandKeys = ({ demand }: Now, words: Words): Key[] => [
  {
    name: words.vacancies,
    value: String(demand.vacancies),
    sub: completenessText(demand.completeness, words),
  },
  { name: words.positions, value: String(demand.positions) },
  { name: words.learningJobs, value: String(demand.learningJobs) },
];

const supplyKeys = ({ supply }: Now, words: Words): Key[] => [
  {
    name: words.profiles,
    value: numberText(supply.profiles, words),
    sub: completenessText(supply.completeness, words),
  },
  { name: words.notices, value: String(supply.notices) },
  { name: words.heads, value: numberText(supply.heads, words) },
];

const workKeys = ({ work, couplings }: Now, words: Words): Key[] => [
  { name: words.open, value: numberText(work.open, words) },
  { name: words.late, value: numberText(work.late, words) },
  { name: words.toCheck, value: numberText(work.toCheck, words) },
  {
    name: words.couplings,
    value: String(couplings.states.proposed + couplings.states.agreed + couplings.states.transition),
    sub: `${words.couplingPeople}: ${numberText(couplings.people, words)}`,
  },
];

export const KeyFigures = ({ now }: { readonly now: Now }) => {
  const words = useView().t.figures;
  return (
    <div class="desk-cards">
      <Keys title={words.demand} keys={demandKeys(now, words)} />
      <Keys title={words.supply} keys={supplyKeys(now, words)} />
      <Keys title={words.work} keys={workKeys(now, words)} />
    </div>
  );
};

type Bar = { readonly name: string; readonly value: number | null };

/** A table whose rows have a bar: chart and table in one. */
const BarTable = ({
  caption,
  heading,
  rows,
}: {
  readonly caption: string;
  readonly heading: string;
  readonly rows: readonly Bar[];
}) => {
  const words = useView().t.figures;
  const most = Math.max(1, ...rows.map(({ value }) => value ?? 0));
  return (
    <Table
      caption={caption}
      rows={rows}
      columns={[
        { title: heading, heading: true, cell: ({ name }) => name },
        { title: words.count, numeric: true, cell: ({ value }) => numberText(value, words) },
        {
          title: words.share,
          hideTitle: true,
          cell: ({ value }) => <ShareBar share={(value ?? 0) / most} />,
        },
      ]}
    />
  );
};

const bucketText = ({ fromDays, toDays }: Now["work"]["ageing"][number], words: Words): string =>
  toDays === undefined ? words.ageingFrom(fromDays) : words.ageingUntil(fromDays, toDays);

const STATES = ["proposed", "claimed", "accepted", "introduced"] as const;

export const WorkFigures = ({ now }: { readonly now: Now }) => {
  const { t } = useView();
  const words = t.figures;
  return (
    <div class="desk-two">
      <BarTable
        caption={words.ageing}
        heading={words.age}
        rows={now.work.ageing.map((bucket) => ({ name: bucketText(bucket, words), value: bucket.proposals }))}
      />
      <BarTable
        caption={words.byState}
        heading={t.team.proposal.state}
        rows={STATES.map((state) => ({ name: stateText(state, t.team), value: now.work.states[state] }))}
      />
    </div>
  );
};

const LINES = ["proposed", "accepted", "placed"] as const;
const COLUMNS = [
  "proposed",
  "claimed",
  "accepted",
  "introduced",
  "placed",
  "rejected",
  "handedOver",
] as const;

const shortDay = (day: string): string => `${day.slice(8)}-${day.slice(5, 7)}`;

export const FlowFigures = ({ weeks }: { readonly weeks: Weeks }) => {
  const words = useView().t.figures;
  return (
    <section aria-labelledby="per-week">
      <Heading level={2} id="per-week">
        {words.flow}
      </Heading>
      <div class="desk-figure">
        <FlowChart
          title={words.flowText}
          steps={weeks.map(({ startDate }) => shortDay(startDate))}
          series={LINES.map((name) => ({
            name: words.flows[name],
            values: weeks.map(({ flow }) => flow[name]),
          }))}
        />
        <details class="desk-details">
          <summary class="desk-summary-line">{words.showTable}</summary>
          <Table
            caption={words.flow}
            hideCaption
            rows={weeks}
            columns={[
              { title: words.week, heading: true, cell: ({ startDate }) => shortDay(startDate) },
              ...COLUMNS.map((name) => ({
                title: words.flows[name],
                numeric: true,
                cell: ({ flow }: Weeks[number]) => numberText(flow[name], words),
              })),
            ]}
          />
        </details>
      </div>
    </section>
  );
};

const sectorText = (sector: Now["picture"]["sectors"][number]["sector"], words: Words): string =>
  sector === "unknown" ? words.noSector : words.sectors[sector];

const SHOWN_COMPETENCIES = 12;
const ASKED_SHOWN = 3;

/** D5: what is asked, by sector and competency. */
export const PictureFigures = ({ now }: { readonly now: Now }) => {
  const words = useView().t.figures;
  const { sectors, competencies } = now.picture;
  if (sectors.length === 0) return null;
  const most = Math.max(1, ...sectors.map(({ vacancies }) => vacancies));
  return (
    <section aria-labelledby="gevraagd">
      <Heading level={2} id="gevraagd">
        {words.picture}
      </Heading>
      <Paragraph>{words.pictureText}</Paragraph>
      <Table
        caption={words.picture}
        hideCaption
        rows={sectors}
        columns={[
          { title: words.sector, heading: true, cell: ({ sector }) => sectorText(sector, words) },
          { title: words.vacancies, numeric: true, cell: ({ vacancies }) => String(vacancies) },
          { title: words.positions, numeric: true, cell: ({ positions }) => String(positions) },
          {
            title: words.share,
            hideTitle: true,
            cell: ({ vacancies }) => <ShareBar share={vacancies / most} />,
          },
          {
            title: words.mostAsked,
            cell: (sector) =>
              sector.competencies
                .slice(0, ASKED_SHOWN)
                .map(({ competency, vacancies }) => `${conceptText(competency)} (${vacancies})`)
                .join(", "),
          },
        ]}
      />
      {competencies.length === 0 ? null : (
        <BarTable
          caption={words.topCompetencies}
          heading={words.competency}
          rows={competencies
            .slice(0, SHOWN_COMPETENCIES)
            .map(({ competency, vacancies }) => ({ name: conceptText(competency), value: vacancies }))}
        />
      )}
      <Paragraph quiet>{now.notice}</Paragraph>
    </section>
  );
};
