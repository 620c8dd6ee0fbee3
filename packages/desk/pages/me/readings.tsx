import { listReadings, type Reading } from "../../api/me.ts";
import { momentText } from "../../components/dates.ts";
import { Empty } from "../../components/lists.tsx";
import { Table } from "../../components/table.tsx";
import { BackLink, Heading, Paragraph } from "../../components/text.tsx";
import type { Desk } from "../../frame/desk-env.ts";
import { showPage } from "../../frame/show-page.tsx";
import { useView } from "../../frame/view.tsx";
import type { Texts } from "../../texts/texts.ts";
import { byWhom } from "./history.tsx";
import { ownPage } from "./own-page.ts";
import { ME } from "./paths.ts";

const whoOf = ({ by }: Reading, t: Texts): string => {
  if (by.role === "job-seeker") return t.meRights.readings.you;
  return by.party === undefined ? byWhom(by, t) : t.me.parties[by.party];
};

type Words = Texts["meRights"]["readings"];
const known = <T extends object>(code: string, words: T): code is Extract<keyof T, string> =>
  Object.hasOwn(words, code);

const groundText = (ground: string, { ground: grounds }: Words): string =>
  known(ground, grounds) ? grounds[ground] : ground;

const chosenText = (chosen: string | undefined, { purposes }: Words): string => {
  if (chosen === undefined) return "";
  return known(chosen, purposes) ? ` (${purposes[chosen]})` : ` (${chosen})`;
};

const Reason = ({ reading }: { readonly reading: Reading }) => {
  const words = useView().t.meRights.readings;
  const { purpose, ground, chosenPurpose } = reading;
  const told = words.activities[reading.activity.split("/").at(-1) ?? ""];
  return (
    <>
      {told ?? <span lang="nl">{purpose}</span>}
      {chosenText(chosenPurpose, words)}
      {ground === "" ? null : <span class="desk-sub">{words.onGround(groundText(ground, words))}</span>}
    </>
  );
};

const ReadingsPage = ({ items }: { readonly items: readonly Reading[] }) => {
  const { t, language } = useView();
  const words = t.meRights.readings;
  return (
    <>
      <BackLink href={ME.overview}>{t.me.back}</BackLink>
      <Heading level={1}>{words.title}</Heading>
      <Paragraph lead>{words.lead}</Paragraph>
      {items.length === 0 ? (
        <Empty title={words.none}>
          <Paragraph>{words.noneText}</Paragraph>
        </Empty>
      ) : (
        <Table
          caption={words.title}
          hideCaption
          rows={items}
          columns={[
            { title: words.when, heading: true, cell: ({ at }) => momentText(at, language) },
            { title: words.who, cell: (reading) => whoOf(reading, t) },
            { title: words.why, cell: (reading) => <Reason reading={reading} /> },
          ]}
        />
      )}
      <Paragraph>{words.strange}</Paragraph>
      {language === "nl" ? null : <Paragraph quiet>{words.dutch}</Paragraph>}
    </>
  );
};

/** Who looked at the own data, when and why. */
export const serveReadings = (desk: Desk): void => {
  desk.get(
    ME.readings,
    ownPage(async (c) => {
      const items = await listReadings(c.var.api);
      return showPage(c, {
        title: c.var.t.meRights.readings.title,
        content: <ReadingsPage items={items} />,
      });
    }),
  );
};
