import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { ManyOutcome, ManyOutcomes } from "#packages/api/routes/many-views.ts";
import { ProposalId } from "#packages/domain/ids.ts";
import { REJECTION_REASONS } from "#packages/domain/proposal.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import { attempt } from "../../api/trouble.ts";
import { Button, Buttons } from "../../components/button.tsx";
import { Select } from "../../components/field.tsx";
import { ErrorSummary, errorOf, type FieldError, HiddenField, PostForm } from "../../components/form.tsx";
import { BackLink, Heading, Link, List, Paragraph } from "../../components/text.tsx";
import type { Desk, DeskContext, SignedIn } from "../../frame/desk-env.ts";
import { placeName } from "../../frame/places.ts";
import { showPage } from "../../frame/show-page.tsx";
import { forRoles } from "../../frame/signed-in.ts";
import { useView } from "../../frame/view.tsx";
import type { Texts } from "../../texts/texts.ts";
import { type Colleagues, colleagueName, safeReturn } from "./queue-address.ts";
import { regionOptions } from "./region-options.ts";
import { addressFrom, showQueue } from "./serve-queue.tsx";
import { doToMany, readColleagues } from "./team-api.ts";
import { regionOf, TEAM_ROLES } from "./who-here.ts";
import { distanceText, pointsText, refusalText, termText } from "./words.ts";

const What = z.enum(["claim", "release", "assign", "reject", "hand-over"]);
type What = z.infer<typeof What>;
const Ids = z.array(ProposalId).min(1).max(100);

type Chosen = { readonly what: What; readonly ids: readonly string[]; readonly back: string };

/** What is still to be said of a deed is a guess in the preview: it is asked on the page that shows it. */
const deedOf = (what: What, { field, region }: { readonly field: string; readonly region: RegionCode }) => {
  switch (what) {
    case "assign":
      return { what, to: field };
    case "reject":
      return { what, reason: field === "" ? "other" : field };
    case "hand-over":
      return { what, to: field === "" ? (regionOptions(region, (name) => name)[0]?.value ?? region) : field };
    default:
      return { what };
  }
};

type ManyProps = {
  readonly chosen: Chosen;
  readonly region: RegionCode;
  readonly colleagues: Colleagues;
  readonly outcome: ManyOutcomes;
  readonly errors: readonly FieldError[];
  readonly token: string;
};

/** "Kok, Voorbeeld Horeca, Amsterdam": the work, by whom and where. */
const nameOf = ({ id, proposal }: ManyOutcome, t: Texts["team"]): string => {
  const place = proposal?.pc4 === undefined ? undefined : placeName(proposal.pc4);
  const known = [proposal?.title, proposal?.employerName, place].filter((part) => part !== undefined);
  return known.length === 0 ? `${t.proposal.noTitle} ${id.slice(0, 8)}` : known.join(", ");
};

const Recognised = ({ item }: { readonly item: ManyOutcome }) => {
  const { t, language, now } = useView();
  const { proposal } = item;
  if (proposal === undefined) return null;
  return (
    <span class="desk-sub">
      {[
        proposal.dueAt === undefined ? t.team.noTerm : termText(proposal.dueAt, now, t.team),
        t.team.score(pointsText(proposal.score, language)),
        distanceText(proposal.distanceHm, language, t.team),
      ].join(" · ")}
    </span>
  );
};

const isRefused = ({ outcome }: ManyOutcome): boolean => outcome === "refused" || outcome === "not-found";

type NamedProps = {
  readonly items: readonly ManyOutcome[];
  readonly back: string;
  readonly said?: (item: ManyOutcome) => string;
};

/** Proposals that one can go to, each with what is said of it beside its name. */
const Named = ({ items, back, said }: NamedProps) => {
  const { t } = useView();
  return (
    <List>
      {items.map((item) => (
        <li>
          <Link href={`/voorstellen/${item.id}?terug=${encodeURIComponent(back)}`}>
            {nameOf(item, t.team)}
          </Link>
          {said === undefined ? null : `: ${said(item)}`}
          <Recognised item={item} />
        </li>
      ))}
    </List>
  );
};

const Refusals = ({ items, back }: Pick<NamedProps, "items" | "back">) => {
  const { t, language } = useView();
  const why = (item: ManyOutcome): string =>
    refusalText({ ...item, why: item.why ?? item.outcome }, t, language);
  return <Named items={items} back={back} said={why} />;
};

const DeedField = ({ chosen, region, colleagues, errors }: ManyProps) => {
  const { t } = useView();
  const words = t.team.proposal;
  const error = errorOf(errors, "keuze");
  if (chosen.what === "assign")
    return (
      <Select
        name="keuze"
        label={words.colleague}
        error={error}
        none={t.components.choose}
        options={colleagues.map(({ subject }) => ({
          value: subject,
          label: colleagueName(subject, colleagues),
        }))}
      />
    );
  if (chosen.what === "reject")
    return (
      <Select
        name="keuze"
        label={words.reason}
        error={error}
        none={words.chooseReason}
        options={REJECTION_REASONS.map((value) => ({ value, label: words.reasons[value] }))}
      />
    );
  if (chosen.what === "hand-over")
    return (
      <Select
        name="keuze"
        label={words.toRegion}
        error={error}
        none={t.components.choose}
        options={regionOptions(region, words.neighbour)}
      />
    );
  return null;
};

/** What was so already, of which nothing has to be done. */
const WasSo = ({ items, back }: Pick<NamedProps, "items" | "back">) => {
  const { many } = useView().t.team;
  if (items.length === 0) return null;
  return (
    <>
      <Heading level={2}>{many.unchangedOnes}</Heading>
      <Named items={items} back={back} />
    </>
  );
};

/** What would happen, before it does: which of them qualify, and why the others do not. */
const Preview = (props: ManyProps) => {
  const { chosen, outcome, errors, token } = props;
  const { many } = useView().t.team;
  const able = outcome.items.filter((item) => item.outcome === "done");
  const unchanged = outcome.items.filter((item) => item.outcome === "unchanged");
  const refused = outcome.items.filter(isRefused);
  return (
    <>
      <BackLink href={chosen.back}>{many.back}</BackLink>
      <Heading level={1}>{many.titles[chosen.what]}</Heading>
      <ErrorSummary errors={errors} />
      <Paragraph lead>
        {able.length === 0 ? many.nothing : many.can(able.length, outcome.items.length)}
      </Paragraph>
      {able.length === 0 ? null : (
        <PostForm action="/werkvoorraad/meer/doen">
          <HiddenField name="wat" value={chosen.what} />
          <HiddenField name="terug" value={chosen.back} />
          <HiddenField name="sleutel" value={token} />
          {able.map(({ id }) => (
            <HiddenField name="kies" value={id} />
          ))}
          <Heading level={2}>{many.these}</Heading>
          <Named items={able} back={chosen.back} />
          <DeedField {...props} />
          <Buttons>
            <Button>{many.doIt(able.length)}</Button>
          </Buttons>
        </PostForm>
      )}
      <WasSo items={unchanged} back={chosen.back} />
      {refused.length === 0 ? null : (
        <>
          <Heading level={2}>{many.cannot}</Heading>
          <Refusals items={refused} back={chosen.back} />
        </>
      )}
    </>
  );
};

/** What happened to each. */
const Report = ({ chosen, outcome }: ManyProps) => {
  const { many } = useView().t.team;
  const done = outcome.items.filter((item) => item.outcome === "done");
  const unchanged = outcome.items.filter((item) => item.outcome === "unchanged");
  const refused = outcome.items.filter(isRefused);
  return (
    <>
      <Heading level={1}>{many.titles[chosen.what]}</Heading>
      <Paragraph lead>{many.report(outcome.done, outcome.items.length)}</Paragraph>
      {done.length === 0 ? null : (
        <>
          <Heading level={2}>{many.doneOnes}</Heading>
          <Named items={done} back={chosen.back} />
        </>
      )}
      <WasSo items={unchanged} back={chosen.back} />
      {refused.length === 0 ? null : (
        <>
          <Heading level={2}>{many.refusedOnes}</Heading>
          <Refusals items={refused} back={chosen.back} />
        </>
      )}
      <Paragraph>
        <Link href={chosen.back}>{many.back}</Link>
      </Paragraph>
    </>
  );
};

const chosenOf = ({ var: { form } }: DeskContext): Chosen | undefined => {
  const what = What.safeParse(form.text("wat"));
  const ids = Ids.safeParse([...new Set(form.all("kies"))]);
  if (!what.success || !ids.success) return undefined;
  return { what: what.data, ids: ids.data, back: safeReturn(form.text("terug")) };
};

type Step = {
  readonly chosen: Chosen;
  readonly field: string;
  readonly preview: boolean;
  readonly token: string;
};

const ask = (c: DeskContext, region: RegionCode, { chosen, field, preview, token }: Step) =>
  doToMany(
    c.var.api,
    region,
    { deed: deedOf(chosen.what, { field, region }), ids: chosen.ids, preview },
    preview ? randomUUID() : token,
  );

const nothingChosen = (c: DeskContext, who: SignedIn): Promise<Response> =>
  showQueue(c, who, {
    address: addressFrom(c.var.form.text("terug")),
    errors: [{ field: "wat", message: c.var.t.team.queue.nothingChosen }],
  });

const showPreview = async (
  c: DeskContext,
  who: SignedIn,
  { chosen, errors }: { readonly chosen: Chosen; readonly errors: readonly FieldError[] },
): Promise<Response> => {
  const region = regionOf(who);
  const colleagues = await readColleagues(c.var.api, region);
  const field = chosen.what === "assign" ? (colleagues[0]?.subject ?? who.user.subject) : "";
  const token = randomUUID();
  const asked = await attempt(ask(c, region, { chosen, field, preview: true, token }), [400]);
  if (asked.kind === "refused") return nothingChosen(c, who);
  return showPage(c, {
    title: c.var.t.team.many.titles[chosen.what],
    status: errors.length === 0 ? 200 : 400,
    hasErrors: errors.length > 0,
    content: <Preview {...{ chosen, region, colleagues, outcome: asked.value, errors, token }} />,
  });
};

const NEEDS: Partial<Record<What, "needsColleague" | "needsReason" | "needsRegion">> = {
  assign: "needsColleague",
  reject: "needsReason",
  "hand-over": "needsRegion",
};

const doMany = async (c: DeskContext, who: SignedIn): Promise<Response> => {
  const chosen = chosenOf(c);
  if (chosen === undefined) return nothingChosen(c, who);
  const field = c.var.form.text("keuze");
  const needed = NEEDS[chosen.what];
  if (needed !== undefined && field === "")
    return showPreview(c, who, {
      chosen,
      errors: [{ field: "keuze", message: c.var.t.team.proposal[needed] }],
    });
  const region = regionOf(who);
  const token = c.var.form.text("sleutel") || randomUUID();
  const outcome = await ask(c, region, { chosen, field, preview: false, token });
  return showPage(c, {
    title: c.var.t.team.many.titles[chosen.what],
    content: <Report {...{ chosen, region, colleagues: [], outcome, errors: [], token: "" }} />,
  });
};

/** One deed to many proposals: first what would happen, then what did. */
export const serveMany = (desk: Desk): void => {
  desk.post(
    "/werkvoorraad/meer",
    forRoles(TEAM_ROLES, (c, who) => {
      const chosen = chosenOf(c);
      return chosen === undefined ? nothingChosen(c, who) : showPreview(c, who, { chosen, errors: [] });
    }),
  );
  desk.post("/werkvoorraad/meer/doen", forRoles(TEAM_ROLES, doMany));
};
