import { createHash, randomUUID } from "node:crypto";
import { type ConceptName, searchOccupations } from "../../api/concepts.ts";
import { changeNotice, registerNotice } from "../../api/surplus-notices.ts";
import { type ApiTrouble, attempt } from "../../api/trouble.ts";
import { Button, ButtonLink, Buttons } from "../../components/button.tsx";
import { dayText, readDay } from "../../components/dates.ts";
import { Alert } from "../../components/flash.tsx";
import { type FieldError, PostForm } from "../../components/form.tsx";
import { DataList } from "../../components/lists.tsx";
import { BackLink, Heading, Paragraph } from "../../components/text.tsx";
import type { Desk, DeskContext } from "../../frame/desk-env.ts";
import type { Form } from "../../frame/form.ts";
import { placeText } from "../../frame/places.ts";
import { redirectWith, showPage } from "../../frame/show-page.tsx";
import { forRoles, type SignedIn, typedBefore } from "../../frame/signed-in.ts";
import { useView } from "../../frame/view.tsx";
import {
  bodyOf,
  errorsOf,
  fieldOf,
  type Group,
  groupsOf,
  idOf,
  oneMore,
  patchOf,
  REASONS,
  withGroups,
} from "./notice-answers.ts";
import { findDraft, type NoticeDraft, saveDraft, throwAway } from "./notice-draft.ts";
import { NoticeForm, type NoticeFormProps } from "./notice-form.tsx";

export const FILERS = ["employer", "sector-organisation"] as const;
const pathOf = (id: string): string => `/overschot/concept/${id}`;

const showForm = (c: DeskContext, page: NoticeFormProps): Promise<Response> => {
  const { form } = c.var.t.surplus;
  const hasErrors = page.errors.length > 0;
  return showPage(c, {
    title: page.draft.changes === undefined ? form.title : form.changeTitle,
    hasErrors,
    status: hasErrors ? 400 : 200,
    content: <NoticeForm {...page} />,
  });
};

const openForm = async (c: DeskContext, who: SignedIn): Promise<Response> => {
  const draft = await findDraft(who.keeping, c.req.param("id") ?? "");
  const form = (await typedBefore(c, who)) ?? draft.form;
  return showForm(c, { draft: { ...draft, form }, errors: [], choices: new Map() });
};

type Linked = { readonly group: Group; readonly offered: readonly ConceptName[] };

/** The occupation of a group's title: chosen, surely meant, or to be chosen from what is offered. */
const link = async (c: DeskContext, group: Group): Promise<Linked> => {
  if (group.beroep !== "" && group.beroepvoor === group.functie) return { group, offered: [] };
  const { api, language } = c.var;
  const { items } = await searchOccupations(api, { q: group.functie, language });
  const exact = items.find(
    ({ label }) => label.localeCompare(group.functie, "nl", { sensitivity: "base" }) === 0,
  );
  const found = {
    ...group,
    beroepvoor: group.functie,
    beroep: exact?.uri ?? (items.length === 0 ? "geen" : ""),
  };
  return { group: found, offered: exact === undefined ? items : [] };
};

/** Adds or removes a group, as the button says; undefined for the button that goes on. */
const rearranged = (form: Form): Form | undefined => {
  const deed = form.text("doe");
  const groups = groupsOf(form);
  if (deed === "erbij") return withGroups(form, oneMore(groups));
  const gone = /^weg-(\d+)$/.exec(deed)?.[1];
  return gone === undefined ? undefined : withGroups(form, groups.toSpliced(Number(gone), 1));
};

const answerForm = async (c: DeskContext, { keeping, user }: SignedIn): Promise<Response> => {
  const { form: sent, t } = c.var;
  const draft = { ...(await findDraft(keeping, c.req.param("id") ?? "")), form: sent };
  const other = rearranged(sent);
  if (other !== undefined) {
    await saveDraft(keeping, { ...draft, form: other });
    return c.redirect(`${pathOf(draft.id)}#groep-${groupsOf(other).length}`, 303);
  }
  const errors = errorsOf(sent, user, t.surplus.form);
  if (errors.length > 0) {
    await saveDraft(keeping, draft);
    return showForm(c, { draft, errors, choices: new Map() });
  }
  const linked = await Promise.all(groupsOf(sent).map((group) => link(c, group)));
  const form = withGroups(
    sent,
    linked.map(({ group }) => group),
  );
  const choices = new Map(
    linked.flatMap(({ offered }, index) => (offered.length === 0 ? [] : [[index, offered]])),
  );
  await saveDraft(keeping, { ...draft, form });
  if (choices.size === 0) return c.redirect(`${pathOf(draft.id)}/controle`, 303);
  const asked = [...choices.keys()].map(
    (index): FieldError => ({
      field: idOf("beroep", index),
      message: t.surplus.form.occupationMissing,
    }),
  );
  return showForm(c, { draft: { ...draft, form }, errors: asked, choices });
};

type CheckProps = { readonly draft: NoticeDraft; readonly refusal?: string | undefined };

const GroupCheck = ({ group, index }: { readonly group: Group; readonly index: number }) => {
  const { t, language } = useView();
  const { form, check } = t.surplus;
  const day = (typed: string): string => {
    const read = readDay(typed);
    return read === undefined ? check.unknown : dayText(read, language);
  };
  return (
    <section>
      <Heading level={2}>{form.group(index + 1)}</Heading>
      <DataList
        items={[
          { key: form.jobTitle, value: group.functie },
          { key: form.headCount, value: group.aantal },
          { key: form.postcode, value: placeText(group.postcode.slice(0, 4)) },
          { key: form.available, value: day(group.vrij) },
          { key: form.dismissal, value: day(group.einde) },
          { key: form.kind, value: form.kinds[group.duur === "temporary" ? "temporary" : "lasting"] },
        ]}
      />
    </section>
  );
};

const CheckPage = ({ draft, refusal }: CheckProps) => {
  const { t, language } = useView();
  const { check, form: words } = t.surplus;
  const { form } = draft;
  const groups = groupsOf(form);
  const embargo = readDay(form.text("embargo"));
  const reasons = REASONS.filter((reason) => form.all("reden").includes(reason));
  return (
    <>
      <BackLink href={pathOf(draft.id)}>{check.change}</BackLink>
      {refusal === undefined ? null : (
        <Alert kind="error">
          <Paragraph>{refusal}</Paragraph>
        </Alert>
      )}
      <Heading level={1}>{check.title}</Heading>
      <Paragraph lead>
        {embargo === undefined ? check.lead : check.embargoLead(dayText(embargo, language))}
      </Paragraph>
      <DataList
        items={[
          { key: words.name, value: form.text("bedrijf") },
          {
            key: words.reasons,
            value: reasons.map((reason) => words.reasonOf[reason]).join(", ") || check.unknown,
          },
          { key: check.total, value: String(groups.reduce((sum, { aantal }) => sum + Number(aantal), 0)) },
        ]}
      />
      {groups.map((group, index) => (
        <GroupCheck group={group} index={index} />
      ))}
      <PostForm>
        <Buttons>
          <Button>{draft.changes === undefined ? check.place : check.save}</Button>
          <ButtonLink kind="secondary" href={pathOf(draft.id)}>
            {check.change}
          </ButtonLink>
        </Buttons>
      </PostForm>
    </>
  );
};

const showCheck = (c: DeskContext, page: CheckProps): Promise<Response> =>
  showPage(c, {
    title: c.var.t.surplus.check.title,
    hasErrors: page.refusal !== undefined,
    status: page.refusal === undefined ? 200 : 409,
    content: <CheckPage {...page} />,
  });

const openCheck = async (c: DeskContext, { keeping }: SignedIn): Promise<Response> => {
  const draft = await findDraft(keeping, c.req.param("id") ?? "");
  return draft.form.has("bedrijf") ? showCheck(c, { draft }) : c.redirect(pathOf(draft.id), 303);
};

const keyOf = (id: string, body: object): string =>
  `${id}-${createHash("sha256").update(JSON.stringify(body)).digest("base64url").slice(0, 16)}`;

const refused = (c: DeskContext, draft: NoticeDraft, { status, problem }: ApiTrouble): Promise<Response> => {
  const { check } = c.var.t.surplus;
  if (status !== 400) return showCheck(c, { draft, refusal: check.conflict });
  const fields = new Set((problem?.errors ?? []).map(({ pointer = "" }) => fieldOf(pointer)));
  const errors = [...fields].map((field) => ({ field, message: check.refused }));
  return showForm(c, { draft, errors, choices: new Map() });
};

const postNotice = async (c: DeskContext, { keeping, user }: SignedIn): Promise<Response> => {
  const draft = await findDraft(keeping, c.req.param("id") ?? "");
  // Sent before: it is in the list by now.
  if (!draft.form.has("bedrijf")) return c.redirect("/overschot", 303);
  const { api, t } = c.var;
  const { changes, form } = draft;
  const errors = errorsOf(form, user, t.surplus.form);
  if (errors.length > 0) return showForm(c, { draft, errors, choices: new Map() });
  const body = bodyOf(form, user);
  const sent =
    changes === undefined
      ? registerNotice(api, body, keyOf(draft.id, body))
      : changeNotice(api, changes.id, patchOf(form, user), changes.etag);
  const outcome = await attempt(sent, [400, 409, 412]);
  if (outcome.kind === "refused") return refused(c, draft, outcome.trouble);
  await throwAway(keeping, draft.id);
  const { detail } = t.surplus;
  const text = changes === undefined ? `${detail.reported} ${detail.next}` : detail.changed;
  return redirectWith(c, `/overschot/${outcome.value.data.id}`, { kind: "ok", text });
};

const removeDraft = async (c: DeskContext, { keeping }: SignedIn): Promise<Response> => {
  await throwAway(keeping, c.req.param("id") ?? "");
  return redirectWith(c, "/overschot", { kind: "ok", text: c.var.t.surplus.list.draftGone });
};

/** Reporting surplus staff: groups of people, never their names; nobody knows of it before its embargo ends. */
export const serveReportSurplus = (desk: Desk): void => {
  desk.get(
    "/overschot/nieuw",
    forRoles(FILERS, (c) => c.redirect(pathOf(randomUUID()), 303)),
  );
  desk.get("/overschot/concept/:id", forRoles(FILERS, openForm));
  desk.post("/overschot/concept/:id", forRoles(FILERS, answerForm));
  desk.get("/overschot/concept/:id/controle", forRoles(FILERS, openCheck));
  desk.post("/overschot/concept/:id/controle", forRoles(FILERS, postNotice));
  desk.post("/overschot/concept/:id/weg", forRoles(FILERS, removeDraft));
};
