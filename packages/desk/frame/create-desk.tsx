import { Hono } from "hono";
import { compress } from "hono/compress";
import { createMiddleware } from "hono/factory";
import { describeError } from "#packages/runtime/describe-error.ts";
import { apiClient } from "../api/client.ts";
import { ApiTrouble } from "../api/trouble.ts";
import { TEXTS } from "../texts/texts.ts";
import { serveAssets } from "./assets.ts";
import { languageOf, sessionIdOf } from "./cookies.ts";
import type { Desk, DeskContext, DeskDeps, DeskEnv } from "./desk-env.ts";
import { EMPTY_FORM, readForm } from "./form.ts";
import { comesFromHere, securityHeaders } from "./security.ts";
import { isTokenOf, sessionsOf } from "./sessions.ts";
import { signInAgain } from "./sign-in-again.ts";
import { showTrouble, type TroubleKind, troubleKindOf } from "./trouble-page.tsx";
import { waitingCounts } from "./waiting.ts";

/** What a request is about: whose it is, and in which language. */
const prepare = (deps: DeskDeps) => {
  const sessions = sessionsOf(deps.store, deps.now);
  const waiting = waitingCounts(deps.now);
  return createMiddleware<DeskEnv>(async (c, next) => {
    c.set("deps", deps);
    const language = languageOf(c);
    const id = sessionIdOf(c);
    const known = id === undefined ? undefined : await sessions.find(id);
    const user = known?.stale === false ? known.session.user : undefined;
    const { apiUrl, fetch } = deps;
    c.set("language", language);
    c.set("t", TEXTS[language]);
    c.set("sessions", sessions);
    c.set("known", known);
    c.set("user", user);
    c.set("api", apiClient({ apiUrl, fetch, language, accessToken: user?.accessToken }));
    c.set("form", EMPTY_FORM);
    c.set("waiting", waiting);
    await next();
  });
};

/** A form that changes something is taken only from our own pages, with the token of the session it was shown in. */
const checkForm = createMiddleware<DeskEnv>(async (c, next) => {
  if (c.req.method !== "POST") return next();
  const { form, token } = await readForm(c);
  c.set("form", form);
  const { known } = c.var;
  if (!comesFromHere(c) || known === undefined || !isTokenOf(known.session, token))
    return showTrouble(c, "form-expired");
  // Whose session has ended since signs in again, and finds what was typed.
  if (known.stale && known.session.user !== undefined) return signInAgain(c, known.session.user);
  return next();
});

const answerError = (error: Error, c: DeskContext): Response | Promise<Response> => {
  if (error instanceof ApiTrouble && error.status === 401) return signInAgain(c, c.var.user);
  const kind: TroubleKind = error instanceof ApiTrouble ? troubleKindOf(error) : "server-error";
  if (kind === "server-error" || kind === "too-busy") {
    const { cause } = error;
    const fields = { method: c.req.method, path: c.req.routePath, ...describeError(cause ?? error) };
    c.var.deps.log.error("page failed", fields);
  }
  return showTrouble(c, kind);
};

/** The frame of every page: who it is for, in which language, with which safeguards. Rooms add their pages to it. */
export const createDesk = (deps: DeskDeps): Desk => {
  const desk: Desk = new Hono<DeskEnv>();
  desk.use("*", compress());
  desk.use("*", securityHeaders);
  desk.use("*", async (c, next) => {
    c.set("deps", deps);
    await next();
  });
  serveAssets(desk);
  desk.use("*", prepare(deps));
  desk.use("*", checkForm);
  desk.onError((error, c) => answerError(error, c));
  desk.notFound((c) => showTrouble(c, "not-found"));
  return desk;
};
