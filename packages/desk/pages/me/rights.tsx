import { RestrictionGround } from "#packages/domain/market-profile.ts";
import {
  EXPORT_FORMS,
  exportMe,
  findMe,
  liftRestriction,
  listReviews,
  type OwnProfile,
  object,
  type ReviewView,
  setRestriction,
  withdrawObjection,
} from "../../api/me.ts";
import { attempt } from "../../api/trouble.ts";
import { Button, ButtonLink, Buttons } from "../../components/button.tsx";
import { Radios } from "../../components/choices.tsx";
import { dayText } from "../../components/dates.ts";
import { ErrorSummary, PostForm } from "../../components/form.tsx";
import { Card } from "../../components/lists.tsx";
import { BackLink, Heading, Paragraph } from "../../components/text.tsx";
import type { Desk, DeskContext } from "../../frame/desk-env.ts";
import { redirectWith, showPage } from "../../frame/show-page.tsx";
import { showTrouble } from "../../frame/trouble-page.tsx";
import { useView } from "../../frame/view.tsx";
import { ownPage } from "./own-page.ts";
import { ME } from "./paths.ts";
import { Reviews } from "./review.tsx";

const GROUNDS = RestrictionGround.options;

const Access = () => {
  const { meRights: words } = useView().t;
  return (
    <Card id="bekijken">
      <Heading level={2}>{words.accessTitle}</Heading>
      <Paragraph>{words.access}</Paragraph>
      <Buttons>
        <ButtonLink href={`${ME.export}?vorm=html`} kind="secondary">
          {words.exportHtml}
        </ButtonLink>
        <ButtonLink href={`${ME.export}?vorm=json`} kind="secondary">
          {words.exportJson}
        </ButtonLink>
      </Buttons>
    </Card>
  );
};

const Rectify = () => {
  const { meRights: words } = useView().t;
  return (
    <Card id="verbeteren">
      <Heading level={2}>{words.rectifyTitle}</Heading>
      <Paragraph>{words.rectify}</Paragraph>
      <ButtonLink href={ME.edit} kind="secondary">
        {words.rectifyLink}
      </ButtonLink>
    </Card>
  );
};

type OfProfile = { readonly profile: OwnProfile["profile"] };

const Restrict = ({ profile, error }: OfProfile & { readonly error: string | undefined }) => {
  const { t, language } = useView();
  const words = t.meRights;
  return (
    <Card id="stilzetten">
      <Heading level={2}>{words.restrictTitle}</Heading>
      {profile.restriction === undefined ? (
        <>
          <Paragraph>{words.restrict}</Paragraph>
          <PostForm action={`${ME.rights}/stilzetten`}>
            <Radios
              name="reden"
              legend={words.restrictWhy}
              error={error}
              options={GROUNDS.map((value) => ({ value, label: words.grounds[value] }))}
            />
            <Button kind="secondary">{words.restrictButton}</Button>
          </PostForm>
        </>
      ) : (
        <>
          <Paragraph>{words.restricted(dayText(profile.restriction.since, language))}</Paragraph>
          <PostForm action={`${ME.rights}/weer-gebruiken`}>
            <Button kind="secondary">{words.restrictLift}</Button>
          </PostForm>
        </>
      )}
    </Card>
  );
};

const Objecting = ({ profile }: OfProfile) => {
  const { t, language } = useView();
  const words = t.meRights;
  const { objection } = profile;
  return (
    <Card id="bezwaar">
      <Heading level={2}>{words.objectTitle}</Heading>
      <Paragraph>
        {objection === undefined ? words.object : words.objected(dayText(objection.since, language))}
      </Paragraph>
      <PostForm action={`${ME.rights}/${objection === undefined ? "bezwaar" : "bezwaar-intrekken"}`}>
        <Button kind="secondary">
          {objection === undefined ? words.objectButton : words.objectWithdraw}
        </Button>
      </PostForm>
    </Card>
  );
};

const Review = ({ reviews }: { readonly reviews: readonly ReviewView[] }) => {
  const { meRights: words } = useView().t;
  return (
    <Card id="mens">
      <Heading level={2}>{words.reviewTitle}</Heading>
      <Paragraph>{words.review}</Paragraph>
      <ButtonLink href={ME.review} kind="secondary">
        {words.reviewLink}
      </ButtonLink>
      <Reviews items={reviews} />
    </Card>
  );
};

type RightsProps = OfProfile & {
  readonly reviews: readonly ReviewView[];
  readonly error?: string | undefined;
};

const RightsPage = ({ profile, reviews, error }: RightsProps) => {
  const { me, meRights: words } = useView().t;
  return (
    <>
      <BackLink href={ME.overview}>{me.back}</BackLink>
      <Heading level={1}>{words.title}</Heading>
      <ErrorSummary errors={error === undefined ? [] : [{ field: "reden", message: error }]} />
      <Paragraph lead>{words.lead}</Paragraph>
      <div class="desk-stack">
        <Access />
        <Rectify />
        <Review reviews={reviews} />
        <Objecting profile={profile} />
        <Restrict profile={profile} error={error} />
        <Card id="wissen">
          <Heading level={2}>{words.eraseTitle}</Heading>
          <Paragraph>{words.erase}</Paragraph>
          <ButtonLink href={ME.erase} kind="danger">
            {words.eraseLink}
          </ButtonLink>
        </Card>
      </div>
      <Heading level={2}>{words.complaintTitle}</Heading>
      <Paragraph>{words.complaint}</Paragraph>
    </>
  );
};

const show = async (c: DeskContext, error?: string): Promise<Response> => {
  const { api, language, t } = c.var;
  const [me, reviews] = await Promise.all([findMe(api, language), listReviews(api)]);
  return showPage(c, {
    title: t.meRights.title,
    status: error === undefined ? 200 : 400,
    hasErrors: error !== undefined,
    content: <RightsPage profile={me.data.profile} reviews={reviews} error={error} />,
  });
};

/** Does it and says so, or says that it cannot be done in this state. */
const settle = async (c: DeskContext, deed: Promise<void>, done: string): Promise<Response> => {
  const outcome = await attempt(deed, [409]);
  return redirectWith(
    c,
    ME.rights,
    outcome.kind === "done" ? { kind: "ok", text: done } : { kind: "warning", text: c.var.t.meRights.notNow },
  );
};

const restrict = (c: DeskContext): Promise<Response> => {
  const { api, form, t } = c.var;
  const ground = RestrictionGround.safeParse(form.text("reden"));
  if (!ground.success) return show(c, t.meRights.restrictNeeded);
  return settle(c, setRestriction(api, ground.data), t.meRights.restrictDone);
};

const isForm = (form: string): form is keyof typeof EXPORT_FORMS => Object.hasOwn(EXPORT_FORMS, form);

/** The file as the API makes it; to be kept by the browser, not shown as one of our pages. */
const takeAway = async (c: DeskContext): Promise<Response> => {
  const { api, language } = c.var;
  const form = c.req.query("vorm") ?? "html";
  if (!isForm(form)) return showTrouble(c, "not-found");
  const file = await exportMe(api, form, language);
  return c.body(await file.text(), 200, {
    "content-type": file.headers.get("content-type") ?? EXPORT_FORMS[form],
    "content-disposition":
      file.headers.get("content-disposition") ?? `attachment; filename="overstap-mijn-gegevens.${form}"`,
  });
};

/** Everything that somebody may do with their own data (GDPR 15 to 22). */
export const serveRights = (desk: Desk): void => {
  desk.get(
    ME.rights,
    ownPage((c) => show(c)),
  );
  desk.get(ME.export, ownPage(takeAway));
  desk.post(`${ME.rights}/stilzetten`, ownPage(restrict));
  desk.post(
    `${ME.rights}/weer-gebruiken`,
    ownPage((c) => settle(c, liftRestriction(c.var.api), c.var.t.meRights.restrictLifted)),
  );
  desk.post(
    `${ME.rights}/bezwaar`,
    ownPage((c) => settle(c, object(c.var.api), c.var.t.meRights.objectDone)),
  );
  desk.post(
    `${ME.rights}/bezwaar-intrekken`,
    ownPage((c) => settle(c, withdrawObjection(c.var.api), c.var.t.meRights.objectWithdrawn)),
  );
};
