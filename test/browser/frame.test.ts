import { afterAll, describe, expect, it } from "vitest";
import { closeBrowser, signedIn, signInAs, visit } from "./support/browser.ts";
import { expectGoodPage } from "./support/checks.ts";
import { picture } from "./support/screens.ts";

afterAll(closeBrowser);

describe.each([true, false])("a visitor, script %s", (javaScriptEnabled) => {
  it("sees what there is on the start page, and changes the language", async () => {
    const visitor = await visit({ javaScriptEnabled });
    await visitor.go("/");
    expect(await visitor.page.getByRole("heading", { level: 1 }).textContent()).toBe("Van werk naar werk");
    await expectGoodPage(visitor, { scripted: javaScriptEnabled });
    await picture(visitor.page, "start");
    await visitor.page.getByRole("link", { name: "English" }).click();
    expect(await visitor.page.locator("html").getAttribute("lang")).toBe("en");
    await visitor.go("/uw-regio");
    expect(await visitor.page.getByRole("heading", { level: 1 }).textContent()).toBe(
      "Find your region's desk",
    );
    await visitor.close();
  });

  it("D1: finds the desk of a region by postcode, and is told of one that is not right", async () => {
    const visitor = await visit({ javaScriptEnabled });
    const { page } = visitor;
    await visitor.go("/uw-regio");
    await page.getByLabel("Postcode").fill("68");
    await page.getByRole("button", { name: "Zoek het loket" }).click();
    expect(await page.getByRole("alert").textContent()).toContain("Vul een postcode in");
    expect(await page.title()).toBe("Fout: Vind het loket in uw regio – Overstap");
    expect(await page.getByLabel("Postcode").inputValue()).toBe("68");
    await expectGoodPage(visitor, { scripted: javaScriptEnabled });
    await page.getByLabel("Postcode").fill("6811 KM");
    await page.getByRole("button", { name: "Zoek het loket" }).click();
    expect(await page.locator("#gevonden").textContent()).toContain("Midden-Gelderland");
    await expectGoodPage(visitor, { scripted: javaScriptEnabled });
    await picture(page, "find-desk");
    await visitor.close();
  });

  it("signs in, comes back to where they were going, and signs out", async () => {
    const visitor = await visit({ javaScriptEnabled });
    const { page } = visitor;
    await visitor.go("/aanmelden?naar=%2Fuw-regio%3Fpostcode%3D1012");
    await expectGoodPage(visitor, { scripted: javaScriptEnabled });
    await signInAs(page, "gebruiker-employer");
    expect(new URL(page.url()).pathname).toBe("/uw-regio");
    await page.getByRole("link", { name: "Overstap" }).click();
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toContain("Welkom");
    await expectGoodPage(visitor, { scripted: javaScriptEnabled });
    await page.getByRole("button", { name: "Afmelden" }).click();
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("U bent afgemeld");
    await expectGoodPage(visitor, { scripted: javaScriptEnabled });
    await visitor.close();
  });
});

describe("safeguards", () => {
  it("a form without the session's token changes nothing, and says so", async () => {
    const visitor = await signedIn("gebruiker-employer");
    const { page } = visitor;
    await page
      .locator('input[name="formuliersleutel"]')
      .first()
      .evaluate((input) => input.setAttribute("value", "x"));
    await page.getByRole("button", { name: "Afmelden" }).click();
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Dit formulier is verlopen");
    await expectGoodPage(visitor);
    await visitor.go("/");
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toContain("Welkom");
    await visitor.close();
  });

  it("the session's cookie is out of reach of scripts and of other sites, and no token leaves the server", async () => {
    const visitor = await signedIn("gebruiker-employer");
    const [session, ...rest] = (await visitor.context.cookies()).filter(({ name }) =>
      name.startsWith("overstap"),
    );
    expect(rest).toEqual([]);
    expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
    expect(await visitor.page.content()).not.toMatch(/eyJ[\w-]+\./);
    await visitor.close();
  });

  it("a page that is not there says so, signed in or not", async () => {
    const visitor = await visit();
    await visitor.go("/deze-pagina-is-er-niet");
    expect(await visitor.page.getByRole("heading", { level: 1 }).textContent()).toBe(
      "Deze pagina is er niet",
    );
    await expectGoodPage(visitor);
    await visitor.close();
  });
});
