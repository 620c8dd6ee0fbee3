import { createHash } from "node:crypto";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { LANGUAGES, type Language } from "../texts/texts.ts";
import type { DeskContext } from "./desk-env.ts";

const YEAR_SECONDS = 31_536_000;
const LANGUAGE_COOKIE = "taal";

/**
 * `__Host-`: no other host of the domain can set it. Such a cookie must be Secure, which plain http on one machine
 * cannot be; there it has another name, so that the one is never taken for the other (decision 0029).
 */
const shapeOf = ({ deskUrl }: { readonly deskUrl: string }) =>
  deskUrl.startsWith("https:")
    ? ({ name: "__Host-overstap", secure: true } as const)
    : ({ name: "overstap-local", secure: false } as const);

export const sessionIdOf = (c: DeskContext): string | undefined => getCookie(c, shapeOf(c.var.deps).name);

/** For as long as the browser is open; how long it is good for is decided on the server. */
export const setSessionId = (c: DeskContext, id: string): void => {
  const { name, secure } = shapeOf(c.var.deps);
  setCookie(c, name, id, { httpOnly: true, path: "/", sameSite: "Lax", secure });
};

export const forgetSessionId = (c: DeskContext): void => {
  const { name, secure } = shapeOf(c.var.deps);
  deleteCookie(c, name, { path: "/", secure });
};

const SHORTCUTS_COOKIE = "sneltoetsen";

/** A cookie belongs to a browser, which colleagues may share: by this it says whose it is, and not who that is. */
const markOf = (subject: string): string =>
  createHash("sha256").update(subject).digest("base64url").slice(0, 16);

/** Whether somebody switched keyboard shortcuts on in this browser; off unless they did (WCAG 2.1.4). */
export const hasShortcuts = (c: DeskContext, subject: string): boolean =>
  getCookie(c, SHORTCUTS_COOKIE) === markOf(subject);

/** Switches keyboard shortcuts on for a year, or off. */
export const setShortcuts = (c: DeskContext, subject: string, on: boolean): void => {
  const { secure } = shapeOf(c.var.deps);
  const shape = { httpOnly: true, maxAge: YEAR_SECONDS, path: "/", sameSite: "Lax", secure } as const;
  if (on) setCookie(c, SHORTCUTS_COOKIE, markOf(subject), shape);
  else deleteCookie(c, SHORTCUTS_COOKIE, { path: "/", secure });
};

const REGION_COOKIE = "regio";

/** The region that somebody whose organisation helps in several last chose in this browser. */
export const chosenRegion = (c: DeskContext): string | undefined => getCookie(c, REGION_COOKIE);

export const chooseRegion = (c: DeskContext, region: string): void => {
  const { secure } = shapeOf(c.var.deps);
  setCookie(c, REGION_COOKIE, region, {
    httpOnly: true,
    maxAge: YEAR_SECONDS,
    path: "/",
    sameSite: "Lax",
    secure,
  });
};

const languageNamed = (name: string | undefined): Language | undefined =>
  LANGUAGES.find((language) => language === name);

/** The language asked for in the address, which is remembered, or else the one that was, or Dutch. */
export const languageOf = (c: DeskContext): Language => {
  const asked = languageNamed(c.req.query("taal"));
  if (asked === undefined) return languageNamed(getCookie(c, LANGUAGE_COOKIE)) ?? "nl";
  const { secure } = shapeOf(c.var.deps);
  setCookie(c, LANGUAGE_COOKIE, asked, {
    httpOnly: true,
    maxAge: YEAR_SECONDS,
    path: "/",
    sameSite: "Lax",
    secure,
  });
  return asked;
};
