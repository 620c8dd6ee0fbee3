/**
 * Every Lambda function of the platform stack: the folder under `functions/` whose `index.ts` exports `handler`.
 * The bundle is made from this list, and constructs can name nothing else.
 */
export const FUNCTIONS = [
  "intake/receive-notices",
  "intake/answer-look-ups",
  "intake/work-import",
  "events/publish-changes",
  "events/publish-parked",
  "matching/match-changes",
  "matching/match-imports",
  "matching/work-rematches",
  "matching/build-shard",
  "matching/sweep-matches",
  "brokerage/couple-firms",
  "brokerage/expire-holds",
  "brokerage/answer-firms",
  "brokerage/sweep-couplings",
  "brokerage/keep-waiting-lists",
  "delivery/answer-teams",
  "delivery/receive-proposals",
  "delivery/redeliver",
  "delivery/start-regions",
  "delivery/count-figures",
  "desk/show-pages",
  "rights/answer-job-seekers",
  "rights/answer-staff",
  "rights/finish-erasures",
  "rights/keep-checkpoints",
] as const;

/** Functions of a user pool: only in stages that sign people in with one (decision 0039). */
export const SIGN_IN_FUNCTIONS = ["identity/shape-tokens"] as const;

/** Folder of one function, e.g. "matching/match-changes". */
export type FunctionEntry = (typeof FUNCTIONS)[number] | (typeof SIGN_IN_FUNCTIONS)[number];
