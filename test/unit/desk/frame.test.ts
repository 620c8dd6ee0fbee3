import { describe, expect, it } from "vitest";
import { ownPath } from "#packages/desk/frame/sign-in-again.ts";
import { TEXTS } from "#packages/desk/texts/texts.ts";
import { ACTIVITIES } from "#packages/rights/processing-activities.ts";
import { DESK_URL, deskOn, posted } from "#test/support/desk/desk-app.ts";

const HOUR = 3_600_000;
const problem = (status: number) =>
  Response.json(
    { type: "https://overstap.example/problems/x", title: "x", status, detail: "x" },
    { status, headers: { "content-type": "application/problem+json" } },
  );

describe("what the API refuses, as a page", () => {
  it.each([
    [403, 403, "Deze pagina is niet voor u"],
    [404, 404, "Deze pagina is er niet"],
    [409, 409, "Dit kan nu niet"],
    [410, 410, "Dit is er niet meer"],
    [412, 412, "Dit is intussen veranderd"],
    [429, 429, "Even geduld"],
    [500, 500, "Er ging iets mis"],
    [503, 503, "Het is druk"],
  ])("%i is told with %i and where to go from there", async (given, status, heading) => {
    const { app, open } = deskOn(() => problem(given));
    const { cookie } = await open();
    const response = await app.request(`${DESK_URL}/vacatures`, { headers: { cookie } });
    expect(response.status).toBe(status);
    const html = await response.text();
    expect(html).toContain(`>${heading}</h1>`);
    expect(html).toContain("Naar de startpagina");
  });

  it("an API that does not answer is busy, not broken", async () => {
    const { app, open } = deskOn(() => {
      throw new TypeError("no connection");
    });
    const { cookie } = await open();
    const response = await app.request(`${DESK_URL}/vacatures`, { headers: { cookie } });
    expect(response.status).toBe(503);
  });

  it("401 sends to sign in and back again", async () => {
    const { app, open } = deskOn(() => problem(401));
    const { cookie } = await open();
    const response = await app.request(`${DESK_URL}/vacatures?vanaf=x`, { headers: { cookie } });
    expect(response.headers.get("location")).toBe("/aanmelden?naar=%2Fvacatures%3Fvanaf%3Dx");
  });
});

it("every use of personal data that the register knows has a reason in English", () => {
  expect(Object.keys(TEXTS.en.meRights.readings.activities).toSorted()).toEqual(
    Object.keys(ACTIVITIES).toSorted(),
  );
});

describe("sessions", () => {
  const page = "/vacatures/concept/5b0c7e0e-0000-4000-8000-000000000001/werk";

  it("asks the API as whoever is signed in, and keeps the token on the server", async () => {
    const { app, open, asked } = deskOn(() => Response.json({ items: [] }));
    const { cookie } = await open();
    const response = await app.request(`${DESK_URL}/vacatures`, { headers: { cookie } });
    expect(asked[0]?.headers.get("authorization")).toBe("Bearer the-token");
    expect(await response.text()).not.toContain("the-token");
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  it("is kept under a hash: what stands in the table opens nothing", async () => {
    const { open, store } = deskOn(() => problem(404));
    const { cookie } = await open();
    const id = cookie.split("=")[1] ?? "none";
    expect(JSON.stringify([...store.items])).not.toContain(id);
  });

  it.each([
    ["without a request", 61 / 60],
    ["when its token has ended", 1.01],
  ])("ends after an hour %s", async (_, hours) => {
    const { app, open, wait } = deskOn(() => Response.json({ items: [] }));
    const { cookie } = await open();
    wait(hours * HOUR);
    const response = await app.request(`${DESK_URL}/vacatures`, { headers: { cookie } });
    expect(response.headers.get("location")).toBe("/aanmelden?naar=%2Fvacatures");
  });

  it("what was typed in a session that ended is kept for its owner, and for nobody else", async () => {
    const { app, open, wait } = deskOn(() => Response.json({ items: [] }));
    const { cookie, token } = await open();
    wait(2 * HOUR);
    const sent = posted({ formuliersleutel: token, werk: "Kok" }, { cookie, referer: `${DESK_URL}${page}` });
    const response = await app.request(`${DESK_URL}${page}`, sent);
    const back = new URL(response.headers.get("location") ?? "", DESK_URL).searchParams.get("naar") ?? "";
    expect(back).toMatch(new RegExp(`^${page}\\?bewaard=`));
    const again = await open();
    const shown = await app.request(`${DESK_URL}${back}`, { headers: { cookie: again.cookie } });
    expect(await shown.text()).toContain('value="Kok"');
    const other = await open({ subject: "somebody-else" });
    const hidden = await app.request(`${DESK_URL}${back}`, { headers: { cookie: other.cookie } });
    expect(await hidden.text()).not.toContain('value="Kok"');
  });
});

describe("forms", () => {
  const path = `${DESK_URL}/vacatures/5b0c7e0e-0000-4000-8000-000000000001/intrekken`;

  it.each([
    ["without the session's token", {}, { formuliersleutel: "wrong" }],
    ["from another site", { "sec-fetch-site": "cross-site" }, {}],
    ["from a sibling of our domain", { "sec-fetch-site": "same-site" }, {}],
  ])("%s are not taken, and nothing is asked of the API", async (_, headers, fields) => {
    const { app, open, asked } = deskOn(() => problem(404));
    const { cookie, token } = await open();
    const sent = posted({ formuliersleutel: token, reden: "mistake", ...fields }, { cookie, ...headers });
    const response = await app.request(path, sent);
    expect(response.status).toBe(403);
    expect(asked).toEqual([]);
  });

  it("of browsers that tell no site, the origin counts", async () => {
    const { app, open, asked } = deskOn(() => problem(404));
    const { cookie, token } = await open();
    const init = posted(
      { formuliersleutel: token, reden: "mistake" },
      { cookie, origin: "https://evil.example" },
    );
    const headers = new Headers(init.headers);
    headers.delete("sec-fetch-site");
    expect((await app.request(path, { ...init, headers })).status).toBe(403);
    expect(asked).toEqual([]);
  });
});

it.each([
  ["/vacatures?vanaf=1#v-2", "/vacatures?vanaf=1#v-2"],
  ["//evil.example", "/"],
  ["/\\evil.example", "/"],
  ["https://evil.example", "/"],
  [undefined, "/"],
])("after signing in, %s leads to %s: never to another site", (given, path) => {
  expect(ownPath(given)).toBe(path);
});

it("every page forbids whatever does not come from here", async () => {
  const { app } = deskOn(() => problem(404));
  const policy = (await app.request(`${DESK_URL}/`)).headers.get("content-security-policy");
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("form-action 'self'");
  expect(policy).not.toContain("unsafe");
});

it("no page has script or style of its own in it", async () => {
  const { app } = deskOn(() => problem(404));
  const html = await (await app.request(`${DESK_URL}/`)).text();
  expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?! src=)/);
});
