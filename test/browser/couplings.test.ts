import { afterAll, beforeAll, expect, it } from "vitest";
import { closeBrowser, signedIn, type Visit } from "./support/browser.ts";
import { expectGoodPage } from "./support/checks.ts";
import { picture } from "./support/screens.ts";
import { asClient, settled } from "./support/the-platform.ts";

const FIRM_A = "90000131";
const FIRM_B = "90000132";
const OTHER_B = "90000133";

/** A workshop closes in Arnhem, and two others there look for welders: work that no other story has. */
beforeAll(async () => {
  const [welder] = (await asClient("administrator", "GET", "/occupations?q=lasser&limit=1")).items;
  const employer = (kvkNumber: string) => ({ kvkNumber, name: `Voorbeeldbedrijf ${kvkNumber} (voorbeeld)` });
  const posting = (kvkNumber: string, positions: number) =>
    asClient(`employer-${kvkNumber}`, "POST", "/vacancies", {
      title: "Lasser",
      occupation: welder.uri,
      employer: employer(kvkNumber),
      places: [{ postcode: "6811KM", positions }],
    });
  await posting(FIRM_B, 3);
  await posting(OTHER_B, 1);
  await asClient(`employer-${FIRM_A}`, "POST", "/surplus-notices", {
    employer: employer(FIRM_A),
    reasons: ["closure"],
    groups: [
      {
        groupKey: "werkplaats",
        jobTitle: "Lasser",
        occupation: welder.uri,
        headCount: 4,
        postcode: "6811AA",
        availableFromDate: "2027-01-01",
      },
    ],
  });
  await settled();
});
afterAll(closeBrowser);

const open = async (visitor: Visit, title: string): Promise<void> => {
  await visitor.go("/koppelingen");
  await visitor.page.getByRole("link", { name: title }).click();
};

it("B1: firm A agrees to fewer than proposed", async () => {
  const firmA = await signedIn(`gebruiker-employer-${FIRM_A}`);
  await firmA.go("/koppelingen");
  expect(await firmA.page.getByRole("table").textContent()).toContain("Uw antwoord wordt gevraagd");
  await expectGoodPage(firmA);
  await picture(firmA.page, "couplings");
  await firmA.page.getByRole("link", { name: "Afgerond" }).click();
  expect(await firmA.page.getByRole("main").textContent()).toContain("Geen koppelingen met deze stand");
  await expectGoodPage(firmA);
  await open(firmA, "3 mensen naar 6811 Arnhem");
  await expectGoodPage(firmA);
  await picture(firmA.page, "coupling");
  await firmA.page.getByRole("button", { name: "Verstuur uw antwoord" }).click();
  expect(await firmA.page.getByRole("alert").textContent()).toContain("Kies ja of nee");
  await expectGoodPage(firmA);
  await firmA.page.getByLabel("Ja, met dit aantal mensen").check();
  await firmA.page.getByLabel("Hoeveel mensen?").fill("2");
  await firmA.page.getByRole("button", { name: "Verstuur uw antwoord" }).click();
  expect(await firmA.page.getByRole("main").textContent()).toContain("Akkoord met 2");

  await firmA.close();
});

it("B1: the coordinator takes the coupling up in the queue; a colleague who answers is told who has it", async () => {
  const colleague = await signedIn("coordinator-am07");
  await colleague.go("/werkvoorraad?soort=coupling");
  await colleague.page
    .getByRole("button", { name: /Oppakken\s*: Lasser/ })
    .first()
    .click();
  expect(await colleague.page.getByRole("status").textContent()).toContain("De koppeling is nu van u");
  await colleague.page.getByRole("button", { name: "Ongedaan maken" }).click();
  expect(await colleague.page.getByRole("status").textContent()).toContain("Losgelaten");
  await expectGoodPage(colleague);
  await colleague.page
    .getByRole("row", { name: /3 personen/ })
    .getByRole("button", { name: "Oppakken en openen" })
    .click();
  expect(await colleague.page.getByRole("main").textContent()).toContain("Opgepakt door");
  await expectGoodPage(colleague);

  const member = await signedIn("medewerker-am07", { javaScriptEnabled: false });
  await open(member, "3 mensen naar 6811 Arnhem");
  await member.page.getByLabel("Ja, met dit aantal mensen").check();
  await member.page.getByRole("button", { name: "Verstuur uw antwoord" }).click();
  expect(await member.page.getByRole("main").textContent()).toContain("heeft het opgepakt op");
  expect(await member.page.getByLabel("Ja, met dit aantal mensen").isChecked()).toBe(true);
  await expectGoodPage(member, { scripted: false });
  await member.close();

  await colleague.page.getByRole("button", { name: "Loslaten" }).click();
  await colleague.page.getByRole("link", { name: "Werkvoorraad" }).first().click();
  await colleague.close();
});

it("B1: firm B and the team agree, and firm A follows the transition", async () => {
  for (const subject of [`gebruiker-employer-${FIRM_B}`, "medewerker-am07"]) {
    const other = await signedIn(subject, { javaScriptEnabled: false });
    await open(other, "3 mensen naar 6811 Arnhem");
    await other.page.getByLabel("Ja, met dit aantal mensen").check();
    await other.page.getByRole("button", { name: "Verstuur uw antwoord" }).click();
    expect(await other.page.getByRole("status").textContent()).toContain("Uw antwoord is verstuurd");
    await other.close();
  }

  const firmA = await signedIn(`gebruiker-employer-${FIRM_A}`);
  await open(firmA, "3 mensen naar 6811 Arnhem");
  expect(await firmA.page.getByRole("main").textContent()).toContain("Hoe gaat de overgang?");
  await expectGoodPage(firmA);
  await firmA.page.getByLabel("Begonnen").fill("1");
  await firmA.page.getByLabel("Daarvan na de proeftijd gebleven").fill("2");
  await firmA.page.getByRole("button", { name: "Sla de stand op" }).click();
  expect(await firmA.page.getByRole("alert").textContent()).toContain("niet meer zijn dan begonnen");
  await firmA.page.getByLabel("Begonnen").fill("2");
  await firmA.page.getByRole("button", { name: "Sla de stand op" }).click();
  expect(await firmA.page.getByRole("main").textContent()).toContain("2 begonnen, 2 gebleven");
  await expectGoodPage(firmA);
  await firmA.close();
});

it.each([true, false])(
  "from group to person: firm A makes codes, sees them once, and never who used one (S4), script %s",
  async (javaScriptEnabled) => {
    const firmA = await signedIn(`gebruiker-employer-${FIRM_A}`, { javaScriptEnabled });
    const { page } = firmA;
    const good = () => expectGoodPage(firmA, { scripted: javaScriptEnabled });
    const main = page.getByRole("main");
    await open(firmA, "3 mensen naar 6811 Arnhem");
    await main.getByRole("link", { name: "Uitnodigingscodes" }).click();
    await good();
    await page.getByLabel("Hoeveel codes?").fill("3");
    await page.getByRole("button", { name: "Maak codes" }).click();
    expect(await page.getByRole("alert").textContent()).toContain(
      javaScriptEnabled ? "van 1 tot en met 2" : "van 1",
    );
    await good();
    await page.getByLabel("Hoeveel codes?").fill("1");
    await page.getByRole("button", { name: "Maak codes" }).click();
    const code = await page.locator(".desk-slip__code").textContent();
    expect(code).toMatch(/^(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
    await good();
    await picture(page, "coupling-codes");
    await page.getByRole("link", { name: "Klaar" }).click();
    expect(await main.textContent()).not.toContain(code ?? "?");
    await good();
    await page.getByRole("button", { name: "Nieuwe code 1" }).click();
    expect(await page.locator(".desk-slip__code").textContent()).not.toBe(code);
    await page.getByRole("link", { name: "Klaar" }).click();
    if (!javaScriptEnabled) {
      expect(await main.textContent()).toContain("Voor ieder die is afgesproken, is een code gemaakt");
      await page.getByRole("button", { name: "Trek in 2" }).click();
      expect(await page.getByRole("status").textContent()).toContain("Code 2 is ingetrokken");
      expect(await page.getByRole("table").textContent()).toContain("Ingetrokken");
    }
    await firmA.close();
  },
);

it("B1: a firm declines with a reason, which the other side reads", async () => {
  const firm = await signedIn(`gebruiker-employer-${OTHER_B}`);
  await open(firm, "1 mens naar 6811 Arnhem");
  await firm.page.getByLabel("Nee", { exact: true }).check();
  await firm.page.getByRole("button", { name: "Verstuur uw antwoord" }).click();
  expect(await firm.page.getByRole("alert").textContent()).toContain("Kies waarom");
  expect(await firm.page.getByLabel("Nee", { exact: true }).isChecked()).toBe(true);
  await firm.page.getByLabel("Waarom niet?").selectOption("dates-do-not-fit");
  await firm.page.getByRole("button", { name: "Verstuur uw antwoord" }).click();
  expect(await firm.page.getByRole("main").textContent()).toContain("De data passen niet");
  await expectGoodPage(firm);
  await firm.close();
  const firmA = await signedIn(`gebruiker-employer-${FIRM_A}`);
  await open(firmA, "1 mens naar 6811 Arnhem");
  expect(await firmA.page.getByRole("main").textContent()).toContain(
    "Afgewezen door Bedrijf met vraag: De data passen niet",
  );
  await firmA.close();
});
