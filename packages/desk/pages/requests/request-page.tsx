import { isWaiting } from "#packages/domain/self-registration.ts";
import type { RequestView } from "../../api/self-registrations.ts";
import { dayText, momentText } from "../../components/dates.ts";
import { Alert } from "../../components/flash.tsx";
import { ErrorSummary, type FieldError } from "../../components/form.tsx";
import { Badge, DataList, type Datum } from "../../components/lists.tsx";
import { BackLink, Heading, Link, List, Paragraph } from "../../components/text.tsx";
import { placeName } from "../../frame/places.ts";
import { useView, type View } from "../../frame/view.tsx";
import { regionName, termText } from "../team/words.ts";
import { RequestDeeds } from "./request-deeds.tsx";
import { BADGES, isMine, whoText } from "./words.ts";

export type RequestProps = {
  readonly request: RequestView;
  readonly back: string;
  readonly errors: readonly FieldError[];
  /** A personal link that was just made: shown this one time. */
  readonly link?: string | undefined;
};

/** Nobody took it up, and its term has passed. */
export const isLate = ({ status, dueAt }: RequestView, now: Date): boolean =>
  status === "received" && dueAt !== undefined && Date.parse(dueAt) < now.getTime();

const when = (shown: boolean, item: () => Datum): Datum[] => (shown ? [item()] : []);

const termOf = (request: RequestView, { t, now }: View): Datum[] => {
  const { dueAt, status } = request;
  if (status !== "received" || dueAt === undefined) return [];
  const text = termText(dueAt, now, t.team);
  return [
    { key: t.requests.detail.term, value: isLate(request, now) ? <Badge kind="late">{text}</Badge> : text },
  ];
};

const factsOf = (request: RequestView, view: View): Datum[] => {
  const { t, language, user } = view;
  const { detail, states, parties } = t.requests;
  const { status, claim, profileId } = request;
  return [
    { key: detail.state, value: <Badge kind={BADGES[status]}>{states[status]}</Badge> },
    ...(claim === undefined
      ? []
      : [
          {
            key: detail.takenUpBy,
            value: detail.since(whoText(claim.by, user, t), momentText(claim.at, language)),
          },
        ]),
    ...termOf(request, view),
    { key: detail.received, value: momentText(request.receivedAt, language) },
    { key: detail.party, value: parties[request.responsible] },
    { key: detail.region, value: regionName(request.region) },
    ...when(request.invitation !== undefined && isWaiting(request), () => ({
      key: detail.invitation,
      value: detail.invitationYes,
    })),
    ...when(profileId !== undefined, () => ({ key: detail.profile, value: profileId ?? "" })),
    { key: detail.number, value: request.id },
  ];
};

type Person = NonNullable<RequestView["person"]>;

const personFacts = (person: Person, { t }: View): Datum[] => {
  const { detail } = t.requests;
  const { givenName, familyName, postcode, phone, email, note, situation } = person;
  return [
    { key: detail.name, value: `${givenName} ${familyName}` },
    ...(phone === undefined
      ? []
      : [
          {
            key: detail.phone,
            value: <Link href={`tel:${phone.replaceAll(/[^+\d]/g, "")}`}>{phone}</Link>,
          },
        ]),
    ...(email === undefined
      ? []
      : [{ key: detail.email, value: <Link href={`mailto:${email}`}>{email}</Link> }]),
    { key: detail.postcode, value: `${postcode} ${placeName(postcode.slice(0, 4))}` },
    { key: detail.situation, value: t.help.self.situations[situation] },
    ...(note === undefined ? [] : [{ key: detail.note, value: <span class="desk-quote">{note}</span> }]),
  ];
};

/** Why it is not said here who this is. */
const hiddenWhy = (request: RequestView, { t, user }: View): string => {
  const { detail } = t.requests;
  if (user?.role !== "responsible-party") return detail.personTeam;
  if (!isWaiting(request)) return detail.personGone;
  return request.claim === undefined ? detail.personHidden : detail.personOfColleague;
};

/** Who it is, for whoever helps: each time it is shown, the API has put on record who read it and for what. */
const PersonPart = ({ request }: Pick<RequestProps, "request">) => {
  const view = useView();
  const { detail } = view.t.requests;
  const { person } = request;
  return (
    <section aria-labelledby="persoon">
      <Heading level={2} id="persoon">
        {detail.personTitle}
      </Heading>
      {person === undefined ? (
        <Paragraph>{hiddenWhy(request, view)}</Paragraph>
      ) : (
        <>
          <DataList items={personFacts(person, view)} />
          <Paragraph quiet>{detail.logged(detail.purpose)}</Paragraph>
        </>
      )}
    </section>
  );
};

const History = ({ request }: Pick<RequestProps, "request">) => {
  const { t, language, user } = useView();
  const { detail } = t.requests;
  return (
    <section aria-labelledby="geschiedenis">
      <Heading level={2} id="geschiedenis">
        {detail.history}
      </Heading>
      <List>
        {request.history.toReversed().map(({ at, by, what, reason }) => (
          <li>
            <strong>{detail.happened[what]}</strong>
            {reason === undefined ? null : `: ${detail.reasons[reason]}`}
            <span class="desk-sub">
              {momentText(at, language)}, {whoText(by, user, t)}
            </span>
          </li>
        ))}
        <li>
          <strong>{detail.happened.received}</strong>
          <span class="desk-sub">
            {momentText(request.receivedAt, language)}, {detail.byPerson}
          </span>
        </li>
      </List>
    </section>
  );
};

const Late = ({ request }: Pick<RequestProps, "request">) => {
  const { t, now, user } = useView();
  const { detail } = t.requests;
  if (!isLate(request, now)) return null;
  return (
    <Alert kind="warning">
      <Paragraph>
        <strong>{detail.lateTitle}.</strong>{" "}
        {detail.late(termText(request.dueAt ?? request.receivedAt, now, t.team))}{" "}
        {user?.role === "responsible-party" ? null : detail.lateTeam}
      </Paragraph>
    </Alert>
  );
};

/** A request of somebody who came forward alone: how far it is, who helps, what can be done and what was done. */
export const RequestPage = (props: RequestProps) => {
  const view = useView();
  const { request, back, errors } = props;
  const { list, detail } = view.t.requests;
  return (
    <>
      <BackLink href={back}>{detail.back}</BackLink>
      <Heading level={1}>{list.of(dayText(request.receivedAt, view.language))}</Heading>
      <ErrorSummary errors={errors} />
      <Late request={request} />
      <div class="desk-columns">
        <div class="desk-columns__main">
          <DataList items={factsOf(request, view)} />
          <PersonPart request={request} />
          <History request={request} />
        </div>
        <div class="desk-columns__side">
          <RequestDeeds {...props} mine={isMine(request, view.user)} />
        </div>
      </div>
    </>
  );
};
