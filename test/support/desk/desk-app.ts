import { createApp } from "#functions/desk/show-pages/app.ts";
import type { DeskDeps } from "#packages/desk/frame/desk-env.ts";
import type { DeskKey, DeskStore } from "#packages/desk/frame/desk-store.ts";
import { sessionsOf, type User } from "#packages/desk/frame/sessions.ts";
import { silentLog } from "#test/support/intake/intake-app.ts";

const nameOf = ({ pk, sk }: DeskKey): string => `${pk}|${sk}`;

/** The desk's table in memory; `items` is what stands there. */
export const memoryStore = (): DeskStore & { readonly items: Map<string, unknown> } => {
  const items = new Map<string, unknown>();
  return {
    items,
    find: async (key) => items.get(nameOf(key)),
    keep: async (key, doc) => {
      items.set(nameOf(key), structuredClone(doc));
    },
    take: async (key) => {
      const found = items.get(nameOf(key));
      items.delete(nameOf(key));
      return found;
    },
    list: async (pk, prefix) =>
      [...items].flatMap(([name, doc]) => {
        const [owner = "", sk = ""] = name.split("|");
        return owner === pk && sk.startsWith(prefix) ? [{ sk, doc }] : [];
      }),
  };
};

export type Asked = {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: unknown;
};
type Answer = (asked: Asked) => Response;

export const DESK_URL = "https://desk.example";

const bodyOf = (body: RequestInit["body"]): unknown =>
  typeof body === "string" ? JSON.parse(body) : undefined;

/**
 * The pages on a store in memory and an API that answers as told. `asked` is everything that the API was asked; `open` gives the
 * cookie and the form token of somebody who is signed in.
 */
export const deskOn = (answer: Answer) => {
  const store = memoryStore();
  const asked: Asked[] = [];
  let time = new Date("2026-11-20T09:00:00.000Z");
  const now = () => time;
  const refuse = () => Promise.reject(new Error("nobody signs in here"));
  const deps: DeskDeps = {
    store,
    now,
    identity: { begin: refuse, finish: refuse, endUrl: async () => undefined },
    apiUrl: "https://api.example",
    deskUrl: DESK_URL,
    fetch: async (url, init) => {
      const one = {
        method: init.method ?? "GET",
        path: `${url.pathname}${url.search}`,
        headers: new Headers(init.headers),
        body: bodyOf(init.body),
      };
      asked.push(one);
      return answer(one);
    },
    assets: { style: "desk.css", script: "desk.js", read: () => undefined },
    log: silentLog,
  };
  const app = createApp(deps);
  const open = async (over: Partial<User> = {}) => {
    const user: User = {
      subject: "somebody",
      role: "employer",
      kvkNumber: "90000001",
      accessToken: "the-token",
      tokenEndsAt: new Date(now().getTime() + 3_600_000).toISOString(),
      ...over,
    };
    const { id, session } = await sessionsOf(store, now).open({ user });
    return { cookie: `__Host-overstap=${id}`, token: session.csrf };
  };
  return {
    app,
    asked,
    open,
    store,
    wait: (ms: number) => {
      time = new Date(time.getTime() + ms);
    },
  };
};

/** A form as a browser posts it. */
export const posted = (
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>>,
): RequestInit => ({
  method: "POST",
  headers: {
    "content-type": "application/x-www-form-urlencoded",
    "sec-fetch-site": "same-origin",
    ...headers,
  },
  body: new URLSearchParams(fields).toString(),
});
