import type { Context, Hono } from "hono";
import type { Log } from "#packages/runtime/log.ts";
import type { ApiClient } from "../api/client.ts";
import type { Language, Texts } from "../texts/texts.ts";
import type { Assets } from "./assets.ts";
import type { DeskStore } from "./desk-store.ts";
import type { Form } from "./form.ts";
import type { Identity } from "./identity.ts";
import type { Keeping } from "./keeping.ts";
import type { Known, Sessions, User } from "./sessions.ts";
import type { WaitingCounts } from "./waiting.ts";

/** With what the desk works. */
export type DeskDeps = {
  readonly store: DeskStore;
  readonly identity: Identity;
  readonly apiUrl: string;
  /** Scheme and host under which people see the pages. */
  readonly deskUrl: string;
  readonly fetch: (url: URL, init: RequestInit) => Promise<Response>;
  readonly assets: Assets;
  readonly now: () => Date;
  readonly log: Log;
};

/** What every page finds in its request. */
export type DeskEnv = {
  Variables: {
    deps: DeskDeps;
    language: Language;
    t: Texts;
    sessions: Sessions;
    known: Known | undefined;
    /** Who is signed in; undefined for a visitor. */
    user: User | undefined;
    api: ApiClient;
    form: Form;
    waiting: WaitingCounts;
  };
};
export type DeskContext = Context<DeskEnv>;
export type Desk = Hono<DeskEnv>;

/** A request of somebody who is signed in, for pages behind `signedIn`. */
export type SignedIn = { readonly user: User; readonly keeping: Keeping };
