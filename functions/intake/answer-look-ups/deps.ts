import type { Classification } from "#packages/classification/classification.ts";
import type { AllSettings } from "#packages/domain/settings.ts";
import type { Log } from "#packages/runtime/log.ts";

/** With what look-ups are answered. */
export type Deps = {
  readonly classification: Classification;
  readonly settings: () => Promise<AllSettings>;
  readonly log: Log;
};
