import { readFileSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import * as z from "zod";
import type { Visit } from "./browser.ts";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const IN_PAGE = readFileSync("test/browser/support/in-page.js", "utf8").replaceAll("export const", "const");

/** Calls a function of in-page.js in the page; it runs there whatever the page's policy is, and without script too. */
const inPage = (page: Page, name: string): Promise<unknown> =>
  page.evaluate(`(() => { ${IN_PAGE}; return ${name}(); })()`);
const faults = async (page: Page, name: string): Promise<string[]> =>
  z.array(z.string()).parse(await inPage(page, name));

/** No violation of WCAG 2.2 AA or of good practice that axe knows of. */
const expectAxe = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  const told = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`,
  );
  expect(told, page.url()).toEqual([]);
};

const NARROW = { width: 320, height: 900 };

/** Nothing has to be scrolled sideways, and no text lies on another or is cut off. */
const expectRoom = async (page: Page, where: string): Promise<void> => {
  expect(await faults(page, "sticksOut"), `wider than the window ${where}, ${page.url()}`).toEqual([]);
  expect(await faults(page, "overlaps"), `text over text ${where}, ${page.url()}`).toEqual([]);
  expect(await faults(page, "cutOff"), `text cut off ${where}, ${page.url()}`).toEqual([]);
};
/** Where there is room at all: no column of a few letters. */
const expectNotSqueezed = async (page: Page): Promise<void> =>
  expect(await faults(page, "squeezed"), `text without room, ${page.url()}`).toEqual([]);

/** Reflow at 320 px (WCAG 1.4.10), and text of 200 % in a window of any width (1.4.4); back to how it was. */
const expectReflow = async (page: Page): Promise<void> => {
  const before = page.viewportSize() ?? { width: 1280, height: 900 };
  await expectRoom(page, `at ${before.width} px`);
  await expectNotSqueezed(page);
  await inPage(page, "enlargeText");
  await expectRoom(page, `at ${before.width} px with text of 200 %`);
  await expectNotSqueezed(page);
  await page.setViewportSize(NARROW);
  await expectRoom(page, "at 320 px with text of 200 %");
  await inPage(page, "restoreText");
  await expectRoom(page, "at 320 px");
  await expectNotSqueezed(page);
  expect(await faults(page, "smallTargets"), `small targets, ${page.url()}`).toEqual([]);
  await page.setViewportSize(before);
};

/** Printed, no page has its menu on it, and its content is there. */
const expectPrint = async (page: Page): Promise<void> => {
  await page.emulateMedia({ media: "print" });
  expect(await page.locator(".desk-nav:visible, .desk-account:visible").count()).toBe(0);
  expect(await page.locator("h1").first().isVisible()).toBe(true);
  await page.emulateMedia({ media: "screen" });
};

/** In forced colours (high contrast) buttons and fields still have an edge; with less motion asked, nothing moves. */
const expectMedia = async (page: Page): Promise<void> => {
  await page.emulateMedia({ forcedColors: "active" });
  expect(await faults(page, "withoutEdge"), `no edge in forced colours, ${page.url()}`).toEqual([]);
  await page.emulateMedia({ forcedColors: "none", reducedMotion: "reduce" });
  expect(await faults(page, "moving"), `moves all the same, ${page.url()}`).toEqual([]);
};

const Stop = z.object({ text: z.string(), visible: z.boolean(), inOrder: z.boolean() });
const MOST_STOPS = 80;

/** Every stop of the Tab key shows where it is, and they come in the order of the page. */
const expectFocus = async (page: Page): Promise<void> => {
  await inPage(page, "beginFocus");
  const stops: z.infer<typeof Stop>[] = [];
  for (let count = 0; count < MOST_STOPS; count += 1) {
    await page.keyboard.press("Tab");
    const stop = Stop.nullable().parse(await inPage(page, "focusStop"));
    if (stop === null) break;
    stops.push(stop);
  }
  // After the last one the browser begins again, unless it goes to its own buttons first.
  const end = stops.findIndex(({ inOrder }) => !inOrder);
  const round = end < 0 ? stops : stops.slice(0, end);
  expect(round.length, page.url()).toBeGreaterThan(1);
  expect(
    round.filter(({ visible }) => !visible),
    `focus cannot be seen, ${page.url()}`,
  ).toEqual([]);
  if (end >= 0) expect(stops[end]?.text, `out of order, ${page.url()}`).toBe(stops[0]?.text);
  await inPage(page, "beginFocus");
};

/** Kinds of pages that passed what does not hang on their state; ids in a path make no other kind. */
const passed = new Set<string>();
const kindOf = (page: Page, scripted: boolean): string =>
  `${new URL(page.url()).pathname.replaceAll(/[0-9a-f-]{36}/g, "{id}")} ${scripted}`;

/**
 * What every page in every state must pass: axe, reflow, overlap, targets, colours, motion, print, focus, and a browser
 * without complaints. axe is a script of its own: it is not asked where script is off (`scripted: false`).
 */
export const expectGoodPage = async (
  { page, complaints }: Visit,
  { scripted = true } = {},
): Promise<void> => {
  if (scripted) await expectAxe(page);
  await expectReflow(page);
  const kind = kindOf(page, scripted);
  if (!passed.has(kind)) {
    await expectMedia(page);
    await expectPrint(page);
    await expectFocus(page);
    passed.add(kind);
  }
  expect(await page.title()).toMatch(/ – Overstap$/);
  expect(await page.locator("h1").count(), `one heading 1, ${page.url()}`).toBe(1);
  expect(complaints, page.url()).toEqual([]);
};
