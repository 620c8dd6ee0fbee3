import { afterAll, describe, expect, it } from "vitest";
import { closeBrowser, visit } from "./support/browser.ts";
import { expectGoodPage } from "./support/checks.ts";
import { picture } from "./support/screens.ts";
import { asClient, settled } from "./support/the-platform.ts";

afterAll(closeBrowser);

describe.each([true, false])("somebody who comes forward alone, script %s", (javaScriptEnabled) => {
  const checks = { scripted: javaScriptEnabled };

  it("S7: is heard by the party of the situation (S2), told who helps, and matched with nothing yet", async () => {
    const visitor = await visit({ javaScriptEnabled });
    const { page } = visitor;
    await visitor.go("/");
    await page.getByRole("link", { name: /Ik zoek \(ander\) werk/ }).click();
    await expectGoodPage(visitor, checks);
    await picture(page, "come-forward");
    await page.getByLabel("Voornaam").fill("Voorbeeld");
    await page.getByLabel("Postcode van waar u woont").fill("1506");
    await page.getByRole("button", { name: "Verstuur mijn melding" }).click();
    expect(await page.getByRole("alert").innerText()).toContain("Er zijn 4 dingen nog niet goed");
    expect(await page.getByLabel("Voornaam").inputValue()).toBe("Voorbeeld");
    await expectGoodPage(visitor, checks);
    await page.getByLabel("Ik krijg of heb WW").check();
    await page.getByLabel("Achternaam").fill("Meldpersoon");
    await page.getByLabel("Postcode van waar u woont").fill("1506 AB");
    await page.getByLabel("Telefoon").fill("020 555 0100");
    await page.getByLabel("Uitnodigingscode").fill("dit is er geen");
    await page.getByRole("button", { name: "Verstuur mijn melding" }).click();
    expect(await page.getByRole("alert").innerText()).toContain("Deze code werkt niet");
    await page.getByLabel("Uitnodigingscode").fill("");
    await page.getByRole("button", { name: "Verstuur mijn melding" }).click();
    const text = await page.getByRole("main").innerText();
    expect(text).toContain("UWV: die partij neemt contact met u op");
    expect(text).toContain("Zaanstreek/Waterland");
    expect(page.url()).toMatch(/\/zelf-melden\/ontvangen$/);
    expect(text).not.toContain("Meldpersoon");
    await expectGoodPage(visitor, checks);
    await settled();
    const { items } = await asClient("responsible-party-uwv", "GET", "/self-registrations?region=AM17");
    const [id] = items.map((one: { id: string }) => one.id).filter((one: string) => text.includes(one));
    await asClient("responsible-party-uwv", "PUT", `/self-registrations/${id}/claim`);
    const found = await asClient("responsible-party-uwv", "GET", `/self-registrations/${id}`);
    expect(found.person).toMatchObject({ familyName: "Meldpersoon", situation: "enters-ww" });
    expect(found.status).toBe("taken-up");
    await visitor.close();
  });
});
