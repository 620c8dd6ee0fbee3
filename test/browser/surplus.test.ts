import { afterAll, expect, it } from "vitest";
import { closeBrowser, signedIn } from "./support/browser.ts";
import { expectGoodPage } from "./support/checks.ts";
import { picture } from "./support/screens.ts";

afterAll(closeBrowser);

it.each([true, false])(
  "B4: a sector organisation reports surplus staff in groups, script %s",
  async (javaScriptEnabled) => {
    const sector = await signedIn("gebruiker-sector-organisation", { javaScriptEnabled });
    const { page } = sector;
    const good = () => expectGoodPage(sector, { scripted: javaScriptEnabled });
    const heading = () => page.getByRole("heading", { level: 1 }).textContent();
    const onward = () => page.getByRole("button", { name: "Verder", exact: true }).click();
    const check = () => page.getByRole("button", { name: "Controleer de melding" }).click();

    await sector.go("/overschot/nieuw");
    await onward();
    expect(await page.getByRole("alert").getByRole("link").count()).toBe(6);
    await good();
    await page.getByLabel("KvK-nummer van het bedrijf").fill("90000111");
    await page.getByLabel("Naam van het bedrijf").fill("Voorbeeld Hotel (voorbeeld)");
    await page.getByLabel("Minder werk").check();
    await page.locator("#functie-1").fill("kok jan@voorbeeld.nl");
    await page.locator("#aantal-1").fill("6");
    await page.locator("#postcode-1").fill("6811 KM");
    await page.locator("#vrij-1").fill("01-02-2027");
    await page.getByRole("button", { name: "Nog een groep toevoegen" }).click();
    expect(await page.locator("#functie-1").inputValue()).toContain("kok");
    await page.locator("#functie-2").fill("receptionist");
    await page.locator("#aantal-2").fill("2");
    await page.locator("#postcode-2").fill("6811 KM");
    await page.locator("#einde-2").fill("01-03-2027");
    await page.getByRole("button", { name: "Nog een groep toevoegen" }).click();
    await page.getByRole("button", { name: "Verwijder groep 3" }).click();
    expect(await page.locator("#functie-3").count()).toBe(0);
    await onward();
    expect(await page.getByRole("alert").textContent()).toContain("geen persoonsgegevens");
    await page.locator("#functie-1").fill("kok");
    await page.getByLabel("Vanaf welke dag mag de melding bekend zijn?").fill("01-01-2027");
    await good();
    await picture(page, "surplus-form");
    await onward();
    for (const choice of await page.locator("select[name=beroep]").all())
      await choice.selectOption({ index: 1 });
    if ((await page.locator("select[name=beroep]").count()) > 0) {
      await good();
      await onward();
    }

    expect(await heading()).toBe("Wat kunnen deze mensen?");
    const cooks = page.getByRole("group", { name: "Competenties van groep kok" });
    await cooks.getByRole("checkbox").first().check();
    await page.getByRole("button", { name: "Vink alles van dit beroep aan kok" }).click();
    expect(await cooks.getByRole("checkbox", { checked: false }).count()).toBe(0);
    await cooks.getByRole("checkbox").first().uncheck();
    await page.locator("#zoek-2").fill("gasten");
    await page.getByRole("button", { name: "Zoek receptionist" }).click();
    expect(await cooks.getByRole("checkbox").first().isChecked()).toBe(false);
    await page
      .getByRole("group", { name: /groep receptionist/ })
      .getByRole("checkbox")
      .last()
      .check();
    await good();
    await picture(page, "surplus-competencies");
    await check();

    expect(await heading()).toBe("Klopt de melding?");
    expect(await page.getByRole("main").textContent()).not.toContain("Wat zij kunnenNiet ingevuld");
    expect(await page.getByRole("main").textContent()).toContain("Er is een embargo: tot 1 januari 2027");
    await good();
    await page.getByRole("button", { name: "Meld het overschot" }).click();
    expect(await heading()).toBe("Overschot bij Voorbeeld Hotel (voorbeeld)");
    expect(await page.getByRole("status").textContent()).toContain("De melding is opgeslagen");
    await good();
    await picture(page, "surplus");

    await page.getByRole("button", { name: "Wijzig", exact: true }).click();
    await page.locator("#aantal-1").fill("5");
    await onward();
    const kept = page.getByRole("group", { name: "Competenties van groep kok" });
    expect(await kept.getByRole("checkbox", { checked: true }).count()).toBeGreaterThan(3);
    await check();
    await page.getByRole("button", { name: "Sla de wijzigingen op" }).click();
    expect(await page.getByRole("table").textContent()).toContain("5");
    await page.getByRole("link", { name: "Overschotmeldingen" }).click();
    await good();
    await page.getByRole("link", { name: "Voorbeeld Hotel" }).last().click();
    await page.getByRole("link", { name: "Trek in" }).click();
    await page.getByRole("button", { name: "Trek de melding in" }).click();
    expect(await page.getByRole("alert").textContent()).toContain("Kies waarom");
    await good();
    await page.getByLabel("Het was een vergissing").check();
    await page.getByRole("button", { name: "Trek de melding in" }).click();
    expect(await page.getByRole("main").textContent()).toContain("Ingetrokken");
    await sector.close();
  },
);
