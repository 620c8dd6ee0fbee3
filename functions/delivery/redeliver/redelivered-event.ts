import type { PlatformEvent } from "#events/index.ts";
import { MatchHandedOverV1 } from "#events/match-handed-over.v1.ts";
import { MatchProposedV1 } from "#events/match-proposed.v1.ts";
import { isOpen, type Proposal } from "#packages/domain/proposal.ts";
import type { Redelivery } from "#packages/domain/redelivery.ts";
import { factsOf } from "#packages/proposing/proposal-events.ts";

/**
 * A proposal as a redelivery tells it again: the version as it now is, under an id of this redelivery. One that is
 * offered to this region by another is told as an offer. Undefined when it is not, or no longer, this region's to see.
 */
export const redeliveredEvent = (
  proposal: Proposal,
  { id: redeliveryId, region }: Redelivery,
  { at, traceparent }: { readonly at: Date; readonly traceparent?: string | undefined },
): PlatformEvent | undefined => {
  if (!isOpen(proposal.state)) return undefined;
  const facts = { ...factsOf(proposal), redeliveryId };
  const cause = {
    subject: proposal.id,
    at,
    idFrom: [redeliveryId, proposal.id, String(proposal.version)],
    dataref: `/v1/proposals/${proposal.id}`,
    traceparent,
  };
  if (proposal.region === region) return MatchProposedV1.make(facts, cause);
  if (proposal.handOver?.to !== region) return undefined;
  const { from, to } = proposal.handOver;
  return MatchHandedOverV1.make({ ...facts, what: "offered", from, to, addressee: region }, cause);
};
