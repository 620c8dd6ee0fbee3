import { findMe, type OwnProfile } from "../../api/me.ts";
import { Alert } from "../../components/flash.tsx";
import { Card, DataList, type Datum } from "../../components/lists.tsx";
import { Heading, Link, List, Paragraph } from "../../components/text.tsx";
import type { Desk } from "../../frame/desk-env.ts";
import { showPage } from "../../frame/show-page.tsx";
import { useTexts } from "../../frame/view.tsx";
import type { Texts } from "../../texts/texts.ts";
import { ownPage, teamName } from "./own-page.ts";
import { ME } from "./paths.ts";

const DOORS = [
  { door: "proposals", path: ME.proposals },
  { door: "data", path: ME.data },
  { door: "consents", path: ME.consents },
  { door: "readings", path: ME.readings },
  { door: "rights", path: ME.rights },
  { door: "occupations", path: "/beroepen" },
] as const satisfies readonly { door: keyof Texts["me"]["doors"]; path: string }[];

/** Whether the profile is compared with vacancies, and if not, why. */
export const Standing = ({ me }: { readonly me: Pick<OwnProfile, "matched" | "notMatchedBecause"> }) => {
  const { me: texts } = useTexts();
  if (me.matched)
    return (
      <Alert kind="ok">
        <Paragraph>{texts.matched}</Paragraph>
      </Alert>
    );
  return (
    <Alert kind="warning">
      <Paragraph>{texts.notMatched}</Paragraph>
      <List>
        {me.notMatchedBecause.map((why) => (
          <li>{texts.because[why]}</li>
        ))}
      </List>
    </Alert>
  );
};

const contactOf = ({ desk, region, responsible }: OwnProfile, t: Texts): Datum[] => {
  const { phone, email, website } = desk;
  const words = t.public.findDesk;
  return [
    { key: t.me.responsible, value: t.me.parties[responsible] },
    { key: t.me.team, value: desk.name ?? teamName(region) },
    ...(phone === undefined
      ? []
      : [{ key: words.phone, value: <Link href={`tel:${phone.replaceAll(/[^+\d]/g, "")}`}>{phone}</Link> }]),
    ...(email === undefined
      ? []
      : [{ key: words.email, value: <Link href={`mailto:${email}`}>{email}</Link> }]),
    ...(website === undefined ? [] : [{ key: words.website, value: <Link href={website}>{website}</Link> }]),
  ];
};

/** Work that is the person's to take (D4): nobody else is asked as long as they have not chosen. */
const Offered = () => {
  const { meLists } = useTexts();
  return (
    <Alert kind="info">
      <Paragraph>
        {meLists.offeredNow} <Link href={ME.lists}>{meLists.offeredLink}</Link>
      </Paragraph>
    </Alert>
  );
};

const Overview = ({ me }: { readonly me: OwnProfile }) => {
  const t = useTexts();
  return (
    <>
      <Heading level={1}>{t.me.hello(me.person.givenName)}</Heading>
      <Paragraph lead>{t.me.lead}</Paragraph>
      {me.workOffered ? <Offered /> : null}
      <Standing me={me} />
      <div class="desk-cards desk-wide">
        <a class="desk-door" href={ME.lists}>
          <span class="desk-door__title">{t.meLists.door.title}</span>
          {t.meLists.door.text}
        </a>
        {DOORS.map(({ door, path }) => (
          <a class="desk-door" href={path}>
            <span class="desk-door__title">{t.me.doors[door].title}</span>
            {t.me.doors[door].text}
          </a>
        ))}
      </div>
      <Card id="wie-helpt">
        <Heading level={2}>{t.me.contactTitle}</Heading>
        <DataList items={contactOf(me, t)} />
      </Card>
    </>
  );
};

export const serveOverview = (desk: Desk): void => {
  desk.get(
    ME.overview,
    ownPage(async (c) => {
      const { api, language, t } = c.var;
      const { data } = await findMe(api, language);
      return showPage(c, { title: t.me.back, content: <Overview me={data} /> });
    }),
  );
};
