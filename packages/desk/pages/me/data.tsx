import type { OwnProfile } from "../../api/me.ts";
import { findMe } from "../../api/me.ts";
import { ButtonLink, Buttons } from "../../components/button.tsx";
import { Concept, type LabelledConcept } from "../../components/concept.tsx";
import { dayText } from "../../components/dates.ts";
import { DataList, type Datum } from "../../components/lists.tsx";
import { BackLink, Heading, List, Paragraph } from "../../components/text.tsx";
import type { Desk } from "../../frame/desk-env.ts";
import { showPage } from "../../frame/show-page.tsx";
import { useView } from "../../frame/view.tsx";
import type { Language, Texts } from "../../texts/texts.ts";
import { ownPage } from "./own-page.ts";
import { ME } from "./paths.ts";

/** Names of concepts; one that the classification no longer has is shown by its URI. */
const Names = ({ items, none }: { readonly items: readonly LabelledConcept[]; readonly none: string }) =>
  items.length === 0 ? (
    <span>{none}</span>
  ) : (
    <List>
      {items.map((one) => (
        <li>
          <Concept of={one} />
        </li>
      ))}
    </List>
  );

const personFacts = ({ person }: OwnProfile, t: Texts, language: Language): Datum[] => {
  const { data } = t.me;
  const born = person.dateOfBirth;
  return [
    { key: data.givenName, value: person.givenName },
    { key: data.familyName, value: person.familyName },
    { key: data.postcode, value: person.postcode },
    { key: data.dateOfBirth, value: born === undefined ? data.nothing : dayText(born, language) },
    { key: data.email, value: person.email ?? data.nothing },
    { key: data.phone, value: person.phone ?? data.nothing },
    { key: data.situation, value: t.situations[person.situation] },
  ];
};

const yesNo = (value: boolean | undefined, t: Texts): string => {
  if (value === undefined) return t.me.data.nothing;
  return value ? t.components.yes : t.components.no;
};

const workFacts = ({ profile }: OwnProfile, { me: { data } }: Texts): Datum[] => [
  { key: data.occupations, value: <Names items={profile.occupations} none={data.nothing} /> },
  { key: data.competencies, value: <Names items={profile.competencies} none={data.nothing} /> },
];

const termFacts = ({ profile }: OwnProfile, t: Texts, language: Language): Datum[] => {
  const { data } = t.me;
  const { hoursPerWeek: hours, availableFromDate: from, reachKm, educationLevel } = profile;
  return [
    { key: data.hours, value: hours === undefined ? data.nothing : data.hoursText(hours.min, hours.max) },
    { key: data.available, value: from === undefined ? data.nothing : dayText(from, language) },
    { key: data.reach, value: reachKm === undefined ? data.nothing : data.km(reachKm) },
    { key: data.irregular, value: yesNo(profile.irregularHours, t) },
    { key: data.learning, value: yesNo(profile.learningJob, t) },
    {
      key: data.education,
      value: educationLevel === undefined ? data.nothing : data.educationLevels[educationLevel],
    },
  ];
};

const skillFacts = ({ profile }: OwnProfile, { me: { data } }: Texts, language: Language): Datum[] => {
  const names = new Intl.DisplayNames([language], { type: "language" });
  const { languages = [], licences = [] } = profile;
  return [
    ...(languages.length === 0
      ? []
      : [
          {
            key: data.languages,
            value: languages
              .map((one) => `${names.of(one.language) ?? one.language} (${one.level})`)
              .join(", "),
          },
        ]),
    ...(licences.length === 0 ? [] : [{ key: data.licences, value: licences.join(", ") }]),
  ];
};

const DataPage = ({ me }: { readonly me: OwnProfile }) => {
  const { t, language } = useView();
  const { data } = t.me;
  return (
    <>
      <BackLink href={ME.overview}>{t.me.back}</BackLink>
      <Heading level={1}>{data.title}</Heading>
      <Paragraph lead>{data.lead}</Paragraph>
      <Buttons>
        <ButtonLink href={ME.edit}>{data.change}</ButtonLink>
      </Buttons>
      <Heading level={2}>{data.personTitle}</Heading>
      <Paragraph quiet>{data.personLead}</Paragraph>
      <DataList items={personFacts(me, t, language)} />
      <Paragraph quiet>{data.situationHint}</Paragraph>
      <Heading level={2}>{data.profileTitle}</Heading>
      <Paragraph quiet>{data.profileLead}</Paragraph>
      <DataList
        items={[...workFacts(me, t), ...termFacts(me, t, language), ...skillFacts(me, t, language)]}
      />
      <Paragraph quiet>{data.source}</Paragraph>
    </>
  );
};

/** The own data, as they are kept (GDPR 15). */
export const serveOwnData = (desk: Desk): void => {
  desk.get(
    ME.data,
    ownPage(async (c) => {
      const { data } = await findMe(c.var.api, c.var.language);
      return showPage(c, { title: c.var.t.me.data.title, content: <DataPage me={data} /> });
    }),
  );
};
