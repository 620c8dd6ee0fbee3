/**
 * Every Lambda function of the platform: the folder under `functions/` whose `index.ts` exports `handler`.
 * The bundle is made from this list and constructs can name nothing else.
 * `classification`: it reads occupations and competencies, and gets their compact form beside its code.
 */
export const FUNCTIONS = {
  "intake/receive-notices": { classification: true },
  "intake/answer-look-ups": { classification: true },
  "intake/work-import": { classification: true },
  "events/publish-changes": { classification: false },
  "events/publish-parked": { classification: false },
  "matching/match-changes": { classification: true },
  "matching/match-imports": { classification: true },
  "matching/sweep-matches": { classification: true },
  "delivery/answer-teams": { classification: true },
  "delivery/receive-proposals": { classification: false },
  "delivery/redeliver": { classification: false },
  "delivery/start-regions": { classification: false },
} as const satisfies Record<string, { readonly classification: boolean }>;

/** Folder of one function, e.g. "matching/match-changes". */
export type FunctionEntry = keyof typeof FUNCTIONS;
