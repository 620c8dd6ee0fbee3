import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { closeBrowser, signedIn, visit } from "./support/browser.ts";
import { expectGoodPage } from "./support/checks.ts";
import { picture } from "./support/screens.ts";
import { settled } from "./support/the-platform.ts";

afterAll(closeBrowser);

const HEADER = "reference;title;kvkNumber;employerName;postcode;positions";
const GOOD = "a-1;Verzorgende;90000121;Voorbeeld Zorg (voorbeeld);6811 KM;2";
const BAD = "a-2;;90000121;Voorbeeld Zorg (voorbeeld);0000 AA;veel";
/** By its path: a browser without script cannot be handed contents. */
const folder = mkdtempSync(join(tmpdir(), "overstap-files-"));
afterAll(() => rmSync(folder, { recursive: true }));
const fileOf = (...rows: string[]): string => {
  const path = join(folder, "vacatures.csv");
  writeFileSync(path, [HEADER, ...rows, ""].join("\r\n"));
  return path;
};

it("an employer has a file checked, sees what is wrong with which line, and sends it to be kept", async () => {
  const employer = await signedIn("gebruiker-employer-90000121", { javaScriptEnabled: false });
  const { page } = employer;
  const good = () => expectGoodPage(employer, { scripted: false });
  await employer.go("/bestanden-sturen");
  await good();
  const template = await page.request.get(new URL("/bestanden-sturen/voorbeeld/vacancies", page.url()).href);
  expect(template.headers()["content-disposition"]).toContain("voorbeeld-vacancies.csv");
  const columns = (await template.text()).replace("\ufeff", "").split(/\r?\n/)[0]?.split(";") ?? [];
  expect(columns).toEqual(expect.arrayContaining(["reference", "title", "postcode"]));

  await page.getByRole("button", { name: "Stuur het bestand" }).click();
  expect(await page.getByRole("alert").textContent()).toContain("Kies een bestand");
  await page.getByLabel("Bestand", { exact: true }).setInputFiles(fileOf(GOOD, BAD));
  await page.getByRole("button", { name: "Stuur het bestand" }).click();
  await page.waitForURL(/bestanden-sturen\/[0-9a-f-]{36}$/);
  await settled();
  await page.reload();
  expect(await page.getByRole("main").textContent()).toContain("Er is niets opgeslagen");
  expect(await page.getByRole("table").textContent()).toContain("Regel 3");
  await good();
  await picture(page, "file-check");
  const faults = await page.request.get(`${page.url()}/fouten`);
  expect(await faults.text()).toMatch(/^file,line,field,reason\r\n1,3,/);
  await employer.go("/vacatures");
  expect(await page.getByRole("main").textContent()).toContain("U heeft nog geen vacatures");

  await employer.go("/bestanden-sturen");
  await page.getByLabel("Bestand", { exact: true }).setInputFiles(fileOf(GOOD));
  await page.getByLabel("Controleren en opslaan").check();
  await page.getByRole("button", { name: "Stuur het bestand" }).click();
  await page.waitForURL(/bestanden-sturen\/[0-9a-f-]{36}$/);
  await settled();
  await page.reload();
  expect(await page.getByRole("main").textContent()).toContain("Uw bestand is verwerkt");
  await employer.go("/vacatures");
  expect(await page.getByRole("table").textContent()).toContain("Verzorgende");
  await employer.close();
});

it("S7: staff pass on somebody who comes forward alone; a visitor is told how it goes", async () => {
  const visitor = await visit();
  await visitor.go("/zelf-melden");
  expect(await visitor.page.getByRole("heading", { level: 1 }).textContent()).toBe("Zelf melden");
  await expectGoodPage(visitor);
  await visitor.close();

  const team = await signedIn("medewerker-am17");
  const { page } = team;
  await team.go("/zelf-melden");
  await page.getByRole("button", { name: "Geef door" }).click();
  expect(await page.getByRole("alert").getByRole("link").count()).toBe(5);
  await expectGoodPage(team);
  await page.getByLabel("Voornaam").fill("Voorbeeld");
  await page.getByLabel("Achternaam").fill("Voorbeeldpersoon");
  await page.getByLabel("Postcode").fill("1506 AB");
  await page.getByLabel("Wat is de situatie?").selectOption("enters-ww");
  await page.getByLabel("Telefoonnummer").fill("06 00000000");
  await page.getByRole("button", { name: "Geef door" }).click();
  expect(await page.getByRole("main").textContent()).toContain("UWV");
  await expectGoodPage(team);
  await team.close();
});

it.each(["/hulp", "/privacy", "/toegankelijkheid"])(
  "%s can be read by everybody, in two languages",
  async (path) => {
    const visitor = await visit();
    await visitor.go(path);
    await expectGoodPage(visitor);
    await visitor.page.getByRole("link", { name: "English" }).click();
    expect(await visitor.page.locator("html").getAttribute("lang")).toBe("en");
    await visitor.close();
  },
);
