import { createHash, randomUUID } from "node:crypto";
import { type ConceptName, searchOccupations } from "../../api/concepts.ts";
import { answerRequest, findRequest } from "../../api/self-registrations.ts";
import { type ApiTrouble, attempt } from "../../api/trouble.ts";
import type { FieldError } from "../../components/form.tsx";
import type { Desk, DeskContext, SignedIn } from "../../frame/desk-env.ts";
import { type Form, formOf } from "../../frame/form.ts";
import { redirectWith, showPage } from "../../frame/show-page.tsx";
import { forRoles, typedBefore } from "../../frame/signed-in.ts";
import {
  bodyOf,
  errorsOf,
  errorsOfProblem,
  formOfPerson,
  WORK_LINES,
  type WorkLine,
  workFields,
} from "./intake-form.ts";
import { IntakePage, type IntakeProps } from "./intake-page.tsx";
import { withId } from "./serve-request.tsx";
import { HELPERS, pathOfRequest, regionHere } from "./words.ts";

const withFields = (form: Form, more: Readonly<Record<string, string>>): Form =>
  formOf({
    ...form.typed,
    ...Object.fromEntries(Object.entries(more).map(([name, value]) => [name, [value]])),
  });

const show = (c: DeskContext, props: IntakeProps): Promise<Response> => {
  const hasErrors = props.errors.length > 0;
  return showPage(c, {
    title: c.var.t.requests.intake.title,
    status: hasErrors ? 400 : 200,
    hasErrors,
    content: <IntakePage {...props} />,
  });
};

const open = async (c: DeskContext, who: SignedIn, id: string): Promise<Response> => {
  const { api, deps, t } = c.var;
  const { data: request } = await findRequest(api, id);
  // Who it is, only whoever has taken it up reads; the talk is theirs.
  if (request.person === undefined)
    return redirectWith(c, pathOfRequest(id), { kind: "warning", text: t.requests.takeUpFirst });
  const form = (await typedBefore(c, who)) ?? formOfPerson(request.person, deps.now());
  return show(c, { id, form: withFields(form, { sleutel: randomUUID() }), errors: [], choices: new Map() });
};

/** What became of one line: the form with its occupation, or what is wrong and what there is to choose from. */
type Linked = {
  readonly line: WorkLine;
  readonly fields: Readonly<Record<string, string>>;
  readonly error?: FieldError;
  readonly offered?: readonly ConceptName[];
};

const sameAs = (one: string, other: string): boolean =>
  one.localeCompare(other, "nl", { sensitivity: "base" }) === 0;

/** The occupation of a line: chosen before for this title, surely meant by it, or to be chosen. */
const link = async (c: DeskContext, form: Form, line: WorkLine): Promise<Linked> => {
  const names = workFields(line);
  const title = form.text(names.title);
  const linked = (uri: string): Linked => ({
    line,
    fields: { [names.of]: title, [names.occupation]: uri },
  });
  if (title === "") return linked("");
  if (form.text(names.occupation) !== "" && form.text(names.of) === title)
    return linked(form.text(names.occupation));
  const { api, language, t } = c.var;
  const words = t.requests.intake;
  const { items } = await searchOccupations(api, { q: title, language });
  const exact = items.find(
    ({ label, matchedAlternative }) => sameAs(label, title) || sameAs(matchedAlternative ?? "", title),
  );
  if (exact !== undefined) return linked(exact.uri);
  if (items.length === 0)
    return { ...linked(""), error: { field: names.title, message: words.unknownWork(title) } };
  return {
    ...linked(""),
    error: { field: names.occupation, message: words.chooseWork(title) },
    offered: items,
  };
};

type Work = Pick<IntakeProps, "form" | "errors" | "choices">;

const linkAll = async (c: DeskContext, form: Form): Promise<Work> => {
  const lines = await Promise.all(WORK_LINES.map((line) => link(c, form, line)));
  return {
    form: lines.reduce((now, { fields }) => withFields(now, fields), form),
    errors: lines.flatMap(({ error }) => (error === undefined ? [] : [error])),
    choices: new Map(lines.flatMap(({ line, offered }) => (offered === undefined ? [] : [[line, offered]]))),
  };
};

/** What the API says that is not at a field is about the request: it was settled or changed hands meanwhile. */
const refused = (c: DeskContext, id: string, form: Form, { problem }: ApiTrouble): Promise<Response> => {
  const { t } = c.var;
  const pointers = (problem?.errors ?? []).map(({ pointer = "" }) => pointer);
  if (problem?.status === 409 || pointers.includes("/selfRegistrationId"))
    return redirectWith(c, pathOfRequest(id), { kind: "warning", text: t.requests.changed });
  const errors = errorsOfProblem(pointers, t) ?? [{ field: "voornaam", message: t.requests.intake.refused }];
  return show(c, { id, form, errors, choices: new Map() });
};

/** Sent twice it is one profile; corrected and sent again it is another try. */
const keyOf = (form: Form, body: object): string => {
  const digest = createHash("sha256").update(JSON.stringify(body)).digest("base64url").slice(0, 16);
  return `${form.text("sleutel") || randomUUID()}-${digest}`;
};

const send = async (c: DeskContext, who: SignedIn, id: string): Promise<Response> => {
  const { api, deps, t, waiting } = c.var;
  const errors = errorsOf(c.var.form, deps.now(), t);
  const work = await linkAll(c, c.var.form);
  const all = [...errors, ...work.errors];
  if (all.length > 0) return show(c, { id, ...work, errors: all });
  const body = bodyOf(work.form, id, deps.now());
  const outcome = await attempt(answerRequest(api, body, keyOf(work.form, body)), [400, 409]);
  if (outcome.kind === "refused") return refused(c, id, work.form, outcome.trouble);
  const region = regionHere(c, who);
  if (region !== undefined) waiting.forget({ user: who.user, region });
  return redirectWith(c, pathOfRequest(id), { kind: "ok", text: t.requests.done.answer });
};

/** After the talk: the profile that answers a request (S7), with consent or not at all. */
export const serveIntake = (desk: Desk): void => {
  const path = `${pathOfRequest(":id")}/profiel`;
  desk.get(path, forRoles(HELPERS, withId(open)));
  desk.post(path, forRoles(HELPERS, withId(send)));
};
