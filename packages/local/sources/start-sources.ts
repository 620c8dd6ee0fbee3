import timers from "node:timers/promises";
import type { LocalTable } from "../engines/create-tables.ts";
import type { SqsEngine } from "../engines/sqs.ts";
import { streamsClient } from "../engines/streams.ts";
import type { Pools } from "../functions/start-pools.ts";
import type { KeptState } from "../kept-state.ts";
import type { Plan } from "../plan/plan.ts";
import type { StreamMappingPlan } from "../plan/plan-mappings.ts";
import type { Expiries } from "./expiries.ts";
import { startQueueSource } from "./queue-source.ts";
import type { StreamSource } from "./source.ts";
import { startStreamSource } from "./stream-source.ts";

/** What is under way gets so long to end before functions are stopped. */
const PATIENCE_MS = 700;

export type SourcesSettings = {
  readonly plan: Plan;
  readonly dynamoEndpoint: string;
  readonly tables: readonly LocalTable[];
  readonly sqs: SqsEngine;
  readonly pools: Pools;
  readonly state: KeptState;
  readonly expiries: Expiries;
  readonly log: (line: string) => void;
  readonly onActivity: () => void;
};

export type Sources = { readonly streams: readonly StreamSource[]; stop(): Promise<void> };

/** Starts every event source mapping of the template. */
export const startSources = async (settings: SourcesSettings): Promise<Sources> => {
  const { plan, sqs, pools, dynamoEndpoint } = settings;
  const client = streamsClient(dynamoEndpoint, plan.region);
  const queueSources = plan.queueMappings.map((mapping) => {
    const queue = sqs.queue(mapping.queue.name);
    // Nobody works on what an earlier start had taken.
    queue.releaseTaken();
    return startQueueSource({ plan: mapping, queue, pool: pools.of(mapping.function) });
  });
  const streams = await Promise.all(
    plan.streamMappings.map((mapping) => startStream(mapping, settings, client)),
  );
  return {
    streams,
    async stop() {
      const stopped = Promise.all([...queueSources, ...streams].map((source) => source.stop()));
      await Promise.race([stopped, timers.setTimeout(PATIENCE_MS, undefined, { ref: false })]);
      client.close();
    },
  };
};

const startStream = (
  mapping: StreamMappingPlan,
  { tables, sqs, pools, state, expiries, log, onActivity }: SourcesSettings,
  streams: ReturnType<typeof streamsClient>,
): Promise<StreamSource> => {
  const table = tables.find(({ plan }) => plan.name === mapping.table.name);
  const reader = (shardId: string) => `${mapping.logicalId}/${shardId}`;
  return startStreamSource({
    plan: mapping,
    engineStreamArn: table?.engineStreamArn ?? "",
    streams,
    pool: pools.of(mapping.function),
    onFailure: mapping.onFailure && sqs.queue(mapping.onFailure.name),
    expiries,
    positionOf: (shardId) => state.streamPosition(reader(shardId)),
    keepPosition: (shardId, sequenceNumber) => state.keepStreamPosition(reader(shardId), sequenceNumber),
    log,
    onActivity,
  });
};
