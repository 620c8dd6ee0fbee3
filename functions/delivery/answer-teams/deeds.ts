import type { createApi } from "#packages/api/create-api.ts";
import { idempotently } from "#packages/api/idempotently.ts";
import {
  answerHandOverRoute,
  assignProposalRoute,
  claimProposalRoute,
  decideProposalRoute,
  logContactRoute,
  offerHandOverRoute,
  releaseProposalRoute,
  withdrawDecisionRoute,
} from "#packages/api/routes/delivery-proposals.ts";
import { assign, claim, release } from "#packages/delivery/claim.ts";
import { logContact } from "#packages/delivery/contact.ts";
import { decide } from "#packages/delivery/decide.ts";
import { acceptHandOver, offerHandOver, returnHandOver } from "#packages/delivery/hand-over.ts";
import { withdrawDecision } from "#packages/delivery/withdraw.ts";
import type { Actor } from "#packages/domain/actor.ts";
import { find } from "#packages/store/documents.ts";
import { proposals } from "#packages/store/kinds.ts";
import { colleagueAt } from "./colleagues.ts";
import type { Deps } from "./deps.ts";
import { doDeed, prepareDeed } from "./do-deed.ts";
import { checkVisible } from "./own-region.ts";

/** The proposal's own region says who its colleagues are; who may see it is checked when it is done. */
const colleagueFor = async (deps: Deps, actor: Actor, subject: string): Promise<Actor> =>
  actor.region === undefined ? actor : colleagueAt(deps, actor.region, subject, "/to");

/** What people do with proposals (M4): claim, decide, hand over. What may be done when is in `packages/delivery`. */
export const serveDeeds = (api: ReturnType<typeof createApi>, deps: Deps): void => {
  api.openapi(claimProposalRoute, (c) =>
    doDeed(c, deps, c.req.valid("param").id, (proposal, _sides, actor, at) => claim(proposal, actor, at)),
  );

  api.openapi(releaseProposalRoute, (c) =>
    doDeed(c, deps, c.req.valid("param").id, (proposal, _sides, actor, at) => release(proposal, actor, at)),
  );

  api.openapi(decideProposalRoute, (c) => {
    const decision = c.req.valid("json");
    return idempotently(c, deps, () =>
      prepareDeed(c, deps, c.req.valid("param").id, (proposal, sides, actor, at) =>
        decide(proposal, decision, { ...sides, actor }, at),
      ),
    );
  });

  api.openapi(offerHandOverRoute, (c) => {
    const offer = c.req.valid("json");
    return idempotently(c, deps, () =>
      prepareDeed(c, deps, c.req.valid("param").id, (proposal, _sides, actor, at) =>
        offerHandOver(proposal, offer, actor, at),
      ),
    );
  });

  api.openapi(answerHandOverRoute, (c) => {
    const { answer, note } = c.req.valid("json");
    return doDeed(c, deps, c.req.valid("param").id, (proposal, _sides, actor, at) =>
      answer === "accepted"
        ? acceptHandOver(proposal, note, actor, at)
        : returnHandOver(proposal, note, actor, at),
    );
  });

  api.openapi(assignProposalRoute, async (c) => {
    const { to, note } = c.req.valid("json");
    const { id } = c.req.valid("param");
    checkVisible(c, await find(deps.table, proposals, id), id);
    const colleague = await colleagueFor(deps, c.var.caller.actor, to);
    return doDeed(c, deps, id, (proposal, _sides, actor, at) =>
      assign(proposal, { colleague, note }, actor, at),
    );
  });

  api.openapi(withdrawDecisionRoute, (c) =>
    doDeed(c, deps, c.req.valid("param").id, (proposal, sides, actor, at) =>
      withdrawDecision(proposal, sides, actor, at),
    ),
  );

  api.openapi(logContactRoute, (c) => {
    const contact = c.req.valid("json");
    return idempotently(c, deps, () =>
      prepareDeed(c, deps, c.req.valid("param").id, (proposal, _sides, actor, at) =>
        logContact(proposal, contact, actor, at),
      ),
    );
  });
};
