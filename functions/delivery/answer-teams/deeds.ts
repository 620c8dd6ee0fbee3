import type { createApi } from "#packages/api/create-api.ts";
import { idempotently } from "#packages/api/idempotently.ts";
import {
  answerHandOverRoute,
  claimProposalRoute,
  decideProposalRoute,
  offerHandOverRoute,
  releaseProposalRoute,
} from "#packages/api/routes/delivery-proposals.ts";
import { claim, release } from "#packages/delivery/claim.ts";
import { decide } from "#packages/delivery/decide.ts";
import { acceptHandOver, offerHandOver, returnHandOver } from "#packages/delivery/hand-over.ts";
import type { Deps } from "./deps.ts";
import { doDeed, prepareDeed } from "./do-deed.ts";

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
};
