import * as z from "zod";
import { CountryFiguresView, RegionFiguresView } from "#packages/api/routes/figure-views.ts";
import { RegionCode } from "#packages/domain/regions.ts";
import { HIDDEN_STEP, type MapValue, RegionMap, stepsOf } from "../../charts/region-map.tsx";
import { Button } from "../../components/button.tsx";
import { momentText } from "../../components/dates.ts";
import { Select } from "../../components/field.tsx";
import { Empty } from "../../components/lists.tsx";
import { Table } from "../../components/table.tsx";
import { Heading, Link, Paragraph } from "../../components/text.tsx";
import type { Desk } from "../../frame/desk-env.ts";
import { showPage } from "../../frame/show-page.tsx";
import { forRoles } from "../../frame/signed-in.ts";
import { showTrouble } from "../../frame/trouble-page.tsx";
import { useView } from "../../frame/view.tsx";
import { FlowFigures, KeyFigures, numberText, PictureFigures, WorkFigures } from "./dashboard-parts.tsx";
import { regionOf, TEAM_ROLES } from "./who-here.ts";
import { regionName } from "./words.ts";

/** Teams, and those who look at figures only (G3). */
const FIGURE_ROLES = [...TEAM_ROLES, "national-point", "steering-group", "auditor", "administrator"] as const;

const Counted = ({ asOfAt, exact }: Pick<RegionFiguresView, "asOfAt" | "exact">) => {
  const { t, language } = useView();
  const words = t.figures;
  return (
    <Paragraph quiet>
      {asOfAt === undefined ? null : `${words.asOf(momentText(asOfAt, language))} `}
      {exact ? null : words.suppressedText}
    </Paragraph>
  );
};

const NotYet = () => {
  const words = useView().t.figures;
  return (
    <Empty title={words.notYet}>
      <Paragraph>{words.notYetText}</Paragraph>
    </Empty>
  );
};

const RegionPage = ({ figures }: { readonly figures: RegionFiguresView }) => {
  const words = useView().t.figures;
  const { now } = figures;
  return (
    <>
      <Heading level={1}>{words.regionTitle(regionName(figures.region))}</Heading>
      <Paragraph lead>{words.lead}</Paragraph>
      <Counted {...figures} />
      {now === undefined ? (
        <NotYet />
      ) : (
        <>
          <KeyFigures now={now} />
          <FlowFigures weeks={figures.weeks} />
          <WorkFigures now={now} />
          <PictureFigures now={now} />
        </>
      )}
      <Paragraph>
        <Link href="/nederland">{words.toCountry}</Link>
      </Paragraph>
    </>
  );
};

const MEASURES = ["positions", "vacancies", "profiles", "open", "heads"] as const;
const Measure = z.enum(MEASURES);
type Measure = z.infer<typeof Measure>;
type Row = CountryFiguresView["regions"][number];

const Legend = ({ values }: { readonly values: readonly MapValue[] }) => {
  const words = useView().t.figures;
  const steps = stepsOf(values).map(({ from, to, className }) => ({
    className,
    text: words.legendRange(String(from), String(to)),
  }));
  const hidden = values.some(({ value }) => value === null)
    ? [{ className: HIDDEN_STEP, text: words.legendHidden }]
    : [];
  return (
    <ul class="desk-legend" aria-label={words.legend}>
      {[...steps, ...hidden].map(({ className, text }) => (
        <li class="desk-legend__item">
          <svg class="desk-legend__mark" viewBox="0 0 1 1" aria-hidden="true" focusable="false">
            <path class={className} d="M.5 .5h0" />
          </svg>
          {text}
        </li>
      ))}
    </ul>
  );
};

type MapProps = { readonly figures: CountryFiguresView; readonly measure: Measure };

const MapPart = ({ figures, measure }: MapProps) => {
  const words = useView().t.figures;
  const values = figures.regions.map((row) => ({
    region: row.region,
    name: regionName(row.region),
    value: row[measure],
  }));
  return (
    <div>
      <p class="nl-paragraph desk-noprint">
        <a class="nl-link" href="#regios">
          {words.skipMap}
        </a>
      </p>
      <RegionMap title={words.mapText(words.measures[measure])} values={values} />
      <Legend values={values} />
      <form class="desk-form desk-noprint" method="get" action="/nederland">
        <div class="desk-many__row">
          <Select
            name="toon"
            label={words.measure}
            value={measure}
            options={MEASURES.map((value) => ({ value, label: words.measures[value] }))}
          />
          <Button kind="secondary">{words.show}</Button>
        </div>
      </form>
    </div>
  );
};

const RegionTable = ({ regions }: { readonly regions: readonly Row[] }) => {
  const words = useView().t.figures;
  const column = (title: string, value: (row: Row) => number | null) => ({
    title,
    numeric: true,
    cell: (row: Row) => numberText(value(row), words),
  });
  return (
    <div id="regios" tabindex={-1}>
      <Table
        caption={words.regions}
        rows={regions}
        columns={[
          {
            title: words.region,
            heading: true,
            cell: ({ region }) => <Link href={`/regio/${region}`}>{regionName(region)}</Link>,
          },
          column(words.vacancies, ({ vacancies }) => vacancies),
          column(words.positions, ({ positions }) => positions),
          column(words.profiles, ({ profiles }) => profiles),
          column(words.open, ({ open }) => open),
          column(words.late, ({ late }) => late),
          column(words.heads, ({ heads }) => heads),
        ]}
      />
    </div>
  );
};

const CountryPage = ({ figures, measure }: MapProps) => {
  const { t, user } = useView();
  const words = t.figures;
  const { now } = figures;
  return (
    <>
      <Heading level={1}>{words.countryTitle}</Heading>
      <Paragraph lead>{words.lead}</Paragraph>
      <Counted {...figures} />
      {now === undefined ? (
        <NotYet />
      ) : (
        <>
          <KeyFigures now={now} />
          <Heading level={2}>{words.map}</Heading>
          <div class="desk-columns desk-columns--half">
            <MapPart figures={figures} measure={measure} />
            <RegionTable regions={figures.regions} />
          </div>
          <FlowFigures weeks={figures.weeks} />
          <WorkFigures now={now} />
          <PictureFigures now={now} />
        </>
      )}
      {user?.region === undefined ? null : (
        <Paragraph>
          <Link href="/regio">{words.toRegion}</Link>
        </Paragraph>
      )}
    </>
  );
};

/** Figures of a region and of the country, as the API counts them. */
export const serveDashboards = (desk: Desk): void => {
  desk.get(
    "/regio",
    forRoles(TEAM_ROLES, (c, who) => c.redirect(`/regio/${regionOf(who)}`, 303)),
  );

  desk.get(
    "/regio/:code",
    forRoles(FIGURE_ROLES, async (c) => {
      const code = RegionCode.safeParse(c.req.param("code"));
      if (!code.success) return showTrouble(c, "not-found");
      const { data } = await c.var.api.ask({ path: `/regions/${code.data}/figures` }, RegionFiguresView);
      return showPage(c, {
        title: c.var.t.figures.regionTitle(regionName(code.data)),
        wide: true,
        content: <RegionPage figures={data} />,
      });
    }),
  );

  desk.get(
    "/nederland",
    forRoles(FIGURE_ROLES, async (c) => {
      const measure = Measure.catch("positions").parse(c.req.query("toon"));
      const { data } = await c.var.api.ask({ path: "/figures" }, CountryFiguresView);
      return showPage(c, {
        title: c.var.t.figures.countryTitle,
        wide: true,
        content: <CountryPage figures={data} measure={measure} />,
      });
    }),
  );
};
