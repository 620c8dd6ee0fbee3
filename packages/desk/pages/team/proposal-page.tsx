import type { Child } from "hono/jsx";
import type { ProposalDetail } from "#packages/api/routes/delivery-views.ts";
import { RegionCode } from "#packages/domain/regions.ts";
import { Button } from "../../components/button.tsx";
import { Concepts, type LabelledConcept } from "../../components/concept.tsx";
import { dayText, momentText } from "../../components/dates.ts";
import { Select } from "../../components/field.tsx";
import { Alert } from "../../components/flash.tsx";
import { ErrorSummary, HiddenField, PostForm } from "../../components/form.tsx";
import { Badge, DataList, type Datum } from "../../components/lists.tsx";
import { BackLink, Heading, List, Paragraph } from "../../components/text.tsx";
import { useView } from "../../frame/view.tsx";
import { Deeds, type DeedsProps } from "./proposal-deeds.tsx";
import { rowId } from "./queue-items.tsx";
import type { Person } from "./team-api.ts";
import { Why } from "./why.tsx";
import { ageText, distanceText, pointsText, regionName, stateText, termText } from "./words.ts";

type ProposalProps = DeedsProps & { readonly person: Person | undefined };

type View = ReturnType<typeof useView>;

const holderOf = ({ claim, colleagues }: ProposalDetail, { t, user }: View): string => {
  if (claim === undefined) return t.team.nobody;
  if (claim.by.subject === user?.subject) return t.team.me;
  return colleagues.find(({ subject }) => subject === claim.by.subject)?.deskName ?? claim.by.subject;
};

const Term = ({ proposal }: { readonly proposal: ProposalDetail }) => {
  const { t, now } = useView();
  const text = termText(proposal.dueAt, now, t.team);
  return proposal.overdue ? <Badge kind="late">{text}</Badge> : text;
};

const factsOf = (proposal: ProposalDetail, view: View): Datum[] => {
  const { t, language, now } = view;
  const words = t.team.proposal;
  const facts: (Datum | undefined)[] = [
    { key: words.state, value: <Badge>{stateText(proposal.state, t.team)}</Badge> },
    { key: words.who, value: holderOf(proposal, view) },
    {
      key: words.since,
      value: `${dayText(proposal.proposedAt, language)} (${ageText(proposal.proposedAt, now, t.team)})`,
    },
    proposal.state === "placed" || proposal.state === "checked"
      ? undefined
      : { key: words.term, value: <Term proposal={proposal} /> },
    { key: words.distance, value: distanceText(proposal.distanceHm, language, t.team) },
    { key: words.home, value: regionName(proposal.homeRegion) },
    { key: words.work, value: proposal.workRegions.map(regionName).join(", ") },
    { key: words.positions, value: String(proposal.vacancy?.openPositions ?? 0) },
    proposal.startDate === undefined
      ? undefined
      : { key: words.startDate, value: dayText(proposal.startDate, language) },
    proposal.checkDueDate === undefined
      ? undefined
      : { key: words.checkDate, value: dayText(proposal.checkDueDate, language) },
  ];
  return facts.filter((fact) => fact !== undefined);
};

const joined = (texts: readonly string[] | undefined, unknown: string): string =>
  texts === undefined || texts.length === 0 ? unknown : texts.join(", ");

const concepts = (of: readonly LabelledConcept[], unknown: string): Child =>
  of.length === 0 ? unknown : <Concepts of={of} />;

const hoursText = (
  hours: NonNullable<ProposalDetail["profile"]>["hoursPerWeek"],
  unknown: string,
): string => {
  if (hours === undefined) return unknown;
  return hours.min === hours.max ? String(hours.min) : `${hours.min}–${hours.max}`;
};

const profileFacts = (profile: NonNullable<ProposalDetail["profile"]>, { t, language }: View): Datum[] => {
  const words = t.team.proposal;
  const { unknown, yes, no } = t.components;
  return [
    { key: words.occupations, value: concepts(profile.occupations, unknown) },
    { key: words.competencies, value: concepts(profile.competencies, unknown) },
    { key: words.hours, value: hoursText(profile.hoursPerWeek, unknown) },
    {
      key: words.available,
      value: profile.availableFromDate === undefined ? unknown : dayText(profile.availableFromDate, language),
    },
    {
      key: words.reach,
      value: profile.reachKm === undefined ? unknown : t.team.kilometres(String(profile.reachKm)),
    },
    {
      key: words.languages,
      value: joined(
        profile.languages?.map((one) => `${one.language} (${one.level})`),
        unknown,
      ),
    },
    {
      key: words.education,
      value: profile.educationLevel === undefined ? unknown : words.levels[profile.educationLevel],
    },
    { key: words.licences, value: joined(profile.licences, unknown) },
    { key: words.responsible, value: words.parties[profile.responsible] },
    { key: words.consent, value: profile.introductionConsent ? yes : no },
  ];
};

/** The anonymous profile, and who it is only when asked with a purpose. */
const Profile = ({ proposal, person }: ProposalProps) => {
  const view = useView();
  const words = view.t.team.proposal;
  return (
    <section aria-labelledby="profiel">
      <Heading level={2} id="profiel">
        {words.profile}
      </Heading>
      {proposal.profile === undefined ? (
        <Paragraph>{words.noProfile}</Paragraph>
      ) : (
        <DataList items={profileFacts(proposal.profile, view)} />
      )}
      <PersonPart proposal={proposal} person={person} />
    </section>
  );
};

const PersonPart = ({ proposal, person }: Pick<ProposalProps, "proposal" | "person">) => {
  const { t, user } = useView();
  const words = t.team.proposal;
  if (person !== undefined) return <PersonShown person={person} />;
  if (proposal.claim?.by.subject !== user?.subject) return <Paragraph quiet>{words.personNote}</Paragraph>;
  return (
    <PostForm action={`/voorstellen/${proposal.id}/persoon`} label={words.personTitle}>
      <Heading level={3}>{words.personTitle}</Heading>
      <Paragraph>{words.personText}</Paragraph>
      <Select
        name="doel"
        label={words.purpose}
        options={Object.entries(words.purposes).map(([value, label]) => ({ value, label }))}
      />
      <Button kind="secondary">{words.showPerson}</Button>
    </PostForm>
  );
};

const PersonShown = ({ person }: { readonly person: Person }) => {
  const words = useView().t.team.proposal;
  const facts: (Datum | undefined)[] = [
    { key: words.personName, value: `${person.givenName} ${person.familyName}` },
    { key: words.personPostcode, value: person.postcode },
    person.phone === undefined ? undefined : { key: words.personPhone, value: person.phone },
    person.email === undefined ? undefined : { key: words.personEmail, value: person.email },
  ];
  return (
    <div class="desk-card" id="persoon">
      <Heading level={3}>{words.personTitle}</Heading>
      <DataList items={facts.filter((fact) => fact !== undefined)} />
      <Paragraph quiet>{words.personLogged}</Paragraph>
    </div>
  );
};

type Entry = ProposalDetail["history"][number];

const doerOf = ({ by }: Entry, { colleagues }: ProposalDetail, { t, user }: View): string => {
  if (by.role === "system") return t.team.proposal.system;
  if (by.subject === user?.subject) return t.team.me;
  const named = colleagues.find(({ subject }) => subject === by.subject)?.deskName;
  return named ?? t.frame.roles[by.role];
};

const reasonOf = ({ reason }: Entry, { t }: View): string | undefined => {
  if (reason === undefined) return undefined;
  const words = t.team.proposal;
  const texts = new Map(
    Object.entries({ ...words.reasons, ...words.notPlacedReasons, ...words.outcomes, ...words.happened }),
  );
  const region = RegionCode.safeParse(reason);
  return region.success ? regionName(region.data) : (texts.get(reason) ?? reason);
};

const contactOf = ({ contact }: Entry, { t }: View): string | undefined => {
  const words = t.team.proposal;
  return contact === undefined
    ? undefined
    : `${words.contactParties[contact.party]}, ${words.channels[contact.channel]}: ${words.contactOutcomes[contact.outcome]}`;
};

const HistoryEntry = ({ entry, proposal }: { readonly entry: Entry; readonly proposal: ProposalDetail }) => {
  const view = useView();
  const { t, language } = view;
  const more = [
    contactOf(entry, view),
    reasonOf(entry, view),
    entry.score === undefined ? undefined : t.team.score(pointsText(entry.score, language)),
  ].filter((text) => text !== undefined);
  return (
    <li>
      <strong>{t.team.proposal.happened[entry.what]}</strong>
      {more.length === 0 ? null : `: ${more.join("; ")}`}
      <span class="desk-sub">
        {momentText(entry.at, language)}, {doerOf(entry, proposal, view)}
      </span>
      {entry.note === undefined ? null : <span class="desk-quote">{entry.note}</span>}
    </li>
  );
};

const History = ({ proposal }: { readonly proposal: ProposalDetail }) => {
  const words = useView().t.team.proposal;
  const contacts = proposal.history.filter(({ what }) => what === "contacted");
  return (
    <>
      {contacts.length === 0 ? null : (
        <section aria-labelledby="contact">
          <Heading level={2} id="contact">
            {words.contactLog}
          </Heading>
          <List>
            {contacts.toReversed().map((entry) => (
              <HistoryEntry entry={entry} proposal={proposal} />
            ))}
          </List>
        </section>
      )}
      <section aria-labelledby="geschiedenis">
        <Heading level={2} id="geschiedenis">
          {words.history}
        </Heading>
        <List>
          {proposal.history.toReversed().map((entry) => (
            <HistoryEntry entry={entry} proposal={proposal} />
          ))}
        </List>
      </section>
    </>
  );
};

const Withdraw = ({ proposal, back, keyOfForm }: ProposalProps) => {
  const { t, language, now } = useView();
  const until = proposal.decisionWithdrawableUntilAt;
  if (until === undefined || !proposal.deeds.includes("withdraw-decision") || until < now.toISOString())
    return null;
  return (
    <Alert kind="info">
      <PostForm action={`/voorstellen/${proposal.id}/terugnemen`}>
        <HiddenField name="terug" value={back} />
        <HiddenField name="sleutel" value={keyOfForm} />
        <div class="desk-flash__row">
          <p class="nl-paragraph">{t.team.proposal.withdrawUntil(momentText(until, language))}</p>
          <Button kind="subtle">{t.team.proposal.withdraw}</Button>
        </div>
      </PostForm>
    </Alert>
  );
};

/** A proposal: what it is, why, what can be done with it, and what was done. */
export const ProposalPage = (props: ProposalProps) => {
  const view = useView();
  const { proposal, back, errors } = props;
  const words = view.t.team.proposal;
  return (
    <>
      <BackLink href={`${back}#${rowId(proposal.id)}`}>{words.back}</BackLink>
      <Heading level={1}>{proposal.vacancy?.title ?? words.noTitle}</Heading>
      <ErrorSummary errors={errors} />
      <Paragraph lead>
        {words.at(proposal.vacancy?.employerName ?? "")}:{" "}
        {view.t.team.score(pointsText(proposal.score, view.language))}
      </Paragraph>
      <Withdraw {...props} />
      <div class="desk-columns">
        <div class="desk-columns__main">
          <DataList items={factsOf(proposal, view)} />
          <Alert kind="warning">
            <p class="nl-paragraph">{words.bias}</p>
          </Alert>
          <Why explanation={proposal.explanation} notice={proposal.notice} />
          <Profile {...props} />
          <History proposal={proposal} />
        </div>
        <div class="desk-columns__side">
          <Deeds {...props} />
        </div>
      </div>
    </>
  );
};
