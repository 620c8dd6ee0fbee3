import { createHash, randomUUID } from "node:crypto";
import * as z from "zod";
import type { DeskStore } from "./desk-store.ts";
import type { User } from "./sessions.ts";

const DAY = 86_400_000;
/** A draft is kept for a month after it was last saved; a saved view for a year. */
const KEPT_DAYS = { DRAFT: 30, VIEW: 365, TYPED: 1, FLASH: 1, UNDO: 1 } as const;
type What = keyof typeof KEPT_DAYS;

/** By a hash of the subject: the key of an item is seen in places where its contents are not. */
const ownerOf = ({ subject }: Pick<User, "subject">): string =>
  `USER#${createHash("sha256").update(subject).digest("base64url")}`;

/** What the desk keeps for one person, wherever they sign in: drafts, saved views, words typed, messages to show once. */
export const keepingOf = (store: DeskStore, user: Pick<User, "subject">, now: () => Date) => {
  const pk = ownerOf(user);
  const key = (what: What, list: string, id: string) => ({ pk, sk: `${what}#${list}#${id}` });
  return {
    /** `list` names a kind of page ("vacancy"); keeping again replaces. */
    keep: (what: What, list: string, id: string, doc: unknown): Promise<void> =>
      store.keep(key(what, list, id), doc, new Date(now().getTime() + KEPT_DAYS[what] * DAY)),
    find: (what: What, list: string, id: string): Promise<unknown> => store.find(key(what, list, id)),
    take: (what: What, list: string, id: string): Promise<unknown> => store.take(key(what, list, id)),
    async list(what: What, list: string): Promise<{ id: string; doc: unknown }[]> {
      const prefix = `${what}#${list}#`;
      const found = await store.list(pk, prefix);
      return found.map(({ sk, doc }) => ({ id: sk.slice(prefix.length), doc }));
    },
  };
};
export type Keeping = ReturnType<typeof keepingOf>;

/** What somebody typed in a form that could not be sent: field names with their values. */
export const Typed = z.record(z.string(), z.array(z.string()));
export type Typed = z.infer<typeof Typed>;

/** A message to show once, on the next page; `undo` is the path of a form that takes it back. */
export const Flash = z.object({
  kind: z.enum(["ok", "info", "warning"]),
  text: z.string(),
  undo: z.object({ action: z.string(), fields: z.record(z.string(), z.string()) }).optional(),
});
export type Flash = z.infer<typeof Flash>;

/** Keeps what was typed until its owner has signed in again; gives the name to ask for it by. */
export const keepTyped = async (keeping: Keeping, typed: Typed): Promise<string> => {
  const id = randomUUID();
  await keeping.keep("TYPED", "form", id, typed);
  return id;
};
