import { createApp } from "#functions/desk/show-pages/app.ts";
import type { DeskDeps } from "#packages/desk/frame/desk-env.ts";
import type { DeskKey } from "#packages/desk/frame/desk-store.ts";
import { sessionsOf } from "#packages/desk/frame/sessions.ts";

/** A store in memory, with nothing but what the pages put there. */
const memoryStore = (): DeskDeps["store"] => {
  const items = new Map<string, unknown>();
  const nameOf = ({ pk, sk }: DeskKey) => `${pk}|${sk}`;
  return {
    find: async (key) => items.get(nameOf(key)),
    keep: async (key, doc) => {
      items.set(nameOf(key), doc);
    },
    take: async (key) => {
      const found = items.get(nameOf(key));
      items.delete(nameOf(key));
      return found;
    },
    list: async () => [],
  };
};

const refuse = () => Promise.reject(new Error("nobody signs in here"));
const silent = () => undefined;

const AT = "2026-11-20T09:00:00.000Z";
const vacancy = (index: number) => ({
  id: `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
  version: 1,
  status: "open",
  title: `Voorbeeldwerk ${index}`,
  kind: "regular",
  employer: { kvkNumber: "90000001", name: "Voorbeeldbedrijf (voorbeeld)" },
  nationalEmployer: false,
  places: [{ pc4: "6811", region: "AM07", open: 2, held: 0, filled: 0 }],
  requirements: [],
  mustHaves: { mode: "soft" },
  registeredAt: AT,
  changedAt: AT,
});

const answers = (path: string): unknown =>
  path.endsWith("/proposal-counts")
    ? { open: 3, takenUp: 1, filledPositions: 0 }
    : { items: Array.from({ length: 20 }, (_, index) => vacancy(index)) };

const MINUTES = 60_000;

/** Asks the pages of an employer with 20 vacancies, whose API answers at once: what is left is our own work. */
export const renderer = async () => {
  const store = memoryStore();
  const now = () => new Date(AT);
  const app = createApp({
    store,
    identity: { begin: refuse, finish: refuse, endUrl: refuse },
    apiUrl: "https://api.example",
    deskUrl: "https://desk.example",
    fetch: async (url) => Response.json(answers(url.pathname)),
    assets: { style: "desk.css", script: "desk.js", read: silent },
    now,
    log: { info: silent, warn: silent, error: silent },
  });
  const { id } = await sessionsOf(store, now).open({
    user: {
      subject: "bench",
      role: "employer",
      kvkNumber: "90000001",
      accessToken: "none",
      tokenEndsAt: new Date(now().getTime() + 30 * MINUTES).toISOString(),
    },
  });
  return async (path: string): Promise<{ readonly status: number; readonly html: string }> => {
    const headers = { cookie: `__Host-overstap=${id}` };
    const response = await app.request(`https://desk.example${path}`, { headers });
    return { status: response.status, html: await response.text() };
  };
};
