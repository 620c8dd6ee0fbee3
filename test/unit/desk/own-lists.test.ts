import { describe, expect, it } from "vitest";
import { type Asked, DESK_URL, deskOn, posted } from "#test/support/desk/desk-app.ts";

const ID = "5b0c7e0e-0000-4000-8000-000000000001";
const SEEKER = { subject: "seeker", role: "job-seeker" } as const;

const place = (over: object = {}) => ({
  vacancyId: ID,
  profileId: "5b0c7e0e-0000-4000-8000-000000000002",
  state: "waiting",
  before: 2,
  lifeCoach: "not-offered",
  title: "Medewerker groen",
  employerName: "Voorbeeldgroen (voorbeeld)",
  ...over,
});
const work = (over: object = {}) => ({
  vacancyId: ID,
  status: "open",
  waiting: 3,
  offered: 1,
  started: 0,
  free: 0,
  withLifeCoach: 0,
  title: "Medewerker groen",
  employerName: "Voorbeeldgroen (voorbeeld)",
  region: "AM13",
  pc4: "3511",
  hoursPerWeek: { min: 24, max: 32 },
  ...over,
});
const answer =
  (places: readonly object[], open: readonly object[]) =>
  ({ path, method }: Asked): Response => {
    if (method !== "GET") return Response.json(places[0] ?? place());
    return Response.json({ items: path.startsWith("/v1/me/open-hiring") ? open : places });
  };

const show = async (places: readonly object[], open: readonly object[] = [], path = "") => {
  const desk = deskOn(answer(places, open));
  const { cookie } = await desk.open(SEEKER);
  const response = await desk.app.request(`${DESK_URL}/mijn/wachtlijsten${path}`, { headers: { cookie } });
  return { desk, status: response.status, html: await response.text(), response };
};

describe("D4: the own places on waiting lists", () => {
  it.each([
    ["waits", place(), ["Voor u wachten nog 2 mensen", "/verlaten"], ["/nemen", "/levenscoach"]],
    ["is next", place({ before: 0 }), ["U bent de eerste"], ["/nemen"]],
    ["may take the work", place({ state: "offered" }), ["/nemen", "Nee, haal mij"], ["/levenscoach"]],
    [
      "took it, and is asked about the life coach",
      place({ state: "started", lifeCoach: "offered" }),
      ["Ja, graag", "Nee, dank u", "Ik stop hiermee"],
      ["/nemen"],
    ],
    [
      "said yes to the life coach, and can think better of it",
      place({ state: "started", lifeCoach: "accepted" }),
      ["Toch niet"],
      ["Toch graag", "Ja, graag"],
    ],
    ["was on a list that closed", place({ state: "not-on-list" }), ["Lijst gesloten"], ["/verlaten"]],
  ])("of somebody who %s", async (_, one, shown, hidden) => {
    const { html } = await show([one]);
    for (const text of shown) expect(html).toContain(text);
    for (const text of hidden) expect(html).not.toContain(text);
  });

  it("whose turn it is comes first, and work that one is on the list for cannot be joined again", async () => {
    const other = "5b0c7e0e-0000-4000-8000-000000000009";
    const { html } = await show(
      [place(), place({ vacancyId: other, state: "offered", title: "Ander werk" })],
      [work(), work({ vacancyId: "5b0c7e0e-0000-4000-8000-000000000008", title: "Derde", free: 2 })],
    );
    expect(html.indexOf(`plaats-${other}`)).toBeLessThan(html.indexOf(`plaats-${ID}`));
    expect(html.match(/\/erbij"/g)).toHaveLength(1);
    expect(html).toContain("2 plaatsen vrij");
    expect(html).toContain("24 tot 32 uur per week");
  });

  it("no figure of anybody stands there but how many, and no score (D4)", async () => {
    const { html } = await show([place()], [work()]);
    expect(html).not.toMatch(/punten|van 100/);
  });

  it("what is not offered is not to be confirmed; what is no id is not there", async () => {
    expect((await show([place()], [], `/${ID}/nemen`)).status).toBe(303);
    expect((await show([place({ state: "offered" })], [], `/${ID}/nemen`)).html).toContain(
      "Ja, ik neem dit werk",
    );
    expect((await show([place({ state: "started" })], [], `/${ID}/verlaten`)).html).toContain(
      "Bespreek dit eerst met uw begeleider",
    );
    expect((await show([], [], `/${ID}/nemen`)).status).toBe(404);
    expect((await show([place()], [], "/1/nemen")).status).toBe(404);
  });

  it.each([
    ["erbij", "PUT", `/v1/me/waiting-lists/${ID}`, {}],
    ["nemen", "PUT", `/v1/me/waiting-lists/${ID}/start`, {}],
    ["verlaten", "DELETE", `/v1/me/waiting-lists/${ID}`, {}],
    ["levenscoach", "PUT", `/v1/me/waiting-lists/${ID}/life-coach`, { antwoord: "nee" }],
  ])(
    "%s asks the API to %s %s, and goes back to the region that was looked at",
    async (deed, method, path, more) => {
      const desk = deskOn(answer([place()], []));
      const { cookie, token } = await desk.open(SEEKER);
      const fields = { formuliersleutel: token, regio: "AM07", ...more };
      const url = `${DESK_URL}/mijn/wachtlijsten/${ID}/${deed}`;
      const response = await desk.app.request(url, posted(fields, { cookie }));
      expect(desk.asked).toMatchObject([{ method, path }]);
      if (deed === "levenscoach") expect(desk.asked[0]?.body).toEqual({ accepted: false });
      expect(response.headers.get("location")).toBe("/mijn/wachtlijsten?regio=AM07&melding=1");
    },
  );

  it("is for job seekers with a session only", async () => {
    const desk = deskOn(answer([place()], []));
    const none = await desk.app.request(`${DESK_URL}/mijn/wachtlijsten`);
    expect(none.headers.get("location")).toBe("/mijn/link?voorbij=1");
    const { cookie } = await desk.open({ role: "team", region: "AM13" });
    const team = await desk.app.request(`${DESK_URL}/mijn/wachtlijsten`, { headers: { cookie } });
    expect(team.status).toBe(403);
  });
});
