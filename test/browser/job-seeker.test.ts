import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeBrowser, type Visit, visit } from "./support/browser.ts";
import { expectGoodPage } from "./support/checks.ts";
import { picture } from "./support/screens.ts";
import { asClient, moveClock, settled } from "./support/the-platform.ts";

const PARTY = "responsible-party-uwv";
const MINUTE = 60_000;

/** A cook in Zaandam, as the responsible party brings them, with consent to matching. */
const registered = async (givenName: string): Promise<string> => {
  const { id } = await asClient(PARTY, "POST", "/market-profiles", {
    person: {
      givenName,
      familyName: "Voorbeeldpersoon",
      postcode: "1506 AB",
      email: "voorbeeld@example.org",
      situation: "enters-ww",
    },
    profile: {
      jobTitles: ["kok"],
      hoursPerWeek: { min: 24, max: 36 },
      consents: [
        {
          purpose: "matching",
          receiver: "mobility-teams",
          wording: "2026-1",
          givenAt: "2026-11-01T09:00:00Z",
        },
      ],
    },
  });
  return id;
};

const linkFor = async (profileId: string): Promise<string> =>
  (await asClient(PARTY, "POST", `/market-profiles/${profileId}/personal-links`)).token;

const heading = (page: Page): Promise<string | null> => page.getByRole("heading", { level: 1 }).textContent();
const main = (page: Page): Promise<string> => page.getByRole("main").innerText();

/** Opens a link as its owner does: the page, and then the button. */
const openLink = async (visitor: Visit, token: string): Promise<void> => {
  await visitor.go(`/mijn/link/${token}`);
  await visitor.page.getByRole("button", { name: "Mijn gegevens openen" }).click();
};

afterAll(closeBrowser);

describe.each([true, false])("a job seeker with a personal link, script %s", (javaScriptEnabled) => {
  const checks = { scripted: javaScriptEnabled };
  const name = javaScriptEnabled ? "Voorbeeld" : "Ander";
  let profileId = "";

  beforeAll(async () => {
    await asClient("employer", "POST", "/vacancies", {
      title: "Zelfstandig werkend kok",
      employer: { kvkNumber: "90000001", name: "Voorbeeld Eetcafé (voorbeeld)" },
      places: [{ postcode: "1012 AB", positions: 2 }],
      reachKm: 30,
    });
    profileId = await registered(name);
    await settled();
  });

  it("opens the link once, sees what is kept, and no address tells whose it is", async () => {
    const visitor = await visit({ javaScriptEnabled });
    const { page } = visitor;
    const token = await linkFor(profileId);
    await visitor.go(`/mijn/link/${token}`);
    await expectGoodPage(visitor, checks);
    await picture(page, "me-link");
    // A mail scanner has looked at it by now, and it still works.
    await visitor.go(`/mijn/link/${token}`);
    await page.getByRole("button", { name: "Mijn gegevens openen" }).click();
    expect(new URL(page.url()).pathname).toBe("/mijn");
    expect(page.url()).not.toContain(token);
    expect(await heading(page)).toBe(`Dag ${name}`);
    expect(await main(page)).toContain("Uw profiel wordt vergeleken met vacatures");
    await expectGoodPage(visitor, checks);
    await picture(page, "me-overview");
    await page.getByRole("link", { name: "Wie keek er", exact: true }).click();
    expect(await main(page)).toContain("Uzelf");
    await expectGoodPage(visitor, checks);
    await page.getByRole("button", { name: "Afmelden" }).click();
    expect(await main(page)).toContain("Uw link is gebruikt");
    await expectGoodPage(visitor, checks);
    await openLink(visitor, token);
    expect(await heading(page)).toBe("Deze link werkt niet meer");
    await expectGoodPage(visitor, checks);
    await visitor.close();
  });

  it("S4: reads why a proposal was made, withdraws the consent, and the proposal ends", async () => {
    const visitor = await visit({ javaScriptEnabled });
    const { page } = visitor;
    await openLink(visitor, await linkFor(profileId));
    await page.getByRole("link", { name: "Voorstellen", exact: true }).click();
    await expectGoodPage(visitor, checks);
    await page.getByRole("link", { name: "Zelfstandig werkend kok" }).first().click();
    const text = await main(page);
    expect(text).toContain("De computer stelt voor en beslist niets");
    expect(text).toMatch(/Het past voor [\d,]+ van 100 punten/);
    expect(text).toContain("Zaanstreek/Waterland");
    await expectGoodPage(visitor, checks);
    await picture(page, "me-proposal");
    await page.getByRole("link", { name: "Toestemmingen", exact: true }).click();
    expect(await main(page)).toContain("Toestemming gegeven op");
    await expectGoodPage(visitor, checks);
    await picture(page, "me-consents");
    await page.getByRole("button", { name: "Toestemming intrekken" }).click();
    expect(await page.getByRole("status").first().innerText()).toContain("Uw toestemming is ingetrokken");
    expect(await main(page)).toContain("Ingetrokken op");
    await expectGoodPage(visitor, checks);
    await settled();
    await page.getByRole("link", { name: "Voorstellen", exact: true }).click();
    expect(await main(page)).toContain("Er loopt nu geen voorstel");
    expect(await main(page)).toContain("Vervallen");
    await visitor.go("/mijn");
    expect(await main(page)).toContain("Uw profiel wordt nu niet vergeleken met vacatures");
    await page.getByRole("link", { name: "Toestemmingen", exact: true }).click();
    await page.getByRole("button", { name: "Ik geef toestemming" }).click();
    expect(await main(page)).toContain("Uw toestemming is vastgelegd");
    await visitor.close();
  });

  it("puts right what is wrong, and keeps what was typed when something is not right yet", async () => {
    const visitor = await visit({ javaScriptEnabled });
    const { page } = visitor;
    await openLink(visitor, await linkFor(profileId));
    await page.getByRole("link", { name: "Mijn gegevens", exact: true }).first().click();
    expect(await main(page)).toContain("24 tot 36");
    await expectGoodPage(visitor, checks);
    await picture(page, "me-data");
    await page.getByRole("link", { name: "Verbeter mijn gegevens" }).click();
    await expectGoodPage(visitor, checks);
    await page.getByLabel("Telefoon").fill("020 555 0100");
    await page.getByLabel("Geboortedatum").fill("31-02-1980");
    await page.getByLabel("Hoe ver u wilt reizen").fill("ver");
    await page.getByRole("button", { name: "Opslaan" }).click();
    expect(await page.getByRole("alert").innerText()).toContain("Er zijn 2 dingen nog niet goed");
    expect(await page.getByLabel("Telefoon").inputValue()).toBe("020 555 0100");
    await expectGoodPage(visitor, checks);
    await page.getByLabel("Geboortedatum").fill("28-02-1980");
    await page.getByLabel("Hoe ver u wilt reizen").fill("25");
    await page.locator("#jobTitle").fill("keukenhulp");
    await page.getByRole("button", { name: "Opslaan" }).click();
    const text = await main(page);
    expect(text).toContain("Uw gegevens zijn verbeterd");
    expect(text).toContain("28 februari 1980");
    expect(text).toContain("25 kilometer");
    expect(text).toContain("keukenhulp");
    await visitor.close();
  });

  it("uses the rights: takes the data away, objects, puts them on hold and has a person look", async () => {
    const visitor = await visit({ javaScriptEnabled });
    const { page } = visitor;
    await openLink(visitor, await linkFor(profileId));
    await page.getByRole("link", { name: "Mijn rechten", exact: true }).first().click();
    await expectGoodPage(visitor, checks);
    await picture(page, "me-rights");
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Alles om te lezen" }).click(),
    ]);
    expect(file.suggestedFilename()).toBe("overstap-mijn-gegevens.html");
    await page.getByRole("button", { name: "Ik maak bezwaar" }).click();
    expect(await main(page)).toContain("Uw bezwaar geldt meteen");
    await page.getByRole("button", { name: "Ik trek mijn bezwaar in" }).click();
    await page.getByRole("button", { name: "Zet het gebruik stil" }).click();
    expect(await page.getByRole("alert").innerText()).toContain("Kies waarom u dit wilt");
    await page.getByLabel("Er klopt iets niet").check();
    await page.getByRole("button", { name: "Zet het gebruik stil" }).click();
    expect(await main(page)).toContain("Het gebruik van uw gegevens staat stil");
    await expectGoodPage(visitor, checks);
    await page.getByRole("button", { name: "Mijn gegevens mogen weer gebruikt worden" }).click();
    await page.getByRole("link", { name: "Vraag het aan een medewerker" }).click();
    await page.getByRole("button", { name: "Verstuur mijn vraag" }).click();
    expect(await page.getByRole("alert").innerText()).toContain("Kies waar het over gaat");
    await expectGoodPage(visitor, checks);
    await page.getByLabel("Ik krijg geen voorstellen").check();
    await page.getByLabel("Wat wilt u dat er bekeken wordt?").fill("Waarom ik niet?");
    await page.getByRole("button", { name: "Verstuur mijn vraag" }).click();
    const text = await main(page);
    expect(text).toContain("Waarom ik niet?");
    expect(text).toContain("Antwoord uiterlijk");
    await expectGoodPage(visitor, checks);
    await visitor.close();
  });
});

it("has everything erased after being asked twice, and gets a proof that tells of nobody", async () => {
  const profileId = await registered("Weg");
  const visitor = await visit();
  const { page } = visitor;
  await openLink(visitor, await linkFor(profileId));
  await page.getByRole("link", { name: "Mijn rechten", exact: true }).first().click();
  await page.getByRole("link", { name: "Alles laten wissen" }).click();
  await page.getByRole("button", { name: "Wis alles" }).click();
  expect(await page.getByRole("alert").innerText()).toContain("Zet een vinkje");
  await expectGoodPage(visitor);
  await page.getByLabel("Ja, wis alles over mij").check();
  await page.getByRole("button", { name: "Wis alles" }).click();
  expect(await heading(page)).toMatch(/^Uw gegevens (worden|zijn) gewist$/);
  expect(await page.content()).not.toContain("Voorbeeldpersoon");
  await expectGoodPage(visitor);
  await visitor.go("/mijn");
  expect(await heading(page)).toBe("U hebt een persoonlijke link nodig");
  await visitor.close();
});

it("a link that is too old, a code that is none and a page without session say what to do", async () => {
  const profileId = await registered("Laat");
  const visitor = await visit();
  const { page } = visitor;
  const token = await linkFor(profileId);
  await moveClock(16 * MINUTE);
  await openLink(visitor, token);
  expect(await heading(page)).toBe("Deze link werkt niet meer");
  await visitor.go("/mijn/voorstellen");
  expect(await heading(page)).toBe("U hebt een persoonlijke link nodig");
  await expectGoodPage(visitor);
  await page.getByLabel("Code of link").fill("fout!");
  await page.getByRole("button", { name: "Mijn gegevens openen" }).click();
  expect(await page.getByRole("alert").innerText()).toContain("Dit is geen code die wij kennen");
  await expectGoodPage(visitor);
  // Typed over from paper, or the whole link pasted: both will do.
  await page
    .getByLabel("Code of link")
    .fill(`https://overstap.example/mijn/link/${await linkFor(profileId)}`);
  await page.getByRole("button", { name: "Mijn gegevens openen" }).click();
  expect(await heading(page)).toBe("Dag Laat");
  await page.getByRole("link", { name: "English" }).click();
  expect(await heading(page)).toBe("Hello Laat");
  await visitor.close();
});
