import * as z from "zod";
import { CouplingAgreedV1 } from "#events/coupling-agreed.v1.ts";
import { CouplingDeclinedV1 } from "#events/coupling-declined.v1.ts";
import { CouplingEndedV1 } from "#events/coupling-ended.v1.ts";
import { CouplingExpiredV1 } from "#events/coupling-expired.v1.ts";
import { CouplingProposedV1 } from "#events/coupling-proposed.v1.ts";
import { CouplingRemindedV1 } from "#events/coupling-reminded.v1.ts";
import { MatchDecidedV1 } from "#events/match-decided.v1.ts";
import { MatchEndedV1 } from "#events/match-ended.v1.ts";
import { MatchHandedOverV1 } from "#events/match-handed-over.v1.ts";
import { MatchProposedV1 } from "#events/match-proposed.v1.ts";
import { MatchRescoredV1 } from "#events/match-rescored.v1.ts";
import { SelfRegistrationChangedV1 } from "#events/self-registration-changed.v1.ts";
import { SelfRegistrationReceivedV1 } from "#events/self-registration-received.v1.ts";
import { WaitingListChangedV1 } from "#events/waiting-list-changed.v1.ts";
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
  SelfRegistrationChangedV1.schema,
  CouplingProposedV1.schema,
  CouplingAgreedV1.schema,
  CouplingDeclinedV1.schema,
  CouplingExpiredV1.schema,
  CouplingEndedV1.schema,
  CouplingRemindedV1.schema,
  WaitingListChangedV1.schema,
]);
type Told = z.infer<typeof RegionMessage>["data"];

/** What a message is about, by its id and version, and where. A coupling reaches two teams; either arrival counts. */
const subjectOf = (data: Told): { id: string; version: number; region: string } => {
  if ("couplingId" in data) return { id: data.couplingId, version: data.version, region: data.fromRegion };
  const { version, region } = data;
  if ("proposalId" in data) return { id: data.proposalId, version, region };
  // Of open hiring there is no proposal: what arrives is a version of the waiting list, which is kept by vacancy.
  return { id: "vacancyId" in data ? data.vacancyId : data.selfRegistrationId, version, region };
};

/**
 * Reads the queue of a region that has no system of its own, and notes that each proposal arrived. The desk reads the
 * table, never the queue; a message that comes twice or late changes nothing.
 */
export const createHandler = (deps: Deps) =>
  onMessages(RegionMessage, deps.log, async ({ data, type }) => {
    const { id, version, region } = subjectOf(data);
    const outcome = await deps.noteReceipt(id, { version, receivedAt: deps.now().toISOString() });
    deps.log.info("message received", { type, id, version, region, outcome });
  });
