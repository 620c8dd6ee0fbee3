import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import * as z from "zod";
import { Role } from "#packages/domain/actor.ts";
import type { DeskStore } from "./desk-store.ts";

/** Who is signed in: what the token says of them, and the token itself, which never leaves the server. */
export const User = z.object({
  subject: z.string(),
  role: Role,
  name: z.string().optional(),
  kvkNumber: z.string().optional(),
  region: z.string().optional(),
  sector: z.string().optional(),
  party: z.string().optional(),
  accessToken: z.string(),
  /** When the API stops accepting the token. */
  tokenEndsAt: z.iso.datetime(),
  idToken: z.string().optional(),
});
export type User = z.infer<typeof User>;

/** A signing in that is under way at the provider. */
const SigningIn = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
});
export type SigningIn = z.infer<typeof SigningIn>;

const Session = z.object({
  /** Goes with every form, so that no other site can send one. */
  csrf: z.string(),
  openedAt: z.iso.datetime(),
  seenAt: z.iso.datetime(),
  user: User.optional(),
  signingIn: SigningIn.optional(),
});
export type Session = z.infer<typeof Session>;

/** A session with the secret that the browser knows it by. */
export type Known = {
  readonly id: string;
  readonly session: Session;
  /** Past its time: good for nothing but keeping what somebody typed until they have signed in again. */
  readonly stale: boolean;
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A working day, and an hour without any request. */
const LONGEST = 10 * HOUR;
const IDLE = HOUR;
/** Time in which what is past its time is still known for what it was. */
const STALE = 12 * HOUR;
/** How old `seenAt` may be: not every request has to write. */
const SEEN_WITHIN = 5 * MINUTE;

const secret = (): string => randomBytes(32).toString("base64url");
/** Only a hash is kept: who reads the table cannot take over a session. */
const keyOf = (id: string) => ({
  pk: `SESSION#${createHash("sha256").update(id).digest("base64url")}`,
  sk: "SESSION",
});

const isStale = ({ openedAt, seenAt, user }: Session, now: Date): boolean =>
  now.getTime() - Date.parse(openedAt) > LONGEST ||
  now.getTime() - Date.parse(seenAt) > IDLE ||
  (user !== undefined && user.tokenEndsAt <= now.toISOString());

export type Sessions = ReturnType<typeof sessionsOf>;

/** Sessions of people at the desk, kept by the hash of a secret of 256 bits. */
export const sessionsOf = (store: DeskStore, now: () => Date) => {
  const write = (id: string, session: Session) =>
    store.keep(keyOf(id), session, new Date(now().getTime() + LONGEST + STALE));
  const open = async (more: Partial<Session> = {}): Promise<Known> => {
    const id = secret();
    const at = now().toISOString();
    const session = { csrf: secret(), openedAt: at, seenAt: at, ...more };
    await write(id, session);
    return { id, session, stale: false };
  };
  return {
    /** A new session with an id of its own: one that was known before signing in is of no use after it. */
    open,
    async find(id: string): Promise<Known | undefined> {
      const found = Session.safeParse(await store.find(keyOf(id)));
      if (!found.success) return undefined;
      const session = found.data;
      const stale = isStale(session, now());
      if (!stale && now().getTime() - Date.parse(session.seenAt) > SEEN_WITHIN) {
        const seen = { ...session, seenAt: now().toISOString() };
        await write(id, seen);
        return { id, session: seen, stale };
      }
      return { id, session, stale };
    },
    async change({ id, session, stale }: Known, more: Partial<Session>): Promise<Known> {
      const changed = { ...session, ...more };
      await write(id, changed);
      return { id, session: changed, stale };
    },
    end: ({ id }: Known) => store.take(keyOf(id)),
  };
};

/** Whether a form's token is the session's, without telling by time how much of it is right. */
export const isTokenOf = ({ csrf }: Session, given: string): boolean => {
  const [wanted, got] = [csrf, given].map((text) => createHash("sha256").update(text).digest());
  return wanted !== undefined && got !== undefined && timingSafeEqual(wanted, got);
};
