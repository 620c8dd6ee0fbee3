import { randomUUID } from "node:crypto";
import { type ConceptName, namesOf, searchOccupations } from "../../api/concepts.ts";
import { changeNotice, findNotice, registerNotice } from "../../api/surplus-notices.ts";
import { type ApiTrouble, attempt } from "../../api/trouble.ts";
import type { FieldError } from "../../components/form.tsx";
import type { Desk, DeskContext } from "../../frame/desk-env.ts";
import type { Form } from "../../frame/form.ts";
import type { User } from "../../frame/sessions.ts";
import { redirectWith, showPage } from "../../frame/show-page.tsx";
import { forRoles, type SignedIn, typedBefore } from "../../frame/signed-in.ts";
import { keyOf } from "../vacancies/draft.ts";
import { answerAbles, showAbles } from "./able-page.tsx";
import { CheckPage, type CheckProps } from "./check-notice.tsx";
import {
  ablesOf,
  bodyOf,
  errorsOf,
  fieldOf,
  type Group,
  groupsOf,
  idOf,
  oneMore,
  patchOf,
  withAbles,
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

const judgingOf = (c: DeskContext, { changes }: NoticeDraft) => ({
  words: c.var.t.surplus.form,
  changing: changes !== undefined,
});

const answerForm = async (c: DeskContext, { keeping, user }: SignedIn): Promise<Response> => {
  const { t } = c.var;
  const before = await findDraft(keeping, c.req.param("id") ?? "");
  const sent = withAbles(c.var.form, before.form);
  const draft = { ...before, form: sent };
  const other = rearranged(sent);
  if (other !== undefined) {
    await saveDraft(keeping, { ...draft, form: other });
    return c.redirect(`${pathOf(draft.id)}#groep-${groupsOf(other).length}`, 303);
  }
  const errors = errorsOf(sent, user, judgingOf(c, draft));
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
  if (choices.size === 0) return c.redirect(`${pathOf(draft.id)}/kunnen`, 303);
  const asked = [...choices.keys()].map(
    (index): FieldError => ({
      field: idOf("beroep", index),
      message: t.surplus.form.occupationMissing,
    }),
  );
  return showForm(c, { draft: { ...draft, form }, errors: asked, choices });
};

const showCheck = async (c: DeskContext, page: Omit<CheckProps, "names">): Promise<Response> => {
  const { form } = page.draft;
  const uris = groupsOf(form).flatMap((group) => ablesOf(form, group));
  const names = await namesOf(c.var.api, "competencies", uris, c.var.language);
  return showPage(c, {
    title: c.var.t.surplus.check.title,
    hasErrors: page.refusal !== undefined,
    status: page.refusal === undefined ? 200 : 409,
    content: <CheckPage {...page} names={names} />,
  });
};

const openAbles = async (c: DeskContext, { keeping }: SignedIn): Promise<Response> => {
  const draft = await findDraft(keeping, c.req.param("id") ?? "");
  return draft.form.has("bedrijf") ? showAbles(c, draft) : c.redirect(pathOf(draft.id), 303);
};

const keepAbles = async (c: DeskContext, { keeping }: SignedIn): Promise<Response> => {
  const before = await findDraft(keeping, c.req.param("id") ?? "");
  // Sent before: it is in the list by now.
  if (!before.form.has("bedrijf")) return c.redirect("/overschot", 303);
  const outcome = await answerAbles(c, before);
  await saveDraft(keeping, outcome.draft);
  if (outcome.kind === "again") return showAbles(c, outcome.draft, outcome.searching);
  return c.redirect(`${pathOf(before.id)}/controle`, 303);
};

const openCheck = async (c: DeskContext, { keeping }: SignedIn): Promise<Response> => {
  const draft = await findDraft(keeping, c.req.param("id") ?? "");
  return draft.form.has("bedrijf") ? showCheck(c, { draft }) : c.redirect(pathOf(draft.id), 303);
};

const refused = (c: DeskContext, draft: NoticeDraft, { status, problem }: ApiTrouble): Promise<Response> => {
  const { check } = c.var.t.surplus;
  if (status !== 400) return showCheck(c, { draft, refusal: check.conflict });
  const fields = new Set((problem?.errors ?? []).map(({ pointer = "" }) => fieldOf(pointer)));
  const errors = [...fields].map((field) => ({ field, message: check.refused }));
  return showForm(c, { draft, errors, choices: new Map() });
};

const send = async (c: DeskContext, { id, form, changes }: NoticeDraft, user: User) => {
  const { api } = c.var;
  if (changes !== undefined) {
    const { data: kept } = await findNotice(api, changes.id);
    return changeNotice(api, changes.id, patchOf(form, user, kept), changes.etag);
  }
  const body = bodyOf(form, user);
  return registerNotice(api, body, keyOf(id, body));
};

const postNotice = async (c: DeskContext, { keeping, user }: SignedIn): Promise<Response> => {
  const draft = await findDraft(keeping, c.req.param("id") ?? "");
  // Sent before: it is in the list by now.
  if (!draft.form.has("bedrijf")) return c.redirect("/overschot", 303);
  const { t } = c.var;
  const { changes, form } = draft;
  const errors = errorsOf(form, user, judgingOf(c, draft));
  if (errors.length > 0) return showForm(c, { draft, errors, choices: new Map() });
  const outcome = await attempt(send(c, draft, user), [400, 409, 412]);
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
  desk.get("/overschot/concept/:id/kunnen", forRoles(FILERS, openAbles));
  desk.post("/overschot/concept/:id/kunnen", forRoles(FILERS, keepAbles));
  desk.get("/overschot/concept/:id/controle", forRoles(FILERS, openCheck));
  desk.post("/overschot/concept/:id/controle", forRoles(FILERS, postNotice));
  desk.post("/overschot/concept/:id/weg", forRoles(FILERS, removeDraft));
};
