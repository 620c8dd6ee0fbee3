import * as z from "zod";
import { ClosingReason, isWaiting } from "#packages/domain/self-registration.ts";
import type { Answered } from "../../api/client.ts";
import {
  closeRequest,
  findRequest,
  giveBackRequest,
  makePersonalLink,
  type OfVersion,
  takeUpRequest,
} from "../../api/self-registrations.ts";
import { attempt } from "../../api/trouble.ts";
import { dayText } from "../../components/dates.ts";
import type { FieldError } from "../../components/form.tsx";
import type { Desk, DeskContext, SignedIn } from "../../frame/desk-env.ts";
import { redirectWith, showPage } from "../../frame/show-page.tsx";
import { forRoles, type PageOf } from "../../frame/signed-in.ts";
import { showTrouble } from "../../frame/trouble-page.tsx";
import { REQUEST_ROLES } from "../../frame/waiting.ts";
import type { Texts } from "../../texts/texts.ts";
import { backToRequests } from "./request-list.tsx";
import { RequestPage } from "./request-page.tsx";
import { HELPERS, pathOfRequest, regionHere } from "./words.ts";

const Id = z.uuid();

/** The id of an address; a guess that is none is told like one that nothing has. */
export const withId =
  (page: (c: DeskContext, who: SignedIn, id: string) => Promise<Response>): PageOf =>
  (c, who) => {
    const id = Id.safeParse(c.req.param("id"));
    return id.success ? page(c, who, id.data) : showTrouble(c, "not-found");
  };

type Showing = { readonly errors?: readonly FieldError[]; readonly link?: string };

const show = async (c: DeskContext, id: string, { errors = [], link }: Showing = {}) => {
  const { data: request } = await findRequest(c.var.api, id);
  const { t, language } = c.var;
  return showPage(c, {
    title: t.requests.list.of(dayText(request.receivedAt, language)),
    wide: true,
    status: errors.length === 0 ? 200 : 400,
    hasErrors: errors.length > 0,
    content: <RequestPage {...{ request, errors, link, back: backToRequests(c, id) }} />,
  });
};

type Doing = (c: DeskContext, of: OfVersion) => Promise<Answered<unknown>>;

/** Does it with the version that was shown, and says on the request's page what came of it. */
export const settle = async (
  c: DeskContext,
  who: SignedIn,
  {
    id,
    doing,
    done,
  }: { readonly id: string; readonly doing: Doing; readonly done: keyof Texts["requests"]["done"] },
): Promise<Response> => {
  const { form, t, waiting } = c.var;
  const region = regionHere(c, who);
  if (region !== undefined) waiting.forget({ user: who.user, region });
  const outcome = await attempt(doing(c, { id, ifMatch: form.text("versie") }), [409, 412]);
  return redirectWith(
    c,
    pathOfRequest(id),
    outcome.kind === "done"
      ? { kind: "ok", text: t.requests.done[done] }
      : { kind: "warning", text: t.requests.changed },
  );
};

const close = async (c: DeskContext, who: SignedIn, id: string): Promise<Response> => {
  const { form, t } = c.var;
  const reason = ClosingReason.safeParse(form.text("reden"));
  if (!reason.success)
    return show(c, id, { errors: [{ field: "reden", message: t.requests.detail.reasonMissing }] });
  const doing: Doing = ({ var: { api } }, of) => closeRequest(api, of, reason.data);
  return settle(c, who, { id, doing, done: "close" });
};

/** The link is in the answer to the form, and nowhere else: no address and no table holds it. */
const makeLink = async (c: DeskContext, _who: SignedIn, id: string): Promise<Response> => {
  const { api, deps, t } = c.var;
  const { data: request } = await findRequest(api, id);
  if (request.profileId === undefined || isWaiting(request)) return c.redirect(pathOfRequest(id), 303);
  const outcome = await attempt(makePersonalLink(api, request.profileId), [404, 409]);
  if (outcome.kind === "done")
    return show(c, id, { link: `${deps.deskUrl}/mijn/link/${outcome.value.token}` });
  return redirectWith(c, pathOfRequest(id), { kind: "warning", text: t.requests.noLink });
};

/** One request, and what the party that helps does with it. */
export const serveRequest = (desk: Desk): void => {
  const path = pathOfRequest(":id");
  desk.get(
    path,
    forRoles(
      REQUEST_ROLES,
      withId((c, _who, id) => show(c, id)),
    ),
  );
  desk.post(
    `${path}/oppakken`,
    forRoles(
      HELPERS,
      withId((c, who, id) =>
        settle(c, who, { id, doing: ({ var: { api } }, of) => takeUpRequest(api, of), done: "take-up" }),
      ),
    ),
  );
  desk.post(
    `${path}/terugleggen`,
    forRoles(
      HELPERS,
      withId((c, who, id) =>
        settle(c, who, { id, doing: ({ var: { api } }, of) => giveBackRequest(api, of), done: "give-back" }),
      ),
    ),
  );
  desk.post(`${path}/sluiten`, forRoles(HELPERS, withId(close)));
  desk.post(`${path}/link`, forRoles(HELPERS, withId(makeLink)));
};
