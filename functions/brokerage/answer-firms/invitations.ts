import type { Context } from "hono";
import { seen } from "#packages/api/access.ts";
import type { ApiEnv } from "#packages/api/api-env.ts";
import type { createApi } from "#packages/api/create-api.ts";
import { idempotently, jsonAnswer } from "#packages/api/idempotently.ts";
import { Problem } from "#packages/api/problem.ts";
import {
  inviteStaffAnewRoute,
  inviteStaffRoute,
  listInvitationsRoute,
  withdrawInvitationRoute,
} from "#packages/api/routes/coupling-people.ts";
import type { InvitationsGiven, InvitationView } from "#packages/api/routes/invitation-views.ts";
import { checkIfMatch, etagOf } from "#packages/api/versions.ts";
import {
  type Invited,
  type Issued,
  inviteAnew,
  inviteMore,
  withdrawInvitation,
} from "#packages/coupling/invitations.ts";
import { stillToInvite } from "#packages/coupling/people-steps.ts";
import { isOfTeam } from "#packages/domain/actor.ts";
import type { Coupling } from "#packages/domain/coupling.ts";
import { TooBusy } from "#packages/domain/errors.ts";
import { type Invitation, shownCode } from "#packages/domain/invitation.ts";
import { settingsOf } from "#packages/domain/settings.ts";
import type { Caller } from "#packages/policy/caller.ts";
import { couplingResource } from "#packages/policy/resources.ts";
import { couplings } from "#packages/store/couplings.ts";
import { find } from "#packages/store/documents.ts";
import { invitationsOf } from "#packages/store/invitations.ts";
import { ConditionFailed, commit } from "#packages/store/platform-table.ts";
import { readSettings } from "#packages/store/settings-store.ts";
import type { Deps } from "./deps.ts";
import { partyFor } from "./who-sees.ts";

/** Who hands codes out: firm A, or who filed for it, and the team of its region. */
const ownCoupling = async (c: Context<ApiEnv>, { table }: Deps, id: string): Promise<Coupling> => {
  const coupling = seen(c, await find(table, couplings, id), couplingResource, id);
  if (partyFor(c.var.caller, coupling) === "to-firm")
    throw new Problem("not-allowed", "Codes are for the people of the other firm: that firm hands them out.");
  return coupling;
};

const countsOf = (coupling: Coupling) => ({
  agreed: coupling.agreed ?? 0,
  invited: coupling.invited,
  joined: coupling.joined,
  stillToInvite: stillToInvite(coupling),
});

const given = (coupling: Coupling, issued: readonly Issued[], withCodes: boolean): InvitationsGiven => ({
  ...countsOf(coupling),
  items: issued.map(({ invitation: { number, expiresAt }, code }) => ({
    number,
    ...(withCodes ? { code: shownCode(code) } : {}),
    expiresAt,
  })),
});

/** The firm is not told who used a code, and who did not (S4). */
const stateFor = (caller: Caller, { state, expiresAt }: Invitation, at: Date): InvitationView["state"] => {
  if (state === "withdrawn") return "withdrawn";
  const over = Date.parse(expiresAt) <= at.getTime();
  if (!isOfTeam(caller.actor.role)) return over ? "expired" : "given-out";
  return state === "open" && over ? "expired" : state;
};

const listed = async ({ table, now }: Deps, caller: Caller, coupling: Coupling) => {
  const all = await invitationsOf(table, coupling.id);
  return {
    ...countsOf(coupling),
    items: all.map((one) => ({
      number: one.number,
      state: stateFor(caller, one, now()),
      issuedAt: one.issuedAt,
      expiresAt: one.expiresAt,
    })),
  };
};

const invitingFor = async (deps: Deps, caller: Caller, { fromRegion }: Coupling, traceparent: string) => ({
  by: caller.actor,
  at: deps.now(),
  randomBytes: deps.randomBytes,
  days: settingsOf(await readSettings(deps.table), fromRegion).invitationDays,
  traceparent,
});

const TRIES = 5;
/** Decides and writes; decides anew when somebody wrote in between. */
const settle = async <T extends Pick<Invited, "writes"> | undefined>(
  { table }: Deps,
  decide: () => Promise<T>,
): Promise<T> => {
  for (let count = 0; count < TRIES; count += 1) {
    const decided = await decide();
    if (decided === undefined) return decided;
    try {
      await commit(table.client, decided.writes);
      return decided;
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
    }
  }
  throw new TooBusy("the coupling is being written by others");
};

/** From group to person: codes for the people of an agreed coupling. */
export const serveInvitations = (api: ReturnType<typeof createApi>, deps: Deps): void => {
  api.openapi(inviteStaffRoute, (c) =>
    idempotently(c, deps, async () => {
      const { caller, traceparent } = c.var;
      const before = await ownCoupling(c, deps, c.req.valid("param").id);
      checkIfMatch(c, before.version);
      const inviting = await invitingFor(deps, caller, before, traceparent);
      const { people } = c.req.valid("json");
      const { coupling, issued, writes } = await inviteMore(deps.table, before, people, inviting);
      const answer = (withCodes: boolean) =>
        jsonAnswer(201, given(coupling, issued, withCodes), { etag: etagOf(coupling.version) });
      return { writes, answer: answer(false), shownOnce: answer(true) };
    }),
  );

  api.openapi(listInvitationsRoute, async (c) => {
    const coupling = await ownCoupling(c, deps, c.req.valid("param").id);
    return c.json(await listed(deps, c.var.caller, coupling), 200);
  });

  api.openapi(inviteStaffAnewRoute, async (c) => {
    const { caller, traceparent } = c.var;
    const { id, number } = c.req.valid("param");
    const { coupling, issued } = await settle(deps, async () => {
      const before = await ownCoupling(c, deps, id);
      return inviteAnew(deps.table, before, number, await invitingFor(deps, caller, before, traceparent));
    });
    c.header("etag", etagOf(coupling.version));
    return c.json(given(coupling, issued, true), 200);
  });

  api.openapi(withdrawInvitationRoute, async (c) => {
    const { caller, traceparent } = c.var;
    const { id, number } = c.req.valid("param");
    await settle(deps, async () => {
      const before = await ownCoupling(c, deps, id);
      return withdrawInvitation(deps.table, before, number, {
        by: caller.actor,
        at: deps.now(),
        traceparent,
      });
    });
    return c.json(await listed(deps, caller, await ownCoupling(c, deps, id)), 200);
  });
};
