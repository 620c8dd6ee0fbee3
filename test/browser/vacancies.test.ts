import { afterAll, expect, it } from "vitest";
import { closeBrowser, signedIn } from "./support/browser.ts";
import { expectGoodPage } from "./support/checks.ts";
import { picture } from "./support/screens.ts";
import { moveClock } from "./support/the-platform.ts";

afterAll(closeBrowser);

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

it.each([
  [true, "gebruiker-employer-90000101"],
  [false, "gebruiker-employer-90000102"],
])("D1, D2: an employer posts a vacancy in five questions, script %s", async (javaScriptEnabled, subject) => {
  const employer = await signedIn(subject, { javaScriptEnabled });
  const { page } = employer;
  const good = () => expectGoodPage(employer, { scripted: javaScriptEnabled });
  const heading = () => page.getByRole("heading", { level: 1 }).textContent();
  const onward = () => page.getByRole("button", { name: "Verder" }).click();

  await employer.go("/vacatures");
  expect(await page.getByRole("heading", { level: 2 }).first().textContent()).toBe(
    "U heeft nog geen vacatures",
  );
  await good();
  await page.getByRole("link", { name: "Vacature aanmelden" }).click();

  expect(await heading()).toBe("Welk werk is het?");
  await onward();
  expect(await page.getByRole("alert").textContent()).toContain("Vul in welk werk het is");
  if (javaScriptEnabled) expect(await page.evaluate("document.activeElement.id")).toBe("fouten");
  await good();
  await picture(page, "vacancy-error");
  await page.getByLabel("Hoe noemt u het werk?").fill("kok in een eetcafé");
  await page.getByLabel("Wat doet iemand op een dag?").fill("Koken voor tachtig gasten.");
  await onward();
  expect(await page.getByRole("group", { name: /Welk beroep past/ }).isVisible()).toBe(true);
  await good();
  await page.getByRole("radio").first().check();
  await onward();

  expect(await heading()).toBe("Waar is het werk?");
  await page.getByLabel("Naam van uw bedrijf").fill("Voorbeeld Eetcafé (voorbeeld)");
  await page.getByLabel("Postcode van de werkplek").fill("6811");
  await onward();
  expect(await page.getByRole("alert").textContent()).toContain("letters van de postcode");
  expect(await page.getByLabel("Naam van uw bedrijf").inputValue()).toBe("Voorbeeld Eetcafé (voorbeeld)");
  await page.getByLabel("Postcode van de werkplek").fill("6811 KM");
  await page.getByLabel("Hoe ver weg mogen mensen wonen?").selectOption("30");
  await good();
  await onward();

  await page.getByLabel("Wanneer kan iemand beginnen?").fill("31-02-2027");
  await page.getByLabel("Hoeveel uur per week, minstens?").fill("24");
  await page.getByLabel("En hoogstens?").fill("20");
  await onward();
  expect(await page.getByRole("alert").getByRole("link").count()).toBe(2);
  await good();
  await page.getByLabel("Wanneer kan iemand beginnen?").fill("1-3-2027");
  await page.getByLabel("En hoogstens?").fill("32");
  await page.getByLabel("Vast", { exact: true }).check();
  await onward();

  await page.getByLabel("Hoeveel mensen zoekt u?").fill("2");
  await page.getByLabel("Naam", { exact: true }).fill("Voorbeeldcontact");
  await good();
  await onward();

  expect(await heading()).toBe("Wat moet iemand kunnen?");
  await page.locator("#belang-0").selectOption("must");
  await page.getByLabel("Zoek iets anders").fill("administratie");
  await page.getByRole("button", { name: "Zoek", exact: true }).click();
  expect(await page.locator("#belang-0").inputValue()).toBe("must");
  await good();
  await picture(page, "vacancy-competencies");
  await onward();

  expect(await heading()).toBe("Klopt dit?");
  expect(await page.getByRole("main").textContent()).toContain("24 tot 32 uur per week");
  await good();
  await picture(page, "vacancy-check");
  await page.getByRole("link", { name: "Wijzig Aantal mensen" }).click();
  await page.getByLabel("Hoeveel mensen zoekt u?").fill("3");
  await page.getByRole("button", { name: "Opslaan en terug" }).click();
  expect(await page.getByRole("main").textContent()).toContain("3 mensen");
  await page.getByRole("button", { name: "Plaats de vacature" }).click();
  expect(await heading()).toBe("Uw vacature is aangemeld");
  expect(await page.getByRole("main").textContent()).toContain("Midden-Gelderland");
  await good();
  await picture(page, "vacancy-receipt");
  await employer.close();
});

it.each([
  [true, "gebruiker-employer-90000103"],
  [false, "gebruiker-employer-90000104"],
])(
  "D1: a national employer posts work in several places at once, script %s",
  async (javaScriptEnabled, subject) => {
    const employer = await signedIn(subject, { javaScriptEnabled });
    const { page } = employer;
    const good = () => expectGoodPage(employer, { scripted: javaScriptEnabled });
    const onward = () => page.getByRole("button", { name: "Verder" }).click();
    const main = page.getByRole("main");

    await employer.go("/vacatures/nieuw");
    await page.getByLabel("Hoe noemt u het werk?").fill("kok");
    await onward();
    if ((await page.getByRole("group", { name: /Welk beroep past/ }).count()) > 0) {
      await page.getByRole("radio").first().check();
      await onward();
    }
    await page.getByLabel("Naam van uw bedrijf").fill("Voorbeeld Keten (voorbeeld)");
    await page.getByLabel("Postcode van de werkplek").fill("6811 KM");
    await page.getByRole("button", { name: "Nog een werkplek toevoegen" }).click();
    const second = page.getByRole("group", { name: "Werkplek 2" });
    expect(await page.locator("#postcode").inputValue()).toBe("6811 KM");
    await page.locator("#aantal").fill("2");
    await second.getByLabel("Postcode van de werkplek").fill("4811 AB");
    await onward();
    expect(await page.getByRole("alert").getByRole("link").count()).toBe(1);
    await page.getByRole("alert").getByRole("link").click();
    expect(await page.evaluate("document.activeElement.id || location.hash")).toMatch(/aantal-2/);
    await good();
    await picture(page, "vacancy-places");
    await second.getByLabel("Hoeveel mensen zoekt u hier?").fill("3");
    await page.getByRole("button", { name: "Nog een werkplek toevoegen" }).click();
    await page.getByRole("button", { name: "Verwijder werkplek 3" }).click();
    await onward();
    await onward();
    expect(await main.textContent()).toContain("U zoekt samen 5 mensen, op 2 werkplekken");
    await good();
    await onward();
    await onward();
    expect(await main.textContent()).toContain("4811 Breda, 3 mensen");
    await page.getByRole("button", { name: "Plaats de vacature" }).click();
    expect(await main.textContent()).toContain("Midden-Gelderland, West-Brabant");
    expect(await main.textContent()).toContain("landelijke punten");
    await good();

    await page.getByRole("link", { name: "Bekijk de vacature" }).click();
    await page.getByRole("button", { name: "Wijzig", exact: true }).click();
    await page.getByRole("link", { name: "Wijzig Bedrijf" }).click();
    await page.locator("#aantal-2").fill("4");
    await page.getByRole("button", { name: "Opslaan en terug" }).click();
    await page.getByRole("button", { name: "Sla de wijzigingen op" }).click();
    expect(await main.textContent()).toContain("6 van 6 open");
    await employer.close();
  },
);

it("M4, S4: an employer sees how vacancies stand, changes one, uses it again, and withdraws it with a reason", async () => {
  const employer = await signedIn("gebruiker-employer-90000101");
  const { page } = employer;
  const main = page.getByRole("main");
  await employer.go("/vacatures");
  expect(await page.getByRole("table").textContent()).toContain("3 van 3 open");
  await expectGoodPage(employer);
  await picture(page, "vacancies");
  await page.getByRole("link", { name: "kok in een eetcafé" }).click();
  expect(await main.textContent()).toContain("U ziet aantallen, geen mensen");
  await expectGoodPage(employer);
  await picture(page, "vacancy");

  await page.getByRole("button", { name: "Wijzig", exact: true }).click();
  await page.getByRole("link", { name: "Wijzig Werk", exact: true }).click();
  await page.getByLabel("Hoe noemt u het werk?").fill("Zelfstandig werkend kok");
  await page.getByRole("button", { name: "Opslaan en terug" }).click();
  if ((await page.getByRole("radio", { name: "Geen van deze" }).count()) > 0) {
    await page.getByRole("radio", { name: "Geen van deze" }).check();
    await page.getByRole("button", { name: "Opslaan en terug" }).click();
  }
  await page.getByRole("button", { name: "Sla de wijzigingen op" }).click();
  expect(await page.getByRole("status").textContent()).toContain("Uw wijzigingen zijn opgeslagen");
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Zelfstandig werkend kok");
  await expectGoodPage(employer);

  await page.getByRole("button", { name: "Gebruik opnieuw" }).click();
  await page.getByRole("button", { name: "Plaats de vacature" }).click();
  expect(await page.getByRole("alert").textContent()).toContain("letters van de postcode");
  await expectGoodPage(employer);
  await employer.go("/vacatures");
  expect(await main.textContent()).toContain("Nog niet afgemaakt");
  await expectGoodPage(employer);
  await page.getByRole("button", { name: /Gooi weg/ }).click();
  expect(await page.getByRole("status").textContent()).toContain("weggegooid");

  await page.getByRole("link", { name: "Zelfstandig werkend kok" }).click();
  await page.getByRole("link", { name: "Mijn vacatures" }).click();
  expect(new URL(page.url()).hash).toMatch(/^#v-/);
  await page.getByRole("link", { name: "Zelfstandig werkend kok" }).click();
  await page.getByRole("link", { name: "Trek in" }).click();
  await page.getByRole("button", { name: "Trek de vacature in" }).click();
  expect(await page.getByRole("alert").textContent()).toContain("Kies waarom");
  await expectGoodPage(employer);
  await page.getByLabel("De plek is niet meer nodig").check();
  await page.getByRole("button", { name: "Trek de vacature in" }).click();
  expect(await main.textContent()).toContain("Ingetrokken op");
  await expectGoodPage(employer);
  await employer.close();
});

it("a vacancy that nobody touched for four weeks is asked about, and what was typed survives a session that ended", async () => {
  const employer = await signedIn("gebruiker-employer-90000102");
  const { page } = employer;
  await employer.go("/vacatures/nieuw");
  await moveClock(2 * HOUR);
  await page.getByLabel("Hoe noemt u het werk?").fill("Heftruckchauffeur");
  await page.getByRole("button", { name: "Verder" }).click();
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Aanmelden");
  await expectGoodPage(employer);
  await page.getByRole("main").getByRole("link", { name: "Verder naar aanmelden" }).click();
  expect(await page.getByLabel("Hoe noemt u het werk?").inputValue()).toBe("Heftruckchauffeur");
  await moveClock(29 * DAY);
  await employer.go("/vacatures");
  await page.getByRole("main").getByRole("link", { name: "Verder naar aanmelden" }).click();
  expect(await page.getByRole("table").textContent()).toContain("Staat deze nog open?");
  await page.getByRole("link", { name: "kok in een eetcafé" }).click();
  await expectGoodPage(employer);
  await page.getByRole("button", { name: "Ja, nog open" }).click();
  expect(await page.getByRole("status").textContent()).toContain("over vier weken opnieuw");
  await employer.go("/vacatures");
  expect(await page.getByRole("table").textContent()).not.toContain("Staat deze nog open?");
  await employer.close();
});
