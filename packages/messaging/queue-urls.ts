import * as z from "zod";
import type { QueueUrls } from "./publisher.ts";

/** The environment of a function that publishes. */
export const QUEUE_ENVIRONMENT = {
  MATCHING_QUEUE_URL: z.url(),
  MATCHING_IMPORTS_QUEUE_URL: z.url(),
  REMATCHES_QUEUE_URL: z.url(),
  BROKERAGE_QUEUE_URL: z.url(),
  REDELIVERIES_QUEUE_URL: z.url(),
  NOTIFICATIONS_QUEUE_URL: z.url(),
  REGION_QUEUE_URL_PREFIX: z.url(),
  DEMAND_QUEUE_URL_PREFIX: z.url(),
};

const Environment = z.object(QUEUE_ENVIRONMENT);

/** The queues named in that environment. */
export const queueUrlsOf = (env: z.infer<typeof Environment>): QueueUrls => ({
  matching: env.MATCHING_QUEUE_URL,
  "matching-imports": env.MATCHING_IMPORTS_QUEUE_URL,
  rematches: env.REMATCHES_QUEUE_URL,
  brokerage: env.BROKERAGE_QUEUE_URL,
  redeliveries: env.REDELIVERIES_QUEUE_URL,
  notifications: env.NOTIFICATIONS_QUEUE_URL,
  regionPrefix: env.REGION_QUEUE_URL_PREFIX,
  demandPrefix: env.DEMAND_QUEUE_URL_PREFIX,
});
