import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { inject } from "vitest";
import { launch } from "./launch.ts";

let browser: Promise<Browser> | undefined;
const theBrowser = (): Promise<Browser> => {
  browser ??= launch();
  return browser;
};
export const closeBrowser = async (): Promise<void> => {
  await (await browser)?.close();
  browser = undefined;
};

/** A page of a visitor of their own, and everything the browser complained about on it. */
export type Visit = {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors on the console, violations of the Content-Security-Policy, requests that failed, scripts that threw. */
  readonly complaints: string[];
  /** To a page of the desk. */
  go(path: string): Promise<void>;
  close(): Promise<void>;
};

export const visit = async (options: BrowserContextOptions = {}): Promise<Visit> => {
  const context = await (await theBrowser()).newContext({
    locale: "nl-NL",
    timezoneId: "Europe/Amsterdam",
    viewport: { width: 1280, height: 900 },
    reducedMotion: "reduce",
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  page.on("console", (message) => {
    // That a form was refused is no fault of the page.
    const refused = /status of (400|401|403|404|409|410|412|429)/.test(message.text());
    if (message.type() === "error" && !refused) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("response", (response) => {
    if (response.status() >= 500) complaints.push(`${response.status()} ${response.url()}`);
  });
  return {
    page,
    context,
    complaints,
    go: async (path) => {
      await page.goto(new URL(path, inject("deskUrl")).href);
    },
    close: () => context.close(),
  };
};

/** Somebody of the local provider, by subject, e.g. "gebruiker-employer", signed in by way of the pages. */
export const signedIn = async (subject: string, options: BrowserContextOptions = {}): Promise<Visit> => {
  const visitor = await visit(options);
  await visitor.go("/aanmelden");
  await signInAs(visitor.page, subject);
  return visitor;
};

/** From the sign-in page through the provider and back. */
export const signInAs = async (page: Page, subject: string): Promise<void> => {
  await page
    .getByRole("main")
    .getByRole("link", { name: /Verder naar aanmelden|Go on to sign in/ })
    .click();
  await page.getByLabel("Gebruiker", { exact: true }).fill(subject);
  await page.getByRole("button", { name: "Aanmelden", exact: true }).click();
  await page.waitForURL(`${inject("deskUrl")}/**`);
};

/** Opens a part of the page that may be open already. */
export const unfold = async ({ page }: Visit, title: string): Promise<void> => {
  const part = page.locator("details", { has: page.locator("summary", { hasText: title }) });
  if ((await part.getAttribute("open")) === null) await part.locator("summary").click();
};
