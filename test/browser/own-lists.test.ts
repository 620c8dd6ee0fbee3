import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { closeBrowser, type Visit, visit } from "./support/browser.ts";
import { expectGoodPage } from "./support/checks.ts";
import { picture } from "./support/screens.ts";
import { asClient, settled } from "./support/the-platform.ts";

afterAll(closeBrowser);

const PARTY = "responsible-party-uwv";

/** Work without selection in Nijmegen, for so many people; answers the id of the vacancy. */
const work = async (title: string, positions: number): Promise<string> => {
  const { id } = await asClient("employer", "POST", "/vacancies", {
    title,
    kind: "open-hiring",
    contractKinds: ["permanent"],
    employer: { kvkNumber: "90000001", name: "Voorbeeld Schoonmaak (voorbeeld)" },
    places: [{ postcode: "6511 AA", positions }],
    hoursPerWeek: { min: 24, max: 32 },
  });
  await settled();
  return id;
};

/** A job seeker there, at the own pages. */
const jobSeeker = async (javaScriptEnabled: boolean): Promise<Visit> => {
  const { id } = await asClient(PARTY, "POST", "/market-profiles", {
    person: {
      givenName: "Voorbeeld",
      familyName: "Wachter",
      postcode: "6511 AA",
      situation: "enters-ww",
    },
    profile: { jobTitles: [], consents: [] },
  });
  const { token } = await asClient(PARTY, "POST", `/market-profiles/${id}/personal-links`);
  const visitor = await visit({ javaScriptEnabled });
  await visitor.go(`/mijn/link/${token}`);
  await visitor.page.getByRole("button", { name: "Mijn gegevens openen" }).click();
  return visitor;
};

const main = ({ page }: Visit): Promise<string> => page.getByRole("main").innerText();
const said = ({ page }: Visit): Promise<string> => page.getByRole("status").first().innerText();
const join = async ({ page }: Visit, title: string): Promise<void> => {
  await page.getByRole("button", { name: `Zet mij op de lijst : ${title}` }).click();
};

describe.each([true, false])("D4: waiting lists of a job seeker, script %s", (javaScriptEnabled) => {
  const good = (who: Visit) => expectGoodPage(who, { scripted: javaScriptEnabled });
  const title = javaScriptEnabled ? "Medewerker schoonmaak" : "Medewerker groen";

  it("joins, sees the place, leaves, comes back at the end, and takes the work when it is offered", async () => {
    await work(title, 1);
    const [first, second] = [await jobSeeker(javaScriptEnabled), await jobSeeker(javaScriptEnabled)];
    for (const who of [first, second]) {
      await who.page.getByRole("link", { name: /^Werk zonder sollicitatie/ }).click();
      expect(await main(who)).toContain("U staat op geen enkele lijst");
    }
    await good(first);
    await join(first, title);
    expect(await said(first)).toContain("meteen aan de beurt");
    await join(second, title);
    expect(await said(second)).toContain("de eerste die aan de beurt komt");
    await good(second);

    // The first thinks better of it: the work goes to the next, and who comes back waits.
    await first.page.getByRole("link", { name: /^Nee, haal mij van de lijst/ }).click();
    expect(await main(first)).toContain("dan staat u weer achteraan");
    await good(first);
    await first.page.getByRole("button", { name: "Ja, haal mij van de lijst" }).click();
    expect(await said(first)).toContain("U staat niet meer op deze lijst");
    await join(first, title);
    expect(await said(first)).toContain("de eerste die aan de beurt komt");

    await second.go("/mijn");
    expect(await main(second)).toContain("U bent aan de beurt voor werk zonder sollicitatie");
    await good(second);
    await second.page.getByRole("link", { name: "Bekijk het en kies" }).click();
    await good(second);
    await picture(second.page, "me-lists");
    await second.page.getByRole("link", { name: /^Ik neem dit werk/ }).click();
    await good(second);
    await second.page.getByRole("button", { name: "Ja, ik neem dit werk" }).click();
    expect(await said(second)).toContain("U hebt dit werk");
    await good(second);
    await second.page.getByRole("button", { name: "Ja, graag" }).click();
    expect(await main(second)).toContain("U krijgt een levenscoach");
    await second.page.getByRole("button", { name: "Toch niet" }).click();
    expect(await main(second)).toContain("U wilt geen levenscoach");
    await good(second);
    await settled();
    await second.go("/mijn");
    expect(await main(second)).toContain("U hebt werk gevonden");
    await second.close();
    await first.close();
  });

  it("what came too late is told, a guess is not there, and work elsewhere is found by region", async () => {
    const name = `${title} nacht`;
    const id = await work(name, 1);
    const who = await jobSeeker(javaScriptEnabled);
    await who.go("/mijn/wachtlijsten");
    await join(who, name);
    await who.page.getByRole("link", { name: /^Ik neem dit werk/ }).click();
    // The employer withdraws the vacancy while the page stands open.
    await asClient("employer", "POST", `/vacancies/${id}/withdrawal`, { reason: "mistake" });
    await settled();
    await who.page.getByRole("button", { name: "Ja, ik neem dit werk" }).click();
    expect(await said(who)).toContain("de lijst is intussen veranderd of gesloten");
    await good(who);
    await who.go(`/mijn/wachtlijsten/${randomUUID()}/nemen`);
    expect(await main(who)).toContain("Deze pagina is er niet");
    await who.go("/mijn/wachtlijsten/1/verlaten");
    expect(await main(who)).toContain("Deze pagina is er niet");
    await who.go("/mijn/wachtlijsten");
    await who.page.getByLabel("Kijk in een andere regio").selectOption("AM01");
    await who.page.getByRole("button", { name: "Toon", exact: true }).click();
    expect(await main(who)).toContain("Er is hier nu geen open hiring");
    await good(who);
    await who.close();
  });
});
