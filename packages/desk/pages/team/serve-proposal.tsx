import { randomUUID } from "node:crypto";
import * as z from "zod";
import { mayHoldBsn } from "#packages/domain/text.ts";
import { attempt } from "../../api/trouble.ts";
import { readDay } from "../../components/dates.ts";
import type { FieldError } from "../../components/form.tsx";
import type { Desk, DeskContext, SignedIn } from "../../frame/desk-env.ts";
import { EMPTY_FORM } from "../../frame/form.ts";
import type { Flash } from "../../frame/keeping.ts";
import { flash, redirectWith, showPage } from "../../frame/show-page.tsx";
import { forRoles } from "../../frame/signed-in.ts";
import { showTrouble } from "../../frame/trouble-page.tsx";
import type { Texts } from "../../texts/texts.ts";
import { ProposalPage } from "./proposal-page.tsx";
import { safeReturn } from "./queue-address.ts";
import {
  type DeedRequest,
  type Person,
  readColleagues,
  readPerson,
  readProposal,
  sendDeed,
} from "./team-api.ts";
import { regionOf, TEAM_ROLES } from "./who-here.ts";
import { refusalText } from "./words.ts";

type Showing = {
  readonly errors?: readonly FieldError[];
  readonly person?: Person;
  readonly back: string;
};

const Id = z.uuid();

const showProposal = async (
  c: DeskContext,
  who: SignedIn,
  { errors = [], person, back }: Showing,
): Promise<Response> => {
  const id = Id.safeParse(c.req.param("id"));
  if (!id.success) return showTrouble(c, "not-found");
  const { api, t, form } = c.var;
  const [proposal, colleagues] = await Promise.all([
    readProposal(api, id.data),
    readColleagues(api, regionOf(who)),
  ]);
  const typed = errors.length === 0 ? EMPTY_FORM : form;
  return showPage(c, {
    title: t.team.proposal.title(proposal.vacancy?.title ?? ""),
    wide: true,
    status: errors.length === 0 ? 200 : 400,
    hasErrors: errors.length > 0,
    content: (
      <ProposalPage {...{ proposal, colleagues, back, errors, typed, person, keyOfForm: randomUUID() }} />
    ),
  });
};

/** What a form asks of the API, or what is wrong with it. */
type Wanted =
  | { readonly kind: "send"; readonly request: DeedRequest; readonly done: keyof Texts["team"]["done"] }
  | { readonly kind: "wrong"; readonly errors: readonly FieldError[] };

const wrong = (field: string, message: string): Wanted => ({ kind: "wrong", errors: [{ field, message }] });

type Read = (c: DeskContext, path: `/proposals/${string}`) => Wanted;

const noteOf = ({ var: { form } }: DeskContext, deed: string): { note?: string } => {
  const note = form.text(`notitie-${deed}`);
  return note === "" ? {} : { note };
};

/** The API refuses it too; here the message stands at the field at once. */
const wrongNote = (c: DeskContext, deed: string): Wanted | undefined => {
  const { note = "" } = noteOf(c, deed);
  return mayHoldBsn(note) ? wrong(`notitie-${deed}`, c.var.t.team.proposal.noteWrong) : undefined;
};

const Decision = z.enum(["accept", "reject", "introduce", "place", "not-place", "check"]);

/** What a decision says beside its note; undefined when something is missing. */
const detailsOf = (decision: z.infer<typeof Decision>, typed: string): object | undefined => {
  switch (decision) {
    case "reject":
    case "not-place":
      return typed === "" ? undefined : { reason: typed };
    case "place": {
      const startDate = readDay(typed);
      return startDate === undefined ? undefined : { startDate };
    }
    case "check":
      return { outcome: typed };
    default:
      return {};
  }
};

const decision: Read = (c, path) => {
  const { form, t } = c.var;
  const name = Decision.catch("accept").parse(form.text("doe"));
  const details = detailsOf(name, form.text(`keuze-${name}`));
  if (details === undefined)
    return wrong(`keuze-${name}`, name === "place" ? t.team.proposal.needsDate : t.team.proposal.needsReason);
  const body = { decision: name, ...details, ...noteOf(c, name) };
  return (
    wrongNote(c, name) ?? {
      kind: "send",
      request: { method: "POST", path: `${path}/decisions`, body, key: form.text("sleutel") || randomUUID() },
      done: name,
    }
  );
};

const contact: Read = (c, path) => {
  const { form } = c.var;
  const body = {
    party: form.text("wie-contact"),
    channel: form.text("hoe-contact"),
    outcome: form.text("uitkomst-contact"),
    ...noteOf(c, "contact"),
  };
  return (
    wrongNote(c, "contact") ?? {
      kind: "send",
      request: { method: "POST", path: `${path}/contacts`, body, key: form.text("sleutel") || randomUUID() },
      done: "contact",
    }
  );
};

const assignment: Read = (c, path) => {
  const to = c.var.form.text("keuze-assign");
  if (to === "") return wrong("keuze-assign", c.var.t.team.proposal.needsColleague);
  return {
    kind: "send",
    request: { method: "PUT", path: `${path}/assignment`, body: { to } },
    done: "assign",
  };
};

const handOver: Read = (c, path) => {
  const { form, t } = c.var;
  const to = form.text("keuze-hand-over");
  if (to === "") return wrong("keuze-hand-over", t.team.proposal.needsRegion);
  const body = { to, ...noteOf(c, "hand-over") };
  return (
    wrongNote(c, "hand-over") ?? {
      kind: "send",
      request: {
        method: "POST",
        path: `${path}/hand-overs`,
        body,
        key: form.text("sleutel") || randomUUID(),
      },
      done: "hand-over",
    }
  );
};

const answer: Read = (c, path) => {
  const given = c.var.form.text("antwoord") === "accepted" ? "accepted" : "returned";
  const body = { answer: given, ...noteOf(c, "answer") };
  return (
    wrongNote(c, "answer") ?? {
      kind: "send",
      request: { method: "PUT", path: `${path}/hand-overs/current`, body },
      done: given,
    }
  );
};

const claim: Read = (c, path) => {
  const done = c.var.form.text("doe") === "release" ? "release" : "claim";
  return {
    kind: "send",
    request: { method: done === "claim" ? "PUT" : "DELETE", path: `${path}/claim` },
    done,
  };
};

const withdrawal: Read = (_c, path) => ({
  kind: "send",
  request: { method: "DELETE", path: `${path}/decisions/latest` },
  done: "withdrawn",
});

/** Where each form of the page goes. */
const FORMS = {
  besluit: decision,
  contact,
  toewijzen: assignment,
  overdragen: handOver,
  antwoord: answer,
  oppakken: claim,
  terugnemen: withdrawal,
} as const satisfies Record<string, Read>;

/** A proposal that is the other team's now cannot be shown here any more: then the list is where one goes. */
const placeAfter = (id: string, back: string, done: string): string =>
  done === "returned" ? back : `/voorstellen/${id}?terug=${encodeURIComponent(back)}`;

const TAKEN_BACK = ["accept", "reject", "not-place", "check"];

const messageOf = (
  id: string,
  back: string,
  { done, t }: { done: keyof Texts["team"]["done"]; t: Texts },
): Flash => ({
  kind: "ok",
  text: t.team.done[done],
  ...(TAKEN_BACK.includes(done)
    ? { undo: { action: `/voorstellen/${id}/terugnemen`, fields: { terug: back } } }
    : {}),
});

const work =
  (read: Read) =>
  async (c: DeskContext, who: SignedIn): Promise<Response> => {
    const id = Id.safeParse(c.req.param("id"));
    if (!id.success) return showTrouble(c, "not-found");
    const { t, language, form, api } = c.var;
    const back = safeReturn(form.text("terug"));
    const wanted = read(c, `/proposals/${id.data}`);
    if (wanted.kind === "wrong") return showProposal(c, who, { back, errors: wanted.errors });
    const outcome = await attempt(sendDeed(api, wanted.request), [400, 409]);
    if (outcome.kind === "done")
      return redirectWith(
        c,
        placeAfter(id.data, back, wanted.done),
        messageOf(id.data, back, { done: wanted.done, t }),
      );
    await flash(c, { kind: "warning", text: refusalText(outcome.trouble.problem ?? {}, t, language) });
    return c.redirect(`/voorstellen/${id.data}?terug=${encodeURIComponent(back)}&melding=1`, 303);
  };

const showPerson = async (c: DeskContext, who: SignedIn): Promise<Response> => {
  const id = Id.safeParse(c.req.param("id"));
  if (!id.success) return showTrouble(c, "not-found");
  const { t, language, form, api } = c.var;
  const asked = await attempt(readPerson(api, id.data, form.text("doel")), [400, 403, 409]);
  if (asked.kind === "done") return showProposal(c, who, { back: safeReturn(""), person: asked.value });
  return redirectWith(c, `/voorstellen/${id.data}`, {
    kind: "warning",
    text: refusalText(asked.trouble.problem ?? {}, t, language),
  });
};

/** A proposal with its reasons, and all that a team does with it. */
export const serveProposal = (desk: Desk): void => {
  desk.get(
    "/voorstellen/:id",
    forRoles(TEAM_ROLES, (c, who) => showProposal(c, who, { back: safeReturn(c.req.query("terug") ?? "") })),
  );
  for (const [name, read] of Object.entries(FORMS))
    desk.post(`/voorstellen/:id/${name}`, forRoles(TEAM_ROLES, work(read)));
  desk.post("/voorstellen/:id/persoon", forRoles(TEAM_ROLES, showPerson));
};
