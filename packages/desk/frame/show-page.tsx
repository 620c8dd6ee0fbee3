import type { Child } from "hono/jsx";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { FlashMessage } from "../components/flash.tsx";
import { chosenRegion } from "./cookies.ts";
import type { DeskContext } from "./desk-env.ts";
import { Flash, keepingOf } from "./keeping.ts";
import { Layout } from "./layout.tsx";
import { ViewContext } from "./view.tsx";
import { REQUEST_ROLES, regionFor, type Waiting } from "./waiting.ts";

export type Page = {
  /** What the page is called, in the tab and as its heading. */
  readonly title: string;
  readonly content: Child;
  readonly status?: ContentfulStatusCode;
  /** For pages of tables and figures: the whole width of the window. */
  readonly wide?: boolean;
  /** Errors are told in the title too, which is what a screen reader says first. */
  readonly hasErrors?: boolean;
};

/** A message for the next page that this person opens, once. */
export const flash = async (c: DeskContext, message: Flash): Promise<void> => {
  const { user, deps } = c.var;
  if (user !== undefined) await keepingOf(deps.store, user, deps.now).keep("FLASH", "next", "page", message);
};

const COOKIE_PATH = "melding";

/** To another page, with a message on it. */
export const redirectWith = async (c: DeskContext, path: string, message: Flash): Promise<Response> => {
  await flash(c, message);
  const url = new URL(path, c.var.deps.deskUrl);
  url.searchParams.set(COOKIE_PATH, "1");
  return c.redirect(`${url.pathname}${url.search}${url.hash}`, 303);
};

/** The message is looked for only where the address says that there is one: other pages cost no read. */
const takeFlash = async (c: DeskContext): Promise<Flash | undefined> => {
  const { user, deps } = c.var;
  if (user === undefined || c.req.query(COOKIE_PATH) === undefined) return undefined;
  const found = Flash.safeParse(await keepingOf(deps.store, user, deps.now).take("FLASH", "next", "page"));
  return found.success ? found.data : undefined;
};

const hereOf = (c: DeskContext): string => {
  const url = new URL(c.req.url);
  url.searchParams.delete(COOKIE_PATH);
  return `${url.pathname}${url.search}`;
};

const countWaiting = async (c: DeskContext): Promise<Waiting | undefined> => {
  const { api, user, waiting } = c.var;
  if (user === undefined || !REQUEST_ROLES.some((role) => role === user.role)) return undefined;
  const region = regionFor(user, chosenRegion(c));
  return region === undefined ? undefined : waiting.find(api, { user, region });
};

/** Answers a page of the desk. */
export const showPage = async (c: DeskContext, page: Page): Promise<Response> => {
  const { t, language, user, known, deps } = c.var;
  const [message, waiting] = await Promise.all([takeFlash(c), countWaiting(c)]);
  const token = known?.stale === false ? known.session.csrf : "";
  const view = { t, language, user, here: hereOf(c), token, now: deps.now(), waiting };
  const title = page.hasErrors === true ? `${t.components.errorWord}: ${page.title}` : page.title;
  const document = (
    <ViewContext.Provider value={view}>
      <Layout title={title} files={deps.assets} wide={page.wide ?? false}>
        {message === undefined ? null : <FlashMessage {...message} />}
        {page.content}
      </Layout>
    </ViewContext.Provider>
  );
  return c.html(`<!doctype html>${document.toString()}`, page.status ?? 200);
};
