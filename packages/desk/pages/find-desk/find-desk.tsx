import { findPlace } from "#packages/geography/place-names.ts";
import { PostcodeOrPc4, pc4Of } from "#packages/geography/postcode.ts";
import { listRegions, type Region } from "../../api/regions.ts";
import { Button, Buttons } from "../../components/button.tsx";
import { dayText } from "../../components/dates.ts";
import { TextField } from "../../components/field.tsx";
import { ErrorSummary } from "../../components/form.tsx";
import { Card, DataList, type Datum } from "../../components/lists.tsx";
import { Table } from "../../components/table.tsx";
import { Heading, Link, Paragraph } from "../../components/text.tsx";
import type { Desk } from "../../frame/desk-env.ts";
import { showPage } from "../../frame/show-page.tsx";
import { useView } from "../../frame/view.tsx";
import type { Texts } from "../../texts/texts.ts";

type Found =
  | { readonly kind: "not-asked" }
  | { readonly kind: "wrong"; readonly message: string }
  | { readonly kind: "found"; readonly region: string; readonly municipality: string };

/** Which region a postcode lies in, by the tables of the platform; only its four digits are looked at. */
export const regionOfPostcode = (typed: string, t: Texts["public"]["findDesk"]): Found => {
  if (typed === "") return { kind: "not-asked" };
  const postcode = PostcodeOrPc4.safeParse(typed);
  if (!postcode.success) return { kind: "wrong", message: t.notAPostcode };
  const location = findPlace(postcode.data);
  if (location === undefined) return { kind: "wrong", message: t.unknown(pc4Of(postcode.data)) };
  return { kind: "found", region: location.region, municipality: location.municipality.name };
};

const contactOf = (region: Region, t: Texts["public"]["findDesk"]): Datum[] => {
  const { desk } = region;
  const facts: (Datum | undefined)[] = [
    desk.address === undefined ? undefined : { key: t.address, value: desk.address },
    desk.phone === undefined
      ? undefined
      : {
          key: t.phone,
          value: <Link href={`tel:${desk.phone.replaceAll(/[^+\d]/g, "")}`}>{desk.phone}</Link>,
        },
    desk.email === undefined
      ? undefined
      : { key: t.email, value: <Link href={`mailto:${desk.email}`}>{desk.email}</Link> },
    desk.website === undefined
      ? undefined
      : { key: t.website, value: <Link href={desk.website}>{desk.website}</Link> },
  ];
  return facts.filter((fact) => fact !== undefined);
};

type ResultProps = { readonly region: Region; readonly municipality: string };

const Result = ({ region, municipality }: ResultProps) => {
  const { t, language, now } = useView();
  const words = t.public.findDesk;
  const contact = contactOf(region, words);
  const started = region.startDate <= now.toISOString().slice(0, 10);
  return (
    <Card id="gevonden">
      <Heading level={2}>{words.result(region.name)}</Heading>
      <DataList
        items={[
          { key: words.municipality, value: municipality },
          { key: words.desk, value: region.desk.name ?? region.centre.name },
          ...contact,
          { key: started ? words.since : words.from, value: dayText(region.startDate, language) },
        ]}
      />
      {contact.length === 0 ? <Paragraph quiet>{words.noContact}</Paragraph> : null}
    </Card>
  );
};

type FindDeskProps = { readonly typed: string; readonly found: Found; readonly regions: readonly Region[] };

const FindDesk = ({ typed, found, regions }: FindDeskProps) => {
  const { t } = useView();
  const words = t.public.findDesk;
  const error = found.kind === "wrong" ? found.message : undefined;
  const region = found.kind === "found" ? regions.find(({ code }) => code === found.region) : undefined;
  return (
    <>
      <Heading level={1}>{words.title}</Heading>
      <ErrorSummary errors={error === undefined ? [] : [{ field: "postcode", message: error }]} />
      <Paragraph lead>{words.lead}</Paragraph>
      <form class="desk-form" method="get">
        <TextField
          name="postcode"
          label={words.postcode}
          hint={words.postcodeHint}
          error={error}
          value={typed}
          width="short"
          autocomplete="postal-code"
        />
        <Buttons>
          <Button>{words.button}</Button>
        </Buttons>
      </form>
      {region !== undefined && found.kind === "found" ? (
        <Result region={region} municipality={found.municipality} />
      ) : null}
      <Heading level={2}>{words.all}</Heading>
      <Table
        caption={words.all}
        hideCaption
        rows={regions}
        columns={[
          { title: words.region, heading: true, cell: ({ name }) => name },
          { title: words.centre, cell: ({ centre }) => centre.name },
          { title: words.desk, cell: ({ desk }) => desk.name ?? "" },
        ]}
      />
    </>
  );
};

/** D1: every region has a desk that can be found. A postcode area in the address is no personal data. */
export const serveFindDesk = (desk: Desk): void => {
  desk.get("/uw-regio", async (c) => {
    const words = c.var.t.public.findDesk;
    const typed = c.req.query("postcode")?.trim() ?? "";
    const found = regionOfPostcode(typed, words);
    const regions = await listRegions(c.var.api);
    return showPage(c, {
      title: words.title,
      hasErrors: found.kind === "wrong",
      content: <FindDesk typed={typed} found={found} regions={regions} />,
    });
  });
};
