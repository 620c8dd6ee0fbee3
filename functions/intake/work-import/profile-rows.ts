import { JobSeekerId, MarketProfileId } from "#packages/domain/ids.ts";
import { type MarketProfileInput, MarketProfileRow } from "#packages/domain/market-profile.ts";
import { type KnownProfile, replaceProfile } from "#packages/intake/change-profile.ts";
import { mergeConsents } from "#packages/intake/imports/merge-consents.ts";
import { InvalidInput } from "#packages/intake/invalid-input.ts";
import type { Origin } from "#packages/intake/origin.ts";
import { type ProfileChange, shapeProfile } from "#packages/intake/register-profile.ts";
import { hasReaders } from "#packages/messaging/route-event.ts";
import { find, findMany } from "#packages/store/documents.ts";
import type { ImportDocument } from "#packages/store/imports.ts";
import { marketProfiles } from "#packages/store/kinds.ts";
import { people } from "#packages/store/persons-table.ts";
import { profileWrites } from "#packages/store/write-profile.ts";
import type { Deps } from "./deps.ts";
import { decideRow, type RowWork } from "./row-work.ts";

/** S4: what a file says of consents is added to what is known, and undoes nothing. */
const withConsents = (input: MarketProfileInput, { profile }: KnownProfile): MarketProfileInput => ({
  ...input,
  profile: { ...input.profile, consents: mergeConsents(profile.consents, input.profile.consents) },
});

const shape = (
  deps: Deps,
  { sender }: ImportDocument,
  { input, before, origin }: { input: MarketProfileInput; before: KnownProfile | undefined; origin: Origin },
): ProfileChange | undefined => {
  const { party } = sender.actor;
  if (party === undefined)
    throw new InvalidInput([{ pointer: "", detail: "the token of the import names no responsible party" }]);
  const context = { origin, known: deps.known };
  if (before !== undefined) return replaceProfile(before, withConsents(input, before), party, context);
  const ids = { id: MarketProfileId.parse(deps.newId()), jobSeekerId: JobSeekerId.parse(deps.newId()) };
  return shapeProfile(input, ids, party, context);
};

/** Rows of market profiles. References are the sending client's own, as in the single POST. */
export const profileRows = (
  deps: Deps,
  document: ImportDocument,
): RowWork<MarketProfileInput, KnownProfile> => ({
  kind: "market-profiles",
  schema: MarketProfileRow,
  reference: ({ reference = "" }) => ({
    kind: "market-profile",
    owner: document.sender.actor.subject,
    reference,
  }),
  async read(ids) {
    const found = await findMany(deps.tables.platform, marketProfiles, ids);
    return Promise.all(
      found.map(async (profile) => {
        if (profile === undefined) return undefined;
        const person = await find(deps.tables.persons, people, profile.jobSeekerId);
        return person === undefined ? undefined : { profile, person };
      }),
    );
  },
  decide(input, before, origin) {
    return decideRow(before?.profile, document, {
      regions: before === undefined ? [] : [before.profile.region],
      shape: () => shape(deps, document, { input, before, origin }),
      written(change) {
        const profile = { ...change.profile, importId: document.id };
        const referenceOwner = document.sender.actor.subject;
        const events = change.events.filter(hasReaders);
        const writes = profileWrites(deps.tables, { ...change, profile, referenceOwner, events });
        return { regions: [profile.region], writes };
      },
    });
  },
});
