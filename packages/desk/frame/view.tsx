import { createContext, useContext } from "hono/jsx";
import { type Language, TEXTS, type Texts } from "../texts/texts.ts";
import type { User } from "./sessions.ts";
import type { Waiting } from "./waiting.ts";

/** What any part of a page may need to know of the page it is on. */
export type View = {
  readonly t: Texts;
  readonly language: Language;
  readonly user: User | undefined;
  /** Path and query of the page. */
  readonly here: string;
  /** Token for forms; empty on pages of visitors without a session, which have none. */
  readonly token: string;
  readonly now: Date;
  /** How many people who came forward alone wait, for whom that is in the menu. */
  readonly waiting?: Waiting | undefined;
};

const NOWHERE: View = {
  t: TEXTS.nl,
  language: "nl",
  user: undefined,
  here: "/",
  token: "",
  now: new Date(0),
};

export const ViewContext = createContext<View>(NOWHERE);
/** Pages are rendered in one go, so that a component always finds the view of its own page. */
export const useView = (): View => useContext(ViewContext);
export const useTexts = (): Texts => useView().t;
