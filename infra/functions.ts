/**
 * Every Lambda function of the platform: the folder under `functions/` whose `index.ts` exports `handler`.
 * The bundle is made from this list and constructs can name nothing else.
 * `data` names directories that a function needs beside its code.
 */
export const FUNCTIONS = {
  "intake/receive-notices": { data: ["classification"] },
  "intake/answer-look-ups": { data: ["classification"] },
  "intake/work-import": { data: ["classification"] },
  "events/publish-changes": { data: [] },
  "events/publish-parked": { data: [] },
  "matching/match-changes": { data: ["classification"] },
  "matching/match-imports": { data: ["classification"] },
  "matching/sweep-matches": { data: ["classification"] },
  "delivery/answer-teams": { data: [] },
  "delivery/receive-proposals": { data: [] },
  "delivery/redeliver": { data: [] },
  "delivery/start-regions": { data: [] },
} as const satisfies Record<string, { readonly data: readonly DataName[] }>;

/** Data that is made once and copied beside a function's code. */
export type DataName = "classification";

/** Folder of one function, e.g. "matching/match-changes". */
export type FunctionEntry = keyof typeof FUNCTIONS;
