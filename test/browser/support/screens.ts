import { mkdirSync, statSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect } from "vitest";

const FOLDER = "test/browser/screens";
const MOST_BYTES = 200_000;
/** Of a long list the beginning tells enough. */
const LONGEST = 1200;

/** A picture of the page for people, when SCREENS=1 asks for new ones; `name` is the file. */
export const picture = async (page: Page, name: string): Promise<void> => {
  if (process.env["SCREENS"] !== "1") return;
  mkdirSync(FOLDER, { recursive: true });
  const path = `${FOLDER}/${name}.png`;
  await page.evaluate("scrollTo(0, 0)");
  const height: unknown = await page.evaluate("document.documentElement.scrollHeight");
  const { width } = page.viewportSize() ?? { width: 1280 };
  const clip = { x: 0, y: 0, width, height: Math.min(Number(height), LONGEST) };
  await page.screenshot({ path, fullPage: true, clip });
  expect(statSync(path).size, path).toBeLessThan(MOST_BYTES);
};
