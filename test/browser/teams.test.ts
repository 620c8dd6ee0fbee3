import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeBrowser, signedIn, unfold, type Visit } from "./support/browser.ts";
import { expectGoodPage } from "./support/checks.ts";
import { picture } from "./support/screens.ts";
import { moveClock, settled } from "./support/the-platform.ts";
import { aPerson, aVacancy } from "./support/work.ts";

const MINUTE = 60_000;
const heading = ({ page }: Visit) => page.getByRole("heading", { level: 1 }).textContent();
const message = ({ page }: Visit) => page.getByRole("status").first().textContent();

afterAll(closeBrowser);

describe.each([true, false])("the story of two teams, script %s", (javaScriptEnabled) => {
  const options = { javaScriptEnabled };
  const good = (who: Visit) => expectGoodPage(who, { scripted: javaScriptEnabled });
  // Work that no other story asks for: what lies ready here is of these people only.
  const title = javaScriptEnabled ? "Vrachtwagenchauffeur" : "Internationaal chauffeur";
  beforeAll(async () => {
    await aVacancy(title, "1012 AB");
    for (const name of ["Een", "Twee", "Drie"])
      await aPerson(`Voorbeeld ${name}`, "vrachtwagenchauffeur", "1506 AB");
    await settled();
  });

  it("lists, claims, meets a conflict, decides with a reason, takes it back, hands over, accepts and places", async () => {
    const ana = await signedIn("medewerker-am17", options);
    await ana.go("/werkvoorraad");
    expect(await heading(ana)).toBe("Werkvoorraad");
    await good(ana);
    if (javaScriptEnabled) await picture(ana.page, "queue");

    await unfold(ana, "Loketnaam");
    await ana.page.getByLabel("Naam van uw loket").fill("Balie Zaanstad");
    await ana.page.getByRole("button", { name: "Naam bewaren" }).click();
    expect(await message(ana)).toContain("Balie Zaanstad");
    await good(ana);

    // A filter that is too narrow is told apart from nothing yet.
    await ana.go("/werkvoorraad?zoek=niemandsland");
    expect(await ana.page.locator(".desk-empty").textContent()).toContain(
      "Geen voorstel past bij deze filters",
    );
    await good(ana);
    await ana.go("/werkvoorraad?lijst=checks");
    expect(await ana.page.locator(".desk-empty").textContent()).toContain("Er valt niets na te gaan");

    await ana.go(`/werkvoorraad?lijst=all&zoek=${encodeURIComponent(title)}`);
    const bo = await signedIn("medewerker-2-am17", options);
    await bo.go(`/werkvoorraad?lijst=all&zoek=${encodeURIComponent(title)}`);
    const row = ana.page.locator("tbody tr").first();
    expect(await row.textContent()).toContain("vandaag binnengekomen");
    await row.getByRole("button", { name: "Oppakken en openen" }).click();
    expect(await heading(ana)).toBe(title);
    expect(await message(ana)).toContain("Opgepakt");
    await good(ana);
    if (javaScriptEnabled) await picture(ana.page, "proposal");
    const path = new URL(ana.page.url()).pathname;

    // A colleague whose page is a moment old finds who has it, by the name of the desk.
    await bo.page
      .locator("tbody tr")
      .first()
      .getByRole("button", { name: "Oppakken", exact: false })
      .first()
      .click();
    expect(await message(bo)).toContain("Balie Zaanstad heeft het opgepakt");
    await good(bo);
    await bo.close();

    // Rejecting asks a reason; a note with a BSN is refused at the field; the decision can be taken back.
    await ana.go(path);
    await unfold(ana, "Afwijzen");
    await ana.page.getByRole("button", { name: "Afwijzen" }).click();
    expect(await ana.page.getByRole("alert").textContent()).toContain("Kies een reden");
    await good(ana);
    await ana.page.locator("#keuze-reject").selectOption("distance-or-transport");
    await ana.page.locator("#notitie-reject").fill("BSN 111222333");
    await ana.page.getByRole("button", { name: "Afwijzen" }).click();
    expect(await ana.page.getByRole("alert").textContent()).toContain("BSN");
    await ana.page.locator("#notitie-reject").fill("reist liever niet");
    await ana.page.locator("#keuze-reject").selectOption("distance-or-transport");
    await ana.page.getByRole("button", { name: "Afwijzen" }).click();
    expect(await message(ana)).toContain("Afgewezen");
    await ana.page.getByRole("button", { name: "Ongedaan maken" }).click();
    expect(await message(ana)).toContain("teruggenomen");
    await good(ana);

    // Contact, details of the person with a purpose, acceptance.
    await unfold(ana, "Contact vastleggen");
    await ana.page.locator("#uitkomst-contact").selectOption("interested");
    await ana.page.getByRole("button", { name: "Vastleggen" }).click();
    expect(await message(ana)).toContain("contact");
    await ana.page.getByRole("button", { name: "Toon naam en contactgegevens" }).click();
    expect(await ana.page.locator("#persoon").textContent()).toContain("Voorbeeldpersoon");
    await good(ana);

    // To the neighbours, who take it over.
    await ana.go(path);
    await unfold(ana, "Aanbieden aan een andere regio");
    const first = await ana.page.locator("#keuze-hand-over option").nth(1).textContent();
    expect(first).toContain("(buurregio)");
    await ana.page.locator("#keuze-hand-over").selectOption("AM18");
    await ana.page.getByRole("button", { name: "Aanbieden aan een andere regio" }).click();
    expect(await message(ana)).toContain("Aangeboden");
    await good(ana);

    const cas = await signedIn("medewerker-am18", options);
    await cas.go("/werkvoorraad?lijst=handed-over");
    await cas.page.getByRole("link", { name: title }).first().click();
    expect(await cas.page.locator("body").textContent()).toContain("biedt u dit voorstel aan");
    await good(cas);
    await cas.page.getByRole("button", { name: "Overnemen" }).click();
    expect(await message(cas)).toContain("Overgenomen");
    for (const deed of ["Accepteren", "Voorstellen aan de werkgever"]) {
      await cas.page.getByRole("button", { name: deed, exact: true }).click();
      await good(cas);
    }
    await cas.page.getByLabel("Begint op (dd-mm-jjjj)").fill("morgen");
    await cas.page.getByRole("button", { name: "Geplaatst", exact: true }).click();
    expect(await cas.page.getByRole("alert").textContent()).toContain("datum");
    await cas.page.getByLabel("Begint op (dd-mm-jjjj)").fill("01-12-2026");
    await cas.page.getByRole("button", { name: "Geplaatst", exact: true }).click();
    expect(await message(cas)).toContain("Geplaatst");
    await good(cas);
    await cas.close();
    await ana.close();
  }, 240_000);

  it("does one thing to many: first which of them qualify, then what happened; saves a list; sends a file", async () => {
    const ana = await signedIn("medewerker-am17", options);
    const { page } = ana;
    await ana.go(`/werkvoorraad?zoek=${encodeURIComponent(title)}`);
    await page.getByRole("button", { name: "Verder" }).click();
    expect(await page.getByRole("alert").textContent()).toContain("Kies eerst");
    await page.locator('input[name="kies"]').first().check();
    await page.getByRole("button", { name: "Verder" }).click();
    expect(await heading(ana)).toBe("Voorstellen oppakken");
    await good(ana);
    await page.getByRole("button", { name: "Doe dit bij 1 voorstel" }).click();
    expect(await page.locator(".nl-paragraph--lead").textContent()).toBe("Gedaan bij 1 van de 1 voorstellen");
    await good(ana);
    await page.getByRole("link", { name: "Terug naar de werkvoorraad" }).click();
    await unfold(ana, "Loketnaam");
    await page.getByLabel("Naam van deze lijst").fill("Koks");
    await page.getByRole("button", { name: "Lijst bewaren" }).click();
    expect(await message(ana)).toContain("Koks");
    expect(await page.getByRole("link", { name: "Koks", exact: true }).count()).toBe(1);
    const csv = await ana.context.request.get(new URL("/werkvoorraad/csv?lijst=all", page.url()).href);
    expect(csv.headers()["content-type"]).toContain("text/csv");
    expect(await csv.text()).toContain(title);
    await ana.close();
  }, 120_000);

  it("comes back from a proposal to the same list, with the focus on the row", async () => {
    const ana = await signedIn("medewerker-am17", options);
    await ana.go("/werkvoorraad?lijst=all&volgorde=score");
    const link = ana.page.locator("tbody th a").first();
    const id = await link.getAttribute("id");
    await link.click();
    await ana.page.getByRole("link", { name: "Terug naar de werkvoorraad" }).click();
    const url = new URL(ana.page.url());
    expect([url.searchParams.get("lijst"), url.searchParams.get("volgorde"), url.hash]).toEqual([
      "all",
      "score",
      `#${id}`,
    ]);
    expect(await ana.page.evaluate("document.activeElement.id")).toBe(id);
    await ana.close();
  });
});

describe("figures", () => {
  it("D5, G3: a region and the country, with a map that can be skipped, for teams and the steering group", async () => {
    const ana = await signedIn("medewerker-am17");
    await ana.go("/regio");
    expect(await heading(ana)).toBe("Cijfers van Zaanstreek/Waterland");
    await moveClock(16 * MINUTE);
    await settled();
    await ana.go("/regio");
    expect(await ana.page.locator("main").textContent()).toContain("Open voorstellen");
    await good(ana);
    await picture(ana.page, "region");
    await ana.close();
    const group = await signedIn("gebruiker-steering-group");
    await group.go("/nederland");
    expect(await heading(group)).toBe("Cijfers van Nederland");
    await group.page.getByRole("link", { name: "Sla de kaart over" }).click();
    expect(new URL(group.page.url()).hash).toBe("#regios");
    expect(await group.page.locator(".desk-map path").count()).toBe(35);
    await good(group);
    await picture(group.page, "country");
    await group.close();
  }, 120_000);
});

const good = (who: Visit) => expectGoodPage(who);
