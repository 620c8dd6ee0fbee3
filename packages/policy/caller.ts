import type { Actor } from "#packages/domain/actor.ts";
import type { Sector } from "#packages/domain/conditions.ts";
import type { KvkNumber } from "#packages/domain/ids.ts";

/** Who asks, with what the token says about them. */
export type Caller = {
  readonly actor: Actor;
  /** It is a system that asks, in its own name: no person has signed in. */
  readonly system?: boolean | undefined;
  /** For employers: the only firm they act for. */
  readonly kvkNumber?: KvkNumber | undefined;
  /** For desks of a municipality: people of other municipalities are none of theirs. */
  readonly municipality?: string | undefined;
  /** For sector organisations: the only sector they act for (B4). */
  readonly sector?: Sector | undefined;
};
