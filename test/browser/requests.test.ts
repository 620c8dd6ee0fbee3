import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { closeBrowser, signedIn, unfold, type Visit, visit } from "./support/browser.ts";
import { expectGoodPage } from "./support/checks.ts";
import { picture } from "./support/screens.ts";
import { asClient, moveClock, settled } from "./support/the-platform.ts";

afterAll(closeBrowser);

const DAY = 86_400_000;
const PARTY = "responsible-party-municipality";
const HELPER = `gebruiker-${PARTY}`;

/** Somebody in Arnhem whom the municipality is to help (S2); answers the id of the request. */
const comesForward = async (familyName: string): Promise<string> =>
  (
    await asClient("administrator", "POST", "/self-registrations", {
      givenName: "Voorbeeld",
      familyName,
      postcode: "6811 AA",
      situation: "young-person",
      phone: "026 555 0100",
      note: "Liefst na vier uur bellen.",
    })
  ).id;

const main = ({ page }: Visit): Promise<string> => page.getByRole("main").innerText();
const said = ({ page }: Visit): Promise<string> => page.getByRole("status").first().innerText();
const inMenu = ({ page }: Visit): Promise<string> =>
  page
    .getByRole("navigation", { name: "Hoofdmenu" })
    .getByRole("link", { name: /Zelf gemeld/ })
    .innerText();

/** The municipality's list in Arnhem's region, from the start page on. */
const openList = async (helper: Visit): Promise<void> => {
  await helper.go("/");
  await helper.page
    .getByRole("main")
    .getByRole("link", { name: /^Zelf gemeld/ })
    .click();
  await helper.page.getByLabel("Arbeidsmarktregio").selectOption("AM07");
  await helper.page.getByRole("button", { name: "Toon deze regio" }).click();
};

describe.each([true, false])("people who came forward alone, script %s", (javaScriptEnabled) => {
  const good = (who: Visit) => expectGoodPage(who, { scripted: javaScriptEnabled });
  const name = javaScriptEnabled ? "Meldeling" : "Aanmelder";

  it("S7, S4: the party sees that somebody waits, and who it is only after taking it up by name", async () => {
    const id = await comesForward(name);
    const helper = await signedIn(HELPER, { javaScriptEnabled });
    const { page } = helper;
    await helper.go("/zelf-gemeld");
    await good(helper);
    await openList(helper);
    expect(await main(helper)).not.toContain(name);
    expect(await inMenu(helper)).toMatch(/Zelf gemeld.*\d/s);
    await good(helper);
    await page.locator(`#m-${id}`).click();
    expect(await main(helper)).toContain("leest alleen wie de melding oppakt");
    expect(await main(helper)).not.toContain(name);
    await good(helper);
    await page.getByRole("button", { name: "Oppakken" }).click();
    expect(await said(helper)).toContain("De melding is nu van u");
    const text = await main(helper);
    for (const told of [
      `Voorbeeld ${name}`,
      "026 555 0100",
      "Liefst na vier uur",
      "is vastgelegd met het doel",
    ])
      expect(text).toContain(told);
    await good(helper);
    await picture(page, "request");
    await helper.close();
  });

  it("who decides by what is no longer so is told, and nothing is done", async () => {
    const id = await comesForward(name);
    const helper = await signedIn(HELPER, { javaScriptEnabled });
    await helper.go(`/zelf-gemeld/${id}`);
    await asClient(PARTY, "PUT", `/self-registrations/${id}/claim`);
    await helper.page.getByRole("button", { name: "Oppakken" }).click();
    expect(await said(helper)).toContain("een collega was net eerder");
    expect(await main(helper)).toContain(`${PARTY} (gemeente) heeft de melding opgepakt`);
    expect(await main(helper)).not.toContain(name);
    await good(helper);
    await asClient(PARTY, "DELETE", `/self-registrations/${id}/claim`);
    await asClient(PARTY, "PUT", `/self-registrations/${id}/claim`);
    await helper.page.getByRole("button", { name: "Terugleggen" }).click();
    expect(await said(helper)).toContain("een collega was net eerder");
    await helper.page.getByRole("button", { name: "Terugleggen" }).click();
    expect(await said(helper)).toContain("wacht weer op een collega");
    expect(await main(helper)).toMatch(/Teruggelegd[\s\S]*, u/);
    await helper.close();
  });

  it("M4: is closed with a reason by whoever has it, who is named; what the person told is gone", async () => {
    const id = await comesForward(name);
    const helper = await signedIn(HELPER, { javaScriptEnabled });
    await openList(helper);
    await helper.page
      .getByRole("row", { name: new RegExp(id.slice(0, 8)) })
      .getByRole("button", { name: /Oppakken en openen/ })
      .click();
    await unfold(helper, "Sluiten zonder profiel");
    await helper.page.getByRole("button", { name: "Sluit de melding" }).click();
    expect(await helper.page.getByRole("alert").innerText()).toContain("Kies waarom u de melding sluit");
    await good(helper);
    await helper.page.getByLabel("Waarom?").selectOption("helped-elsewhere");
    await helper.page.getByRole("button", { name: "Sluit de melding" }).click();
    expect(await said(helper)).toContain("De melding is gesloten");
    const text = await main(helper);
    expect(text).not.toContain(name);
    expect(text).toContain("Gesloten: De persoon wordt ergens anders geholpen");
    await good(helper);
    await helper.page.getByRole("link", { name: "Zelf gemeld" }).last().click();
    await helper.page.getByRole("link", { name: "Afgerond" }).click();
    await good(helper);
    await helper.page.locator(`#m-${id}`).click();
    await helper.page.getByRole("main").getByRole("link", { name: "Zelf gemeld" }).click();
    expect(helper.page.url()).toContain(`?stand=settled#m-${id}`);
    await helper.close();
  });

  it("S7: after the talk a profile answers it, with consent or not at all, and the person gets a link", async () => {
    const id = await comesForward(name);
    const helper = await signedIn(HELPER, { javaScriptEnabled });
    const { page } = helper;
    await helper.go(`/zelf-gemeld/${id}/profiel`);
    expect(await said(helper)).toContain("Pak de melding eerst op");
    await page.getByRole("button", { name: "Oppakken" }).click();
    await page.getByRole("link", { name: "Maak het profiel" }).click();
    expect(await page.getByLabel("Achternaam").inputValue()).toBe(name);
    await good(helper);
    await picture(page, "request-profile");
    await page.getByLabel("Beroep", { exact: true }).fill("kok");
    await page.getByLabel("Beroep 2").fill("xqzw");
    await page.getByLabel("Meeste uren per week").fill("veel");
    await page.getByRole("button", { name: "Maak het profiel" }).click();
    const alert = await page.getByRole("alert").innerText();
    for (const told of ["heel aantal uren", "Zonder toestemming", "“xqzw” kennen we niet"])
      expect(alert).toContain(told);
    await good(helper);
    await page.getByLabel("Beroep 2").fill("");
    await page.getByLabel("Meeste uren per week").fill("36");
    await page.getByLabel("vindt het goed").check();
    await page.getByRole("button", { name: "Maak het profiel" }).click();
    expect(await said(helper)).toContain("de melding is beantwoord");
    expect(await main(helper)).toContain("Beantwoord met een profiel");
    await good(helper);
    await page.getByRole("button", { name: "Maak een persoonlijke link" }).click();
    const link = await page.locator(".desk-link-once").innerText();
    await good(helper);
    await settled();
    const seeker = await visit({ javaScriptEnabled });
    await seeker.go(new URL(link).pathname);
    await seeker.page.getByRole("button", { name: "Mijn gegevens openen" }).click();
    await seeker.go("/mijn/inzage");
    expect(await main(seeker)).toContain("De eerstverantwoordelijke partij leest een zelfmelding");
    await seeker.close();
    await helper.close();
  });

  it("a team follows how long people wait and who helps them, and sees nobody; others see nothing", async () => {
    const id = await comesForward(name);
    const member = await signedIn("medewerker-am07", { javaScriptEnabled });
    await member.page
      .getByRole("navigation", { name: "Hoofdmenu" })
      .getByRole("link", { name: /Zelf gemeld/ })
      .click();
    expect(await member.page.getByRole("table").innerText()).toContain("gemeente");
    expect(await member.page.getByRole("button", { name: /Oppakken/ }).count()).toBe(0);
    await good(member);
    await member.page.getByLabel("Zoek een melding op nummer").fill("12");
    await member.page.getByRole("button", { name: "Zoek", exact: true }).click();
    expect(await member.page.getByRole("alert").innerText()).toContain("geen heel nummer");
    await member.page.getByLabel("Zoek een melding op nummer").fill(` ${id.toUpperCase()} `);
    await member.page.getByRole("button", { name: "Zoek", exact: true }).click();
    expect(await main(member)).toContain("Het team volgt deze melding");
    expect(await member.page.content()).not.toContain(name);
    await good(member);
    await member.go(`/zelf-gemeld/${randomUUID()}`);
    expect(await main(member)).toContain("Deze pagina is er niet");
    await member.close();
    const elsewhere = await signedIn("medewerker-am17", { javaScriptEnabled });
    await elsewhere.go(`/zelf-gemeld/${id}`);
    expect(await main(elsewhere)).toContain("Deze pagina is er niet");
    await elsewhere.close();
    const uwv = await signedIn("gebruiker-responsible-party-uwv", { javaScriptEnabled });
    await uwv.go(`/zelf-gemeld/${id}`);
    expect(await main(uwv)).toContain("Deze pagina is er niet");
    await uwv.close();
  });
});

it("whoever waits too long stands out, in the menu, in the list and on the page", async () => {
  const id = await comesForward("Wachtende");
  await moveClock(9 * DAY);
  for (const [subject, rule] of [
    [HELPER, "binnen vijf werkdagen"],
    ["coordinator-am07", "Bel de partij die helpt"],
  ] as const) {
    const who = await signedIn(subject);
    await (subject === HELPER ? openList(who) : who.go("/zelf-gemeld"));
    expect(await inMenu(who)).toMatch(/\d+ te laat/);
    expect(await who.page.getByRole("row", { name: new RegExp(id.slice(0, 8)) }).innerText()).toMatch(
      /dag(?:en)? te laat/,
    );
    await expectGoodPage(who);
    if (subject === HELPER) await picture(who.page, "requests");
    await who.page.locator(`#m-${id}`).click();
    expect(await main(who)).toContain(rule);
    await expectGoodPage(who);
    await who.close();
  }
});
