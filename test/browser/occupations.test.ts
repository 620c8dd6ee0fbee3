import { afterAll, describe, expect, it } from "vitest";
import { closeBrowser, visit } from "./support/browser.ts";
import { expectGoodPage } from "./support/checks.ts";
import { picture } from "./support/screens.ts";

afterAll(closeBrowser);

describe.each([true, false])("the occupation explorer, script %s", (javaScriptEnabled) => {
  const checks = { scripted: javaScriptEnabled };

  it("from the work somebody does to what is like it, what is shared and what is new", async () => {
    const visitor = await visit({ javaScriptEnabled });
    const { page } = visitor;
    await visitor.go("/");
    await page.getByRole("link", { name: /Waar kan ik met mijn werk naartoe/ }).click();
    await page.locator("#q").fill("kok");
    await page.getByRole("button", { name: "Zoek" }).click();
    expect(await page.getByRole("heading", { level: 2 }).textContent()).toMatch(/gevonden bij “kok”/);
    await expectGoodPage(visitor, checks);
    await page.getByRole("link", { name: "kok", exact: true }).click();
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Van kok naar ander werk");
    const help = page.getByRole("listitem").filter({ hasText: "keukenhulp" });
    expect(await help.textContent()).toMatch(/Lijkt erop.*van 100.*competenties neemt u mee/);
    await expectGoodPage(visitor, checks);
    await picture(page, "occupation-moves");
    await page.getByRole("link", { name: "keukenhulp", exact: true }).click();
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Van kok naar keukenhulp");
    const [shared, missing] = await Promise.all([
      page.locator("#mee li").allTextContents(),
      page.locator("#nieuw li").allTextContents(),
    ]);
    expect(shared.length).toBeGreaterThan(0);
    expect(missing.length).toBeGreaterThan(0);
    expect(shared.filter((one) => missing.includes(one))).toEqual([]);
    expect(await page.getByRole("main").textContent()).toContain("ESCO-classificatie");
    await expectGoodPage(visitor, checks);
    await picture(page, "occupation-move");
    await page.getByRole("link", { name: /Alle overstappen van kok/ }).click();
    expect(new URL(page.url()).hash).toMatch(/^#naar-/);
    await visitor.close();
  });

  it("says what to do when nothing is found, and speaks English when asked", async () => {
    const visitor = await visit({ javaScriptEnabled });
    const { page } = visitor;
    await visitor.go("/beroepen?q=xyzzy");
    expect(await page.getByRole("main").textContent()).toContain("Probeer een ander woord");
    expect(await page.locator("#q").inputValue()).toBe("xyzzy");
    await expectGoodPage(visitor, checks);
    await page.getByRole("link", { name: "English" }).click();
    expect(await page.getByRole("main").textContent()).toContain("No occupation found for “xyzzy”");
    await visitor.go("/beroepen/dit-is-er-niet");
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("There is no such page");
    await visitor.close();
  });
});

it("suggests occupations while somebody types, to be taken with the keyboard", async () => {
  const visitor = await visit();
  const { page } = visitor;
  await visitor.go("/beroepen");
  await page.getByRole("combobox", { name: "Welk werk?" }).pressSequentially("keukenh");
  await page.getByRole("option", { name: "keukenhulp" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  expect(await page.locator("#q").inputValue()).toBe("keukenhulp");
  await visitor.close();
});
