import type { Actor } from "#packages/domain/actor.ts";
import { type Contact, OPEN_STATES, type Proposal } from "#packages/domain/proposal.ts";
import { advance, type Outcome, type Refused, refuse } from "./transition.ts";
import { refuseState, refuseStranger } from "./who-may.ts";

/** An item of the table holds 400 KB: so many contacts, with notes of 1,000 characters, stay well below it. */
const CONTACTS_AT_MOST = 100;

const refuseFull = ({ history }: Proposal): Refused | undefined =>
  history.filter(({ what }) => what === "contacted").length < CONTACTS_AT_MOST
    ? undefined
    : refuse("log-full", `The contact log holds ${CONTACTS_AT_MOST} contacts, and no more.`);

export type LoggedContact = Contact & { readonly note?: string | undefined };

/**
 * Notes that somebody of the team spoke with the person, the employer or another party. By anybody of the team that has
 * it, also after a placement, when people are guided. It changes nothing else.
 */
export const logContact = (
  proposal: Proposal,
  { note, ...contact }: LoggedContact,
  actor: Actor,
  now: Date,
): Outcome =>
  refuseStranger(proposal.region, actor) ??
  refuseState(proposal, [...OPEN_STATES, "placed"], "contact is logged") ??
  refuseFull(proposal) ??
  advance(proposal, { what: "contacted", by: actor, at: now, contact, note }, {});
