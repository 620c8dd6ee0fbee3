import type { KnownProfile } from "#packages/intake/change-profile.ts";
import { readProcessing } from "#packages/store/processing-log.ts";
import { findByReference, type Reference } from "#packages/store/references.ts";
import type { Deps } from "./deps.ts";

/**
 * The reference by which a party knows the person. Of people who were registered before it was noted whose it is, the
 * owner is found in their own log: one of those who kept the profile has the reference still. Undefined: there is none,
 * or nobody has it.
 */
export const ownReference = async (
  { tables, processing, now }: Deps,
  { profile, person }: KnownProfile,
): Promise<Reference | undefined> => {
  const { reference } = profile;
  if (reference === undefined) return undefined;
  const of = (owner: string): Reference => ({ kind: "market-profile", owner, reference });
  const { referenceOwner: noted = "" } = person;
  if (noted !== "") return of(noted);
  const lines = await readProcessing(tables.records, await processing.pseudonym(person.id), now());
  const kept = lines.filter(({ attributes }) => attributes["overstap.role"] === "responsible-party");
  for (const owner of new Set(kept.map(({ attributes }) => attributes["overstap.actor"])))
    if ((await findByReference(tables.platform, of(owner))) === profile.id) return of(owner);
  return undefined;
};
