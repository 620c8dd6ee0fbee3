import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeBrowser, signedIn, signInAs, unfold, type Visit } from "./support/browser.ts";
import { expectGoodPage } from "./support/checks.ts";
import { settled } from "./support/the-platform.ts";
import { aPerson, aVacancy } from "./support/work.ts";

const TITLE = "Loodgieter";
const HERE = "4461 AA";
const WORKER = "medewerker-am24";
const message = ({ page }: Visit) => page.getByRole("status").first().textContent();
/** Which row has the focus, from 0; -1 when none has. */
const rowInFocus = ({ page }: Visit) =>
  page.evaluate(
    "[...document.querySelectorAll('tbody tr')].findIndex((row) => row.contains(document.activeElement))",
  );

beforeAll(async () => {
  await aVacancy(TITLE, HERE);
  for (const name of ["Een", "Twee", "Drie", "Vier"]) await aPerson(`Voorbeeld ${name}`, "loodgieter", HERE);
  await settled();
});
afterAll(closeBrowser);

const switchOn = async (who: Visit): Promise<void> => {
  await who.go("/werkvoorraad");
  await unfold(who, "sneltoetsen");
  await who.page.getByRole("button", { name: "Sneltoetsen aan" }).click();
  expect(await message(who)).toContain("Sneltoetsen staan aan");
};

/** Somebody else at the same browser: sessions end, what the browser was told to remember stays. */
const as = async (who: Visit, subject: string): Promise<void> => {
  const kept = (await who.context.cookies()).filter(({ name }) => name === "sneltoetsen");
  expect(kept).toHaveLength(1);
  await who.context.clearCookies();
  await who.context.addCookies(kept);
  await who.go("/aanmelden");
  await signInAs(who.page, subject);
};

describe("keyboard shortcuts in the work queue (WCAG 2.1.4)", () => {
  it("are off until somebody asks for them", async () => {
    const ana = await signedIn(WORKER);
    await ana.go("/werkvoorraad");
    for (const key of ["j", "j", "o", "?"]) await ana.page.keyboard.press(key);
    expect(await rowInFocus(ana)).toBe(-1);
    expect(new URL(ana.page.url()).pathname).toBe("/werkvoorraad");
    expect(await ana.page.locator("[data-shortcuts]").count()).toBe(0);
    await ana.close();
  });

  it("go through the list, choose, open and claim, and are listed at ?", async () => {
    const ana = await signedIn(WORKER);
    const { page } = ana;
    await switchOn(ana);
    await expectGoodPage(ana);
    await page.keyboard.press("?");
    expect(await page.locator("[data-shortcuts]").getAttribute("open")).not.toBeNull();
    expect(await page.locator("[data-shortcuts]").textContent()).toContain("dit voorstel oppakken");
    await expectGoodPage(ana);
    await page.keyboard.press("?");
    expect(await page.locator("[data-shortcuts]").getAttribute("open")).toBeNull();
    await ana.go("/werkvoorraad");
    const rows: unknown[] = [];
    for (const key of ["j", "j", "j", "k", "k", "k"]) {
      await page.keyboard.press(key);
      rows.push(await rowInFocus(ana));
    }
    expect(rows).toEqual([0, 1, 2, 1, 0, 0]);
    await page.keyboard.press("x");
    expect(await page.locator("[name=kies]").first().isChecked()).toBe(true);
    // With another key it is the browser's, and in a field it is a letter.
    await page.keyboard.press("Control+j");
    expect(await rowInFocus(ana)).toBe(0);
    await page.keyboard.press("/");
    await page.keyboard.type("jo");
    expect(await page.locator("[name=zoek]").inputValue()).toBe("jo");
    await ana.go("/werkvoorraad");
    await page.keyboard.press("j");
    await page.keyboard.press("o");
    await page.waitForURL("**/voorstellen/**");
    await page.getByRole("link", { name: "Terug naar de werkvoorraad" }).click();
    expect(await rowInFocus(ana)).toBe(0);
    await page.keyboard.press("j");
    expect(await rowInFocus(ana)).toBe(1);
    await page.keyboard.press("c");
    await page.getByRole("status").first().waitFor();
    expect(await message(ana)).toContain("Opgepakt");
    await page.getByRole("button", { name: "Ongedaan maken" }).click();
    expect(await message(ana)).toContain("Losgelaten");
    await ana.close();
  }, 180_000);

  it("are of one person in one browser: a colleague at the same computer has none, and they can be switched off", async () => {
    const ana = await signedIn(WORKER);
    const { page } = ana;
    await switchOn(ana);
    await as(ana, "medewerker-2-am24");
    await ana.go("/werkvoorraad");
    expect(await page.locator("[data-shortcuts]").count()).toBe(0);
    await as(ana, WORKER);
    await ana.go("/werkvoorraad");
    expect(await page.locator("[data-shortcuts]").count()).toBe(1);
    await unfold(ana, "Loketnaam");
    await page.getByRole("button", { name: "Sneltoetsen uit" }).last().click();
    expect(await message(ana)).toContain("staan uit");
    expect(await page.locator("[data-shortcuts]").count()).toBe(0);
    await ana.close();
  });

  it("without script there are none: the page says so and has no button for them", async () => {
    const ana = await signedIn(WORKER, { javaScriptEnabled: false });
    await ana.go("/werkvoorraad");
    await unfold(ana, "sneltoetsen");
    expect(await ana.page.locator("main").innerText()).toContain(
      "werken alleen als uw browser script uitvoert",
    );
    expect(await ana.page.getByRole("button", { name: "Sneltoetsen aan" }).count()).toBe(0);
    await ana.close();
  });
});

describe.each([true, false])("the list, script %s", (javaScriptEnabled) => {
  const options = { javaScriptEnabled };
  const good = (who: Visit) => expectGoodPage(who, { scripted: javaScriptEnabled });

  it("tells what came since it was opened by a quiet link, and nothing moves by itself", async () => {
    const ana = await signedIn(WORKER, options);
    const { page } = ana;
    await ana.go("/werkvoorraad?lijst=unassigned");
    await page.getByRole("link", { name: /^Alles/ }).click();
    expect(await page.getByRole("link", { name: /nieuw/ }).count()).toBe(0);
    const before = await page.locator("tbody tr").count();
    const name = javaScriptEnabled ? "Vijf" : "Zes";
    for (const more of ["a", "b", "c"]) await aPerson(`Voorbeeld ${name} ${more}`, "loodgieter", HERE);
    await settled();
    expect(await page.locator("tbody tr").count()).toBe(before);
    await page.getByRole("link", { name: /^Alles/ }).click();
    const fresh = page.getByRole("link", { name: /^\d+ nieuwe$/ });
    expect(await fresh.count()).toBe(1);
    await good(ana);
    await fresh.click();
    expect(await page.getByRole("link", { name: /nieuwe?$/ }).count()).toBe(0);
    expect(await page.locator("tbody tr").count()).toBeGreaterThan(before);
    await ana.close();
  });

  it("previews what is done to many by what people recognise: work, employer, place, term", async () => {
    const ana = await signedIn(WORKER, options);
    const { page } = ana;
    await ana.go("/werkvoorraad?lijst=all");
    await page.locator('input[name="kies"]').first().check();
    await page.locator('input[name="kies"]').nth(1).check();
    await page.getByRole("button", { name: "Verder" }).click();
    const items = await page.locator("main li").allTextContents();
    expect(items).toHaveLength(2);
    for (const item of items)
      expect(item).toMatch(/^Loodgieter, Voorbeeld Eetcafé \(voorbeeld\), Goes.*punten.*km$/);
    expect(await page.locator("main").textContent()).not.toMatch(/[0-9a-f]{8}/);
    await good(ana);
    await ana.close();
  });

  it("on paper is the list and nothing to press", async () => {
    const ana = await signedIn(WORKER, options);
    await ana.go("/werkvoorraad?lijst=all");
    await ana.page.emulateMedia({ media: "print" });
    expect(await ana.page.locator("button:visible").count()).toBe(0);
    expect(await ana.page.locator("tbody tr:visible").count()).toBeGreaterThan(3);
    await ana.close();
  });
});
