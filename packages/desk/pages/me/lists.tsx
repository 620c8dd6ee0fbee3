import type { RegionCode } from "#packages/domain/regions.ts";
import { allRegions } from "#packages/geography/regions.ts";
import type { OpenHiring, OwnPlace } from "../../api/own-lists.ts";
import { Button, ButtonLink, Buttons } from "../../components/button.tsx";
import { dayText } from "../../components/dates.ts";
import { Select } from "../../components/field.tsx";
import { HiddenField, PostForm } from "../../components/form.tsx";
import { Badge, Card, Empty, Pagination } from "../../components/lists.tsx";
import { BackLink, Heading, Hidden, Paragraph } from "../../components/text.tsx";
import { placeName } from "../../frame/places.ts";
import { useView } from "../../frame/view.tsx";
import type { Language, Texts } from "../../texts/texts.ts";
import { teamName } from "./own-page.ts";
import { ME } from "./paths.ts";

export type ListsProps = {
  readonly places: readonly OwnPlace[];
  readonly open: readonly OpenHiring[];
  /** Another region than where the person lives. */
  readonly region: RegionCode | undefined;
  readonly first: string | undefined;
  readonly next: string | undefined;
};

export const pathOfList = (id: string): string => `${ME.lists}/${id}`;
export const titleOfWork = ({ title }: Pick<OwnPlace, "title">, t: Texts): string =>
  title ?? t.meLists.unnamed;

const BADGES = {
  waiting: "plain",
  offered: "near",
  started: "good",
  "not-on-list": "plain",
} as const satisfies Record<OwnPlace["state"], string>;

const standing = ({ state, before }: OwnPlace, { meLists }: Texts): string => {
  if (state === "waiting") return meLists.before(before);
  if (state === "not-on-list") return meLists.closed;
  return meLists[state];
};

/** The life coach that is offered with the work: to be said yes or no to, and changed of mind about. */
const LifeCoach = ({ place }: { readonly place: OwnPlace }) => {
  const { meLists: words } = useView().t;
  const { lifeCoach, vacancyId } = place;
  if (place.state !== "started" || lifeCoach === "not-offered") return null;
  const yes = (
    <Button name="antwoord" value="ja" kind={lifeCoach === "offered" ? "primary" : "subtle"}>
      {lifeCoach === "offered" ? words.coachYes : words.coachChangeYes}
    </Button>
  );
  const no = (
    <Button name="antwoord" value="nee" kind={lifeCoach === "offered" ? "secondary" : "subtle"}>
      {lifeCoach === "offered" ? words.coachNo : words.coachChangeNo}
    </Button>
  );
  return (
    <PostForm action={`${pathOfList(vacancyId)}/levenscoach`} label={words.coachTitle}>
      <Heading level={3}>{words.coachTitle}</Heading>
      <Paragraph>{words.coach}</Paragraph>
      {lifeCoach === "accepted" ? <Paragraph>{words.coachAccepted}</Paragraph> : null}
      {lifeCoach === "declined" ? <Paragraph>{words.coachDeclined}</Paragraph> : null}
      <Buttons>
        {lifeCoach === "accepted" ? null : yes}
        {lifeCoach === "declined" ? null : no}
      </Buttons>
    </PostForm>
  );
};

const LEAVE = { waiting: "leave", offered: "refuse", started: "giveUp" } as const;

const PlaceDeeds = ({ place }: { readonly place: OwnPlace }) => {
  const { t } = useView();
  const { state, vacancyId } = place;
  if (state === "not-on-list") return null;
  const about = <Hidden>: {titleOfWork(place, t)}</Hidden>;
  return (
    <Buttons>
      {state === "offered" ? (
        <ButtonLink href={`${pathOfList(vacancyId)}/nemen`}>
          {t.meLists.take}
          {about}
        </ButtonLink>
      ) : null}
      <ButtonLink
        href={`${pathOfList(vacancyId)}/verlaten`}
        kind={state === "offered" ? "secondary" : "subtle"}
      >
        {t.meLists[LEAVE[state]]}
        {about}
      </ButtonLink>
    </Buttons>
  );
};

const Place = ({ place }: { readonly place: OwnPlace }) => {
  const { t } = useView();
  const words = t.meLists;
  return (
    <Card id={`plaats-${place.vacancyId}`}>
      <Heading level={3}>{titleOfWork(place, t)}</Heading>
      <p class="desk-state">
        <Badge kind={BADGES[place.state]}>{words.states[place.state]}</Badge>{" "}
        {place.employerName === undefined ? null : words.at(place.employerName)}
      </p>
      <Paragraph>{standing(place, t)}</Paragraph>
      <LifeCoach place={place} />
      <PlaceDeeds place={place} />
    </Card>
  );
};

/** Whose turn it is first, then who has the work, who waits, and what is closed. */
const ORDER: readonly OwnPlace["state"][] = ["offered", "started", "waiting", "not-on-list"];

const Places = ({ places }: Pick<ListsProps, "places">) => {
  const { meLists: words } = useView().t;
  if (places.length === 0)
    return (
      <Empty title={words.noneTitle}>
        <Paragraph>{words.none}</Paragraph>
      </Empty>
    );
  const sorted = places.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  return (
    <>
      <Heading level={2}>{words.ownTitle}</Heading>
      <div class="desk-stack">
        {sorted.map((place) => (
          <Place place={place} />
        ))}
      </div>
    </>
  );
};

/** Where, how many hours and from when. */
const factsOf = (work: OpenHiring, { meLists }: Texts, language: Language): string =>
  [
    placeName(work.pc4),
    work.hoursPerWeek === undefined ? undefined : meLists.hours(work.hoursPerWeek.min, work.hoursPerWeek.max),
    work.startDate === undefined ? undefined : meLists.start(dayText(work.startDate, language)),
  ]
    .filter((fact) => fact !== undefined)
    .join(", ");

type WorkProps = { readonly work: OpenHiring; readonly on: boolean; readonly region: RegionCode | undefined };

const Work = ({ work, on, region }: WorkProps) => {
  const { t, language } = useView();
  const words = t.meLists;
  return (
    <li class="desk-move">
      <h3 class="desk-move__title">
        {work.title} <span class="desk-quiet">{words.at(work.employerName)}</span>
      </h3>
      <p class="desk-move__counts">{factsOf(work, t, language)}</p>
      <p class="desk-move__counts">{work.free > 0 ? words.free(work.free) : words.waiting(work.waiting)}</p>
      {on ? (
        <p class="desk-state">
          <Badge kind="good">{words.joined}</Badge>
        </p>
      ) : (
        <PostForm action={`${pathOfList(work.vacancyId)}/erbij`}>
          {region === undefined ? null : <HiddenField name="regio" value={region} />}
          <Buttons>
            <Button kind="secondary">
              {words.join}
              <Hidden>: {work.title}</Hidden>
            </Button>
          </Buttons>
        </PostForm>
      )}
    </li>
  );
};

const OpenHere = ({ places, open, region }: ListsProps) => {
  const { meLists: words } = useView().t;
  const on = new Set(places.filter(({ state }) => state !== "not-on-list").map(({ vacancyId }) => vacancyId));
  return (
    <>
      <Heading level={2} id="werk">
        {region === undefined ? words.openOwnTitle : words.openTitle(teamName(region))}
      </Heading>
      {open.length === 0 ? (
        <Empty title={words.openNoneTitle} level={3}>
          <Paragraph>{words.openNone}</Paragraph>
        </Empty>
      ) : (
        <ol class="desk-moves">
          {open.map((work) => (
            <Work work={work} on={on.has(work.vacancyId)} region={region} />
          ))}
        </ol>
      )}
    </>
  );
};

const OtherRegion = ({ region }: Pick<ListsProps, "region">) => {
  const { meLists: words } = useView().t;
  const options = allRegions()
    .map(({ code, name }) => ({ value: code, label: name }))
    .toSorted((a, b) => a.label.localeCompare(b.label, "nl"));
  return (
    <form class="desk-form desk-many desk-noprint" method="get" action={ME.lists}>
      <div class="desk-many__row">
        <Select
          name="regio"
          label={words.otherRegion}
          none={words.ownRegion}
          value={region}
          options={options}
        />
        <Button kind="secondary">{words.showRegion}</Button>
      </div>
    </form>
  );
};

/** D4: the own places on waiting lists, and the work that one can be on the list for. No score, no order but of arrival. */
export const ListsPage = (props: ListsProps) => {
  const { me, meLists: words } = useView().t;
  const { places, region, first, next } = props;
  return (
    <>
      <BackLink href={ME.overview}>{me.back}</BackLink>
      <Heading level={1}>{words.title}</Heading>
      <Paragraph lead>{words.lead}</Paragraph>
      <Places places={places} />
      <OpenHere {...props} />
      <Pagination first={first} next={next} />
      <OtherRegion region={region} />
    </>
  );
};

type ConfirmProps = { readonly place: OwnPlace; readonly deed: "taking" | "leaving" };

/** Leaving is another thing for whoever waits than for whoever has the work. */
export const wordsOfDeed = ({ place, deed }: ConfirmProps, { meLists }: Texts) =>
  deed === "leaving" && place.state === "started" ? meLists.givingUp : meLists[deed];

/** What follows of it, before it is done. */
export const ConfirmPage = ({ place, deed }: ConfirmProps) => {
  const { t } = useView();
  const words = t.meLists;
  const { title, what, list, button } = wordsOfDeed({ place, deed }, t);
  const path = deed === "taking" ? "nemen" : "verlaten";
  return (
    <>
      <BackLink href={ME.lists}>{words.title}</BackLink>
      <Heading level={1}>{title}</Heading>
      <Paragraph lead>{what(titleOfWork(place, t))}</Paragraph>
      <ul class="desk-list">
        {list.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
      <PostForm action={`${pathOfList(place.vacancyId)}/${path}`}>
        <Buttons>
          <Button kind={deed === "taking" ? "primary" : "danger"}>{button}</Button>
          <ButtonLink href={ME.lists} kind="secondary">
            {words.cancel}
          </ButtonLink>
        </Buttons>
      </PostForm>
    </>
  );
};
