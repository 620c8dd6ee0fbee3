import { afterAll, describe, expect, it } from "vitest";
import { closeBrowser, visit } from "./support/browser.ts";
import { expectGoodPage } from "./support/checks.ts";
import { picture } from "./support/screens.ts";

afterAll(closeBrowser);

describe.each([
  ["Hulp", "Help", "Wie beslist?"],
  ["Privacy", "Privacy statement", "Waarvoor, en op welke grond?"],
  ["Toegankelijkheid", "Accessibility statement", "Wat is er nog niet goed, of niet bekend?"],
])("the page %s", (link, english, chapter) => {
  it("is found from every page and speaks both languages", async () => {
    const visitor = await visit();
    const { page } = visitor;
    await visitor.go("/");
    await page.getByRole("contentinfo").getByRole("link", { name: link, exact: true }).click();
    expect(await page.getByRole("heading", { name: chapter }).count()).toBe(1);
    await expectGoodPage(visitor);
    if (link === "Hulp") await picture(page, "help");
    await page.getByRole("link", { name: "English" }).click();
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(english);
    await expectGoodPage(visitor);
    await visitor.close();
  });
});
