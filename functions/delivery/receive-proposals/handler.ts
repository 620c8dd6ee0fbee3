import * as z from "zod";
import { MatchDecidedV1 } from "#events/match-decided.v1.ts";
import { MatchEndedV1 } from "#events/match-ended.v1.ts";
import { MatchHandedOverV1 } from "#events/match-handed-over.v1.ts";
import { MatchProposedV1 } from "#events/match-proposed.v1.ts";
import { MatchRescoredV1 } from "#events/match-rescored.v1.ts";
import { SelfRegistrationReceivedV1 } from "#events/self-registration-received.v1.ts";
import { onMessages } from "#packages/messaging/on-messages.ts";
import type { Log } from "#packages/runtime/log.ts";
import type { Receipt } from "#packages/store/receipts.ts";

export type Deps = {
  readonly noteReceipt: (proposalId: string, receipt: Receipt) => Promise<"noted" | "known">;
  readonly log: Log;
  readonly now: () => Date;
};

/** Everything that a region's queue can carry. */
const RegionMessage = z.discriminatedUnion("type", [
  MatchProposedV1.schema,
  MatchRescoredV1.schema,
  MatchEndedV1.schema,
  MatchDecidedV1.schema,
  MatchHandedOverV1.schema,
  SelfRegistrationReceivedV1.schema,
]);

/**
 * Reads the queue of a region that has no system of its own, and notes that each proposal arrived. The desk reads the
 * table, never the queue; a message that comes twice or late changes nothing.
 */
export const createHandler = (deps: Deps) =>
  onMessages(RegionMessage, deps.log, async ({ data, type }) => {
    const [id, version] =
      "proposalId" in data ? [data.proposalId, data.version] : [data.selfRegistrationId, data.version];
    const outcome = await deps.noteReceipt(id, { version, receivedAt: deps.now().toISOString() });
    deps.log.info("message received", { type, id, version, region: data.region, outcome });
  });
