import { describe, expect, it } from "vitest";
import { formOf } from "#packages/desk/frame/form.ts";
import { bodyOf, errorsOf, errorsOfProblem } from "#packages/desk/pages/requests/intake-form.ts";
import { TEXTS } from "#packages/desk/texts/texts.ts";
import { MarketProfileInput } from "#packages/domain/market-profile.ts";
import { type Asked, DESK_URL, deskOn, posted } from "#test/support/desk/desk-app.ts";

const ID = "5b0c7e0e-0000-4000-8000-000000000001";
const PROFILE = "5b0c7e0e-0000-4000-8000-000000000002";
const NOW = new Date("2026-11-20T09:00:00.000Z");
const UWV = { subject: "adviser", role: "responsible-party", party: "uwv", region: "AM13" } as const;
const TEAM = { subject: "member", role: "team", region: "AM13" } as const;
const COLLEAGUE = { subject: "colleague", role: "responsible-party", party: "uwv" };
const MINE = { subject: "adviser", role: "responsible-party", party: "uwv" };

const request = (over: object = {}) => ({
  id: ID,
  version: 1,
  region: "AM13",
  responsible: "uwv",
  status: "received",
  receivedAt: "2026-11-10T09:00:00.000Z",
  dueAt: "2026-11-17T22:59:59.000Z",
  history: [],
  ...over,
});
const claimed = (by: object) =>
  request({
    version: 2,
    status: "taken-up",
    claim: { by, at: "2026-11-11T09:00:00.000Z" },
    history: [{ at: "2026-11-11T09:00:00.000Z", by, what: "taken-up" }],
  });
const PERSON = {
  givenName: "Voorbeeld",
  familyName: "Meldeling",
  postcode: "3511AA",
  situation: "enters-ww",
  phone: "030 555 0100",
};
const answer =
  (one: object, lines: readonly object[] = []) =>
  ({ path }: Asked): Response =>
    path.startsWith("/v1/self-registrations?")
      ? Response.json({ items: lines })
      : Response.json(one, { headers: { etag: '"2"' } });

const get = async (desk: ReturnType<typeof deskOn>, path: string, who: object) => {
  const { cookie } = await desk.open(who);
  const response = await desk.app.request(`${DESK_URL}${path}`, { headers: { cookie } });
  return { status: response.status, html: await response.text(), response };
};

describe("the list of people who came forward alone", () => {
  const lines = [
    { ...request(), overdue: true },
    { ...request({ id: PROFILE, dueAt: "2026-11-27T22:59:59.000Z" }), overdue: false },
    { ...claimed(COLLEAGUE), id: "5b0c7e0e-0000-4000-8000-000000000003", overdue: false },
  ];

  it("says who waits too long, by how much, and how many in the menu; the party can take up what nobody has", async () => {
    const { html } = await get(deskOn(answer(request(), lines)), "/zelf-gemeld", UWV);
    expect(html).toContain("3 dagen te laat");
    expect(html).toContain("nog 7 dagen");
    expect(html).toMatch(/desk-count">3<[\s\S]*1 te laat/);
    expect(html.match(/\/oppakken"/g)).toHaveLength(2);
    expect(html).toContain("colleague (UWV)");
  });

  it("a team sees which party helps, and has nothing to press", async () => {
    const { html } = await get(deskOn(answer(request(), lines)), "/zelf-gemeld", TEAM);
    expect(html).toContain('data-label="Wie helpt"');
    expect(html).not.toContain("/oppakken");
    expect(html).not.toContain("Toon deze regio");
  });

  it("an organisation of several regions chooses one, which its browser remembers; others cannot", async () => {
    const desk = deskOn(answer(request(), lines));
    const { region: _, ...anywhere } = UWV;
    const first = await get(desk, "/zelf-gemeld", { ...anywhere, region: undefined });
    expect(first.html).toContain("Voor welke regio?");
    const chosen = await get(desk, "/zelf-gemeld?regio=AM07", { ...anywhere, region: undefined });
    expect(chosen.response.headers.get("set-cookie")).toMatch(/^regio=AM07;.*HttpOnly; Secure/);
    const team = await get(desk, "/zelf-gemeld?regio=AM07", TEAM);
    expect(team.response.headers.get("set-cookie")).toBeNull();
    expect(desk.asked.map(({ path }) => path).filter((path) => path.includes("AM07"))).toEqual([]);
  });

  it("is counted once a minute for the menu of every other page, and anew after a deed", async () => {
    const desk = deskOn(answer(request(), lines));
    const counted = () => desk.asked.filter(({ path }) => path.includes("limit=100")).length;
    for (let page = 0; page < 3; page += 1) expect((await get(desk, "/", UWV)).html).toContain("1 te laat");
    expect(counted()).toBe(1);
    desk.wait(61_000);
    await get(desk, "/", UWV);
    expect(counted()).toBe(2);
    const { cookie, token } = await desk.open(UWV);
    const fields = { formuliersleutel: token, versie: '"1"' };
    await desk.app.request(`${DESK_URL}/zelf-gemeld/${ID}/oppakken`, posted(fields, { cookie }));
    await get(desk, "/", UWV);
    expect(counted()).toBe(3);
  });

  it("S1: is counted for each person, for not all of a party may see the same requests", async () => {
    const desk = deskOn(answer(request(), lines));
    const counted = () => desk.asked.filter(({ path }) => path.includes("limit=100")).length;
    for (const subject of ["one", "other", "one"]) await get(desk, "/", { ...UWV, subject });
    expect(counted()).toBe(2);
  });

  it("a menu that cannot be counted is a menu all the same", async () => {
    const desk = deskOn(() => Response.json({}, { status: 500 }));
    const { status, html } = await get(desk, "/", UWV);
    expect(status).toBe(200);
    expect(html).toContain('href="/zelf-gemeld"');
  });
});

describe("one request", () => {
  it.each([
    ["nobody has it: the party takes it up", request(), ["/oppakken"], ["/sluiten", "/terugleggen"]],
    [
      "a colleague has it: it can be put back",
      claimed(COLLEAGUE),
      ["/terugleggen"],
      ["/sluiten", "/oppakken"],
    ],
    [
      "it is one's own",
      { ...claimed(MINE), person: PERSON },
      ["/sluiten", "/terugleggen", "/profiel", "Meldeling", "tel:0305550100"],
      ["/oppakken"],
    ],
    ["it is settled", { ...claimed(MINE), status: "closed" }, ["is afgerond"], ["/sluiten", "/oppakken"]],
  ])("%s", async (_, one, shown, hidden) => {
    const { html } = await get(deskOn(answer(one)), `/zelf-gemeld/${ID}`, UWV);
    for (const text of shown) expect(html).toContain(text);
    for (const text of hidden) expect(html).not.toContain(text);
  });

  it("what is no id is not there, without a question to the API", async () => {
    const desk = deskOn(answer(request()));
    expect((await get(desk, "/zelf-gemeld/1", TEAM)).status).toBe(404);
    expect(desk.asked.filter(({ path }) => path.endsWith("/1"))).toEqual([]);
    expect((await get(desk, `/zelf-gemeld/${ID}`, {})).status).toBe(403);
  });

  it.each([409, 412])(
    "M4: a deed names the version that was shown; %i is told on the page",
    async (status) => {
      const desk = deskOn(({ method }) =>
        method === "GET" ? Response.json({ items: [] }) : Response.json({}, { status }),
      );
      const { cookie, token } = await desk.open(UWV);
      const fields = { formuliersleutel: token, versie: '"1"', reden: "mistake" };
      const path = `${DESK_URL}/zelf-gemeld/${ID}/sluiten`;
      const response = await desk.app.request(path, posted(fields, { cookie }));
      expect(desk.asked[0]?.headers.get("if-match")).toBe('"1"');
      expect(desk.asked[0]?.body).toEqual({ reason: "mistake" });
      expect(response.headers.get("location")).toBe(`/zelf-gemeld/${ID}?melding=1`);
      expect(JSON.stringify([...desk.store.items])).toContain("een collega was net eerder");
    },
  );

  it("a team cannot do what only the party may", async () => {
    const desk = deskOn(answer(request()));
    const { cookie, token } = await desk.open(TEAM);
    const fields = { formuliersleutel: token, versie: '"1"' };
    const response = await desk.app.request(
      `${DESK_URL}/zelf-gemeld/${ID}/oppakken`,
      posted(fields, { cookie }),
    );
    expect(response.status).toBe(403);
    expect(desk.asked.filter(({ method }) => method !== "GET")).toEqual([]);
  });
});

describe("the profile after the intake", () => {
  const filled = (over: Readonly<Record<string, string>> = {}) =>
    formOf(
      Object.fromEntries(
        Object.entries({
          voornaam: "Voorbeeld",
          achternaam: "Meldeling",
          postcode: "6811 AA",
          situatie: "enters-ww",
          "werk-1": "kok",
          "beroep-1": "http://data.europa.eu/esco/occupation/90f75f67-495d-49fa-ab57-2f320e251d7e",
          urenmin: "24",
          urenmax: "36",
          beschikbaar: "1-2-2027",
          reis: "25",
          toestemming: "ja",
          toestemmingsdag: "20-11-2026",
          ...over,
        }).map(([name, value]) => [name, [value]]),
      ),
    );
  const wrong = (over: Readonly<Record<string, string>>) =>
    errorsOf(filled(over), NOW, TEXTS.nl).map(({ field }) => field);

  it("is what the API takes, with the consent in the words that were shown; sent twice it says the same", () => {
    const body = bodyOf(filled(), ID, NOW);
    expect(errorsOf(filled(), NOW, TEXTS.nl)).toEqual([]);
    const parsed = MarketProfileInput.parse(body);
    expect(parsed.profile).toMatchObject({
      hoursPerWeek: { min: 24, max: 36 },
      reachKm: 25,
      availableFromDate: "2027-02-01",
      consents: [{ purpose: "matching", wording: "2026-1", givenAt: "2026-11-19T23:00:00.000Z" }],
    });
    expect(bodyOf(filled(), ID, new Date(NOW.getTime() + 60_000))).toEqual(body);
  });

  it.each([
    [{ toestemming: "" }, ["toestemming"]],
    [{ toestemmingsdag: "21-11-2026" }, ["toestemmingsdag"]],
    [{ toestemmingsdag: "31-02-2026" }, ["toestemmingsdag"]],
    [{ postcode: "6811" }, ["postcode"]],
    [{ email: "geen adres" }, ["email"]],
    [{ urenmin: "40", urenmax: "36" }, ["urenmin"]],
    [{ urenmin: "12", urenmax: "" }, ["urenmax"]],
    [{ urenmax: "61" }, ["urenmax"]],
    [{ reis: "0" }, ["reis"]],
    [{ beschikbaar: "morgen" }, ["beschikbaar"]],
    [{ "werk-1": "", "beroep-1": "" }, ["werk-1"]],
    [{ voornaam: "", situatie: "iets" }, ["voornaam", "situatie"]],
  ])("%j: %j is to be put right", (over, fields) => {
    expect(wrong(over)).toEqual(fields);
  });

  it("what the API finds wrong stands at its field; what has none is told as such", () => {
    expect(
      errorsOfProblem(["/person/situation", "/profile/consents/0"], TEXTS.nl)?.map(({ field }) => field),
    ).toEqual(["situatie", "toestemmingsdag"]);
    expect(errorsOfProblem(["/selfRegistrationId"], TEXTS.nl)).toBeUndefined();
  });

  it("S4: is not shown to who has not taken the request up", async () => {
    const { status, response } = await get(
      deskOn(answer(claimed(COLLEAGUE))),
      `/zelf-gemeld/${ID}/profiel`,
      UWV,
    );
    expect(status).toBe(303);
    expect(response.headers.get("location")).toContain(`/zelf-gemeld/${ID}`);
  });
});
